import { describe, expect, it } from 'vitest';
import { changeDays, fullestDays, replacementDays } from '../../src/graph/changes.ts';
import { monthsAfter } from '../../src/graph/months.ts';
import { NO_DAY, parseDay } from '../../src/model/time.ts';

const held = (value: string, fromDay: number, toDay: number = NO_DAY) => ({ value, fromDay, toDay });

describe('days on which a set of values changed', () => {
  it('does not count the first, whether its day is known or not', () => {
    expect(changeDays([held('a', 10)])).toEqual([]);
    expect(changeDays([held('a', NO_DAY)])).toEqual([]);
  });

  it('counts a successor, a joiner and a leaver once each', () => {
    expect(changeDays([held('a', 10, 20), held('b', 20)])).toEqual([20]);
    expect(changeDays([held('a', NO_DAY), held('b', 20, 30)])).toEqual([20, 30]);
  });

  it('counts a gap as one change, on the day of the new, and as none where the same comes back', () => {
    expect(changeDays([held('a', 10, 20), held('b', 25)])).toEqual([25]);
    expect(changeDays([held('a', 10, 20), held('a', 25)])).toEqual([]);
    expect(changeDays([held('a', 10, 20)])).toEqual([]);
  });

  it('passes over intervals that end before or when they begin', () => {
    expect(changeDays([held('a', 10), held('b', 30, 20), held('c', 30, 30)])).toEqual([]);
  });
});

describe('days on which something was replaced', () => {
  it('needs something that ends and another that holds or follows', () => {
    expect(replacementDays([held('a', 10, 20), held('b', 20)])).toEqual([20]);
    expect(replacementDays([held('a', 10, 20), held('b', NO_DAY)])).toEqual([20]);
    expect(replacementDays([held('a', 10, 20)])).toEqual([]);
    expect(replacementDays([held('a', 10), held('b', 20)])).toEqual([]);
  });

  it('takes a value that goes on under another row as not given up', () => {
    expect(replacementDays([held('a', 10, 20), held('a', 20), held('b', NO_DAY)])).toEqual([]);
  });
});

it('finds the fullest closed window, the first of equal ones', () => {
  const within = (first: number, last: number) => last - first <= 5;
  expect(fullestDays([1, 6, 11, 12], within)).toEqual([1, 6]);
  expect(fullestDays([1, 7, 11, 12], within)).toEqual([7, 11, 12]);
  expect(fullestDays([], within)).toEqual([]);
});

it('counts months to the same day or the last of a shorter month', () => {
  const after = (day: string, months: number) => monthsAfter(parseDay(day)!, months);
  expect(after('2024-01-31', 1)).toBe(parseDay('2024-02-29'));
  expect(after('2023-12-15', 1)).toBe(parseDay('2024-01-15'));
  expect(after('2023-12-31', 12)).toBe(parseDay('2024-12-31'));
});

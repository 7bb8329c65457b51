import fc from 'fast-check';
import { expect, test } from 'vitest';
import { containsDay, type Interval, overlaps } from '../../src/model/interval.ts';
import { NO_DAY } from '../../src/model/time.ts';

const end = fc.oneof(fc.constant(NO_DAY), fc.integer({ min: 0, max: 20 }));
const interval = fc
  .record({ from: end, to: end })
  .filter(({ from, to }) => from === NO_DAY || to === NO_DAY || from < to) as fc.Arbitrary<Interval>;

test('an interval holds its first day and not its last', () => {
  expect(containsDay({ from: 5, to: 8 }, 4)).toBe(false);
  expect(containsDay({ from: 5, to: 8 }, 5)).toBe(true);
  expect(containsDay({ from: 5, to: 8 }, 7)).toBe(true);
  expect(containsDay({ from: 5, to: 8 }, 8)).toBe(false);
});

test('an unknown end excludes nothing', () => {
  expect(containsDay({ from: NO_DAY, to: 8 }, -1_000_000)).toBe(true);
  expect(containsDay({ from: 5, to: NO_DAY }, 1_000_000)).toBe(true);
  expect(containsDay({ from: NO_DAY, to: NO_DAY }, 0)).toBe(true);
});

test('two intervals overlap exactly when some day lies in both', () => {
  fc.assert(
    fc.property(interval, interval, (a, b) => {
      const shared = Array.from({ length: 40 }, (_, i) => i - 10).some(
        (day) => containsDay(a, day) && containsDay(b, day),
      );
      return overlaps(a, b) === shared && overlaps(b, a) === shared;
    }),
  );
});

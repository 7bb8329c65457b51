import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { almatyLocalToUtcMs, almatyOffsetMinutes } from '../../src/model/almaty.ts';
import {
  civilOf,
  DAY_MS,
  dayOf,
  formatDay,
  formatMoment,
  isReadableDate,
  localDay,
  localDayOfInstant,
  localMinuteOfInstant,
  parseDay,
  parseMoment,
} from '../../src/model/time.ts';

describe('days', () => {
  test('agree with the calendar that everyone uses', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_000, max: 47_800 }), (day) => {
        const date = new Date(day * DAY_MS);
        const { year, month, dayOfMonth } = civilOf(day);
        expect([year, month, dayOfMonth]).toEqual([date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]);
        expect(dayOf(year, month, dayOfMonth)).toBe(day);
        expect(formatDay(day)).toBe(date.toISOString().slice(0, 10));
        expect(parseDay(formatDay(day))).toBe(day);
      }),
    );
  });

  test('exist between 1800 and 2100', () => {
    expect(isReadableDate(1800, 1, 1)).toBe(true);
    expect(isReadableDate(2100, 12, 31)).toBe(true);
    expect(isReadableDate(2000, 2, 29)).toBe(true);
    for (const [y, m, d] of [
      [1799, 12, 31],
      [2101, 1, 1],
      [1900, 2, 29],
      [2023, 2, 29],
      [2024, 0, 1],
      [2024, 13, 1],
      [2024, 4, 31],
      [2024, 1, 0],
    ]) {
      expect(isReadableDate(y!, m!, d!)).toBe(false);
    }
  });
});

describe('Almaty', () => {
  test('is six hours ahead until the end of February 2024 and five from then on', () => {
    const midnight = Date.UTC(2024, 1, 29, 18);
    expect(almatyOffsetMinutes(midnight - 1)).toBe(360);
    expect(almatyOffsetMinutes(midnight)).toBe(300);
    expect(parseMoment('2024-02-29T12:00:00')).toEqual({ ms: Date.UTC(2024, 1, 29, 6), precision: 'instant' });
    expect(parseMoment('2024-03-01T12:00:00')).toEqual({ ms: Date.UTC(2024, 2, 1, 7), precision: 'instant' });
  });

  test('of the hour that came twice the first is taken', () => {
    expect(parseMoment('2024-02-29T23:30')!.ms).toBe(Date.UTC(2024, 1, 29, 17, 30));
    expect(localDayOfInstant(Date.UTC(2024, 1, 29, 18, 30))).toBe(dayOf(2024, 2, 29));
  });

  test('agrees with the time zone database of ICU in the years of electronic payments', () => {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: 'Asia/Almaty',
      hourCycle: 'h23',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    const utc = new Intl.DateTimeFormat('en-US', {
      timeZone: 'UTC',
      hourCycle: 'h23',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    for (let ms = Date.UTC(1992, 3, 1); ms < Date.UTC(2024, 1, 29); ms += 31 * 3_600_000) {
      expect(utc.format(ms + almatyOffsetMinutes(ms) * 60_000), new Date(ms).toISOString()).toBe(format.format(ms));
    }
  });

  test('local time and instants are each other’s inverse wherever an hour is not lost or doubled', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2060, 0, 1) }), (ms) => {
        const local = ms + almatyOffsetMinutes(ms) * 60_000;
        const back = almatyLocalToUtcMs(local);
        const doubled = ms >= Date.UTC(2024, 1, 29, 18) && ms < Date.UTC(2024, 1, 29, 19);
        return doubled ? back === ms - 3_600_000 : back === ms;
      }),
    );
  });

  test('minutes of the day', () => {
    expect(localMinuteOfInstant(Date.UTC(2024, 0, 1, 18, 5))).toBe(5);
    expect(localMinuteOfInstant(Date.UTC(2025, 0, 1, 18, 5))).toBe(23 * 60 + 5);
  });
});

describe('moments', () => {
  test.each([
    ['2024-01-15', Date.UTC(2024, 0, 15), 'day'],
    ['2024-01-15T10:00:00Z', Date.UTC(2024, 0, 15, 10), 'instant'],
    ['2024-01-15t10:00:00z', Date.UTC(2024, 0, 15, 10), 'instant'],
    ['2024-01-15 10:00', Date.UTC(2024, 0, 15, 4), 'instant'],
    ['2024-01-15T10:00:00.5', Date.UTC(2024, 0, 15, 4, 0, 0, 500), 'instant'],
    ['2024-01-15T10:00:00,123456+05', Date.UTC(2024, 0, 15, 5, 0, 0, 123), 'instant'],
    ['2024-01-15T10:00:00+05:30', Date.UTC(2024, 0, 15, 4, 30), 'instant'],
    ['2024-01-15T10:00:00-0330', Date.UTC(2024, 0, 15, 13, 30), 'instant'],
    ['2024-01-15T24:00', Date.UTC(2024, 0, 15, 18), 'instant'],
    ['2016-12-31T23:59:60Z', Date.UTC(2016, 11, 31, 23, 59, 59), 'instant'],
  ])('%s', (text, ms, precision) => {
    expect(parseMoment(text)).toEqual({ ms, precision });
  });

  test.each([
    '',
    '2024',
    '2024-1-5',
    '15.01.2024',
    '2024-02-30',
    '0196-01-01',
    '2101-01-01',
    '2024-01-15T',
    '2024-01-15T10',
    '2024-01-15T25:00',
    '2024-01-15T24:01',
    '2024-01-15T10:60',
    '2024-01-15T10:00:00+5',
    '2024-01-15T10:00:00 +05:00',
    '2024-01-15T10:00:00.Z',
    '2024-01-15  10:00',
    '2024-01-15X10:00',
  ])('"%s" is none', (text) => {
    expect(parseMoment(text)).toBeNull();
  });

  test('come back from their written form', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2099, 0, 1) }), (ms) => {
        expect(parseMoment(formatMoment({ ms, precision: 'instant' }))).toEqual({ ms, precision: 'instant' });
        expect(formatMoment({ ms, precision: 'instant' }).replace('Z', ms % 1000 === 0 ? '.000Z' : 'Z')).toBe(
          new Date(ms).toISOString(),
        );
      }),
    );
    expect(formatMoment({ ms: dayOf(2024, 1, 5) * DAY_MS, precision: 'day' })).toBe('2024-01-05');
  });

  test('lie on the day of Almaty', () => {
    expect(localDay(parseMoment('2024-01-15T20:00:00Z')!)).toBe(dayOf(2024, 1, 16));
    expect(localDay(parseMoment('2024-01-15')!)).toBe(dayOf(2024, 1, 15));
    expect(parseDay('2024-01-15T20:00:00Z')).toBe(dayOf(2024, 1, 16));
  });
});

describe('the time zone of the machine changes nothing', () => {
  const child = process.env.TAMYR_TIME_CHILD === '1';
  test.skipIf(child).each(['UTC', 'Asia/Almaty', 'America/New_York', 'Pacific/Apia'])('%s', (zone) => {
    const env = { ...process.env, TZ: zone, TAMYR_TIME_CHILD: '1' };
    const vitest = ['node_modules/vitest/vitest.mjs', 'run', 'test/model/time.test.ts', '--reporter=dot'];
    expect(() => execFileSync(process.execPath, vitest, { env, stdio: 'pipe' })).not.toThrow();
  });
});

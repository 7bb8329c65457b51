import {
  civilOf,
  DAY_MS,
  formatDay,
  formatMoment,
  instantOf,
  localDayOfInstant,
  parseMoment,
} from '../../model/time.ts';
import { dayAfter, firstDayOf } from './date-pattern.ts';
import type { Purpose, TimeSpec } from './mapping.ts';
import { zoneLocalToUtcMs } from './zone.ts';

/** A text as ISO 8601 (or as a tax period); null where it cannot be read. */
export function isoOf(text: string, time: TimeSpec, purpose: Purpose): string | null {
  switch (time.kind) {
    case 'date':
      return readDate(text, time, purpose);
    case 'unix': {
      if (!/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return null;
      return isoOfInstant(Math.round(Number(text) * (time.unit === 's' ? 1000 : 1)), purpose);
    }
    case 'step': {
      const steps = /^[+-]?\d+(\.0+)?$/.test(text) ? Number(text) : Number.NaN;
      const epoch = parseMoment(time.epoch)!;
      if (Number.isNaN(steps)) return null;
      if (epoch.precision === 'day' && time.stepMs % DAY_MS === 0) {
        const day = Math.round((epoch.ms + steps * time.stepMs) / DAY_MS);
        return isReadableYear(civilOf(day).year) ? periodOr(day, purpose, formatDay(day)) : null;
      }
      const start = epoch.precision === 'day' ? instantOf(Math.round(epoch.ms / DAY_MS), 0, null) : epoch.ms;
      return isoOfInstant(start + steps * time.stepMs, purpose);
    }
  }
}

export function expectedDate(time: TimeSpec): string {
  if (time.kind === 'date') return `a date like ${time.patterns.map(({ text }) => text).join(' or ')}`;
  if (time.kind === 'unix') return `${time.unit === 's' ? 'seconds' : 'milliseconds'} since 1970-01-01 UTC`;
  return `a whole number of steps since ${time.epoch}`;
}

function readDate(text: string, time: Extract<TimeSpec, { kind: 'date' }>, purpose: Purpose): string | null {
  for (const pattern of time.patterns) {
    const date = pattern.read(text);
    if (date === null) continue;
    const first = firstDayOf(date);
    if (date.msOfDay !== null) {
      const local = first * DAY_MS + date.msOfDay;
      const utc =
        date.offsetMinutes === null ? zoneLocalToUtcMs(local, time.zone) : local - date.offsetMinutes * 60_000;
      return isoOfInstant(utc, purpose);
    }
    if (purpose === 'period') return date.month === null ? formatDay(first).slice(0, 4) : formatDay(first).slice(0, 7);
    return formatDay(purpose === 'end' && date.dayOfMonth === null ? dayAfter(date) : first);
  }
  return null;
}

function isoOfInstant(utcMs: number, purpose: Purpose): string | null {
  if (!(Math.abs(utcMs) < 1e14)) return null;
  const day = localDayOfInstant(utcMs);
  // As an end, a year after 2100 passes: whoever takes it reads it as unknown.
  if (!isReadableYear(civilOf(day).year) && purpose !== 'end') return null;
  return periodOr(day, purpose, formatMoment({ ms: utcMs, precision: 'instant' }));
}

function periodOr(day: number, purpose: Purpose, iso: string): string {
  return purpose === 'period' ? formatDay(day).slice(0, 7) : iso;
}

function isReadableYear(year: number): boolean {
  return year >= 1800 && year <= 2100;
}

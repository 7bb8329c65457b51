import { almatyLocalToUtcMs, almatyOffsetMinutes } from './almaty.ts';

/** Milliseconds of a day of 24 hours. */
export const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of a calendar day; `NO_DAY` stands for unknown. */
export type Day = number;
/** The value that stands for "unknown" in Int32 day columns. */
export const NO_DAY = -0x80000000;

/**
 * A moment as it was given. `instant`: `ms` is UTC. `day`: only the calendar day is known and `ms` is `day × 86,400,000`;
 * it orders against other days, never within one.
 */
export interface Moment {
  ms: number;
  precision: 'instant' | 'day';
}

/** Codes of `Moment.precision` in typed-array columns. */
export const PRECISION_INSTANT = 0;
export const PRECISION_DAY = 1;

const FIRST_YEAR = 1800;
const LAST_YEAR = 2100;

/** Days since 1970-01-01 of a date of the proleptic Gregorian calendar (Hinnant, days_from_civil). */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** Year, month and day of the month of a day number (Hinnant, civil_from_days). */
export function civilOf(day: Day): { year: number; month: number; dayOfMonth: number } {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * mp + 2) / 5) + 1,
  };
}

/** Whether year, month and day name a day of the calendar within the years 1800–2100 that Tamyr reads. */
export function isReadableDate(year: number, month: number, dayOfMonth: number): boolean {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || dayOfMonth < 1) return false;
  if (month === 2) return dayOfMonth <= (isLeapYear(year) ? 29 : 28);
  return dayOfMonth <= (month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31);
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The calendar day in Almaty on which a moment lies. */
export function localDay({ ms, precision }: Moment): Day {
  return precision === 'day' ? Math.round(ms / DAY_MS) : localDayOfInstant(ms);
}

/** The calendar day in Almaty of an instant in UTC milliseconds. */
export function localDayOfInstant(utcMs: number): Day {
  return Math.floor((utcMs + almatyOffsetMinutes(utcMs) * 60_000) / DAY_MS);
}

/** Minutes since local midnight in Almaty of an instant in UTC milliseconds. */
export function localMinuteOfInstant(utcMs: number): number {
  const local = utcMs + almatyOffsetMinutes(utcMs) * 60_000;
  return Math.floor((local - Math.floor(local / DAY_MS) * DAY_MS) / 60_000);
}

/** The instant (UTC ms) of a wall-clock time: with `offsetMinutes` of its own, else in Almaty. */
export function instantOf(day: Day, msOfDay: number, offsetMinutes: number | null): number {
  const local = day * DAY_MS + msOfDay;
  return offsetMinutes === null ? almatyLocalToUtcMs(local) : local - offsetMinutes * 60_000;
}

/** Reads an ISO 8601 date or date-time (`T` or one space between); null where it is neither, or the year is outside 1800–2100. */
export function parseMoment(text: string): Moment | null {
  if (text.length < 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return null;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const dayOfMonth = digits(text, 8, 2);
  if (year < 0 || month < 0 || dayOfMonth < 0 || !isReadableDate(year, month, dayOfMonth)) return null;
  const day = dayOf(year, month, dayOfMonth);
  if (text.length === 10) return { ms: day * DAY_MS, precision: 'day' };
  const separator = text.charCodeAt(10);
  if (separator !== 84 && separator !== 116 && separator !== 32) return null;
  return parseTimeOfDay(text, 11, day);
}

function parseTimeOfDay(text: string, at: number, day: Day): Moment | null {
  const hour = digits(text, at, 2);
  if (hour < 0 || hour > 24 || text.charCodeAt(at + 2) !== 58) return null;
  const minute = digits(text, at + 3, 2);
  if (minute < 0 || minute > 59) return null;
  let i = at + 5;
  let second = 0;
  let millisecond = 0;
  if (text.charCodeAt(i) === 58) {
    second = digits(text, i + 1, 2);
    if (second < 0 || second > 60) return null;
    i += 3;
    const point = text.charCodeAt(i);
    if (point === 46 || point === 44) {
      const start = ++i;
      while (isDigit(text.charCodeAt(i))) i++;
      if (i === start) return null;
      millisecond = Number(text.slice(start, start + 3).padEnd(3, '0'));
    }
  }
  if (hour === 24 && (minute > 0 || second > 0 || millisecond > 0)) return null;
  const offsetMinutes = parseOffset(text, i);
  if (offsetMinutes === undefined) return null;
  const msOfDay = ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000 + millisecond;
  return { ms: instantOf(day, msOfDay, offsetMinutes), precision: 'instant' };
}

/** Offset in minutes at position `i`: null where the text ends there, undefined where what stands there is no offset. */
function parseOffset(text: string, i: number): number | null | undefined {
  if (i === text.length) return null;
  const sign = text.charCodeAt(i);
  if ((sign === 90 || sign === 122) && i + 1 === text.length) return 0;
  if (sign !== 43 && sign !== 45) return undefined;
  const hours = digits(text, i + 1, 2);
  if (hours < 0 || hours > 18) return undefined;
  let minutes = 0;
  if (text.length > i + 3) {
    const at = text.charCodeAt(i + 3) === 58 ? i + 4 : i + 3;
    minutes = digits(text, at, 2);
    if (minutes < 0 || minutes > 59 || at + 2 !== text.length) return undefined;
  }
  return (sign === 45 ? -1 : 1) * (hours * 60 + minutes);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** The number that `count` ASCII digits at `from` spell, or −1 where one of them is no digit. */
function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let i = from; i < from + count; i++) {
    const c = text.charCodeAt(i);
    if (!(c >= 48 && c <= 57)) return -1;
    value = value * 10 + c - 48;
  }
  return value;
}

/** Reads an ISO date, or the local day of an ISO date-time; null where it is neither. */
export function parseDay(text: string): Day | null {
  const moment = parseMoment(text);
  return moment === null ? null : localDay(moment);
}

/** `YYYY-MM-DD`. */
export function formatDay(day: Day): string {
  const { year, month, dayOfMonth } = civilOf(day);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`;
}

/** ISO 8601 in UTC, to the second where there are no milliseconds; a day stays a date. */
export function formatMoment({ ms, precision }: Moment): string {
  if (precision === 'day') return formatDay(Math.round(ms / DAY_MS));
  const day = Math.floor(ms / DAY_MS);
  const rest = ms - day * DAY_MS;
  const seconds = Math.floor(rest / 1000);
  const millis = rest % 1000;
  const clock = `${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`;
  return `${formatDay(day)}T${clock}${millis ? `.${pad(millis, 3)}` : ''}Z`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

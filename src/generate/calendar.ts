import type { Rng } from './random.ts';

/** Days are counted from 1970-01-01 in the local calendar; seconds are local seconds from the same midnight. */
export const DAY_SECONDS = 86_400;

export const PERIOD_START = dayOf(2025, 11, 1);
export const PERIOD_END = dayOf(2026, 10, 31);
export const PERIOD_DAYS = PERIOD_END - PERIOD_START + 1;

/** Day number of a civil date, month 1–12 (Hinnant, chrono-Compatible Low-Level Date Algorithms). */
export function dayOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

export interface CivilDate {
  year: number;
  month: number;
  day: number;
}

export function civilOf(dayNumber: number): CivilDate {
  const z = dayNumber + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return { year: yoe + era * 400 + (month <= 2 ? 1 : 0), month, day: doy - Math.floor((153 * mp + 2) / 5) + 1 };
}

/** 0 = Monday … 6 = Sunday. */
export function weekdayOf(dayNumber: number): number {
  return (((dayNumber + 3) % 7) + 7) % 7;
}

const dates = new Map<number, string>();

/** `yyyy-mm-dd`. */
export function formatDate(dayNumber: number): string {
  let text = dates.get(dayNumber);
  if (text === undefined) {
    const { year, month, day } = civilOf(dayNumber);
    text = `${year}-${two(month)}-${two(day)}`;
    dates.set(dayNumber, text);
  }
  return text;
}

/** ISO 8601 with seconds; with `+05:00`, Almaty's offset during the whole period, or bare. */
export function formatInstant(second: number, withOffset: boolean): string {
  const day = Math.floor(second / DAY_SECONDS);
  const rest = second - day * DAY_SECONDS;
  const time = `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
  return withOffset ? `${formatDate(day)}T${time}+05:00` : `${formatDate(day)}T${time}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** Fixed public holidays (month × 100 + day) on which offices rest. */
const HOLIDAYS = new Set([101, 102, 107, 308, 321, 322, 323, 501, 507, 509, 706, 830, 1025, 1216]);

export function isWorkday(dayNumber: number): boolean {
  if (weekdayOf(dayNumber) >= 5) return false;
  const { month, day } = civilOf(dayNumber);
  return !HOLIDAYS.has(month * 100 + day);
}

/** The first working day on or after the given one. */
export function workdayFrom(dayNumber: number): number {
  let day = dayNumber;
  while (!isWorkday(day)) day += 1;
  return day;
}

/** A second of a day within office hours, fewer at lunch. */
export function officeSecond(rng: Rng, dayNumber: number): number {
  let hour = 9 + rng() * 9;
  if (hour > 12.9 && hour < 14 && rng() < 0.6) hour += 2.5;
  return dayNumber * DAY_SECONDS + Math.floor(hour * 3600);
}

/** A second of a day when people buy: mornings thin, evenings thick. */
export function shoppingSecond(rng: Rng, dayNumber: number): number {
  const hour = 7.5 + 15.5 * Math.sqrt(rng()) * (0.75 + 0.25 * rng());
  return dayNumber * DAY_SECONDS + Math.floor(hour * 3600);
}

/** First days of the twelve months of the period. */
export function monthStarts(): number[] {
  const { year, month } = civilOf(PERIOD_START);
  return Array.from({ length: 12 }, (_, k) =>
    dayOf(year + Math.floor((month - 1 + k) / 12), ((month - 1 + k) % 12) + 1, 1),
  );
}

import { NO_DAY } from '../model/time.ts';

/** Something that an entity has over a half-open interval of days: a holder of a role, an address, a name. */
export interface Held {
  readonly value: number | string;
  readonly fromDay: number;
  readonly toDay: number;
}

/**
 * Days on which the set of values changed, ascending, each once. The first value is no change; neither is a gap after which the same
 * comes back, and a gap with something else after it is one change, on the day of the new. Intervals that end before they begin are void.
 */
export function changeDays(held: readonly Held[]): number[] {
  const real = held.filter(({ fromDay, toDay }) => toDay === NO_DAY || fromDay < toDay);
  const days = [...new Set(real.flatMap(({ fromDay, toDay }) => [fromDay, toDay]))];
  days.sort((a, b) => a - b);
  const changes: number[] = [];
  let before: string | null = null;
  for (const day of days) {
    const now = valuesOn(real, day);
    if (now === '') continue;
    if (before !== null && now !== before && day !== NO_DAY) changes.push(day);
    before = now;
  }
  return changes;
}

/**
 * Days on which a value was given up while another one holds or follows, ascending, each once: moves and renames. What only came
 * in addition (a second office) replaced nothing.
 */
export function replacementDays(held: readonly Held[]): number[] {
  const real = held.filter(({ fromDay, toDay }) => toDay === NO_DAY || fromDay < toDay);
  const days = real
    .filter(
      ({ value, toDay }) => toDay !== NO_DAY && !real.some((other) => other.value === value && outlasts(other, toDay)),
    )
    .filter(({ value, toDay }) => real.some((other) => other.value !== value && outlasts(other, toDay)))
    .map(({ toDay }) => toDay);
  return [...new Set(days)].sort((a, b) => a - b);
}

function outlasts({ toDay }: Held, day: number): boolean {
  return toDay === NO_DAY || toDay > day;
}

function valuesOn(held: readonly Held[], day: number): string {
  const values = held
    .filter(({ fromDay, toDay }) => fromDay <= day && (toDay === NO_DAY || toDay > day))
    .map(({ value }) => value);
  return [...new Set(values)].sort((a, b) => (a < b ? -1 : 1)).join(' ');
}

/** The most days of an ascending list within a closed window; `isWithin` says whether two of them are. The first of equal windows. */
export function fullestDays(days: readonly number[], isWithin: (first: number, last: number) => boolean): number[] {
  let begin = 0;
  let best: readonly number[] = [];
  for (let end = 0; end < days.length; end++) {
    while (!isWithin(days[begin]!, days[end]!)) begin++;
    if (end - begin + 1 > best.length) best = days.slice(begin, end + 1);
  }
  return [...best];
}

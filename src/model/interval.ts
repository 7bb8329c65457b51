import { type Day, NO_DAY } from './time.ts';

/** A half-open stretch of days `[from, to)`; `NO_DAY` on either side means unknown: since ever, still valid. */
export interface Interval {
  from: Day;
  to: Day;
}

/** Whether the day lies in the interval; unknown ends do not exclude it. */
export function containsDay({ from, to }: Interval, day: Day): boolean {
  return (from === NO_DAY || from <= day) && (to === NO_DAY || day < to);
}

/** Whether two intervals share at least one day. */
export function overlaps(a: Interval, b: Interval): boolean {
  const aStartsBeforeBEnds = b.to === NO_DAY || a.from === NO_DAY || a.from < b.to;
  const bStartsBeforeAEnds = a.to === NO_DAY || b.from === NO_DAY || b.from < a.to;
  return aStartsBeforeBEnds && bStartsBeforeAEnds;
}

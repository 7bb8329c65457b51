import { NO_DAY } from '../model/time.ts';
import type { Projection } from './projection.ts';

/** Whether a relation or listing holds on the as-of day; what begins later is not in a projection at all. */
export function isValidNow({ asOfDay }: Projection, { toDay }: { readonly toDay: Int32Array }, row: number): boolean {
  const end = toDay[row]!;
  return end === NO_DAY || end > asOfDay;
}

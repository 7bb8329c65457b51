import { formatMoment, PRECISION_DAY } from '../model/time.ts';
import type { TimeColumns } from './time-order.ts';

/** First and last moment of transfers or invoices given in time order, ISO 8601; dates where only the day is known. */
export function intervalOf(transfers: TimeColumns, edges: ArrayLike<number>): { from: string; to: string } | null {
  if (edges.length === 0) return null;
  return { from: timeOf(transfers, edges[0]!), to: timeOf(transfers, edges[edges.length - 1]!) };
}

function timeOf({ at, precision }: TimeColumns, edge: number): string {
  return formatMoment({ ms: at[edge]!, precision: precision[edge] === PRECISION_DAY ? 'day' : 'instant' });
}

import type { DuckDBConnection } from '@duckdb/node-api';
import { TamyrError } from '../../model/errors.ts';
import { type Day, formatDay, NO_DAY } from '../../model/time.ts';
import { literal } from './columns.ts';
import { query } from './query.ts';

/** The snapshots of a source next to a day. */
export interface NeighbourSnapshots {
  /** The newest before the day, with the number of its last load; null where there is none. */
  readonly earlier: { day: Day; seq: number } | null;
  /** The oldest after the day; null where the day is the newest. */
  readonly later: Day | null;
}

/**
 * Looks up the snapshots of a source on both sides of a day.
 */
export async function neighbourSnapshots(
  connection: DuckDBConnection,
  source: string,
  day: Day,
): Promise<NeighbourSnapshots> {
  const loads = await query<{ day: Day; seq: number }>(
    connection,
    `SELECT snapshot AS day, max(seq) AS seq FROM loads
     WHERE source = ${literal(source)} AND snapshot <> ${NO_DAY} GROUP BY snapshot ORDER BY snapshot`,
  );
  const later = loads.find((load) => load.day > day)?.day ?? null;
  return { earlier: loads.findLast((load) => load.day < day) ?? null, later };
}

/** A snapshot of a day that has one may be completed or corrected only while it is the newest of its source. */
export function refuseReplaced(source: string, day: Day, later: Day): never {
  throw new TamyrError({
    code: 'snapshot-replaced',
    what: `Source "${source}" already has another snapshot of ${formatDay(day)}, and a later one of ${formatDay(later)}.`,
    expected: 'one snapshot of a source for each day',
    todo: 'Load the snapshots into a new store, or give this one another --source name.',
  });
}

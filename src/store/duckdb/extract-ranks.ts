import type { DuckDBConnection } from '@duckdb/node-api';
import { query } from './query.ts';

/**
 * Ranks of loads by their number: snapshots rank by their day, a load without one ranks with the latest day before it
 * (extracts come in the order in which they are loaded unless they say otherwise); within a day the later load ranks higher.
 */
export async function extractRanks(connection: DuckDBConnection): Promise<Int32Array> {
  const loads = await query<{ seq: number; snapshot: number }>(
    connection,
    'SELECT seq, snapshot FROM loads ORDER BY seq',
  );
  let latest = Number.NEGATIVE_INFINITY;
  const dated = loads.map(({ seq, snapshot }, order) => {
    latest = Math.max(latest, snapshot);
    return { seq, order, day: Math.max(snapshot, Number.MIN_SAFE_INTEGER), dated: snapshot, latest };
  });
  for (const load of dated) if (load.dated === -0x80000000) load.day = load.latest;
  dated.sort((a, b) => a.day - b.day || a.order - b.order);
  const ranks = new Int32Array(Math.max(0, ...loads.map(({ seq }) => seq)) + 1);
  dated.forEach(({ seq }, rank) => {
    ranks[seq] = rank;
  });
  return ranks;
}

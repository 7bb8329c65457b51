import type { DuckDBConnection } from '@duckdb/node-api';
import { FACT_TABLE_NAMES, KEYED_TABLES } from '../../model/facts.ts';
import { type Day, localDay, NO_DAY } from '../../model/time.ts';
import { factColumns, quoted } from './columns.ts';
import { query } from './query.ts';

/** Days that count; `from` of a tax return is the beginning of a period, not a day on which something was said. */
const COUNTED_DAYS = new Set(['registered_at', 'dissolved_at', 'opened_at', 'from']);
const WITHOUT_DAYS = new Set(['tax_returns']);

/** The latest day that the facts and snapshots speak of, in Almaty; null for an empty store. */
export async function latestDay(connection: DuckDBConnection): Promise<Day | null> {
  const days = FACT_TABLE_NAMES.filter((table) => !WITHOUT_DAYS.has(table)).flatMap((table) =>
    factColumns(table)
      .filter(([name, type]) => type === 'day' && COUNTED_DAYS.has(name))
      .map(([name]) => `SELECT max(${quoted(name)}) AS day FROM ${quoted(table)}`),
  );
  const [latest] = await query<{ day: Day | null }>(
    connection,
    `SELECT max(day) AS day FROM (${days.join(' UNION ALL ')} UNION ALL SELECT max(snapshot) FROM loads)`,
  );
  const found: Day[] = latest?.day == null || latest.day === NO_DAY ? [] : [latest.day];
  for (const table of KEYED_TABLES) {
    const moments = await query<{ ms: number; precision: number }>(
      connection,
      `SELECT max("at") AS ms, "precision" FROM ${quoted(table)} GROUP BY ALL`,
    );
    for (const { ms, precision } of moments)
      found.push(localDay({ ms, precision: precision === 1 ? 'day' : 'instant' }));
  }
  return found.length === 0 ? null : Math.max(...found);
}

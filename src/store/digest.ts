import { createHash } from 'node:crypto';
import { type ColumnType, FACT_TABLE_NAMES, FACT_TABLES, type FactTable } from '../model/facts.ts';
import { NO_DAY } from '../model/time.ts';
import type { GraphStore } from './graph-store.ts';

const DETAILS_PER_CALL = 10_000;

/**
 * Multiset digest of all facts that can be read back: the sum (modulo 2^128) of a hash per row of table, values, source,
 * file, line and validity. Independent of the order of rows and of row numbers; 32 hexadecimal digits.
 * @param withOrigins whether source, file and line count too; looking them up takes most of the time
 */
export async function digestOfStore(store: GraphStore, withOrigins = true): Promise<string> {
  const snapshot = await store.openSnapshot();
  try {
    const ids: string[] = [];
    for await (const batch of snapshot.nodes()) ids.push(...batch);
    let sum = 0n;
    for (const table of FACT_TABLE_NAMES) {
      const columns = Object.entries(FACT_TABLES[table]) as [string, ColumnType][];
      for await (const batch of snapshot.rows(
        table,
        columns.map(([name]) => name),
      )) {
        const origins = withOrigins ? await originsOf(snapshot, table, batch.row) : [];
        for (let i = 0; i < batch.length; i++) {
          const values = columns.map(([name, type]) => readable(batch.columns[name]![i]!, type, ids));
          const row = [table, ...values, origins[i], batch.began[i], batch.ended[i]];
          sum += BigInt(`0x${createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, 32)}`);
        }
      }
    }
    return BigInt.asUintN(128, sum).toString(16).padStart(32, '0');
  } finally {
    await snapshot.close();
  }
}

async function originsOf(
  snapshot: Awaited<ReturnType<GraphStore['openSnapshot']>>,
  table: FactTable,
  rows: Int32Array,
): Promise<string[]> {
  const origins: string[] = [];
  for (let start = 0; start < rows.length; start += DETAILS_PER_CALL) {
    const details = await snapshot.details(table, [...rows.subarray(start, start + DETAILS_PER_CALL)], []);
    for (const { source, file, line } of details) origins.push(`${source} ${file}:${line}`);
  }
  return origins;
}

function readable(value: string | number | null, type: ColumnType, ids: readonly string[]): string | number | null {
  if (type === 'ref') return value === -1 ? null : ids[value as number]!;
  if (value === NO_DAY || Number.isNaN(value)) return null;
  return value;
}

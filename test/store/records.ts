import { createHash } from 'node:crypto';
import {
  type ColumnType,
  type ColumnVector,
  FACT_TABLES,
  type FactBatch,
  type FactTable,
} from '../../src/model/facts.ts';
import { NO_DAY } from '../../src/model/time.ts';
import type {
  FileCounts,
  GraphStore,
  LoadOptions,
  LoadResult,
  LoadSession,
  Reject,
} from '../../src/store/graph-store.ts';

/** A record by its known columns, with the line on which it stands. */
export interface TestRecord {
  line: number;
  [column: string]: string | number | null;
}

const UNKNOWN: Record<ColumnType, string | number | null> = {
  ref: null,
  text: null,
  day: NO_DAY,
  number: Number.NaN,
  code: -1,
};

/** A batch of records of one table; columns that a record does not name are unknown. */
export function batchOf(table: FactTable, file: number, records: readonly TestRecord[]): FactBatch {
  const columns: Record<string, ColumnVector> = {};
  for (const [name, type] of Object.entries(FACT_TABLES[table]) as [string, ColumnType][]) {
    const values = records.map((record) => record[name] ?? UNKNOWN[type]);
    columns[name] =
      type === 'number'
        ? Float64Array.from(values as number[])
        : type === 'day' || type === 'code'
          ? Int32Array.from(values as number[])
          : (values as (string | null)[]);
  }
  return { table, length: records.length, columns, file, line: Int32Array.from(records, (r) => r.line) };
}

/** What a file of a test load holds: records by table. */
export type TestFile = Partial<Record<FactTable, TestRecord[]>>;

/** Stands for the SHA-256 of a file's bytes. */
export function digestOfFile(content: TestFile): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** Appends a file to a session, as an importer would; answers its counts, or null where it was loaded before. */
export async function appendFile(
  session: LoadSession,
  name: string,
  content: TestFile,
  digest = digestOfFile(content),
): Promise<FileCounts | null> {
  const added = await session.addFile({ name, digest, reading: 'test', bytes: 1, encoding: 'utf-8' });
  if ('alreadyLoaded' in added) return null;
  const lines = new Set<number>();
  for (const [table, records] of Object.entries(content) as [FactTable, TestRecord[]][]) {
    await session.append(batchOf(table, added.file, records));
    for (const { line } of records) lines.add(line);
  }
  return { file: added.file, rows: lines.size, rejected: 0, skipped: 0, blank: 0, defects: 0 };
}

/** Loads files from beginning to end. */
export async function loadFiles(
  store: GraphStore,
  files: Record<string, TestFile>,
  options: Partial<LoadOptions> = {},
): Promise<LoadResult> {
  const session = await store.startLoad({ source: 'bank', snapshot: null, ...options });
  const counts: FileCounts[] = [];
  for (const [name, content] of Object.entries(files)) {
    const counted = await appendFile(session, name, content);
    if (counted) counts.push(counted);
  }
  return session.publish(counts);
}

/** All that the store itself refused or found again. */
export async function rejectsOf(result: LoadResult): Promise<Reject[]> {
  const all: Reject[] = [];
  for await (const batch of result.rejects()) all.push(...batch);
  return all;
}

/** A table as the snapshot gives it, one object per row, nodes as ids. */
export async function readTable(
  store: GraphStore,
  table: FactTable,
): Promise<Record<string, string | number | null>[]> {
  const snapshot = await store.openSnapshot();
  try {
    const ids: string[] = [];
    for await (const batch of snapshot.nodes()) ids.push(...batch);
    const rows: Record<string, string | number | null>[] = [];
    for await (const batch of snapshot.rows(table)) {
      for (let i = 0; i < batch.length; i++) {
        const row: Record<string, string | number | null> = {
          _row: batch.row[i]!,
          _extract: batch.extract[i]!,
          _began: batch.began[i]!,
          _ended: batch.ended[i]!,
        };
        for (const [name, column] of Object.entries(batch.columns)) {
          const value = column[i]!;
          const type = (FACT_TABLES[table] as Record<string, ColumnType>)[name];
          row[name] = type === 'ref' ? (value === -1 ? null : ids[value as number]!) : value;
        }
        rows.push(row);
      }
    }
    return rows;
  } finally {
    await snapshot.close();
  }
}

/** One column of a table, in the snapshot's order. */
export async function readColumn(
  store: GraphStore,
  table: FactTable,
  name: string,
): Promise<(string | number | null)[]> {
  return (await readTable(store, table)).map((row) => row[name] ?? null);
}

/** All ids in node order. */
export async function readIds(store: GraphStore): Promise<string[]> {
  const snapshot = await store.openSnapshot();
  const all: string[] = [];
  for await (const batch of snapshot.nodes()) all.push(...batch);
  if (snapshot.nodeCount !== all.length) throw new Error(`nodeCount ${snapshot.nodeCount}, but ${all.length} ids`);
  await snapshot.close();
  return all;
}

/** A payment with what every payment has. */
export function payment(line: number, id: string, more: Record<string, string | number | null> = {}): TestRecord {
  return {
    line,
    id,
    at: 1_700_000_000_000 + line * 1000,
    precision: 0,
    from_account: 'account:A',
    to_account: 'account:B',
    amount: 100,
    currency: 'KZT',
    ...more,
  };
}

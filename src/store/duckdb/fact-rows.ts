import type { DuckDBConnection } from '@duckdb/node-api';
import type { ColumnType, ColumnVector, FactTable } from '../../model/facts.ts';
import { NO_DAY } from '../../model/time.ts';
import { readDoubles, readIntegers, stringReader } from './chunk-reader.ts';
import { columnWriter } from './chunk-writer.ts';
import { columnList, factColumns, META_COLUMNS, quoted } from './columns.ts';

/** What a connection to a private database is, for folders that know no DuckDB. */
export type WorkConnection = DuckDBConnection;

/** A fact by its columns and `_row`, `_file`, …; what is unknown may be absent. */
export type LooseFact = Readonly<Record<string, unknown>>;

/** Rows of a fact table, column by column: references as text, unknown as in a `FactBatch`, `_row`, `_file` … besides. */
export interface StoredBatch {
  length: number;
  columns: Record<string, ColumnVector>;
}

const META = Object.keys(META_COLUMNS);

/** Puts facts as they are into a fact table. */
export function putFacts(connection: DuckDBConnection, table: FactTable, facts: readonly LooseFact[]): Promise<void> {
  const columns = factColumns(table);
  const cells = columns.map(([, type]) =>
    type === 'ref' || type === 'text' ? 'text' : type === 'number' ? 'double' : 'integer',
  );
  return append(
    connection,
    table,
    [...cells, ...META.map(() => 'integer' as const)],
    [
      ...columns.map(([name, type]) => vectorOf(facts, name, type)),
      ...META.map((name) => vectorOf(facts, name, 'day')),
    ],
  );
}

/** Puts texts into the one column of a temporary table, which is made anew. */
export async function putTexts(connection: DuckDBConnection, name: string, texts: readonly string[]): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${quoted(name)} (id VARCHAR)`);
  if (texts.length === 0) return;
  const appender = await connection.createAppender(name, null, 'temp');
  columnWriter(appender, ['text'])([[...texts]], texts.length);
  appender.closeSync();
}

/** Reads the rows of a fact table that a condition takes, by row number, `size` at a time. */
export async function* readFacts(
  connection: DuckDBConnection,
  table: FactTable,
  where: string,
  size: number,
): AsyncGenerator<StoredBatch> {
  const columns: [string, ColumnType][] = [
    ...factColumns(table),
    ...META.map((name): [string, ColumnType] => [name, 'day']),
  ];
  const sql = `SELECT ${columnList(table)}, ${META.join(', ')} FROM ${quoted(table)} WHERE ${where} ORDER BY _row`;
  const result = await connection.stream(sql);
  const readers = columns.map(() => stringReader());
  const room = size + 2048;
  const empty = () =>
    columns.map(
      ([, type]): ColumnVector =>
        type === 'ref' || type === 'text' ? [] : type === 'number' ? new Float64Array(room) : new Int32Array(room),
    );
  let held = empty();
  let length = 0;
  const cut = (from: number, to: number): StoredBatch => ({
    length: to - from,
    columns: Object.fromEntries(columns.map(([name], i) => [name, held[i]!.slice(from, to)])),
  });
  for await (const chunk of result) {
    held.forEach((column, i) => {
      if (Array.isArray(column)) readers[i]!(chunk, i, column);
      else if (column instanceof Float64Array) readDoubles(chunk, i, column, length);
      else readIntegers(chunk, i, column, length);
    });
    length += chunk.rowCount;
    let taken = 0;
    for (; length - taken >= size; taken += size) yield cut(taken, taken + size);
    if (taken === 0) continue;
    const rest = cut(taken, length);
    length -= taken;
    held = empty();
    columns.forEach(([name], i) => {
      const target = held[i]!;
      if (Array.isArray(target)) target.push(...(rest.columns[name] as (string | null)[]));
      else target.set(rest.columns[name] as Int32Array);
    });
  }
  if (length > 0) yield cut(0, length);
}

async function append(
  connection: DuckDBConnection,
  table: string,
  cells: readonly ('text' | 'double' | 'integer')[],
  columns: readonly ColumnVector[],
): Promise<void> {
  const length = columns[0]!.length;
  if (length === 0) return;
  const appender = await connection.createAppender(table);
  columnWriter(appender, cells)(columns, length);
  appender.closeSync();
}

function vectorOf(facts: readonly LooseFact[], name: string, type: ColumnType): ColumnVector {
  if (type === 'ref' || type === 'text') return facts.map((fact) => (fact[name] ?? null) as string | null);
  if (type === 'number') return Float64Array.from(facts, (fact) => (fact[name] ?? Number.NaN) as number);
  const unknown = type === 'day' ? NO_DAY : -1;
  return Int32Array.from(facts, (fact) => (fact[name] ?? unknown) as number);
}

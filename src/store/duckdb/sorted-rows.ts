import type { DuckDBConnection } from '@duckdb/node-api';
import type { ColumnVector, FactTable } from '../../model/facts.ts';
import type { SnapshotBatch } from '../graph-store.ts';
import { readDoubles, readIntegers, stringReader } from './chunk-reader.ts';
import { columnsWithEntities, factColumns, isKeyed, quoted } from './columns.ts';

const ROWS_PER_BATCH = 65_536;
const META = ['_row', '_extract', '_began', '_ended'] as const;

/** What the table of facts has in its `ref` columns: ids, whose numbers are in the table `node`, or node numbers (−1 = blank). */
export type References = 'ids' | 'numbers';

/**
 * Streams a table of facts in the order of a snapshot: transactions and invoices by (at, id), the others by their columns
 * from left to right.
 * @param columns those to be read, all but `attrs` where undefined
 * @param ranks rank of each load's extract
 */
export async function* readSortedRows(
  connection: DuckDBConnection,
  table: FactTable,
  columns: readonly string[] | undefined,
  ranks: Int32Array,
  references: References,
): AsyncGenerator<SnapshotBatch> {
  const facts = snapshotColumns(table, columns);
  const names = facts.map(([name]) => name);
  const result = await connection.stream(rowsQuery(table, names, references));
  const readers = facts.map(() => stringReader());
  let batch = emptyBatch(facts);
  for await (const chunk of result) {
    if (batch.length + chunk.rowCount > ROWS_PER_BATCH) {
      yield trimmed(batch);
      batch = emptyBatch(facts);
    }
    facts.forEach(([name, type], i) => {
      const column = batch.columns[name]!;
      if (Array.isArray(column)) readers[i]!(chunk, i, column);
      else if (type === 'number') readDoubles(chunk, i, column as Float64Array, batch.length);
      else readIntegers(chunk, i, column as Int32Array, batch.length);
    });
    META.forEach((name, i) => {
      readIntegers(chunk, facts.length + i, batch[name.slice(1) as 'row'], batch.length);
    });
    for (let i = 0; i < chunk.rowCount; i++) {
      batch.extract[batch.length + i] = ranks[batch.extract[batch.length + i]!]!;
    }
    batch.length += chunk.rowCount;
  }
  if (batch.length > 0) yield trimmed(batch);
}

/** Ids of the table `node` in the order of their numbers, in batches. */
export async function* readNodeIds(connection: DuckDBConnection): AsyncGenerator<string[]> {
  const strings = stringReader();
  let batch: string[] = [];
  for await (const chunk of await connection.stream('SELECT id FROM node ORDER BY n')) {
    strings(chunk, 0, batch);
    if (batch.length < ROWS_PER_BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Columns of a table that a reader gets who asks for these: all but `attrs` where he does not say. */
export function snapshotColumns(table: FactTable, columns: readonly string[] | undefined) {
  return factColumns(table).filter(([name]) => (columns ? columns.includes(name) : name !== 'attrs'));
}

function rowsQuery(table: FactTable, columns: readonly string[], references: References): string {
  const refs = references === 'ids' ? columnsWithEntities(table) : [];
  const value = (name: string) =>
    refs.includes(name) ? `coalesce(${quoted(`n_${name}`)}.n, -1)` : `t.${quoted(name)}`;
  const order = isKeyed(table)
    ? ['t."at"', 't.id']
    : [...factColumns(table).map(([name]) => value(name)), 't._began', 't._ended', 't._extract', 't._row'];
  const joined = refs.filter((name) => columns.includes(name) || !isKeyed(table));
  return `SELECT ${[...columns.map(value), ...META.map((name) => `t.${name}`)].join(', ')} FROM ${quoted(table)} t
    ${joined.map((name) => `LEFT JOIN node ${quoted(`n_${name}`)} ON ${quoted(`n_${name}`)}.id = t.${quoted(name)}`).join(' ')}
    ORDER BY ${order.map((term) => `${term} NULLS FIRST`).join(', ')}`;
}

function emptyBatch(facts: ReturnType<typeof factColumns>): SnapshotBatch {
  const columns = facts.map(([name, type]): [string, ColumnVector] => [
    name,
    type === 'text' ? [] : type === 'number' ? new Float64Array(ROWS_PER_BATCH) : new Int32Array(ROWS_PER_BATCH),
  ]);
  const numbers = () => new Int32Array(ROWS_PER_BATCH);
  return {
    length: 0,
    columns: Object.fromEntries(columns),
    row: numbers(),
    extract: numbers(),
    began: numbers(),
    ended: numbers(),
  };
}

/** Cuts the arrays to the rows that were filled. */
function trimmed(batch: SnapshotBatch): SnapshotBatch {
  const { length } = batch;
  if (length === ROWS_PER_BATCH) return batch;
  const columns = Object.entries(batch.columns).map(([name, column]): [string, ColumnVector] => [
    name,
    Array.isArray(column) ? column : column.slice(0, length),
  ]);
  const cut = (column: Int32Array) => column.slice(0, length);
  return {
    length,
    columns: Object.fromEntries(columns),
    row: cut(batch.row),
    extract: cut(batch.extract),
    began: cut(batch.began),
    ended: cut(batch.ended),
  };
}

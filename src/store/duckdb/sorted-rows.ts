import type { DuckDBConnection } from '@duckdb/node-api';
import type { ColumnVector, FactTable } from '../../model/facts.ts';
import type { SnapshotBatch } from '../graph-store.ts';
import { chunksAhead, readDoubles, readIntegers, stringReader } from './chunk-reader.ts';
import { factColumns, isKeyed, quoted } from './columns.ts';
import { numbersByRow } from './numbers-by-row.ts';
import { queryNumber } from './query.ts';

const ROWS_PER_BATCH = 65_536;
const META = ['_row', '_extract', '_began', '_ended'] as const;

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
): AsyncGenerator<SnapshotBatch> {
  const rows = await queryNumber(connection, `SELECT coalesce(max(_row) + 1, 0) FROM ${quoted(table)}`);
  if (rows === 0) return;
  const room = Math.min(rows, ROWS_PER_BATCH);
  const facts = snapshotColumns(table, columns);
  const ids = facts.filter(([, type]) => type === 'ref');
  const numbers = new Map<string, Int32Array>();
  for (const [name] of ids) numbers.set(name, await numbersByRow(connection, table, name, rows));
  const read = facts.filter(([name]) => !numbers.has(name));
  const names = read.map(([name]) => name);
  const result = await connection.stream(rowsQuery(table, names));
  const readers = read.map(() => stringReader());
  let batch = emptyBatch(facts, room, rows);
  for await (const chunk of chunksAhead(result)) {
    if (batch.length + chunk.rowCount > room) {
      yield trimmed(batch);
      batch = emptyBatch(facts, room, rows);
    }
    read.forEach(([name, type], i) => {
      const column = batch.columns[name]!;
      if (Array.isArray(column)) readers[i]!(chunk, i, column);
      else if (type === 'number') readDoubles(chunk, i, column as Float64Array, batch.length);
      else readIntegers(chunk, i, column as Int32Array, batch.length);
    });
    META.forEach((name, i) => {
      readIntegers(chunk, read.length + i, batch[name.slice(1) as 'row'], batch.length);
    });
    for (let i = 0; i < chunk.rowCount; i++) {
      batch.extract[batch.length + i] = ranks[batch.extract[batch.length + i]!]!;
    }
    for (const [name, numberOf] of numbers) {
      const column = batch.columns[name] as Int32Array;
      const end = batch.length + chunk.rowCount;
      for (let i = batch.length; i < end; i++) column[i] = numberOf[batch.row[i]!]!;
    }
    batch.length += chunk.rowCount;
  }
  if (batch.length > 0) yield trimmed(batch);
}

/** Ids of the table `node` in the order of their numbers, in batches. */
export async function* readNodeIds(connection: DuckDBConnection): AsyncGenerator<string[]> {
  const strings = stringReader();
  let batch: string[] = [];
  for await (const chunk of chunksAhead(await connection.stream('SELECT id FROM node ORDER BY n'))) {
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

/** Rows in their fixed order; ids sort by their bytes, which is how nodes are numbered, and blank ones come first either way. */
function rowsQuery(table: FactTable, columns: readonly string[]): string {
  const all = factColumns(table).map(([name]) => name);
  const order = isKeyed(table) ? ['at', 'id'] : [...all, '_began', '_ended', '_extract', '_row'];
  const taken = [...columns, ...META].map((name) => `t.${quoted(name)}`);
  return `SELECT ${taken.join(', ')} FROM ${quoted(table)} t
    ORDER BY ${order.map((name) => `t.${quoted(name)} NULLS FIRST`).join(', ')}`;
}

function emptyBatch(facts: ReturnType<typeof factColumns>, room: number, tableRows: number): SnapshotBatch {
  const columns = facts.map(([name, type]): [string, ColumnVector] => [
    name,
    type === 'text' ? [] : type === 'number' ? new Float64Array(room) : new Int32Array(room),
  ]);
  const numbers = () => new Int32Array(room);
  return {
    length: 0,
    columns: Object.fromEntries(columns),
    row: numbers(),
    extract: numbers(),
    began: numbers(),
    ended: numbers(),
    tableRows,
  };
}

/** Cuts the arrays to the rows that were filled. */
function trimmed(batch: SnapshotBatch): SnapshotBatch {
  const { length } = batch;
  if (length === batch.row.length) return batch;
  const columns = Object.entries(batch.columns).map(([name, column]): [string, ColumnVector] => [
    name,
    Array.isArray(column) ? column : column.slice(0, length),
  ]);
  const cut = (column: Int32Array) => column.slice(0, length);
  return {
    ...batch,
    length,
    columns: Object.fromEntries(columns),
    row: cut(batch.row),
    extract: cut(batch.extract),
    began: cut(batch.began),
    ended: cut(batch.ended),
  };
}

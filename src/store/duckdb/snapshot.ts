import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { type ColumnVector, FACT_TABLE_NAMES, type FactTable } from '../../model/facts.ts';
import { NO_DAY } from '../../model/time.ts';
import type { FactRow, KeyedTable, Snapshot, SnapshotBatch } from '../graph-store.ts';
import { readDoubles, readIntegers, stringReader } from './chunk-reader.ts';
import { columnsWithEntities, factColumns, isKeyed, quoted } from './columns.ts';
import { extractRanks } from './extract-ranks.ts';
import { loadId } from './load-session.ts';
import { query, queryNumber } from './query.ts';

const ROWS_PER_BATCH = 65_536;
const DETAILS_PER_QUERY = 2_000;
const META = ['_row', '_extract', '_began', '_ended'] as const;

/**
 * Pins two connections to what is published now. One has the node numbers and streams, so rows of one table are read to
 * the end before the next begins; the other looks details up, also in between (facts are never deleted, so that it may
 * have been pinned a moment later).
 */
export async function openDuckDbSnapshot(instance: DuckDBInstance): Promise<Snapshot> {
  const stream = await instance.connect();
  const lookup = await instance.connect();
  await stream.run('BEGIN');
  await numberNodes(stream);
  const nodeCount = await queryNumber(stream, 'SELECT count(*) FROM node');
  const ranks = await extractRanks(stream);
  await lookup.run('BEGIN');
  await queryNumber(lookup, 'SELECT count(*) FROM loads');
  let reading: string | null = null;

  async function* nodes(): AsyncGenerator<string[]> {
    const strings = stringReader();
    const result = await startReading('nodes', 'SELECT id FROM node ORDER BY n');
    let batch: string[] = [];
    try {
      for await (const chunk of result) {
        strings(chunk, 0, batch);
        if (batch.length < ROWS_PER_BATCH) continue;
        yield batch;
        batch = [];
      }
    } finally {
      reading = null;
    }
    if (batch.length > 0) yield batch;
  }

  async function* rows(table: FactTable, columns?: readonly string[]): AsyncGenerator<SnapshotBatch> {
    const facts = factColumns(table).filter(([name]) => (columns ? columns.includes(name) : name !== 'attrs'));
    const result = await startReading(
      table,
      rowsQuery(
        table,
        facts.map(([name]) => name),
      ),
    );
    const readers = facts.map(() => stringReader());
    let batch = emptyBatch(facts);
    try {
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
    } finally {
      reading = null;
    }
    if (batch.length > 0) yield trimmed(batch);
  }

  async function startReading(what: string, sql: string) {
    if (reading !== null) throw new Error(`snapshot: "${reading}" must be read to its end before "${what}" begins`);
    reading = what;
    return stream.stream(sql).catch((error: unknown) => {
      reading = null;
      throw error;
    });
  }

  return {
    nodeCount,
    nodes,
    rows,
    details: (table, numbers) => readDetails(lookup, table, numbers),
    rowNumbers: (table, ids) => readRowNumbers(lookup, table, ids),
    async close() {
      for (const connection of [stream, lookup]) {
        await connection.run('ROLLBACK').catch(() => undefined);
        connection.closeSync();
      }
    },
  };
}

/** Numbers the distinct ids of all facts by their UTF-8 bytes, which is the order of code points. */
async function numberNodes(connection: DuckDBConnection): Promise<void> {
  const ids = FACT_TABLE_NAMES.flatMap((table) =>
    columnsWithEntities(table).map((column) => `SELECT DISTINCT ${quoted(column)} AS id FROM ${quoted(table)}`),
  );
  await connection.run(`CREATE TEMP TABLE node AS SELECT id, (row_number() OVER (ORDER BY id) - 1)::INTEGER AS n
    FROM (${ids.join(' UNION ')}) WHERE id IS NOT NULL`);
}

function rowsQuery(table: FactTable, columns: readonly string[]): string {
  const refs = columnsWithEntities(table);
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

/** Whole rows by row number, in the order asked for. */
async function readDetails(
  connection: DuckDBConnection,
  table: FactTable,
  rows: readonly number[],
): Promise<FactRow[]> {
  const found = new Map<number, FactRow>();
  const facts = factColumns(table);
  for (let start = 0; start < rows.length; start += DETAILS_PER_QUERY) {
    const wanted = rows.slice(start, start + DETAILS_PER_QUERY);
    const records = await query<Record<string, string | number | null>>(
      connection,
      `SELECT t.*, seq AS _seq, source AS _source, files.name AS _name, digest AS _digest
       FROM ${quoted(table)} t JOIN files ON files.file = t._file JOIN loads USING (seq)
       WHERE t._row IN (${wanted.map((row) => Math.trunc(row)).join(', ')})`,
    );
    for (const record of records) {
      const values = facts.map(([name, type]) => [name, isUnknown(record[name], type) ? null : record[name]]);
      found.set(record._row as number, {
        row: record._row as number,
        values: Object.fromEntries(values),
        load: loadId(record._seq as number),
        source: record._source as string,
        file: record._name as string,
        digest: record._digest as string,
        line: record._line as number,
      });
    }
  }
  return rows.map((row) => {
    const fact = found.get(row);
    if (!fact) throw new RangeError(`${table} has no row ${row}`);
    return fact;
  });
}

/** Row numbers by id, in the order asked for. */
async function readRowNumbers(
  connection: DuckDBConnection,
  table: KeyedTable,
  ids: readonly string[],
): Promise<number[]> {
  const found = new Map<string, number>();
  for (let start = 0; start < ids.length; start += DETAILS_PER_QUERY) {
    const wanted = ids.slice(start, start + DETAILS_PER_QUERY);
    const rows = await query<{ id: string; _row: number }>(
      connection,
      `SELECT id, _row FROM ${quoted(table)} WHERE id IN (${wanted.map((_, i) => `$${i + 1}`).join(', ')})`,
      [...wanted],
    );
    for (const row of rows) found.set(row.id, row._row);
  }
  return ids.map((id) => {
    const row = found.get(id);
    if (row === undefined) throw new RangeError(`${table} has no row with the id "${id}"`);
    return row;
  });
}

function isUnknown(value: unknown, type: string): boolean {
  return (type === 'day' && value === NO_DAY) || (type === 'code' && value === -1) || Number.isNaN(value);
}

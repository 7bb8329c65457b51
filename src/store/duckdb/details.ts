import { type DuckDBConnection, INTEGER, LIST, listValue } from '@duckdb/node-api';
import type { FactTable } from '../../model/facts.ts';
import { NO_DAY } from '../../model/time.ts';
import type { FactRow } from '../graph-store.ts';
import { readDoubles, readIntegers, stringReader, VECTOR_ROWS } from './chunk-reader.ts';
import { factColumns, quoted } from './columns.ts';
import { loadId } from './load-session.ts';
import { query } from './query.ts';

/** Rows that one query looks up: each reads through the whole table's row numbers. */
const ROWS_PER_QUERY = 50_000;
const PLACE = ['_row', '_file', '_line'] as const;

/** Where the rows of a file come from, by the file's number. */
export type Origins = ReadonlyMap<number, Pick<FactRow, 'load' | 'source' | 'file' | 'digest'>>;

/** Origins of all published files. */
export async function readOrigins(connection: DuckDBConnection): Promise<Origins> {
  const files = await query<{ file: number; name: string; digest: string; seq: number; source: string }>(
    connection,
    'SELECT file, files.name, digest, seq, source FROM files JOIN loads USING (seq)',
  );
  return new Map(
    files.map(({ file, name, digest, seq, source }) => [file, { load: loadId(seq), source, file: name, digest }]),
  );
}

/** Rows by row number, in the order asked for, with the values of `columns` (all where undefined). */
export async function readDetails(
  connection: DuckDBConnection,
  table: FactTable,
  rows: readonly number[],
  columns: readonly string[] | undefined,
  origins: Origins,
): Promise<FactRow[]> {
  const found = new Map<number, FactRow>();
  const wanted = [...new Set(rows)];
  for (let start = 0; start < wanted.length; start += ROWS_PER_QUERY) {
    await readInto(found, connection, table, wanted.slice(start, start + ROWS_PER_QUERY), columns, origins);
  }
  return rows.map((row) => {
    const fact = found.get(row);
    if (!fact) throw new RangeError(`${table} has no row ${row}`);
    return fact;
  });
}

async function readInto(
  found: Map<number, FactRow>,
  connection: DuckDBConnection,
  table: FactTable,
  wanted: readonly number[],
  columns: readonly string[] | undefined,
  origins: Origins,
): Promise<void> {
  const read = factColumns(table).filter(([name]) => !columns || columns.includes(name));
  const names = [...read.map(([name]) => quoted(name)), ...PLACE];
  const result = await connection.stream(
    `SELECT ${names.join(', ')} FROM ${quoted(table)} JOIN (SELECT unnest($1) AS wanted) ON _row = wanted`,
    [listValue(wanted)],
    [LIST(INTEGER)],
  );
  const readers = read.map(() => stringReader());
  const place = PLACE.map(() => new Int32Array(VECTOR_ROWS));
  const numbers = { number: new Float64Array(VECTOR_ROWS), other: new Int32Array(VECTOR_ROWS) };
  for await (const chunk of result) {
    const values = Array.from({ length: chunk.rowCount }, (): FactRow['values'] => ({}));
    for (const [column, [name, type]] of read.entries()) {
      if (type === 'ref' || type === 'text') {
        const texts: (string | null)[] = [];
        readers[column]!(chunk, column, texts);
        for (let i = 0; i < values.length; i++) values[i]![name] = texts[i]!;
        continue;
      }
      const cells = type === 'number' ? numbers.number : numbers.other;
      if (type === 'number') readDoubles(chunk, column, numbers.number, 0);
      else readIntegers(chunk, column, numbers.other, 0);
      for (let i = 0; i < values.length; i++) values[i]![name] = isUnknown(cells[i]!, type) ? null : cells[i]!;
    }
    for (const [i, cells] of place.entries()) readIntegers(chunk, read.length + i, cells, 0);
    const [row, file, line] = place as [Int32Array, Int32Array, Int32Array];
    for (let i = 0; i < values.length; i++) {
      const origin = origins.get(file[i]!)!;
      found.set(row[i]!, { row: row[i]!, values: values[i]!, ...origin, line: line[i]! });
    }
  }
}

function isUnknown(value: number, type: string): boolean {
  return (type === 'day' && value === NO_DAY) || (type === 'code' && value === -1) || Number.isNaN(value);
}

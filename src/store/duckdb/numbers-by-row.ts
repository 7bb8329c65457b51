import type { DuckDBConnection } from '@duckdb/node-api';
import type { FactTable } from '../../model/facts.ts';
import { chunksAhead, readIntegers, VECTOR_ROWS } from './chunk-reader.ts';
import { literal, quoted } from './columns.ts';
import { query } from './query.ts';

/**
 * Numbers, as the table `node` has them, of one column of ids by row; −1 for blank. One join at a time and nothing to sort: with
 * several in one query beside the sort, a country's tables do not fit into what DuckDB may hold.
 * @param rows row numbers are below this
 */
export async function numbersByRow(
  connection: DuckDBConnection,
  table: FactTable,
  column: string,
  rows: number,
): Promise<Int32Array> {
  const [of, ref] = [quoted(table), `t.${quoted(column)}`];
  const numbers = new Int32Array(rows).fill(-1);
  const [range] = await query<{ least: string | null; most: string | null }>(
    connection,
    `SELECT min(${ref}) AS least, max(${ref}) AS most FROM ${of} t`,
  );
  if (range?.least == null || range.most == null) return numbers;
  const among = `id BETWEEN ${literal(range.least)} AND ${literal(range.most)}`;
  const result = await connection.stream(
    `SELECT t._row, node.n FROM ${of} t JOIN (SELECT id, n FROM node WHERE ${among}) node ON node.id = ${ref}`,
  );
  const pair = { row: new Int32Array(VECTOR_ROWS), n: new Int32Array(VECTOR_ROWS) };
  for await (const chunk of chunksAhead(result)) {
    readIntegers(chunk, 0, pair.row, 0);
    readIntegers(chunk, 1, pair.n, 0);
    for (let i = 0; i < chunk.rowCount; i++) numbers[pair.row[i]!] = pair.n[i]!;
  }
  return numbers;
}

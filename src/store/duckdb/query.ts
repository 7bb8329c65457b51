import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';

/** Rows of a small result as objects of plain JavaScript values; 64-bit integers become numbers. */
export async function query<Row>(
  connection: DuckDBConnection,
  sql: string,
  values?: DuckDBValue[] | Record<string, DuckDBValue>,
): Promise<Row[]> {
  const reader = await connection.runAndReadAll(sql, values);
  return reader.getRowObjectsJS().map((row) => {
    for (const [key, value] of Object.entries(row)) if (typeof value === 'bigint') row[key] = Number(value);
    return row as Row;
  });
}

/** The one number that a query answers. */
export async function queryNumber(connection: DuckDBConnection, sql: string): Promise<number> {
  const reader = await connection.runAndReadAll(sql);
  return Number(reader.getRowsJS()[0]?.[0] ?? 0);
}

import type { DuckDBInstance } from '@duckdb/node-api';
import type { Reject } from '../graph-store.ts';

/** What the store itself refused in a load (conflicts), and rows that it had already, in file and line order, in batches. */
export async function* readStoreRejects(
  instance: DuckDBInstance,
  seq: number,
  fileBase: number,
): AsyncGenerator<Reject[]> {
  const connection = await instance.connect();
  try {
    const result =
      await connection.stream(`SELECT file - ${fileBase} AS file, line, action, "table", "column", code, value,
        CASE code WHEN 'conflict' THEN 'the content of ' ELSE '' END || name || ':' || same_line AS expected, raw
      FROM rejects JOIN (SELECT file AS same_file, name FROM files) USING (same_file)
      WHERE seq = ${seq} AND origin = 'store' ORDER BY file, line, "table", value`);
    for await (const batch of result.yieldRowObjectJs()) yield batch as unknown as Reject[];
  } finally {
    connection.closeSync();
  }
}

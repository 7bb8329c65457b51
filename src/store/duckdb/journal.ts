import type { DuckDBConnection } from '@duckdb/node-api';
import { canonicalJson } from '../../model/canonical-json.ts';
import { query } from './query.ts';

/** Adds a document to a topic in one statement; its number follows the last one's. */
export async function appendJournal(connection: DuckDBConnection, topic: string, document: unknown): Promise<void> {
  await connection.run('INSERT INTO journal SELECT coalesce(max(seq) + 1, 1), $1, $2 FROM journal', [
    topic,
    canonicalJson(document),
  ]);
}

/** Documents of a topic, oldest first. */
export async function readJournal(connection: DuckDBConnection, topic: string): Promise<unknown[]> {
  const rows = await query<{ document: string }>(
    connection,
    'SELECT document FROM journal WHERE topic = $1 ORDER BY seq',
    [topic],
  );
  return rows.map(({ document }) => JSON.parse(document));
}

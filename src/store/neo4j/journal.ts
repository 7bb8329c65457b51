import { randomUUID } from 'node:crypto';
import { canonicalJson } from '../../model/canonical-json.ts';
import type { Neo4jConnection } from './connect.ts';

/** Adds a document to a topic; its key makes sure that it is added once, also where an acknowledgement is lost. */
export async function appendJournal(connection: Neo4jConnection, topic: string, document: unknown): Promise<void> {
  const parameters = { key: randomUUID(), topic, document: canonicalJson(document) };
  await connection.write(connection.text('store', 'append-journal'), parameters);
}

/** Documents of a topic, oldest first. */
export async function readJournal(connection: Neo4jConnection, topic: string): Promise<unknown[]> {
  const rows = await connection.read<{ document: string }>(connection.text('store', 'read-journal'), { topic });
  return rows.map(({ document }) => JSON.parse(document));
}

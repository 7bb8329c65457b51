import type { Neo4jConnection } from '../../src/store/neo4j/connect.ts';
import { openNeo4jLoadSession } from '../../src/store/neo4j/load-session.ts';
import { prepareDatabase } from '../../src/store/neo4j/migrate.ts';
import { madeTransfers } from '../graphs/made-transfers.ts';

const ROWS_PER_BATCH = 16_384;

/** Loads made transfers into an empty store; answers the accounts that pay, in the order in which they first do. */
export async function fillNeo4j(connection: Neo4jConnection, rows: number): Promise<string[]> {
  // A server that has just started takes its time over what it does for the first time.
  await connection.read(connection.text('store', 'find-store'), {}, { patient: true });
  await prepareDatabase(connection, false);
  const began = performance.now();
  const session = await openNeo4jLoadSession(connection, { source: 'bench', snapshot: null });
  const added = await session.addFile({ name: 't.csv', digest: 't', reading: 'bench', bytes: 0, encoding: 'utf-8' });
  if (!('file' in added)) throw new Error('the file is new');
  const payers = new Set<string>();
  for (let at = 0; at < rows; at += ROWS_PER_BATCH) {
    const batch = madeTransfers(at, Math.min(ROWS_PER_BATCH, rows - at), added.file);
    for (const account of batch.columns.from_account as string[]) payers.add(account);
    await session.append(batch);
  }
  await session.publish([{ file: added.file, rows, rejected: 0, skipped: 0, blank: 0, defects: 0 }]);
  console.log(`loaded in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  return [...payers];
}

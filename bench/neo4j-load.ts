/**
 * Loading transfers into Neo4j: `npm run bench -- neo4j-load [rows]`. Starts a server of its own (Java and Maven are needed)
 * and compares the store's load session with what is usually written first: one session, `UNWIND` of rows as maps, ends
 * looked up by their unique key. Both write the same properties under the same constraints and indexes, in turn.
 */
import neo4j, { type Driver } from 'neo4j-driver';
import { parseNeo4jAddress } from '../src/store/neo4j/address.ts';
import { connectNeo4j, type Neo4jConnection } from '../src/store/neo4j/connect.ts';
import { openNeo4jLoadSession } from '../src/store/neo4j/load-session.ts';
import { prepareDatabase } from '../src/store/neo4j/migrate.ts';
import { madeTransfers } from './graphs/made-transfers.ts';
import { median, printTable, times } from './measure.ts';
import { startPeerServer } from './peers/neo4j-server.ts';

const rows = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 200_000);
const ROUNDS = 3;
const ROWS_PER_BATCH = 16_384;
const PEER_BATCH = 10_000;

const server = await startPeerServer();
try {
  const driver = neo4j.driver(server.uri, neo4j.auth.basic(server.username, server.password));
  const spent: Record<'tamyr' | 'peer', number[]> = { tamyr: [], peer: [] };
  for (let round = 0; round < ROUNDS; round++) {
    spent.peer.push(await peer(driver, `p${round}`));
    spent.tamyr.push(await own(`t${round}`));
    console.log(
      `round ${round + 1}: UNWIND ${spent.peer[round]!.toFixed(1)} s, Tamyr ${spent.tamyr[round]!.toFixed(1)} s`,
    );
  }
  await driver.close();
  const rate = (list: number[]) => `${(rows / median(list) / 1000).toFixed(1)} k`;
  console.log(`\n${rows} transfers among 100,000 accounts into an empty store, medians of ${ROUNDS} rounds\n`);
  printTable([
    ['loader', 'rows/s', 'Tamyr is faster'],
    ['one session, UNWIND of 10,000', rate(spent.peer), times(median(spent.tamyr), median(spent.peer))],
    ['Tamyr: staged, judged, written, published', rate(spent.tamyr), ''],
  ]);
} finally {
  await server.stop();
}

/** Makes the layout; a server that has just started may take longer than a person would wait. */
async function prepare(connection: Neo4jConnection): Promise<void> {
  for (let left = 5; ; left--) {
    try {
      return await prepareDatabase(connection, false);
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

/** Seconds of the store's own load, from `startLoad` until it is published. */
async function own(namespace: string): Promise<number> {
  process.env.NEO4J_USERNAME = server.username;
  process.env.NEO4J_PASSWORD = server.password;
  const connection = connectNeo4j(parseNeo4jAddress(`${server.uri}?namespace=${namespace}`));
  await prepare(connection);
  const began = performance.now();
  const session = await openNeo4jLoadSession(connection, { source: 'bench', snapshot: null });
  const added = await session.addFile({ name: 't.csv', digest: 't', reading: 'bench', bytes: 0, encoding: 'utf-8' });
  if (!('file' in added)) throw new Error('the file is new');
  for (let at = 0; at < rows; at += ROWS_PER_BATCH) {
    await session.append(madeTransfers(at, Math.min(ROWS_PER_BATCH, rows - at), added.file));
  }
  const staged = performance.now();
  const result = await session.publish([{ file: added.file, rows, rejected: 0, skipped: 0, blank: 0, defects: 0 }]);
  if (result.files[0]!.accepted !== rows) throw new Error('rows are missing');
  const ended = performance.now();
  console.log(
    `  staging ${((staged - began) / 1000).toFixed(1)} s, publishing ${((ended - staged) / 1000).toFixed(1)} s`,
  );
  await connection.close();
  return (ended - began) / 1000;
}

/** Seconds of the usual loader: nodes first, then relationships. */
async function peer(driver: Driver, namespace: string): Promise<number> {
  process.env.NEO4J_USERNAME = server.username;
  process.env.NEO4J_PASSWORD = server.password;
  const connection = connectNeo4j(parseNeo4jAddress(`${server.uri}?namespace=${namespace}`));
  await prepare(connection);
  await connection.close();
  const session = driver.session();
  const began = performance.now();
  const accounts = new Set<string>();
  const all: Record<string, unknown>[] = [];
  for (let at = 0; at < rows; at += ROWS_PER_BATCH) {
    const { columns, length } = madeTransfers(at, Math.min(ROWS_PER_BATCH, rows - at), 0);
    for (let i = 0; i < length; i++) {
      const text = (name: string) => (columns[name] as string[])[i];
      const whole = (name: string) => neo4j.int((columns[name] as Float64Array)[i]!);
      for (const end of ['from_account', 'to_account']) accounts.add(text(end)!);
      all.push({
        ...{
          src: text('from_account'),
          dst: text('to_account'),
          id: text('id'),
          at: whole('at'),
          precision: neo4j.int(0),
        },
        ...{ amount: whole('amount'), currency: text('currency'), channel: text('channel'), purpose: text('purpose') },
        ...{
          row: neo4j.int(at + i),
          file: neo4j.int(0),
          line: neo4j.int(at + i + 2),
          load: neo4j.int(1),
          extract: neo4j.int(1),
        },
      });
    }
  }
  const ids = [...accounts];
  for (let at = 0; at < ids.length; at += PEER_BATCH) {
    const text = `UNWIND $ids AS id CREATE (:${namespace}_Account {id: id, load: 1, referenceOnly: true})`;
    await session.executeWrite((tx) => tx.run(text, { ids: ids.slice(at, at + PEER_BATCH) }));
  }
  const text = `UNWIND $rows AS row MATCH (a:${namespace}_Account {id: row.src}) MATCH (b:${namespace}_Account {id: row.dst})
    CREATE (a)-[r:${namespace}_TRANSFERRED]->(b) SET r = row`;
  for (let at = 0; at < all.length; at += PEER_BATCH) {
    await session.executeWrite((tx) => tx.run(text, { rows: all.slice(at, at + PEER_BATCH) }));
  }
  const ended = performance.now();
  await session.close();
  return (ended - began) / 1000;
}

/**
 * Reading a store in Neo4j into the projection: `npm run bench -- neo4j-projection [transfers]` (default 1 M, 100,000 accounts). Starts a
 * server of its own (Java and Maven are needed), loads through the store's load session and reads everything back: the snapshot with its
 * numbering, and the typed arrays that the rules run on. Beside it, what is usually written first: one session, one row a transfer,
 * `fetchSize` 10,000, the same columns, and nothing made of them but arrays in the order of arrival.
 */
import { cpuUsage } from 'node:process';
import neo4j, { type Driver } from 'neo4j-driver';
import { parseNeo4jAddress } from '../src/store/neo4j/address.ts';
import { connectNeo4j, type Neo4jConnection } from '../src/store/neo4j/connect.ts';
import { openNeo4jSnapshot } from '../src/store/neo4j/snapshot.ts';
import { inNamespace } from '../src/store/neo4j/vocabulary.ts';
import { readProjection } from '../src/store/read-projection.ts';
import { median, printTable, seconds } from './measure.ts';
import { fillNeo4j } from './peers/fill-neo4j.ts';
import { startPeerServer } from './peers/neo4j-server.ts';

const rows = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 1_000_000);
const ROUNDS = 3;
/** A day after all of the made transfers. */
const AS_OF = 30_000;

const server = await startPeerServer();
process.env.NEO4J_USERNAME = server.username;
process.env.NEO4J_PASSWORD = server.password;
const connection = connectNeo4j(parseNeo4jAddress(`${server.uri}?namespace=projection`));
const driver = neo4j.driver(server.uri, neo4j.auth.basic(server.username, server.password), {
  disableLosslessIntegers: true,
});
try {
  const accounts = await fillNeo4j(connection, rows);
  const own: Spent[] = [];
  const peer: Spent[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    peer.push(await timed(() => readPlainly(driver, connection)));
    own.push(await timed(() => readOwn(connection)));
  }
  console.log(`\n${rows} transfers among ${accounts.length} accounts, medians of ${ROUNDS} rounds\n`);
  printTable([
    ['reader', 'transfers/s', 'wall s', 'CPU s of this process'],
    line('one session, a row a transfer', peer),
    line('Tamyr: the whole projection', own),
  ]);
} finally {
  await connection.close();
  await driver.close();
  await server.stop();
}

interface Spent {
  wallSeconds: number;
  cpuSeconds: number;
}

async function timed(read: () => Promise<number>): Promise<Spent> {
  const [began, cpu] = [performance.now(), cpuUsage()];
  const found = await read();
  if (found !== rows) throw new Error(`${found} of ${rows} transfers were read`);
  const { user, system } = cpuUsage(cpu);
  return { wallSeconds: (performance.now() - began) / 1e3, cpuSeconds: (user + system) / 1e6 };
}

async function readOwn(store: Neo4jConnection): Promise<number> {
  const snapshot = await openNeo4jSnapshot(store);
  const projection = await readProjection(snapshot, AS_OF);
  await snapshot.close();
  return projection.transfers.count;
}

/** The columns that the projection holds of a transfer, as one writes it at first. */
async function readPlainly(from: Driver, { address }: Neo4jConnection): Promise<number> {
  const session = from.session({ defaultAccessMode: neo4j.session.READ, fetchSize: 10_000 });
  const text = inNamespace(
    `MATCH (a:Account)-[r:TRANSFERRED]->(b:Account)
     RETURN a.id AS from, b.id AS to, r.at AS at, r.amount AS amount, r.currency AS currency, r.channel AS channel`,
    address.namespace,
  );
  const columns: unknown[][] = [];
  let found = 0;
  const result = session.run(text);
  for await (const record of result) {
    for (const [i, key] of record.keys.entries()) (columns[i] ??= []).push(record.get(key));
    found++;
  }
  await session.close();
  return found;
}

function line(reader: string, spent: readonly Spent[]): string[] {
  const wall = median(spent.map(({ wallSeconds }) => wallSeconds));
  return [
    reader,
    `${(rows / wall / 1000).toFixed(0)} k`,
    seconds(wall),
    seconds(median(spent.map((s) => s.cpuSeconds))),
  ];
}

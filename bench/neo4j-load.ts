/**
 * Loading transfers into Neo4j: `npm run bench -- neo4j-load [rows] [offline rows]`. Starts servers of its own (Java and Maven
 * are needed) and compares the store's load session, and the way over an embedded store and the offline import, with what is
 * usually written first: one session, `UNWIND` of rows as maps, ends looked up by their unique key. All end with the same
 * properties under the same constraints and indexes.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j, { type Driver } from 'neo4j-driver';
import { openDuckDbStore } from '../src/store/duckdb/duckdb-store.ts';
import type { LoadSession } from '../src/store/graph-store.ts';
import { parseNeo4jAddress } from '../src/store/neo4j/address.ts';
import { connectNeo4j } from '../src/store/neo4j/connect.ts';
import { writeImportFiles } from '../src/store/neo4j/import-files.ts';
import { openNeo4jLoadSession } from '../src/store/neo4j/load-session.ts';
import { prepareDatabase } from '../src/store/neo4j/migrate.ts';
import { madeTransfers } from './graphs/made-transfers.ts';
import { median, printTable } from './measure.ts';
import { startPeerServer } from './peers/neo4j-server.ts';

const [rows = 200_000, offlineRows = 2_000_000] = process.argv.slice(2).map(Number);
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
  console.log(`\n${rows} transfers among 100,000 accounts into an empty store, medians of ${ROUNDS} rounds\n`);
  const perSecond = { tamyr: rows / median(spent.tamyr), peer: rows / median(spent.peer) };
  const line = (loader: string, rate: number) => [
    loader,
    `${(rate / 1000).toFixed(1)} k`,
    `${(rate / perSecond.peer).toFixed(1)} ×`,
  ];
  const lines = [
    ['loader', 'rows/s', 'of the usual one'],
    line('one session, UNWIND of 10,000', perSecond.peer),
    line('Tamyr: staged, judged, written, published', perSecond.tamyr),
  ];
  printTable(lines);
  if (offlineRows > 0) {
    await server.stop();
    const offline = offlineRows / (await importOffline());
    printTable([...lines, line(`Tamyr: embedded store, export, offline import of ${offlineRows}`, offline)]);
  }
} finally {
  await server.stop();
}

/** Appends made transfers to a load and publishes it. */
async function loadInto(session: LoadSession, count: number): Promise<void> {
  const added = await session.addFile({ name: 't.csv', digest: 't', reading: 'bench', bytes: 0, encoding: 'utf-8' });
  if (!('file' in added)) throw new Error('the file is new');
  for (let at = 0; at < count; at += ROWS_PER_BATCH) {
    await session.append(madeTransfers(at, Math.min(ROWS_PER_BATCH, count - at), added.file));
  }
  const counts = { file: added.file, rows: count, rejected: 0, skipped: 0, blank: 0, defects: 0 };
  if ((await session.publish([counts])).files[0]!.accepted !== count) throw new Error('rows are missing');
}

function setCredentials({ username, password }: { username: string; password: string }): void {
  process.env.NEO4J_USERNAME = username;
  process.env.NEO4J_PASSWORD = password;
}

/** Seconds of the store's own load, from `startLoad` until it is published. */
async function own(namespace: string): Promise<number> {
  setCredentials(server);
  const connection = connectNeo4j(parseNeo4jAddress(`${server.uri}?namespace=${namespace}`));
  await prepareDatabase(connection, false);
  const began = performance.now();
  await loadInto(await openNeo4jLoadSession(connection, { source: 'bench', snapshot: null }), rows);
  const ended = performance.now();
  await connection.close();
  return (ended - began) / 1000;
}

/** Seconds of loading into an embedded store, writing files, importing them, starting the server and making its indexes. */
async function importOffline(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tamyr-bench-import-'));
  const file = join(folder, 'store.duckdb');
  const marks = [performance.now()];
  const store = await openDuckDbStore(file);
  await loadInto(await store.startLoad({ source: 'bench', snapshot: null }), offlineRows);
  await store.close();
  marks.push(performance.now());
  const files = await writeImportFiles(file, join(folder, 'files'));
  marks.push(performance.now());
  const imported = await startPeerServer({ folder: join(folder, 'files'), options: files.options });
  marks.push(performance.now());
  try {
    setCredentials(imported);
    const connection = connectNeo4j(parseNeo4jAddress(imported.uri));
    await prepareDatabase(connection, false);
    marks.push(performance.now());
    const text = 'MATCH ()-[r:TRANSFERRED]->() RETURN count(r) AS n';
    const [counted] = await connection.read<{ n: number }>(text, {}, { patient: true });
    if (counted!.n !== offlineRows) throw new Error(`${counted!.n} transfers were imported`);
    await connection.close();
  } finally {
    await imported.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  const [load, write, start, index] = marks.slice(1).map((mark, i) => ((mark - marks[i]!) / 1000).toFixed(1));
  console.log(
    `  offline: embedded load ${load} s, files ${write} s, import and start ${start} s, indexes ${index} s\n`,
  );
  return (marks.at(-1)! - marks[0]!) / 1000;
}

/** Seconds of the usual loader: nodes first, then relationships. */
async function peer(driver: Driver, namespace: string): Promise<number> {
  setCredentials(server);
  const connection = connectNeo4j(parseNeo4jAddress(`${server.uri}?namespace=${namespace}`));
  await prepareDatabase(connection, false);
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

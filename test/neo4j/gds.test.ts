import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { measureAccounts } from '../../src/explore/graph-measure.ts';
import type { GraphMeasure } from '../../src/graph/measured-accounts.ts';
import { modularity } from '../../src/graph/modularity.ts';
import { moneyPairs } from '../../src/graph/money-pairs.ts';
import { mulberry32 } from '../../src/graph/mulberry32.ts';
import type { Projection } from '../../src/graph/projection.ts';
import { buildWeightedGraph } from '../../src/graph/weighted-graph.ts';
import { load } from '../../src/load.ts';
import { openDuckDbStore } from '../../src/store/duckdb/duckdb-store.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { parseNeo4jAddress } from '../../src/store/neo4j/address.ts';
import { connectNeo4j, type Neo4jConnection } from '../../src/store/neo4j/connect.ts';
import { openNeo4jLoadSession } from '../../src/store/neo4j/load-session.ts';
import { bytesOf, measureInGds, requireMemory, stateOf } from '../../src/store/neo4j/measure-in-gds.ts';
import { prepareDatabase } from '../../src/store/neo4j/migrate.ts';
import { defaultDay, readProjection } from '../../src/store/read-projection.ts';
import { temporaryFolder } from '../run-tamyr.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { bareNamespace, connectTo, namespaceFor } from './namespaces.ts';
import { SHORT_LIVED, testHome } from './server.ts';

interface Script {
  provideNeo4j(options: object): Promise<{ uri: string; password: string; started?: boolean }>;
  releaseNeo4j(options: { gds: boolean; home: string }): Promise<boolean>;
}
const script = (await import(new URL('../../scripts/neo4j.js', import.meta.url).href)) as Script;
const HOME = testHome('tests-gds');
const folder = temporaryFolder();
const namespace = namespaceFor('gds');
let connection: Neo4jConnection;
let embedded: GraphStore;
let projection: Projection;
let started = false;

/** Six groups of accounts that mostly pay within, two that nobody else pays, cash machines, and a payment to oneself. */
function transactionsCsv(): string {
  const random = mulberry32(7);
  const pick = (count: number) => Math.floor(random() * count);
  const rows = ['id,at,from_account,to_account,amount,channel'];
  const add = (from: string, to: string) =>
    rows.push(
      `t-${rows.length},2026-03-${String(1 + (rows.length % 28)).padStart(2, '0')}T10:00:00Z,${from},${to},1000,transfer`,
    );
  for (let i = 0; i < 1500; i++) {
    const group = pick(6);
    const other = random() < 0.85 ? group : pick(6);
    add(`A${group}-${pick(40)}`, `A${other}-${pick(40)}`);
  }
  for (let i = 0; i < 60; i++) add(`B-${pick(8)}`, `B-${pick(8)}`);
  for (let i = 0; i < 40; i++) add(`A${pick(6)}-${pick(40)}`, 'ATM-1');
  add('A0-1', 'A0-1');
  return `${rows.join('\n')}\n`;
}

beforeAll(async () => {
  const data = join(folder.path, 'data');
  mkdirSync(data);
  writeFileSync(join(data, 'transactions.csv'), transactionsCsv());
  writeFileSync(join(data, 'accounts.csv'), 'id,kind\nATM-1,atm\n');
  embedded = await openDuckDbStore(join(folder.path, 'own.duckdb'));
  await load(embedded, { paths: [data] });
  const snapshot = await embedded.openSnapshot();
  projection = await readProjection(snapshot, await defaultDay(embedded));
  await snapshot.close();

  const server = await script.provideNeo4j({ gds: true, port: 7698, home: HOME, java: SHORT_LIVED });
  started = server.started === true;
  process.env.NEO4J_USERNAME = 'neo4j';
  process.env.NEO4J_PASSWORD = server.password;
  connection = connectNeo4j(parseNeo4jAddress(`${server.uri}?namespace=${namespace}`));
  await warm(connection);
  await prepareDatabase(connection, false);
  await load({ startLoad: (options) => openNeo4jLoadSession(connection, options) } as GraphStore, { paths: [data] });
});

afterAll(async () => {
  if (connection) {
    for (const label of ['Account', 'AccountRecord', 'CashOperation', 'Load', 'SourceFile', 'Batch', 'TamyrStore'])
      await connection.write(`MATCH (n:${namespace}_${label}) DETACH DELETE n`);
    await connection.close();
  }
  await embedded?.close();
  if (started) await script.releaseNeo4j({ gds: true, home: HOME });
  folder.remove();
});

/** A server that has just started takes its time over everything that it does for the first time. */
async function warm(connection: Neo4jConnection): Promise<void> {
  for (const name of ['version', 'procedures', 'heap'])
    await connection.read(connection.text('gds', name), {}, { patient: true });
  await connection.read(connection.text('store', 'find-store'), {}, { patient: true });
}

const graphsLeft = () => connection.read('CALL gds.graph.list() YIELD graphName RETURN graphName');

describe('graph-data-science beside our own algorithms, on the same graph', () => {
  const both = async (measure: GraphMeasure) => {
    const own = measureAccounts(projection, measure);
    const gds = await measureInGds(connection, measure);
    const place = new Map(gds.ids.map((id, i) => [id, gds.values[i]!]));
    expect(gds.pairs).toBe(own.pairs);
    expect([...gds.ids].sort()).toEqual([...own.ids].sort());
    return { own, gdsValues: Float64Array.from(own.ids, (id) => place.get(id)!) };
  };

  it('finds the same components', async () => {
    const { own, gdsValues } = await both('components');
    const pairsOf = (values: Float64Array) => new Set([...own.values].map((label, i) => `${label} ${values[i]}`)).size;
    expect(new Set(gdsValues).size).toBe(new Set(own.values).size);
    expect(pairsOf(gdsValues)).toBe(new Set(own.values).size);
  });

  it('counts the same degrees', async () => {
    const { own, gdsValues } = await both('degree');
    expect([...gdsValues]).toEqual([...own.values]);
  });

  it('measures the same betweenness', async () => {
    const { own, gdsValues } = await both('betweenness');
    for (let i = 0; i < gdsValues.length; i++) expect(gdsValues[i]).toBeCloseTo(own.values[i]!, 6);
  });

  it('finds communities whose modularity is within half a percent of ours', async () => {
    const { own, gdsValues } = await both('communities');
    const { accounts, from, to, weight } = moneyPairs(projection);
    const graph = buildWeightedGraph(accounts.length, from, to, weight);
    const labels = [...new Set(gdsValues)];
    const theirs = modularity(
      graph,
      Int32Array.from(gdsValues, (label) => labels.indexOf(label)),
    );
    expect(own.modularity).toBeGreaterThan(0.5);
    expect(Math.abs(theirs - own.modularity!) / own.modularity!).toBeLessThan(0.005);
  });

  it('refuses a graph that would take more than half of the heap, before it is made', async () => {
    await expect(requireMemory(connection, 50_000_000, 1_000_000_000)).rejects.toMatchObject({
      code: 'gds-memory',
      exitCode: 3,
    });
    await requireMemory(connection, projection.accounts.count, 100);
    expect(await graphsLeft()).toEqual([]);
  });

  it('makes the graph anew where the answer to making it was lost', async () => {
    const { hostname, port } = new URL(connection.address.uri);
    const proxy = await startFaultProxy({ host: hostname, port: Number(port) });
    const through = connectNeo4j({ ...connection.address, uri: `bolt://127.0.0.1:${proxy.port}` });
    // Before it: the plug-in's version and procedures, what is published, the graph's size, what it would take, the heap.
    proxy.breakAt('acknowledgement', 'RST', 1, 6);
    const { ids } = await measureInGds(through, 'components');
    expect(proxy.happened).toBe(1);
    expect([...ids].sort()).toEqual([...measureAccounts(projection, 'components').ids].sort());
    expect(await graphsLeft()).toEqual([]);
    await through.close();
    await proxy.close();
  });

  it('leaves no graph in the plug-in’s memory, not even when measuring fails', async () => {
    expect(await graphsLeft()).toEqual([]);
    await expect(measureInGds(connection, 'nonsense' as GraphMeasure)).rejects.toThrow();
    expect(await graphsLeft()).toEqual([]);
  });
});

describe('without the plug-in', () => {
  it('says so, and what to do', async () => {
    const plain = connectTo(bareNamespace('absent'), inject('neo4j').uri);
    await expect(measureInGds(plain, 'components')).rejects.toMatchObject({ code: 'gds-absent', exitCode: 3 });
    await plain.close();
  });

  it('tells a plug-in of another version from none', () => {
    expect([stateOf(false, 0), stateOf(true, 6), stateOf(true, 2), stateOf(false, 3)]).toEqual([
      'absent',
      'there',
      'mismatch',
      'mismatch',
    ]);
  });

  it('reads how much memory the server may take', () => {
    expect(['1.00GiB', '512m', '2048', 'lots'].map(bytesOf)).toEqual([2 ** 30, 512 * 2 ** 20, 2048, null]);
  });
});

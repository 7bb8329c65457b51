import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { digestOfStore } from '../../src/store/digest.ts';
import { parseNeo4jAddress } from '../../src/store/neo4j/address.ts';
import { connectNeo4j, type Neo4jConnection } from '../../src/store/neo4j/connect.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { loadFiles, payment } from '../store/records.ts';
import { failure, routes } from './bolt.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { addressOf, emptyNamespace, namespaceFor } from './namespaces.ts';

/*
 * Community cannot cluster. Here three proxies before one server play a cluster: they answer ROUTE with each other, those that do
 * not lead refuse writes, and one address is that of a member which is gone.
 */
const namespace = namespaceFor('routing');
const members: FaultProxy[] = [];
let gone: number;
let leader = 0;
/** Messages by member and whether they wrote. */
let seen: { member: number; kind: string; writes: boolean }[] = [];
let onWrite: () => void = () => undefined;

beforeAll(async () => {
  const { hostname, port } = new URL(inject('neo4j').uri);
  const target = { host: hostname, port: Number(port || 7687) };
  for (let i = 0; i < 3; i++) members.push(await startFaultProxy(target));
  const passing = await startFaultProxy(target);
  gone = passing.port;
  await passing.close();
  const at = (i: number) => `127.0.0.1:${members[i]!.port}`;
  members.forEach((member, i) => {
    member.answerWith(({ kind }, writes) => {
      if (kind === 'ROUTE') {
        const followers = [0, 1, 2].filter((other) => other !== leader).map(at);
        return routes({
          ROUTE: [`127.0.0.1:${gone}`, ...[0, 1, 2].map(at)],
          READ: [`127.0.0.1:${gone}`, ...followers],
          WRITE: [at(leader)],
        });
      }
      if (kind !== 'RUN') return null;
      seen.push({ member: i, kind, writes });
      if (!writes) return null;
      onWrite();
      return i === leader ? null : failure('Neo.ClientError.Cluster.NotALeader', 'No longer the leader');
    });
  });
});

afterAll(async () => {
  for (const member of members) await member.close();
});

const routed = () => addressOf(namespace, `neo4j://127.0.0.1:${members[0]!.port}`);

describe('a cluster', () => {
  let connection: Neo4jConnection;

  beforeEach(async () => {
    await (await openNeo4jStore(addressOf(namespace))).close();
    await emptyNamespace(namespace);
    leader = 0;
    seen = [];
    onWrite = () => undefined;
    connection = connectNeo4j(parseNeo4jAddress(routed()));
  });

  afterEach(async () => {
    expect(connection.openSessions()).toBe(0);
    await connection.close();
  });

  const write = (key: string) => connection.write(`MERGE (b:${namespace}_Batch {key: $key})`, { key });
  const keys = async () =>
    (await connection.read<{ key: string }>(`MATCH (b:${namespace}_Batch) RETURN b.key AS key ORDER BY key`)).map(
      ({ key }) => key,
    );

  test('reads go to members that follow, past one that is gone; writes go to the leader; own writes are seen', async () => {
    for (const key of ['a', 'b', 'c', 'd']) {
      await write(key);
      expect((await keys()).at(-1)).toBe(key);
    }
    expect(seen.filter(({ writes }) => writes).every(({ member }) => member === 0)).toBe(true);
    expect(seen.filter(({ writes }) => !writes).every(({ member }) => member !== 0)).toBe(true);
  });

  test('a write goes on with the new leader', async () => {
    await write('a');
    leader = 1;
    await write('b');
    expect(seen.filter(({ writes }) => writes).map(({ member }) => member)).toEqual([0, 0, 1]);
    expect(await keys()).toEqual(['a', 'b']);
  });

  test('a load goes through while the leader changes again and again, and nothing is lost or doubled', async () => {
    const files = { 'a.csv': { transactions: Array.from({ length: 20 }, (_, i) => payment(i + 2, `t-${i}`)) } };
    const store = await openNeo4jStore(routed());
    let writes = 0;
    let changes = 0;
    onWrite = () => {
      if (++writes % 3 !== 0) return;
      leader = (leader + 1) % 3;
      changes++;
    };
    await loadFiles(store, files);
    onWrite = () => undefined;
    expect(changes).toBeGreaterThan(2);
    expect(await store.loads()).toHaveLength(1);
    const throughCluster = await digestOfStore(store);
    await store.close();
    await emptyNamespace(namespace);
    const direct = await openNeo4jStore(addressOf(namespace));
    await loadFiles(direct, files);
    expect(await digestOfStore(direct)).toBe(throughCluster);
    await direct.close();
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { parseNeo4jAddress } from '../../src/store/neo4j/address.ts';
import { connectNeo4j, type Neo4jConnection } from '../../src/store/neo4j/connect.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { type Break, type FaultProxy, type Place, startFaultProxy } from './fault-proxy.ts';
import { addressOf, namespaceFor } from './namespaces.ts';

const namespace = namespaceFor('faults');
const PLACES: Place[] = ['connect', 'BEGIN', 'RUN', 'PULL', 'RECORD', 'COMMIT', 'acknowledgement'];
const BREAKS: Break[] = ['FIN', 'RST', 'freeze', 'garbage'];
const ALL = PLACES.flatMap((place) => BREAKS.map((how) => [place, how] as const));
const TRANSIENT = ['Neo.TransientError.Transaction.DeadlockDetected', 'Neo.TransientError.General.DatabaseUnavailable'];
let proxy: FaultProxy;

beforeAll(async () => {
  const { hostname, port } = new URL(inject('neo4j').uri);
  proxy = await startFaultProxy({ host: hostname, port: Number(port || 7687) });
});

afterEach(() => proxy.heal());

afterAll(async () => {
  await proxy.close();
});

const throughProxy = () => `${addressOf(namespace, `bolt://127.0.0.1:${proxy.port}`)}`;

describe('a question whose connection breaks', () => {
  let connection: Neo4jConnection;

  beforeEach(() => {
    connection = connectNeo4j(parseNeo4jAddress(throughProxy()));
  });

  afterEach(async () => {
    expect(connection.openSessions()).toBe(0);
    await connection.close();
  });

  test.each(ALL)('once, at %s by %s: is asked again, and answered or refused within 5 s', async (place, how) => {
    proxy.breakAt(place, how);
    const before = proxy.happened;
    const begun = Date.now();
    const rows = await connection.read('UNWIND range(1, 50) AS n RETURN n').catch((error: unknown) => error);
    expect(Date.now() - begun).toBeLessThan(5_000);
    expect(proxy.happened - before).toBe(1);
    // What speaks HTTP is no Neo4j. What hangs is found out in two seconds where the server is quick to say that it waits itself.
    if (place === 'connect' && how === 'garbage')
      expect(rows).toMatchObject({ code: 'store-unreachable', exitCode: 3 });
    else if (how !== 'freeze' || Array.isArray(rows)) expect(rows).toHaveLength(50);
    else expect(rows).toMatchObject({ code: 'store-timed-out', exitCode: 3 });
    expect(await connection.read('RETURN 1 AS one')).toEqual([{ one: 1 }]);
  });

  test.each(ALL)('again and again, at %s by %s: ends in a typed error within 5 s', async (place, how) => {
    proxy.breakAt(place, how, 1_000);
    const begun = Date.now();
    const error = await connection.write('RETURN 1').catch((failure: unknown) => failure);
    expect(Date.now() - begun).toBeLessThan(5_000);
    expect(error).toMatchObject({
      code: expect.stringMatching(/^store-(unreachable|timed-out|commit-unknown|transient)$/),
      exitCode: 3,
    });
  });

  // To who asks, a server that parses a statement looks like one that never got it.
  test('a long statement may seem not to have arrived for as long as parsing it takes', async () => {
    await connection.read('RETURN 1');
    let sent = 0;
    proxy.answerWith(({ kind, bytes }) => {
      if (kind === 'RUN' && bytes.includes('AS list')) sent++;
      return null;
    });
    proxy.holdBack('RUN', 2_500);
    expect(await connection.read(`RETURN 1 AS list // ${'long '.repeat(2_000)}`)).toEqual([{ list: 1 }]);
    expect(sent).toBe(1);
  });

  test('a write whose acknowledgement is lost for good says that nobody knows', async () => {
    proxy.breakAt('acknowledgement', 'RST', 1_000);
    await expect(connection.write('RETURN 1')).rejects.toMatchObject({ code: 'store-commit-unknown' });
  });

  test('a user without the right to write is told so', async () => {
    proxy.failStatements(1, ['Neo.ClientError.Security.Forbidden']);
    await expect(connection.write('CREATE (n) RETURN n')).rejects.toMatchObject({ code: 'store-read-only' });
  });

  test('a server that is too old is refused by its version', async () => {
    proxy.pretend('Neo4j/4.44.31');
    await expect(openNeo4jStore(throughProxy())).rejects.toMatchObject({
      code: 'store-too-old',
      what: expect.stringContaining('Neo4j/4.44.31'),
    });
  });

  test('transient failures that do not end are one, too', async () => {
    proxy.failStatements(1, TRANSIENT);
    const begun = Date.now();
    await expect(connection.read('RETURN 1')).rejects.toMatchObject({ code: 'store-transient' });
    expect(Date.now() - begun).toBeLessThan(5_000);
  });
});

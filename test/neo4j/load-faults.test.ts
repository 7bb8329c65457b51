import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { digestOfStore } from '../../src/store/digest.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { loadFiles, payment, type TestFile } from '../store/records.ts';
import { type Break, type FaultProxy, type Place, startFaultProxy } from './fault-proxy.ts';
import { addressOf, emptyNamespace, namespaceFor } from './namespaces.ts';

const namespace = namespaceFor('load-faults');
const clean = namespaceFor('load-faults-clean');
const PLACES: Place[] = ['connect', 'BEGIN', 'RUN', 'PULL', 'RECORD', 'COMMIT', 'acknowledgement'];
const BREAKS: Break[] = ['FIN', 'RST', 'freeze', 'garbage'];
const ALL = PLACES.flatMap((place) => BREAKS.map((how) => [place, how] as const));
const TRANSIENT = ['Neo.TransientError.Transaction.DeadlockDetected', 'Neo.TransientError.General.DatabaseUnavailable'];
const FILES: Record<string, TestFile> = {
  'a.csv': {
    transactions: Array.from({ length: 30 }, (_, i) => payment(i + 2, `t-${i}`, { from_account: `account:${i % 7}` })),
    roles: [
      { line: 40, company_id: 'company:1', holder_id: 'person:1', role: 'founder', share: 50 },
      { line: 41, company_id: 'company:1', holder_id: 'person:2', role: 'executive' },
    ],
  },
};

let proxy: FaultProxy;
let cleanDigest: string;

beforeAll(async () => {
  const { hostname, port } = new URL(inject('neo4j').uri);
  proxy = await startFaultProxy({ host: hostname, port: Number(port || 7687) });
  const store = await openNeo4jStore(addressOf(clean));
  await emptyNamespace(clean);
  await loadFiles(store, FILES);
  cleanDigest = await digestOfStore(store);
  await store.close();
  await (await openNeo4jStore(addressOf(namespace))).close();
  await emptyNamespace(namespace);
});

afterEach(() => proxy.heal());

afterAll(async () => {
  await proxy.close();
});

const throughProxy = () => `${addressOf(namespace, `bolt://127.0.0.1:${proxy.port}`)}`;

describe('a journal entry whose acknowledgement is lost', () => {
  test('is written once', async () => {
    await emptyNamespace(namespace);
    const store = await openNeo4jStore(throughProxy());
    proxy.breakAt('acknowledgement', 'RST');
    await store.appendJournal('faults', { n: 1 });
    proxy.heal();
    await store.appendJournal('faults', { n: 2 });
    expect(await store.readJournal('faults')).toEqual([{ n: 1 }, { n: 2 }]);
    await store.close();
  });
});

describe('a load whose connection breaks', () => {
  beforeEach(() => emptyNamespace(namespace));

  const load = async () => {
    const store = await openNeo4jStore(throughProxy());
    try {
      return await loadFiles(store, FILES);
    } finally {
      await store.close();
    }
  };
  const digest = async () => {
    const store = await openNeo4jStore(addressOf(namespace));
    try {
      return await digestOfStore(store);
    } finally {
      await store.close();
    }
  };

  test.each(ALL.filter(([place, how]) => how !== 'freeze' && !(place === 'connect' && how === 'garbage')))(
    'three times, at %s by %s: loses nothing and doubles nothing',
    async (place, how) => {
      const before = proxy.happened;
      // A load has few connections and uses them over and over.
      proxy.breakAt(place, how, 3, place === 'connect' ? 1 : 3);
      await load();
      expect(proxy.happened - before).toBeGreaterThan(0);
      proxy.heal();
      expect(await digest()).toBe(cleanDigest);
    },
  );

  test.each(PLACES)('at %s by silence on a connection that stays open: asks the server, and goes on', async (place) => {
    const before = proxy.happened;
    proxy.breakAt(place, 'freeze', 1, place === 'connect' ? 1 : 3);
    await load();
    expect(proxy.happened - before).toBe(1);
    proxy.heal();
    expect(await digest()).toBe(cleanDigest);
  });

  test.each([0.3])('with %d of all statements failing by deadlocks and the like', async (share) => {
    proxy.failStatements(share, TRANSIENT);
    const before = proxy.happened;
    await load();
    expect(proxy.happened - before).toBeGreaterThan(5);
    proxy.heal();
    expect(await digest()).toBe(cleanDigest);
  });
});

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOfStore } from '../../src/store/digest.ts';
import { openDuckDbStore } from '../../src/store/duckdb/duckdb-store.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { parseNeo4jAddress } from '../../src/store/neo4j/address.ts';
import { connectNeo4j } from '../../src/store/neo4j/connect.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { temporaryFolder } from '../run-tamyr.ts';
import { loadFiles, payment, type TestFile } from '../store/records.ts';
import { type OwnServer, ownServer } from './own-server.ts';

/** More than a few batches. */
const MANY = 8_000;
const FILES: Record<string, TestFile> = {
  'a.csv': {
    transactions: Array.from({ length: MANY }, (_, i) =>
      payment(i + 2, `t-${i}`, { at: i, from_account: `account:${i % 89}`, to_account: `account:${i % 97}` }),
    ),
    roles: [{ line: MANY + 2, company_id: 'company:1', holder_id: 'person:1', role: 'founder', share: 50 }],
  },
};

describe('a server that is not there all the time', () => {
  const folder = temporaryFolder();
  let server: OwnServer;
  let wanted: string;

  beforeAll(async () => {
    server = ownServer(join(folder.path, 'server'));
    await server.start();
    const embedded = await openDuckDbStore(join(folder.path, 'embedded.duckdb'));
    await loadFiles(embedded, FILES);
    wanted = await digestOfStore(embedded);
    await embedded.close();
  });

  afterAll(async () => {
    await server.stop();
    folder.remove();
  });

  /** Loads, and does something to the server once the first rows are written. */
  async function loadWhile(namespace: string, happens: () => Promise<void>): Promise<GraphStore> {
    const store = await openNeo4jStore(`${server.address()}?namespace=${namespace}`);
    let happening: Promise<void> | null = null;
    await loadFiles(store, FILES, {
      onProgress: () => {
        happening ??= happens();
      },
    });
    expect(happening).not.toBeNull();
    await happening;
    return store;
  }

  test.each([
    ['restarted', () => server.stop()],
    ['killed with -9 and started again', () => server.kill()],
  ])('%s amid a load: the load goes on by itself, nothing lost or doubled', async (how, end) => {
    const store = await loadWhile(`dies${how.length}`, async () => {
      await end();
      await server.start();
    });
    expect(await digestOfStore(store)).toBe(wanted);
    await store.close();
  });

  test('with too little memory for a batch: it is written in halves', async () => {
    await server.stop();
    await server.start({ 'db.memory.transaction.max': '4m' });
    const address = `${server.address()}?namespace=small`;
    const store = await openNeo4jStore(address);
    const watching = connectNeo4j(parseNeo4jAddress(address));
    const marks: Promise<{ key: string }[]>[] = [];
    const watch = () => marks.push(watching.read<{ key: string }>('MATCH (b:small_Batch) RETURN b.key AS key'));
    await loadFiles(store, FILES, { onProgress: watch });
    const keys = (await Promise.all(marks)).flat().map(({ key }) => key);
    expect(keys.some((key) => /\d[ab]+$/.test(key))).toBe(true);
    await watching.close();
    expect(await digestOfStore(store)).toBe(wanted);
    await store.close();
  });

  test('whose database is read-only: it can be read, and a load says so', async () => {
    const address = `${server.address()}?namespace=small`;
    await server.stop();
    await server.start({ 'server.databases.read_only': 'neo4j' });
    const store = await openNeo4jStore(address);
    expect(await digestOfStore(store)).toBe(wanted);
    await expect(loadFiles(store, { 'b.csv': FILES['a.csv']! })).rejects.toMatchObject({
      code: 'store-read-only',
      exitCode: 3,
    });
    await store.close();
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TamyrError } from '../../src/model/errors.ts';
import { digestOfStore } from '../../src/store/digest.ts';
import { openDuckDbStore } from '../../src/store/duckdb/duckdb-store.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { temporaryFolder } from '../run-tamyr.ts';
import { loadFiles, payment, type TestFile } from '../store/records.ts';
import { type OwnServer, ownServer } from './own-server.ts';

/** Far more than what is left of the disk holds. */
const MANY = 20_000;
const LEFT_BYTES = 2 << 20;
const FIRST: Record<string, TestFile> = { 'first.csv': { transactions: [payment(2, 'first')] } };
const LARGE: Record<string, TestFile> = {
  'large.csv': {
    transactions: Array.from({ length: MANY }, (_, i) =>
      payment(i + 2, `t-${i}`, { at: i, from_account: `account:${i % 89}`, to_account: `account:${i % 97}` }),
    ),
  },
};

describe('a server whose disk is full', () => {
  const folder = temporaryFolder();
  const data = join(folder.path, 'server', 'data');
  let disk: ChildProcess;
  let server: OwnServer;

  beforeAll(async () => {
    mkdirSync(data, { recursive: true });
    // A small disk that only the server sees: it lasts as long as this process, and programs are started inside.
    const mount = 'mount -t tmpfs -o size=128m tmpfs "$0" && echo there && exec sleep 100000';
    disk = spawn('unshare', ['--map-root-user', '--mount', 'sh', '-c', mount, data]);
    await new Promise<void>((resolve, reject) => {
      disk.stdout!.once('data', () => resolve());
      disk.once('close', (code) => reject(new Error(`no disk of its own: unshare ended with ${code}`)));
    });
    const inside = ['nsenter', '--target', String(disk.pid), '--user', '--mount', '--preserve-credentials'];
    const always = { 'db.tx_log.preallocate': 'false', 'db.tx_log.rotation.size': '4m' };
    server = ownServer(join(folder.path, 'server'), { always, inside });
    await server.start();
  });

  afterAll(async () => {
    await server.kill();
    disk.kill('SIGKILL');
    folder.remove();
  });

  test('a load says so; once there is room and the server was restarted, nothing published is lost and the load is made', async () => {
    const store = await openNeo4jStore(server.address());
    await loadFiles(store, FIRST);
    const before = await digestOfStore(store);
    const seen = join('/proc', String(disk.pid), 'root', data);
    const { bavail, bsize } = statfsSync(seen);
    writeFileSync(join(seen, 'filler'), Buffer.alloc(bavail * bsize - LEFT_BYTES));
    const error = await loadFiles(store, LARGE).catch((failure: TamyrError) => failure);
    expect(String(error)).toContain('can no longer write to its disk');
    expect(error).toMatchObject({ code: 'store-disk-full', exitCode: 3 });
    await store.close();

    rmSync(join(seen, 'filler'));
    await server.kill();
    await server.start();
    const again = await openNeo4jStore(server.address());
    expect(await digestOfStore(again)).toBe(before);
    await loadFiles(again, LARGE);
    const embedded = await openDuckDbStore(join(folder.path, 'embedded.duckdb'));
    for (const files of [FIRST, LARGE]) await loadFiles(embedded, files);
    expect(await digestOfStore(again)).toBe(await digestOfStore(embedded));
    await embedded.close();
    await again.close();
  });
});

import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LoadRequest, load } from '../../src/load.ts';
import { openDuckDbStore } from '../../src/store/duckdb/duckdb-store.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';

const HEADER = 'id,at,from_account,to_account,amount\n';
const ROW = (id: string) => `${id},2024-01-01,A,B,5\n`;
const MEGABYTE = 1 << 20;

let folder: string;
let input: string;
let store: GraphStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tamyr-hostile-'));
  chmodSync(folder, 0o755);
  input = join(folder, 'in');
  mkdirSync(input);
  store = await openDuckDbStore(join(folder, 'store.duckdb'));
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const put = (name: string, content: string | Uint8Array) => writeFileSync(join(input, name), content);
const loadAll = (more: Partial<LoadRequest> = {}) => load(store, { paths: [input], ...more });

/** Highest resident memory of this process so far, in megabytes. */
const peak = () => process.resourceUsage().maxRSS / 1024;

describe('input that means harm, or went badly wrong', () => {
  test('a line of 200 MB costs itself only, in bounded memory', async () => {
    const fd = openSync(join(input, 'transactions.csv'), 'w');
    writeSync(fd, HEADER + ROW('t-1'));
    const filler = Buffer.alloc(MEGABYTE, 'x');
    for (let i = 0; i < 200; i++) writeSync(fd, filler);
    writeSync(fd, `\n${ROW('t-2')}`);
    closeSync(fd);
    const before = peak();
    const report = await loadAll({ rejectsDir: folder });
    expect(report.files).toMatchObject([
      { rows: 3, accepted: 2, rejected: 1, bytes: { rejected: 200 * MEGABYTE + 1 } },
    ]);
    expect(report.reasons).toMatchObject([{ code: 'line-too-long', count: 1 }]);
    expect(peak() - before).toBeLessThan(400);
  });

  test('so does one of JSON lines', async () => {
    const fd = openSync(join(input, 'companies.jsonl'), 'w');
    writeSync(fd, '{"bin":"940140000385"}\n{"bin":"');
    const filler = Buffer.alloc(MEGABYTE, '9');
    for (let i = 0; i < 50; i++) writeSync(fd, filler);
    writeSync(fd, '"}\n{"bin":"990140004654"}\n');
    closeSync(fd);
    const report = await loadAll();
    expect(report.files).toMatchObject([{ rows: 3, accepted: 2, rejected: 1 }]);
  });

  test('a file whose rest was never written: its rows are taken, the rest is one refused line', {}, async () => {
    put('transactions.csv', HEADER + ROW('t-1'));
    truncateSync(join(input, 'transactions.csv'), 100 * MEGABYTE);
    const report = await loadAll();
    expect(report.files).toMatchObject([{ accepted: 1, rejected: 1 }]);
  });

  test('a packed file that unpacks without end is refused', async () => {
    put('transactions.csv.gz', gzipSync(Buffer.concat([Buffer.from(HEADER), Buffer.alloc(300 * MEGABYTE, 'x')])));
    await expect(loadAll()).rejects.toMatchObject({ code: 'unpacks-too-large', exitCode: 2 });
    expect(await store.loads()).toEqual([]);
  });

  test('JSON nested 100,000 deep', async () => {
    const deep = `{"bin":"940140000385","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    put('companies.jsonl', `${deep}\n{"bin":"990140004654"}\n`);
    const report = await loadAll({ rejectsDir: folder });
    expect(report.files).toMatchObject([{ rows: 2, accepted: 1, rejected: 1 }]);
    expect(report.reasons).toMatchObject([{ code: 'bad-json' }]);
  });

  test('a pipe in a folder is listed, not read; named by itself it is refused', async () => {
    put('companies.csv', 'bin\n940140000385\n');
    expect(spawnSync('sh', ['-c', 'mkfifo "$1"', 'sh', join(input, 'transactions.csv')]).status).toBe(0);
    const report = await loadAll();
    expect(report.ignored).toEqual(['transactions.csv']);
    await expect(load(store, { paths: [join(input, 'transactions.csv')] })).rejects.toMatchObject({
      code: 'not-a-file',
      exitCode: 3,
    });
  });

  test('a folder or file that may not be read is named, and nothing is loaded', async () => {
    put('companies.csv', 'bin\n940140000385\n');
    mkdirSync(join(input, 'closed'), { mode: 0o000 });
    const refused = await asNobody(() => loadAll().catch((error: unknown) => error));
    expect(refused).toMatchObject({ code: 'unreadable-path', exitCode: 3, where: expect.stringContaining('closed') });
    rmSync(join(input, 'closed'), { recursive: true });
    writeFileSync(join(input, 'transactions.csv'), HEADER, { mode: 0o000 });
    const unread = await asNobody(() => loadAll().catch((error: unknown) => error));
    expect(unread).toMatchObject({
      code: 'unreadable-path',
      exitCode: 3,
      where: expect.stringContaining('transactions.csv'),
    });
    expect(await store.loads()).toEqual([]);
  });

  test('a file that grows while it is read: nothing is kept', async () => {
    put('transactions.csv', HEADER + ROW('t-1'));
    let grown = false;
    const onProgress: LoadRequest['onProgress'] = ({ phase }) => {
      if (phase !== 'read' || grown) return;
      grown = true;
      appendFileSync(join(input, 'transactions.csv'), ROW('t-2'));
    };
    await expect(loadAll({ onProgress })).rejects.toMatchObject({ exitCode: 3, code: 'file-changed' });
    expect(await store.loads()).toEqual([]);
    expect((await loadAll()).files).toMatchObject([{ accepted: 2 }]);
  });
});

/** Does something without the rights of the administrator, who may read everything. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid!(65534);
  try {
    return await work();
  } finally {
    process.seteuid!(0);
  }
}

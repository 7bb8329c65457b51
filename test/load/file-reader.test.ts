import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LoadRequest, load } from '../../src/load.ts';
import { digestOfStore } from '../../src/store/digest.ts';
import { openDuckDbStore } from '../../src/store/duckdb/duckdb-store.ts';
import { built } from '../built.ts';

const folder = mkdtempSync(join(tmpdir(), 'tamyr-reader-'));
/** `load` as it is shipped: large inputs are read on a thread. */
let loadByThread: typeof load;

beforeAll(async () => {
  ({ load: loadByThread } = await import(/* @vite-ignore */ built('load.js')));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** More than 4 MB: rows with and without ids, repeated, contradicting, refused, repaired and broken ones. */
function writeInput(name: string, end: string | Buffer): string {
  const input = join(folder, name);
  mkdirSync(input);
  const rows = ['id,at,from_account,to_account,amount,currency,channel,purpose'];
  for (let i = 0; i < 60_000; i++) {
    const k = i % 50_000;
    const id = i % 7 === 0 ? '' : `t-${k}`;
    const amount = k % 997 === 0 ? '-1' : `${k}.${i < 55_000 ? 5 : 7}`;
    const channel = k % 1009 === 0 ? 'pigeon' : 'transfer';
    const purpose = k % 3 === 0 ? `"Оплата, ${k % 50}"` : `Payment of invoice ${k % 50}`;
    rows.push(`${id},2024-01-0${1 + (k % 9)},KZ00${k % 977},KZ00${k % 983},${amount},KZT,${channel},${purpose}`);
    if (i % 1999 === 0) rows.push('"lost,', '');
  }
  writeFileSync(
    join(input, 'transactions.csv'),
    Buffer.concat([Buffer.from(`${rows.join('\n')}\n`), Buffer.from(end)]),
  );
  writeFileSync(join(input, 'companies.csv'), 'bin,name\n940140000385,Алма\n');
  return input;
}

async function loaded(by: typeof load, request: LoadRequest, name: string) {
  const store = await openDuckDbStore(join(folder, `${name}.duckdb`));
  try {
    let bytes = 0;
    const onProgress: LoadRequest['onProgress'] = ({ bytesDone }) => {
      bytes = bytesDone;
    };
    const report = await by(store, { ...request, rejectsDir: join(folder, name), onProgress });
    const rejects = readFileSync(report.rejects!, 'utf8');
    return { report: { ...report, rejects: null }, rejects, bytes, digest: await digestOfStore(store, false) };
  } finally {
    await store.close();
  }
}

test('a thread reads what the calling thread reads', async () => {
  const input = writeInput('good', '');
  const here = await loaded(load, { paths: [input] }, 'here');
  const thread = await loaded(loadByThread, { paths: [input] }, 'thread');
  expect(here.report.reasons.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['conflict', 'duplicate', 'negative-amount', 'text-after-quote', 'unknown-word']),
  );
  expect(here.bytes).toBeGreaterThan(2 << 22);
  expect(thread).toEqual(here);
});

test('what the thread cannot read is told as ever, and the store is as it was', async () => {
  const input = writeInput('bad', '');
  const store = await openDuckDbStore(join(folder, 'bad.duckdb'));
  const request = { paths: [input], encoding: 'euc-kr' };
  const told = await load(store, request).catch((error: unknown) => error);
  expect(told).toMatchObject({ code: expect.any(String), what: expect.any(String), exitCode: expect.any(Number) });
  const { code, what, where, expected, todo, exitCode } = told as Record<string, unknown>;
  await expect(loadByThread(store, request)).rejects.toMatchObject({ code, what, where, expected, todo, exitCode });
  expect(await store.loads()).toEqual([]);
  await store.close();
});

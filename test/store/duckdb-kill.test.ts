import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOfStore } from '../../src/store/digest.ts';
import { openDuckDbStore } from '../../src/store/duckdb/duckdb-store.ts';
import { builtProgram } from '../built.ts';
import { LOAD_PROGRAM } from './load-program.ts';
import { loadFiles, payment } from './records.ts';
import { STORE_ENDS } from './store-on-disk.ts';

/** Rows of a load: more than one row group of DuckDB, so that they are written ahead of the commit, or a few. */
const MANY = 130_000;
const FEW = 5_000;
/** Kills at random moments of one large load; `test/load/kills.test.ts` has the many. */
const RANDOM_KILLS = 2;

/** Statements at which the loading process is killed, right before and right after each: with many rows where rows are written. */
const POINTS: readonly [pattern: string, rows: number][] = [
  ['CREATE OR REPLACE TEMP TABLE staged_transactions', FEW],
  ['CREATE OR REPLACE TEMP TABLE work_', FEW],
  ['CREATE OR REPLACE TEMP TABLE found', FEW],
  ['^BEGIN', FEW],
  ['^INSERT INTO "transactions"', MANY],
  ['^INSERT INTO loads', FEW],
  ['^INSERT INTO rejects', FEW],
  ['^COMMIT', MANY],
  ['^CHECKPOINT', MANY],
];

describe('a loading process that is killed', () => {
  const program = builtProgram(LOAD_PROGRAM);
  let folder: string;
  let base: string;
  let before: string;
  /** Digest of a store with the whole load, by the load's rows. */
  const whole = new Map<number, string>();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tamyr-kill-'));
    base = join(folder, 'base.duckdb');
    const earlier = Array.from({ length: 200 }, (_, i) => ({
      ...payment(i + 2, `t-${i * 50}`, { at: i * 50, from_account: `account:KZ00000000000000000${(i * 50) % 977}` }),
      to_account: `account:${(i * 50) % 983}`,
      amount: i * 50 * 7919 + 2 ** 40,
      purpose: `Оплата ${i * 50}`,
    }));
    const store = await openDuckDbStore(base);
    await loadFiles(store, { 'early.csv': { transactions: [...earlier, payment(900, 't-51', { at: 0 })] } });
    before = await digestOfStore(store, false);
    await store.close();
    for (const [rows, counts] of [
      [MANY, '"accepted":129799,"duplicate":200,"rejected":2'],
      [FEW, '"accepted":4899,"duplicate":100,"rejected":2'],
    ] as const) {
      const clean = copyOfBase(`clean-${rows}`);
      expect(await finish(start(clean, rows))).toContain(counts);
      whole.set(rows, (await read(clean)).digest);
    }
  });

  afterAll(() => {
    program.remove();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  function start(file: string, rows: number, ...more: string[]): ChildProcess {
    return spawn(process.execPath, [program.run, file, String(rows), ...more], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
  }

  /** Runs a child to its end, or kills it after `delayMs` from the moment it says `from`; answers what it said. */
  function finish(child: ChildProcess, from?: string, delayMs = 0): Promise<string> {
    let said = '';
    return new Promise((resolve) => {
      child.stdout!.on('data', (data) => {
        const first = from !== undefined && !said.includes(from);
        said += data;
        if (first && said.includes(from)) setTimeout(() => child.kill('SIGKILL'), delayMs);
      });
      child.on('close', () => resolve(said));
    });
  }

  async function read(file: string): Promise<{ loads: number; files: number; digest: string }> {
    const store = await openDuckDbStore(file);
    try {
      return {
        loads: (await store.loads()).length,
        files: (await store.files()).length,
        digest: await digestOfStore(store, false),
      };
    } finally {
      await store.close();
    }
  }

  /** After a kill the store holds what it held before, or the whole load; the next run brings it to the whole load. */
  async function expectWholeOrNothing(file: string, rows: number, said: string): Promise<'before' | 'whole'> {
    const found = await read(file);
    const state = found.loads === 1 ? 'before' : 'whole';
    expect(found).toEqual({
      loads: state === 'whole' ? 2 : 1,
      files: state === 'whole' ? 2 : 1,
      digest: state === 'whole' ? whole.get(rows) : before,
    });
    if (said.includes('published')) expect(state).toBe('whole');
    expect(await finish(start(file, rows))).toContain(state === 'whole' ? 'already loaded' : 'published');
    expect(await read(file)).toEqual({ loads: 2, files: 2, digest: whole.get(rows) });
    return state;
  }

  function copyOfBase(name: string): string {
    const file = join(folder, `${name}.duckdb`);
    copyFileSync(base, file);
    return file;
  }

  function remove(file: string): void {
    for (const end of [...STORE_ENDS, '.tmp']) rmSync(file + end, { recursive: true, force: true });
  }

  const cases = POINTS.flatMap(([pattern, rows]) =>
    (['before', 'after'] as const).map((when) => ({ when, pattern, rows })),
  );
  test.each(cases)('$when "$pattern"', async ({ when, pattern, rows }) => {
    const file = copyOfBase('point');
    const said = await finish(start(file, rows, when, pattern));
    expect(said).not.toContain('closed');
    const state = await expectWholeOrNothing(file, rows, said);
    const committed = pattern === '^CHECKPOINT' || (pattern === '^COMMIT' && when === 'after');
    expect(state).toBe(committed ? 'whole' : 'before');
    remove(file);
  });

  test('at random moments of appending and publishing', async () => {
    const states = new Set<string>();
    for (let kill = 0; kill < RANDOM_KILLS; kill++) {
      const file = copyOfBase(`random-${kill}`);
      const from = kill % 3 === 0 ? 'open' : 'publishing';
      const said = await finish(start(file, MANY), from, Math.random() * 600);
      expect(existsSync(file)).toBe(true);
      states.add(await expectWholeOrNothing(file, MANY, said));
      remove(file);
    }
    expect(states.size).toBeGreaterThan(0);
  });

  // A limit on the size of files fails writes as a full disk does, and needs no disk.
  test.skipIf(process.platform === 'win32')('a full disk: a clear message, nothing published', async () => {
    const file = copyOfBase('full');
    const command = [process.execPath, program.run, file, '400000'].map((word) => `'${word}'`).join(' ');
    const child = spawn('sh', ['-c', `ulimit -f 8192; exec ${command} 2>&1`], { stdio: ['pipe', 'pipe', 'inherit'] });
    const said = await finish(child);
    expect(said).toContain("code: 'store-write-failed'");
    expect(said).not.toContain('published {');
    expect(await read(file)).toEqual({ loads: 1, files: 1, digest: before });
    expect(await finish(start(file, MANY))).toContain('published {');
    expect(await read(file)).toEqual({ loads: 2, files: 2, digest: whole.get(MANY) });
    remove(file);
  });

  test('a second process is told who holds the store, and what to do', async () => {
    const file = copyOfBase('held');
    const holder = spawn(process.execPath, [program.run, file, '0'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    const refused = await openDuckDbStore(file).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'store-busy', exitCode: 3 });
    expect(String(refused)).toContain(`process ${holder.pid}`);
    if (process.platform === 'linux') expect(String(refused)).toContain('program.mjs');
    expect(String(refused)).toContain('to do:');
    holder.stdin.end();
    await new Promise((resolve) => holder.once('close', resolve));
    expect((await read(file)).loads).toBe(1);
    remove(file);
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { built, builtProgram } from '../built.ts';
import { copyStore, lookInto, STORE_ENDS } from '../store/store-on-disk.ts';
import { seeded } from './mutated-files.ts';

/** Kills (SIGKILL) at random moments; `npm run soak` takes 1,000. */
const KILLS = Number(process.env.TAMYR_KILLS ?? 100);
/** Stores that are loaded and killed side by side. */
const LANES = 2;
const FOLDERS = ['one', 'two', 'three', 'four', 'five'];
const ROWS = 300;

/** Loads folder after folder as the command does, and says after each that it is in the store. */
const program = builtProgram(`
import { load } from '${built('load.js')}';
import { openDuckDbStore } from '${built('store/duckdb/duckdb-store.js')}';
const [file, ...folders] = process.argv.slice(2);
const store = await openDuckDbStore(file);
process.stdout.write('open\\n');
for (const folder of folders) {
  await load(store, { paths: [folder], rejectsDir: file + '.reports' });
  process.stdout.write('loaded\\n');
}
await store.close();
process.stdout.write('closed\\n');
`);

let folder: string;
let inputs: string[];
/** Digest of a store after so many of the loads. */
const digests: string[] = [];
/** How long a whole run takes from its first word on. */
let wholeMs = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tamyr-kills-'));
  inputs = FOLDERS.map((name, n) => writeFolder(join(folder, name), n));
  for (let n = 0; n <= inputs.length; n++) {
    const file = join(folder, `clean-${n}.duckdb`);
    const { acknowledged, ms } = await run(file, inputs.slice(0, n));
    expect(acknowledged).toBe(n);
    wholeMs = ms;
    digests.push((await lookInto(file)).digest);
    remove(file);
  }
});
afterAll(() => {
  program.remove();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Payments, some of them in every folder, some refused, some contradicting an earlier folder. */
function writeFolder(path: string, n: number): string {
  mkdirSync(path);
  const rows = ['id,at,from_account,to_account,amount,purpose'];
  for (let i = 0; i < ROWS; i++) {
    const id = i % 10 === 0 ? `all-${i}` : `${n}-${i}`;
    rows.push(
      `${id},2024-01-01,A${i % 97},B${i % 89},${i % 50 === 10 ? n + 1 : i},${i % 100 === 3 ? '"lost' : 'Оплата'}`,
    );
  }
  writeFileSync(join(path, 'transactions.csv'), `${rows.join('\n')}\n`);
  writeFileSync(join(path, 'companies.csv'), `bin,name\n94014000038${n},Алма ${n}\n`);
  return path;
}

/** Runs the program to its end, or kills it so many milliseconds after its first word. */
function run(
  file: string,
  folders: string[],
  killAfterMs?: number,
): Promise<{ acknowledged: number; ms: number; killed: boolean }> {
  const child: ChildProcess = spawn(process.execPath, [program.run, file, ...folders], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  let from = 0;
  return new Promise((resolve) => {
    child.stdout!.on('data', (data) => {
      said += data;
      if (from > 0) return;
      from = performance.now();
      if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    });
    child.on('close', (_, signal) =>
      resolve({
        acknowledged: said.split('loaded\n').length - 1,
        ms: performance.now() - from,
        killed: signal === 'SIGKILL',
      }),
    );
  });
}

function remove(file: string): void {
  for (const end of [...STORE_ENDS, '.tmp', '.reports']) rmSync(file + end, { recursive: true, force: true });
}

test(`after each of ${KILLS} kills the store holds whole loads, every acknowledged one, and goes on from there`, {
  timeout: KILLS * 20_000,
}, async () => {
  const states = new Map<string, number>();
  let kills = 0;

  /** Loads into new stores, killed again and again, until there have been enough kills. */
  async function lane(number: number): Promise<void> {
    const random = seeded(7 + number);
    for (let round = 0; kills < KILLS; round++) {
      const name = `lane-${number}-round-${round}`;
      const file = join(folder, `${name}.duckdb`);
      let acknowledged = 0;
      for (let tries = 3 + random(4); tries > 0 && kills < KILLS; tries--) {
        const ended = await run(file, inputs, random(Math.ceil(wholeMs * 0.6)));
        if (ended.killed) kills++;
        acknowledged = Math.max(acknowledged, ended.acknowledged);
        // A copy is opened, so that the next run finds what the kill left.
        const copy = join(folder, `${name}-copy.duckdb`);
        copyStore(file, copy);
        const found = await lookInto(copy);
        remove(copy);
        expect(found.loads, name).toBeGreaterThanOrEqual(acknowledged);
        expect(found.digest, `${name}: ${found.loads} loads`).toBe(digests[found.loads]);
        const state = ended.killed ? `${found.loads} loads` : 'ended before';
        states.set(state, (states.get(state) ?? 0) + 1);
        if (KILLS > 100 && kills % 50 === 0) console.log(`${kills} of ${KILLS} kills`);
      }
      await run(file, inputs);
      expect(await lookInto(file), name).toEqual({ loads: inputs.length, digest: digests.at(-1) });
      remove(file);
    }
  }

  await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
  console.log(`${kills} kills: 0 lost, 0 doubled, 0 unopenable;`, Object.fromEntries([...states].sort()));
});

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPrivateDatabase } from '../../src/store/duckdb/private-database.ts';
import { temporaryFolder } from '../run-tamyr.ts';

let folder: ReturnType<typeof temporaryFolder>;
const before = process.env.TAMYR_TMP;

beforeEach(() => {
  folder = temporaryFolder();
  process.env.TAMYR_TMP = folder.path;
});

afterEach(() => {
  if (before === undefined) delete process.env.TAMYR_TMP;
  else process.env.TAMYR_TMP = before;
  folder.remove();
});

function leave(name: string): string {
  const path = join(folder.path, name);
  mkdirSync(path);
  writeFileSync(join(path, 'work.duckdb'), 'rows of people');
  return path;
}

test('lies in a folder that nobody else may look into, and goes when it is closed', async () => {
  const database = await openPrivateDatabase();
  const [name] = readdirSync(folder.path);
  expect(statSync(join(folder.path, name!)).mode & 0o777).toBe(0o700);
  await database.close();
  expect(readdirSync(folder.path)).toEqual([]);
});

test('what killed processes left goes with the next one, what others use and what is not ours stays', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const left = leave(`tamyr-work-${dead}-x`);
  const used = leave(`tamyr-work-${process.ppid}-x`);
  const foreign = leave('tamyr-work-notes');
  await (await openPrivateDatabase()).close();
  expect([left, used, foreign].map(existsSync)).toEqual([false, true, true]);
});

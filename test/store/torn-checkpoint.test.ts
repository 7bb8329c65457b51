import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOfStore } from '../../src/store/digest.ts';
import { openDuckDbStore } from '../../src/store/duckdb/duckdb-store.ts';
import { builtProgram } from '../built.ts';
import { LOAD_PROGRAM } from './load-program.ts';
import { loadFiles, payment } from './records.ts';
import { copyStore, lookInto, STORE_ENDS } from './store-on-disk.ts';

const BLOCK = 262_144;
const FIRST_BLOCK = 12_288;

describe('a checkpoint that is killed amid a block', () => {
  const program = builtProgram(LOAD_PROGRAM);
  let folder: string;
  /** A store whose second load is committed, killed right before its checkpoint. */
  let killed: string;
  /** The same after the checkpoint. */
  let finished: string;
  let digest: string;
  /** Blocks that the checkpoint writes over, though the header in force before it needs them. */
  let inPlace: number[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tamyr-torn-'));
    killed = join(folder, 'killed.duckdb');
    const store = await openDuckDbStore(killed);
    await loadFiles(store, { 'early.csv': { transactions: [payment(2, 't-0', { at: 0 })] } });
    await store.close();
    const args = [program.run, killed, '3000', 'before', '^CHECKPOINT'];
    expect(spawnSync(process.execPath, args).signal).toBe('SIGKILL');
    for (const end of STORE_ENDS) expect(existsSync(killed + end)).toBe(true);

    finished = copyOf(killed, 'finished');
    const instance = await DuckDBInstance.create(finished);
    const connection = await instance.connect();
    await connection.run('CHECKPOINT');
    connection.closeSync();
    instance.closeSync();
    const [before, after] = [readFileSync(killed), readFileSync(finished)];
    inPlace = [];
    for (let at = FIRST_BLOCK; at < before.length; at += BLOCK) {
      if (!before.subarray(at, at + BLOCK).equals(after.subarray(at, at + BLOCK))) inPlace.push(at);
    }
    digest = (await lookInto(copyOf(killed, 'whole'))).digest;
  });

  afterAll(() => {
    program.remove();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  function copyOf(file: string, name: string): string {
    const copy = join(folder, `${name}.duckdb`);
    copyStore(file, copy);
    return copy;
  }

  /** All that the checkpoint wrote except its header, one block only to its half. */
  function torn(at: number, name: string): string {
    const file = copyOf(killed, name);
    const before = readFileSync(killed);
    const bytes = readFileSync(finished);
    before.copy(bytes, 0, 0, FIRST_BLOCK);
    before.copy(bytes, at + BLOCK / 2, at + BLOCK / 2, at + BLOCK);
    writeFileSync(file, bytes);
    return file;
  }

  test('leaves a file that DuckDB alone does not open', async () => {
    expect(inPlace.length).toBeGreaterThan(0);
    for (const at of inPlace) {
      const file = torn(at, `alone-${at}`);
      rmSync(`${file}.blocks`);
      await expect(openDuckDbStore(file)).rejects.toMatchObject({ code: 'store-damaged', exitCode: 3 });
    }
  });

  test('opens with all that was committed, for writing and for reading, and leaves no copies behind', async () => {
    for (const at of inPlace) {
      for (const readOnly of [false, true]) {
        const file = torn(at, `torn-${at}-${readOnly}`);
        const store = await openDuckDbStore(file, { readOnly });
        expect(await store.loads()).toHaveLength(2);
        expect(await digestOfStore(store, false)).toBe(digest);
        await store.close();
        expect(existsSync(`${file}.blocks`)).toBe(false);
        expect(await lookInto(file)).toEqual({ loads: 2, digest });
      }
    }
  });

  test('copies from before a checkpoint that came to its end are not put back', async () => {
    const file = copyOf(finished, 'ended');
    copyFileSync(`${killed}.blocks`, `${file}.blocks`);
    expect(await lookInto(file)).toEqual({ loads: 2, digest });
    expect(existsSync(`${file}.blocks`)).toBe(false);
  });

  test('copies that are not whole are not put back', async () => {
    const file = copyOf(killed, 'part');
    truncateSync(`${file}.blocks`, BLOCK);
    expect(await lookInto(file)).toEqual({ loads: 2, digest });
  });
});

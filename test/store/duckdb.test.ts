import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FACT_TABLE_NAMES } from '../../src/model/facts.ts';
import { factColumns, META_COLUMNS } from '../../src/store/duckdb/columns.ts';
import { openDuckDbStore } from '../../src/store/duckdb/duckdb-store.ts';
import { SCHEMA_VERSION } from '../../src/store/duckdb/schema.ts';
import { openStore } from '../../src/store/open-store.ts';
import { storeContract } from './contract.ts';
import { loadFiles, payment, readTable } from './records.ts';

// More than one row group of DuckDB (122,880 rows).
storeContract('duckdb', (folder) => openDuckDbStore(join(folder, 'store.duckdb')), { many: 150_000 });

describe('the file of the embedded store', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tamyr-file-'));
    file = join(folder, "it's a store.duckdb");
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function sql(...statements: string[]): Promise<unknown[][]> {
    const instance = await DuckDBInstance.create(file);
    const connection = await instance.connect();
    let rows: unknown[][] = [];
    for (const statement of statements) rows = (await connection.runAndReadAll(statement)).getRowsJS();
    connection.closeSync();
    instance.closeSync();
    return rows;
  }

  const opening = (path = file, options = {}) => openDuckDbStore(path, options).catch((error: unknown) => error);

  test('a new store has the columns of FACT_TABLES and the latest layout', async () => {
    await (await openDuckDbStore(file)).close();
    for (const table of FACT_TABLE_NAMES) {
      const columns = await sql(
        `SELECT column_name FROM information_schema.columns WHERE table_name = '${table}' ORDER BY ordinal_position`,
      );
      expect(columns.flat()).toEqual([...factColumns(table).map(([name]) => name), ...Object.keys(META_COLUMNS)]);
    }
    expect(await sql('SELECT max(version) FROM tamyr_schema')).toEqual([[SCHEMA_VERSION]]);
  });

  test('a store of a newer layout is refused, naming both versions', async () => {
    await (await openDuckDbStore(file)).close();
    await sql(`INSERT INTO tamyr_schema VALUES (${SCHEMA_VERSION + 41})`);
    const error = await opening();
    expect(error).toMatchObject({ code: 'store-newer', exitCode: 3 });
    expect(String(error)).toContain(`version ${SCHEMA_VERSION + 41}`);
    expect(String(error)).toContain(`up to ${SCHEMA_VERSION}`);
  });

  test('a file that is no database is refused and left as it is', async () => {
    writeFileSync(file, 'id,name\n1,x\n');
    expect(await opening()).toMatchObject({ code: 'not-a-store', exitCode: 3 });
    expect(readFileSync(file, 'utf8')).toBe('id,name\n1,x\n');
  });

  test('a foreign database is refused and left as it is', async () => {
    await sql('CREATE TABLE mine (x INTEGER)');
    expect(await opening()).toMatchObject({ code: 'not-a-store', exitCode: 3 });
    expect(await sql('SELECT table_name FROM information_schema.tables')).toEqual([['mine']]);
  });

  test('a folder that is not there, and reading a store that is not there', async () => {
    expect(await opening(join(folder, 'none', 'x.duckdb'))).toMatchObject({ code: 'store-unavailable', exitCode: 3 });
    expect(await opening(file, { readOnly: true })).toMatchObject({ code: 'store-missing', exitCode: 3 });
    expect(existsSync(file)).toBe(false);
  });

  test('a store opened for reading answers and takes nothing', async () => {
    const store = await openDuckDbStore(file);
    await loadFiles(store, { 'a.csv': { transactions: [payment(2, 't-1')] } });
    await store.close();
    const reader = await openDuckDbStore(file, { readOnly: true });
    expect(await readTable(reader, 'transactions')).toHaveLength(1);
    const second = { 'b.csv': { transactions: [payment(2, 't-2')] } };
    await expect(loadFiles(reader, second)).rejects.toMatchObject({ code: 'store-read-only' });
    await reader.close();
  });

  test('it leaves no files of its own behind', async () => {
    const store = await openDuckDbStore(file);
    await loadFiles(store, { 'a.csv': { transactions: [payment(2, 't-1')] } });
    await store.close();
    expect(existsSync(`${file}.tmp`)).toBe(false);
    expect(existsSync(`${file}.wal`)).toBe(false);
  });

  test('addresses', async () => {
    const store = await openStore(`duckdb:${file}`);
    expect(store.address).toBe(`duckdb:${file}`);
    await store.close();
    for (const address of ['sqlite:x', 'duckdb:', file, '']) {
      const error = await openStore(address).catch((e: unknown) => e);
      expect(error).toMatchObject({ code: 'bad-store-address', exitCode: 2 });
      expect(String(error)).toContain('duckdb:FILE');
    }
  });
});

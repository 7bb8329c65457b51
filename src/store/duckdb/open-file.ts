import { existsSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { TamyrError } from '../../model/errors.ts';
import { literal } from './columns.ts';
import { MIGRATIONS, SCHEMA_VERSION } from './schema.ts';
import { openError } from './store-errors.ts';

export interface DuckDbOptions {
  /** Open for reading only; the file must exist. */
  readOnly?: boolean;
  /** What DuckDB may hold in memory before it spills to disk, `600MB` unless told. */
  memoryLimit?: string;
  /** Threads that DuckDB uses, all processors unless told. */
  threads?: number;
}

/** Opens the file, makes or migrates the layout, and answers the instance; every failure is a `TamyrError` with exit code 3. */
export async function openFile(file: string, options: DuckDbOptions = {}): Promise<DuckDBInstance> {
  if (options.readOnly && !existsSync(file)) {
    throw new TamyrError({
      code: 'store-missing',
      what: `There is no store at "${file}".`,
      where: resolve(file),
      todo: 'Load data first, or name another store with --store duckdb:FILE.',
      exitCode: 3,
    });
  }
  const instance = await DuckDBInstance.create(file, {
    memory_limit: options.memoryLimit ?? '600MB',
    threads: String(options.threads ?? availableParallelism()),
    // Nothing is ever fetched from the network.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(options.readOnly ? { access_mode: 'READ_ONLY' } : {}),
  }).catch((error: unknown) => {
    throw openError(file, error);
  });
  try {
    const connection = await instance.connect();
    try {
      if (!options.readOnly) removeSpilled(`${file}.tmp`);
      await connection.run(`SET temp_directory = ${literal(`${file}.tmp`)}`);
      await migrate(connection, file, options.readOnly ?? false);
    } finally {
      connection.closeSync();
    }
    return instance;
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

/** Removes what a killed process had spilled to disk; whoever holds the store's lock is the only one who may. */
function removeSpilled(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder))
    if (name.startsWith('duckdb_temp')) rmSync(join(folder, name), { force: true });
}

async function migrate(connection: DuckDBConnection, file: string, readOnly: boolean): Promise<void> {
  const found = await storedVersion(connection, file);
  if (found > SCHEMA_VERSION) {
    throw new TamyrError({
      code: 'store-newer',
      what: `The store "${file}" has layout version ${found}, this program knows versions up to ${SCHEMA_VERSION}.`,
      where: resolve(file),
      expected: `layout version ${SCHEMA_VERSION} or older`,
      todo: 'Use the newer Tamyr that wrote it, or load the data into a new store.',
      exitCode: 3,
    });
  }
  if (found === SCHEMA_VERSION) return;
  if (readOnly) {
    throw new TamyrError({
      code: 'store-older',
      what: `The store "${file}" has layout version ${found} and was opened for reading only; version ${SCHEMA_VERSION} is needed.`,
      where: resolve(file),
      todo: 'Open it once for writing (any load does), which brings it up to date.',
      exitCode: 3,
    });
  }
  await connection.run('BEGIN');
  if (found === 0) await connection.run('CREATE TABLE tamyr_schema (version INTEGER)');
  for (const { version, sql } of MIGRATIONS) {
    if (version <= found) continue;
    for (const statement of sql) await connection.run(statement);
    await connection.run(`INSERT INTO tamyr_schema VALUES (${version})`);
  }
  await connection.run('COMMIT');
}

/** The newest layout step that was taken; 0 for an empty file. */
async function storedVersion(connection: DuckDBConnection, file: string): Promise<number> {
  const tables = (
    await connection.runAndReadAll(
      `SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' AND table_catalog = current_database()`,
    )
  )
    .getRowsJS()
    .map(([name]) => String(name));
  if (tables.length === 0) return 0;
  if (!tables.includes('tamyr_schema')) {
    throw new TamyrError({
      code: 'not-a-store',
      what: `"${file}" is a DuckDB database, but not a Tamyr store: it has ${tables.length} table(s) and none is "tamyr_schema".`,
      where: resolve(file),
      todo: 'Name another file with --store duckdb:FILE; Tamyr never writes into foreign databases.',
      exitCode: 3,
    });
  }
  const version = (await connection.runAndReadAll('SELECT max(version) FROM tamyr_schema')).getRowsJS()[0]?.[0];
  return Number(version ?? 0);
}

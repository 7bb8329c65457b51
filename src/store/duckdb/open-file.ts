import { closeSync, existsSync, openSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { TamyrError } from '../../model/errors.ts';
import { checkpointGuarded, guardFileOf, type KeptBlocks, readKeptBlocks, restoreBlocks } from './block-guard.ts';
import { literal } from './columns.ts';
import { MIGRATIONS, SCHEMA_VERSION } from './schema.ts';
import { openError } from './store-errors.ts';

/** Size of the log at which DuckDB checkpoints of its own accord: a checkpoint needs its guard. */
const NEVER = '1000TB';

export interface DuckDbOptions {
  /** Open for reading only; the file must exist. */
  readOnly?: boolean;
  /** What DuckDB may hold in memory before it spills to disk, `600MB` unless told. */
  memoryLimit?: string;
  /** Threads that DuckDB uses, all processors unless told. */
  threads?: number;
  /** Nobody opens the file again: nothing is done for what a crash would leave of it. */
  temporary?: boolean;
}

/** A store's file that is open. */
export interface OpenFile {
  readonly instance: DuckDBInstance;
  /** Brings the log into the file, so that being killed amid it loses nothing. Rejects where that cannot be now, with nothing lost. */
  checkpoint(): Promise<void>;
  /** Checkpoints where there is a log, and closes. */
  close(): Promise<void>;
}

/**
 * Opens the file, puts right what an interrupted checkpoint left, and makes or migrates the layout; every failure is a
 * `TamyrError` with exit code 3.
 */
export async function openFile(file: string, options: DuckDbOptions = {}): Promise<OpenFile> {
  if (options.readOnly && !existsSync(file)) {
    throw new TamyrError({
      code: 'store-missing',
      what: `There is no store at "${file}".`,
      where: resolve(file),
      todo: 'Load data first, or name another store with --store duckdb:FILE.',
      exitCode: 3,
    });
  }
  const { readOnly = false, temporary = file === ':memory:' } = options;
  const instance = await openWhole(file, options);
  // Open as long as DuckDB has the file open: see `checkpointGuarded`.
  const descriptor = temporary ? null : openSync(file, 'r');
  const shut = () => {
    instance.closeSync();
    if (descriptor !== null) closeSync(descriptor);
  };
  const checkpoint = () =>
    connected(instance, async (connection) => {
      if (descriptor === null) await connection.run('CHECKPOINT');
      else await checkpointGuarded(connection, file, descriptor);
    });
  try {
    await connected(instance, async (connection) => {
      if (!readOnly) {
        removeSpilled(`${file}.tmp`);
        rmSync(`${guardFileOf(file)}.tmp`, { force: true });
      }
      await connection.run(`SET temp_directory = ${literal(`${file}.tmp`)}`);
      await migrate(connection, file, readOnly);
    });
  } catch (error) {
    shut();
    throw error;
  }
  return {
    instance,
    checkpoint,
    async close() {
      // What is in the log is safe there, and the next one to write brings it in.
      if (!readOnly && !temporary && existsSync(`${file}.wal`)) await checkpoint().catch(() => undefined);
      shut();
    },
  };
}

/** Opens the file, and once more with its blocks put back where an interrupted checkpoint left copies of them. */
async function openWhole(file: string, options: DuckDbOptions): Promise<DuckDBInstance> {
  let kept: KeptBlocks | null = null;
  let opened: DuckDBInstance | null = null;
  try {
    kept = readKeptBlocks(file);
    opened = await openInstance(file, options);
    if (!kept) return opened;
  } catch (error) {
    const failure = openError(file, error);
    if (!kept || failure.code !== 'store-damaged') throw failure;
  }
  try {
    try {
      // Whoever could open the file holds it until the blocks are back.
      restoreBlocks(file, kept);
    } finally {
      opened?.closeSync();
    }
    return await openInstance(file, options);
  } catch (error) {
    throw openError(file, error);
  }
}

async function openInstance(file: string, options: DuckDbOptions): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(file, {
    memory_limit: options.memoryLimit ?? '600MB',
    threads: String(options.threads ?? availableParallelism()),
    // What it has freed goes back to the system at once: else the limit is passed by what one step left to the next.
    allocator_background_threads: 'true',
    allocator_flush_threshold: '16MB',
    allocator_bulk_deallocation_flush_threshold: '32MB',
    // Nothing is ever fetched from the network.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(options.temporary ? {} : { checkpoint_threshold: NEVER }),
    ...(options.readOnly ? { access_mode: 'READ_ONLY' } : {}),
  });
  await connected(instance, (connection) => connection.run('PRAGMA disable_checkpoint_on_shutdown'));
  return instance;
}

async function connected<T>(instance: DuckDBInstance, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const connection = await instance.connect();
  return work(connection).finally(() => connection.closeSync());
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
      what: `"${file}" is no Tamyr store: DuckDB finds ${tables.length} table(s) in it, and none is "tamyr_schema".`,
      where: resolve(file),
      todo: 'Name another file with --store duckdb:FILE; Tamyr never writes into foreign databases.',
      exitCode: 3,
    });
  }
  const version = (await connection.runAndReadAll('SELECT max(version) FROM tamyr_schema')).getRowsJS()[0]?.[0];
  return Number(version ?? 0);
}

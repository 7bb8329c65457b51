import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import { query, queryNumber } from './query.ts';

/** Where DuckDB's two headers are; the one with the higher iteration counts. Behind them come the blocks. */
const HEADERS = [4_096, 8_192];
const FIRST_BLOCK = 12_288;
const MAGIC = Buffer.from('tamyr-blocks-1\n\0');
const DIGEST_BYTES = 32;

/** Copies of blocks as they were before a checkpoint began. */
export interface KeptBlocks {
  /** Of the header that was in force. */
  readonly iteration: bigint;
  readonly blocks: readonly { readonly at: number; readonly bytes: Buffer }[];
  readonly digest: string;
}

/** The file beside a store in which blocks are kept while a checkpoint is written. */
export function guardFileOf(file: string): string {
  return `${file}.blocks`;
}

/**
 * Checkpoints so that being killed amid it leaves a store that opens: DuckDB writes new blocks elsewhere and then switches its
 * header, but blocks of its metadata that have room are written in place (`MetadataManager::Flush`), 256 KB each, and a signal
 * can end such a write halfway, which no reader forgives. So they are copied beside the store first (a doublewrite buffer), and
 * put back by `restoreBlocks` where the header was never switched. The log still holds what the checkpoint was to bring.
 * Rejects where DuckDB cannot checkpoint now, with nothing lost.
 * @param descriptor of the store's file. It has to stay open until DuckDB has closed the file: closing any descriptor of a file
 *   ends all of the process's locks on it.
 */
export async function checkpointGuarded(connection: DuckDBConnection, file: string, descriptor: number): Promise<void> {
  const guard = guardFileOf(file);
  keepBlocks(guard, descriptor, await metadataBlocks(connection), await blockSize(connection));
  try {
    await connection.run('CHECKPOINT');
  } catch (error) {
    // After a failure of the disk DuckDB answers nothing any more, and what it wrote is not known.
    const answers = await connection.run('SELECT 1').then(
      () => true,
      () => false,
    );
    if (answers) rmSync(guard, { force: true });
    throw error;
  }
  rmSync(guard, { force: true });
}

/** What an interrupted checkpoint left beside a store; null where there was none, or one that had not begun to write. */
export function readKeptBlocks(file: string): KeptBlocks | null {
  const guard = guardFileOf(file);
  if (!existsSync(guard)) return null;
  const all = readFileSync(guard);
  const body = all.subarray(0, -DIGEST_BYTES);
  const digest = createHash('sha256').update(body).digest();
  if (!all.subarray(-DIGEST_BYTES).equals(digest) || !body.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  const numberAt = (i: number) => body.readBigUInt64LE(MAGIC.length + i * 8);
  const [iteration, size, count] = [numberAt(0), Number(numberAt(1)), Number(numberAt(2))];
  const copies = body.subarray(MAGIC.length + (3 + count) * 8);
  const blocks = Array.from({ length: count }, (_, i) => ({
    at: Number(numberAt(3 + i)),
    bytes: copies.subarray(i * size, (i + 1) * size),
  }));
  return { iteration, blocks, digest: digest.toString('hex') };
}

/**
 * Puts back the blocks that an interrupted checkpoint was writing over, where it did not come to its end, and removes the copies.
 * Whoever calls it holds the store, or has just failed to open it and `kept` is from before that: with copies of another
 * checkpoint nothing is done, they are of one that is being written now.
 */
export function restoreBlocks(file: string, kept: KeptBlocks): void {
  if (readKeptBlocks(file)?.digest !== kept.digest) return;
  const descriptor = openSync(file, 'r+');
  try {
    if (iterationOf(descriptor) === kept.iteration) {
      for (const { at, bytes } of kept.blocks) writeSync(descriptor, bytes, 0, bytes.length, at);
      fsyncSync(descriptor);
    }
  } finally {
    closeSync(descriptor);
  }
  rmSync(guardFileOf(file), { force: true });
}

function keepBlocks(guard: string, descriptor: number, ids: readonly number[], size: number): void {
  const blocks = ids.flatMap((id) => {
    const at = FIRST_BLOCK + id * size;
    const bytes = Buffer.alloc(size);
    // One that the file does not have yet has nothing to lose.
    return readSync(descriptor, bytes, 0, size, at) === size ? [{ at, bytes }] : [];
  });
  const numbers = [iterationOf(descriptor), size, blocks.length, ...blocks.map(({ at }) => at)];
  const head = Buffer.from(BigUint64Array.from(numbers, BigInt).buffer);
  const parts = [MAGIC, head, ...blocks.map(({ bytes }) => bytes)];
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  const unfinished = `${guard}.tmp`;
  const to = openSync(unfinished, 'w', 0o600);
  try {
    for (const part of [...parts, hash.digest()]) writeSync(to, part);
    fsyncSync(to);
  } finally {
    closeSync(to);
  }
  renameSync(unfinished, guard);
}

/** How often the header in force has been switched. */
function iterationOf(descriptor: number): bigint {
  const bytes = Buffer.alloc(8);
  let highest = 0n;
  for (const at of HEADERS) {
    readSync(descriptor, bytes, 0, 8, at + 8);
    const iteration = bytes.readBigUInt64LE();
    if (iteration > highest) highest = iteration;
  }
  return highest;
}

async function metadataBlocks(connection: DuckDBConnection): Promise<number[]> {
  const rows = await query<{ id: number }>(
    connection,
    'SELECT DISTINCT block_id::INTEGER AS id FROM pragma_metadata_info() ORDER BY id',
  );
  return rows.map(({ id }) => id);
}

async function blockSize(connection: DuckDBConnection): Promise<number> {
  return queryNumber(connection, 'SELECT block_size FROM pragma_database_size()');
}

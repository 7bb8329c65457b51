import { createHash } from 'node:crypto';
import { createReadStream, type ReadStream, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { TamyrError } from '../../model/errors.ts';

const CHUNK_BYTES = 1 << 20;
const SMALLEST_CHUNK_BYTES = 1 << 12;

/** Lower-case hexadecimal SHA-256 of the file's bytes as they lie on the disk. */
export async function digestOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of openStream(path)) hash.update(chunk as Buffer);
  } catch (cause) {
    throw unreadable(path, cause as Error);
  }
  return hash.digest('hex');
}

/** Reads in large pieces; a small file takes no large buffer. */
function openStream(path: string): ReadStream {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return createReadStream(path, { highWaterMark: Math.min(CHUNK_BYTES, Math.max(size, SMALLEST_CHUNK_BYTES)) });
}

function unreadable(path: string, cause: Error): TamyrError {
  return new TamyrError(
    {
      code: 'unreadable-path',
      what: `The file cannot be read: ${cause.message}.`,
      where: path,
      expected: 'a file that may be read from its beginning to its end',
      exitCode: 3,
    },
    { cause },
  );
}

/**
 * Unpacking to more than this many times the packed size (and more than the bytes below) is a bomb: tables of real data
 * shrink to a tenth, the same row over and over to a hundredth.
 */
const MAX_UNPACKED_RATIO = 250;
const UNPACKED_ANYWAY_BYTES = 1 << 28;

/** Bytes of a file in chunks, unpacked where its name ends in `.gz`; `onChunk` is given what is read from the disk. */
export async function* fileBytes(
  path: string,
  name: string,
  onChunk?: (chunk: Buffer) => void,
): AsyncGenerator<Buffer, void, undefined> {
  const file = openStream(path);
  let packed = 0;
  file.on('data', (chunk) => {
    packed += chunk.length;
    onChunk?.(chunk as Buffer);
  });
  if (!isPacked(name)) {
    try {
      yield* file as AsyncIterable<Buffer>;
    } catch (cause) {
      throw unreadable(path, cause as Error);
    }
    return;
  }
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  file.on('error', (error) => gunzip.destroy(error));
  file.pipe(gunzip);
  let unpacked = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      unpacked += chunk.length;
      if (unpacked > UNPACKED_ANYWAY_BYTES && unpacked > MAX_UNPACKED_RATIO * packed) throw bomb(name);
      yield chunk;
    }
  } catch (cause) {
    if (cause instanceof TamyrError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    if (!code.startsWith('Z_')) throw unreadable(path, cause as Error);
    throw new TamyrError(
      {
        code: 'broken-gzip',
        what: `The compressed file ends early or is damaged: ${(cause as Error).message}.`,
        where: name,
        expected: 'a complete gzip file',
        todo: 'Copy the file again from its source and load it once more.',
        exitCode: 3,
      },
      { cause },
    );
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}

function bomb(name: string): TamyrError {
  return new TamyrError({
    code: 'unpacks-too-large',
    what: `The compressed file unpacks to more than ${MAX_UNPACKED_RATIO} times its size: that is no table but a bomb.`,
    where: name,
    expected: 'a table, packed',
    todo: 'If it is really one, unpack it and load the unpacked file.',
  });
}

/** Whether the file is unpacked on reading. */
export function isPacked(name: string): boolean {
  return name.toLowerCase().endsWith('.gz');
}

/** The name without `.gz`, lower case: what tells the format. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/\.gz$/, '');
}

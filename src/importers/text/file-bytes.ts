import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { TamyrError } from '../../model/errors.ts';

const CHUNK_BYTES = 1 << 20;

/** Lower-case hexadecimal SHA-256 of the file's bytes as they lie on the disk. */
export async function digestOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) hash.update(chunk as Buffer);
  } catch (cause) {
    throw unreadable(path, cause as Error);
  }
  return hash.digest('hex');
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

/** Bytes of a file in chunks, unpacked where its name ends in `.gz`; `onBytes` is told of bytes read from the disk. */
export async function* fileBytes(
  path: string,
  name: string,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<Buffer, void, undefined> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  if (onBytes) file.on('data', (chunk) => onBytes(chunk.length));
  if (!name.endsWith('.gz')) {
    try {
      yield* file as AsyncIterable<Buffer>;
    } catch (cause) {
      throw unreadable(path, cause as Error);
    }
    return;
  }
  const unpacked = createGunzip({ chunkSize: CHUNK_BYTES });
  file.on('error', (error) => unpacked.destroy(error));
  file.pipe(unpacked);
  try {
    yield* unpacked as AsyncIterable<Buffer>;
  } catch (cause) {
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
  }
}

/** The name without `.gz`, lower case: what tells the format. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/\.gz$/, '');
}

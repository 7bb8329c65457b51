import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TamyrError } from '../../model/errors.ts';
import type { OutputFolder } from '../exporter.ts';

/** A folder on disk to write a report into; made where it does not exist. Throws `TamyrError` where it cannot be written. */
export function outputFolder(root: string): OutputFolder {
  return {
    async write(name, content) {
      const path = join(root, name);
      const part = `${path}.part`;
      try {
        await mkdir(dirname(path), { recursive: true });
        const chunks = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
        await pipeline(Readable.from(chunks), createWriteStream(part));
        await rename(part, path);
      } catch (cause) {
        await rm(part, { force: true }).catch(() => undefined);
        if (!isFileError(cause)) throw cause;
        throw new TamyrError(
          {
            code: 'cannot-write',
            what: `The file "${name}" cannot be written: ${cause.message}`,
            where: root,
            expected: 'a folder that may be written, with space left',
            todo: 'Choose another folder with --out.',
            exitCode: 3,
          },
          { cause },
        );
      }
    },
    async sweep(folder, pattern, keep) {
      const names = await readdir(join(root, folder)).catch(() => []);
      for (const name of names) if (pattern.test(name) && !keep.has(name)) await rm(join(root, folder, name));
    },
  };
}

function isFileError(cause: unknown): cause is NodeJS.ErrnoException {
  return cause instanceof Error && 'code' in cause && 'syscall' in cause;
}

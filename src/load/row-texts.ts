import { closeSync, openSync, readSync } from 'node:fs';
import type { InputFile } from '../importers/importer.ts';
import { decodeText } from '../importers/text/decode.ts';
import { fileBytes, isPacked } from '../importers/text/file-bytes.ts';

/** Reads rows of a file again by their place. Places must come in the order of the file. */
export interface RowTexts {
  read(start: number, bytes: number): Promise<string>;
  close(): Promise<void>;
}

export function openRowTexts(file: InputFile, encoding: string): RowTexts {
  const bytes = isPacked(file.name) ? unpackedBytes(file) : plainBytes(file);
  return {
    async read(start, size) {
      const row = await bytes.read(start, size);
      let text = '';
      for await (const piece of decodeText(once(row), encoding, file.name)) text += piece;
      return text.replace(/\r?\n$|\r$/, '');
    },
    close: bytes.close,
  };
}

async function* once(row: Buffer): AsyncGenerator<Buffer> {
  yield row;
}

function plainBytes({ path }: InputFile) {
  const fd = openSync(path, 'r');
  return {
    async read(start: number, size: number): Promise<Buffer> {
      const row = Buffer.alloc(size);
      return row.subarray(0, readSync(fd, row, 0, size, start));
    },
    async close() {
      closeSync(fd);
    },
  };
}

/** Unpacks once more from the beginning, as far as is needed. */
function unpackedBytes({ path, name }: InputFile) {
  const chunks = fileBytes(path, name);
  let held: Buffer = Buffer.alloc(0);
  let from = 0;
  return {
    async read(start: number, size: number): Promise<Buffer> {
      while (from + held.length < start + size) {
        const { value, done } = await chunks.next();
        if (done) break;
        const kept = held.subarray(Math.max(0, Math.min(held.length, start - from)));
        from += held.length - kept.length;
        held = Buffer.concat([kept, value]);
      }
      return held.subarray(start - from, start - from + size);
    },
    async close() {
      await chunks.return();
    },
  };
}

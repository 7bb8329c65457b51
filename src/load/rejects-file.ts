import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { REJECT_COLUMNS } from '../importers/text/mended-rows.ts';
import type { Reject } from '../store/graph-store.ts';

/** `rejects.csv`: made with the first reject that comes. */
export interface RejectsFile {
  write(rejects: readonly Reject[], nameOf: (file: number) => string): Promise<void>;
  /** Path of the file; null where nothing came. */
  close(): Promise<string | null>;
}

/** @param path null where nothing is to be written. */
export function createRejectsFile(path: string | null): RejectsFile {
  let handle: FileHandle | null = null;
  return {
    async write(rejects, nameOf) {
      if (path === null || rejects.length === 0) return;
      if (handle === null) {
        await mkdir(dirname(path), { recursive: true });
        handle = await open(path, 'w');
        await handle.write(`${REJECT_COLUMNS.join(',')}\n`);
      }
      await handle.write(
        rejects
          .map((reject) => REJECT_COLUMNS.map((name) => safeCell(cellOf(reject, name, nameOf))))
          .map((cells) => `${cells.join(',')}\n`)
          .join(''),
      );
    },
    async close() {
      await handle?.close();
      return handle === null ? null : path;
    },
  };
}

function cellOf(reject: Reject, column: (typeof REJECT_COLUMNS)[number], nameOf: (file: number) => string): string {
  if (column === 'file') return reject.origin ?? nameOf(reject.file);
  if (column === 'last_line') return String(reject.lastLine ?? reject.line);
  if (column === 'first_byte') return String(reject.start ?? '');
  return String(reject[column] ?? '');
}

/** A CSV cell that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it. */
function safeCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n;\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

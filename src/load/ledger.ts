import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a row that an importer accepted stands. */
export interface LedgerEntry {
  file: number;
  line: number;
  /** Bytes of the (unpacked) file before the row, and of the row with its line break. */
  start: number;
  bytes: number;
}

const PAGE_BYTES = 1 << 16;
const MAX_ENTRY_BYTES = 40;

/** A list of accepted rows in a temporary file: four bytes or so a row, none of them in memory. */
export interface Ledger {
  /** Handle by which a thread of this process may write to it. */
  readonly fd: number;
  entries(): Generator<LedgerEntry, void, undefined>;
  close(): void;
}

export function openLedger(): Ledger {
  const folder = mkdtempSync(join(tmpdir(), 'tamyr-ledger-'));
  const fd = openSync(join(folder, 'rows'), 'w+');
  // Where the system allows, the file loses its name at once: a process that is killed leaves nothing behind.
  const nameless = tryRemove(folder);
  return {
    fd,
    entries: () => readEntries(fd),
    close() {
      closeSync(fd);
      if (!nameless) tryRemove(folder);
    },
  };
}

function tryRemove(folder: string): boolean {
  try {
    rmSync(folder, { recursive: true });
    return true;
  } catch {
    return false;
  }
}

/** Writes entries: what changed since the one before, seven bits a byte. Flush before anyone else writes or reads. */
export function ledgerWriter(fd: number) {
  const page = Buffer.alloc(PAGE_BYTES);
  let used = 0;
  let last: LedgerEntry = { file: 0, line: 0, start: 0, bytes: 0 };
  const put = (value: number): void => {
    let left = value;
    for (; left >= 0x80; left = Math.floor(left / 0x80)) page[used++] = 0x80 | (left % 0x80);
    page[used++] = left;
  };
  const flush = (): void => {
    for (let at = 0; at < used; ) at += writeSync(fd, page, at, used - at);
    used = 0;
  };
  return {
    add(file: number, line: number, start: number, bytes: number): void {
      if (used > PAGE_BYTES - MAX_ENTRY_BYTES) flush();
      const same = file === last.file && line >= last.line;
      if (!same) {
        put(0);
        put(file);
        last = { file, line: 0, start: 0, bytes: 0 };
      }
      put(bytes + 1);
      put(line - last.line);
      put(start - last.start - last.bytes);
      last.line = line;
      last.start = start;
      last.bytes = bytes;
    },
    flush,
  };
}

function* readEntries(fd: number): Generator<LedgerEntry, void, undefined> {
  const page = Buffer.alloc(PAGE_BYTES);
  let position = 0;
  let held = 0;
  let at = 0;
  const next = (): number => {
    if (at === held) {
      held = readSync(fd, page, 0, PAGE_BYTES, position);
      position += held;
      at = 0;
      if (held === 0) return -1;
    }
    return page[at++]!;
  };
  const take = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = next();
      if (byte < 0) return -1;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  let last: LedgerEntry = { file: 0, line: 0, start: 0, bytes: 0 };
  for (let mark = take(); mark >= 0; mark = take()) {
    if (mark === 0) {
      last = { file: take(), line: 0, start: 0, bytes: 0 };
      continue;
    }
    const line = last.line + take();
    const start = last.start + last.bytes + take();
    last = { file: last.file, line, start, bytes: mark - 1 };
    yield last;
  }
}

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { TamyrError } from '../../model/errors.ts';

/** What a failure of opening the file means to the user. */
export function openError(file: string, cause: unknown): TamyrError {
  const message = cause instanceof Error ? cause.message : String(cause);
  const where = resolve(file);
  const holder = /PID (\d+)/.exec(message)?.[1];
  if (/\block\b/i.test(message)) {
    const command = holder === undefined ? null : commandOf(holder);
    const who = holder === undefined ? 'another process' : `process ${holder}${command ? ` (${command})` : ''}`;
    return new TamyrError(
      {
        code: 'store-busy',
        what: `The store "${file}" is held by ${who}; one process at a time may open it.`,
        where,
        todo: 'Wait until that process has ended or stop it, or use another store with --store duckdb:FILE.',
        exitCode: 3,
      },
      { cause },
    );
  }
  if (/not a valid DuckDB database/i.test(message)) {
    return new TamyrError(
      {
        code: 'not-a-store',
        what: `"${file}" is not a Tamyr store: the file is there, but it is no DuckDB database.`,
        where,
        todo: 'Name another file with --store duckdb:FILE; the file was not touched.',
        exitCode: 3,
      },
      { cause },
    );
  }
  if (/corrupt/i.test(message)) {
    return new TamyrError(
      {
        code: 'store-damaged',
        what: `The store "${file}" is damaged: ${message.split('\n')[0]}`,
        where,
        todo: 'Put back a copy of the file, or load the extracts into a new store with --store duckdb:FILE; this one was not touched.',
        exitCode: 3,
      },
      { cause },
    );
  }
  return new TamyrError(
    {
      code: 'store-unavailable',
      what: `The store "${file}" cannot be opened: ${message.split('\n')[0]}`,
      where,
      todo: 'Check that the folder exists, that you may write there, and that the disk is not full.',
      exitCode: 3,
    },
    { cause },
  );
}

/** A failure of disk or memory while working as a `TamyrError`; every other error as it is. */
export function workError(file: string, doing: string, cause: unknown): unknown {
  const message = cause instanceof Error ? cause.message.split('\n')[0]! : String(cause);
  if (!/^(IO|Out of Memory|TransactionContext) Error|No space left/i.test(message)) return cause;
  return new TamyrError(
    {
      code: /memory/i.test(message) ? 'store-out-of-memory' : 'store-write-failed',
      what: `The store "${file}" failed while ${doing}: ${message}`,
      where: resolve(file),
      todo: 'Nothing of this load was published. Make room on the disk (temporary files lie beside the store) and load again.',
      exitCode: 3,
    },
    { cause },
  );
}

/** The command line of a process where the system tells it (Linux). */
function commandOf(pid: string): string | null {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
    return command.length > 200 ? `${command.slice(0, 200)}…` : command || null;
  } catch {
    return null;
  }
}

import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenFile, openFile } from './open-file.ts';

/** A database with the layout of a store that only this process sees and that goes when it is closed. */
export type PrivateDatabase = OpenFile;

const PREFIX = 'tamyr-work-';
const open = new Set<string>();
let watching = false;

/**
 * Makes an empty private database in a folder of its own (mode 0700) below `TAMYR_TMP` or the system's temporary folder.
 * It is removed by `close`, when the process ends or is interrupted, and by the next one to be opened where it was killed.
 */
export async function openPrivateDatabase(): Promise<PrivateDatabase> {
  const base = process.env.TAMYR_TMP || tmpdir();
  mkdirSync(base, { recursive: true });
  removeAbandoned(base);
  removeAtEnd();
  const folder = mkdtempSync(join(base, `${PREFIX}${process.pid}-`));
  chmodSync(folder, 0o700);
  open.add(folder);
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
    open.delete(folder);
  };
  try {
    const file = await openFile(join(folder, 'work.duckdb'), { temporary: true });
    return { ...file, close: () => file.close().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Folders of processes that are no more. */
function removeAbandoned(base: string): void {
  for (const name of readdirSync(base)) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    try {
      rmSync(join(base, name), { recursive: true, force: true });
    } catch {
      // It belongs to another user.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function removeAtEnd(): void {
  if (watching) return;
  watching = true;
  const removeAll = () => {
    for (const folder of open) rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', removeAll);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    const listen = () => {
      // Whoever else listens ends the process in its own way, by which `exit` comes.
      if (process.listenerCount(signal) > 1) return;
      removeAll();
      process.removeListener(signal, listen);
      process.kill(process.pid, signal);
    };
    process.on(signal, listen);
  }
}

import { copyFileSync, existsSync } from 'node:fs';
import { digestOfStore } from '../../src/store/digest.ts';
import { openDuckDbStore } from '../../src/store/duckdb/duckdb-store.ts';

/** What of an embedded store lies on the disk, as ends of its files' names: the file, its log, and the blocks kept for a checkpoint. */
export const STORE_ENDS = ['', '.wal', '.blocks'] as const;

/** Copies a store that nobody has open, as a killed process left it. */
export function copyStore(file: string, copy: string): void {
  for (const end of STORE_ENDS) if (existsSync(file + end)) copyFileSync(file + end, copy + end);
}

/** Opens a store and says how many loads it has and what its facts come to. */
export async function lookInto(file: string): Promise<{ loads: number; digest: string }> {
  const store = await openDuckDbStore(file);
  try {
    return { loads: (await store.loads()).length, digest: await digestOfStore(store, false) };
  } finally {
    await store.close();
  }
}

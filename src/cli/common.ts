import type { Command } from 'commander';
import type { GraphStore } from '../store/graph-store.ts';
import { openStore } from '../store/open-store.ts';

/** Options that every command has. */
export interface CommonOptions {
  store: string;
  json?: boolean;
}

/** Adds the options that every command has. */
export function withCommon(command: Command): Command {
  return command
    .option('--store <address>', 'duckdb:FILE', 'duckdb:./tamyr.duckdb')
    .option('--json', 'print one JSON document on stdout and nothing else there');
}

/** Opens the store, does the work, and closes the store whatever happens. */
export async function withStore<T>(options: CommonOptions, work: (store: GraphStore) => Promise<T>): Promise<T> {
  const store = await openStore(options.store);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Prints the one JSON document of a command. */
export function printJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}

/** Prints text for people on stdout. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

import type { Command } from 'commander';
import { type Explorer, openExplorer } from '../explore/explorer.ts';
import { TamyrError } from '../model/errors.ts';
import { DAY_MS } from '../model/time.ts';
import type { GraphStore } from '../store/graph-store.ts';
import { openStore } from '../store/open-store.ts';
import { tellWhile } from './progress.ts';

/** Options that every command has. */
export interface CommonOptions {
  store: string;
  json?: boolean;
}

/** Adds the options that every command has. */
export function withCommon(command: Command): Command {
  return command
    .option('--store <address>', 'duckdb:FILE or neo4j://HOST (also bolt, +s, +ssc)', 'duckdb:./tamyr.duckdb')
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

/** Opens the store on a run (default: the newest) and its data, does the work, and closes both; says so while data are read. */
export async function withExplorer<T>(
  options: CommonOptions & { run?: string },
  work: (explorer: Explorer) => Promise<T> | T,
): Promise<T> {
  return withStore(options, async (store) => {
    const chosen = options.run === undefined ? {} : { run: options.run };
    const explorer = await tellWhile('Reading the data …', openExplorer(store, chosen));
    try {
      return await work(explorer);
    } finally {
      await explorer.close();
    }
  });
}

/** Prints the one JSON document of a command. */
export function printJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}

/** Prints text for people on stdout. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** A whole number from 1 that an option was given; a `TamyrError` names the option otherwise. */
export function positiveInteger(option: string, text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new TamyrError({
    code: 'bad-option',
    what: `"${text}" is no whole number.`,
    where: option,
    expected: '1 or more',
  });
}

const DURATION_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: DAY_MS };

/** Milliseconds of a duration such as 90m, 72h, 30d. */
export function duration(option: string, text: string): number {
  const match = /^(\d{1,9})([mhd])$/.exec(text);
  if (match) return Number(match[1]) * DURATION_MS[match[2]!]!;
  throw new TamyrError({
    code: 'bad-option',
    what: `"${text}" is no duration.`,
    where: option,
    expected: '90m, 72h or 30d',
  });
}

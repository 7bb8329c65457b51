import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { TamyrError } from '../../model/errors.ts';
import { formatDay } from '../../model/time.ts';
import { PRODUCT } from '../../product.ts';
import { openStore } from '../../store/open-store.ts';
import { type CommonOptions, print, printJson, withCommon } from '../common.ts';

interface Check {
  what: string;
  ok: boolean;
  found: string;
  /** What to do where it is not in order. */
  todo?: string;
}

const LEAST_NODE = [20, 19] as const;
const LEAST_FREE_BYTES = 1_000_000_000;

export function register(program: Command): void {
  withCommon(program.command('doctor').summary('check the set-up'))
    .description(
      'Checks what Tamyr needs: Node, memory, disk, the explorer, the store. Exits with 3 where something is missing.',
    )
    .addHelpText('after', '\nExamples:\n  $ tamyr doctor\n  $ tamyr doctor --store duckdb:case.duckdb --json')
    .action(async (options: CommonOptions) => {
      const checks = [nodeVersion(), memory(), await disk(options.store), explorer(), await store(options)];
      if (options.json) printJson({ version: PRODUCT.version, checks });
      else
        for (const { what, ok, found, todo } of checks)
          print(`${ok ? 'ok     ' : 'MISSING'} ${what}: ${found}${todo ? `\n        to do: ${todo}` : ''}`);
      if (checks.some(({ ok }) => !ok)) process.exitCode = 3;
    });
}

function nodeVersion(): Check {
  const [major, minor] = process.versions.node.split('.').map(Number) as [number, number];
  const ok = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
  return {
    what: 'Node',
    ok,
    found: process.versions.node,
    ...(!ok && { todo: `install Node ${LEAST_NODE.join('.')} or newer` }),
  };
}

function memory(): Check {
  const ok = freemem() >= LEAST_FREE_BYTES;
  return {
    what: 'free memory',
    ok,
    found: gigabytes(freemem()),
    ...(!ok && { todo: 'close other programs; a million transfers take about 1.5 GB' }),
  };
}

async function disk(address: string): Promise<Check> {
  // A store in Neo4j needs room here, too: data are staged and sorted in temporary files.
  const folder = address.startsWith('duckdb:')
    ? dirname(resolve(address.slice('duckdb:'.length)))
    : process.env.TAMYR_TMP || tmpdir();
  const what = `disk at ${folder}`;
  if (!existsSync(folder))
    return { what, ok: false, found: 'no such folder', todo: 'make the folder, or choose another --store' };
  const { bavail, bsize } = await statfs(folder);
  const ok = bavail * bsize >= LEAST_FREE_BYTES;
  return {
    what,
    ok,
    found: `${gigabytes(bavail * bsize)} free`,
    ...(!ok && { todo: 'make room: a store takes about the size of its compressed inputs' }),
  };
}

function explorer(): Check {
  const page = fileURLToPath(new URL('../../web/index.html', import.meta.url));
  const ok = existsSync(page);
  return { what: 'explorer', ok, found: ok ? 'built' : 'not built', ...(!ok && { todo: 'run: npm run build' }) };
}

async function store(options: CommonOptions): Promise<Check> {
  const what = `store ${options.store}`;
  if (options.store.startsWith('duckdb:') && !existsSync(resolve(options.store.slice('duckdb:'.length)))) {
    return { what, ok: true, found: 'not there yet; tamyr load makes it' };
  }
  try {
    // Looking makes nothing: an empty database of Neo4j stays as it is.
    const opened = await openStore(options.store, { readOnly: !options.store.startsWith('duckdb:') });
    try {
      const [loads, runs, latest] = [await opened.loads(), await opened.runs(), await opened.latestDay()];
      const asOf = latest === null ? 'empty' : `data up to ${formatDay(latest)}`;
      return { what, ok: true, found: `opens; ${asOf}, ${loads.length} loads, ${runs.length} runs` };
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (!(error instanceof TamyrError)) throw error;
    if (error.code === 'store-missing') return { what, ok: true, found: 'not there yet; tamyr load makes it' };
    return { what, ok: false, found: error.what, ...(error.todo && { todo: error.todo }) };
  }
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

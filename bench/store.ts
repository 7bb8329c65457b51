/**
 * Loading transfers into the embedded store and reading them back: `npm run bench -- store [rows]`.
 * Rows come as an importer gives them (columns of texts and numbers); parsing is not part of it.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckDbStore } from '../src/store/duckdb/duckdb-store.ts';
import { madeTransfers } from './graphs/made-transfers.ts';

const rows = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 1_000_000);
const ROWS_PER_BATCH = 16_384;

const folder = mkdtempSync(join(tmpdir(), 'tamyr-bench-'));
const file = join(folder, 'bench.duckdb');
try {
  const store = await openDuckDbStore(file);
  await load(store, 'first load', 0);
  await load(store, 'the same rows again (all duplicates)', 0);
  await load(store, 'as many new rows', rows);
  await read(store);
  await store.close();
  console.log(
    `file ${(statSync(file).size / 1e6).toFixed(0)} MB, peak RSS ${(process.resourceUsage().maxRSS / 1e3).toFixed(0)} MB`,
  );
} finally {
  rmSync(folder, { recursive: true });
}

type Store = Awaited<ReturnType<typeof openDuckDbStore>>;

async function load(store: Store, title: string, first: number): Promise<void> {
  let makingMs = 0;
  let makingCpuMs = 0;
  const began = performance.now();
  const cpu = process.cpuUsage();
  const session = await store.startLoad({ source: 'bench', snapshot: null });
  const name = `transfers-${title}.csv`;
  const added = await session.addFile({ name, digest: title, reading: 'bench', bytes: 0, encoding: 'utf-8' });
  if (!('file' in added)) throw new Error('the file is new');
  for (let at = 0; at < rows; at += ROWS_PER_BATCH) {
    const making = performance.now();
    const makingCpu = threadCpuMs();
    const batch = madeTransfers(first + at, Math.min(ROWS_PER_BATCH, rows - at), added.file);
    makingMs += performance.now() - making;
    makingCpuMs += threadCpuMs() - makingCpu;
    await session.append(batch);
  }
  const appended = performance.now();
  const counts = { file: added.file, rows, rejected: 0, skipped: 0, blank: 0, defects: 0 };
  const result = await session.publish([counts]);
  const ended = performance.now();
  const appendMs = appended - began - makingMs;
  const perSecond = (rows / (appendMs + ended - appended)) * 1000;
  console.log(
    `${title}: append ${seconds(appendMs)}, publish ${seconds(ended - appended)}, ${Math.round(perSecond / 1000)} k rows/s,`,
    `CPU ${seconds(cpuMs(cpu) - makingCpuMs)},`,
    `accepted ${result.files[0]!.accepted}, duplicate ${result.files[0]!.duplicate} (making the rows ${seconds(makingMs)})`,
  );
}

async function read(store: Store): Promise<void> {
  const began = performance.now();
  const cpu = process.cpuUsage();
  const snapshot = await store.openSnapshot();
  const opened = performance.now();
  for await (const _ of snapshot.nodes());
  const named = performance.now();
  let count = 0;
  for await (const batch of snapshot.rows('transactions', [
    'at',
    'precision',
    'from_account',
    'to_account',
    'amount',
    'currency',
    'channel',
  ])) {
    count += batch.length;
  }
  const read = performance.now();
  const handles = Array.from({ length: 1000 }, (_, i) => (i * 7919) % count);
  await snapshot.details('transactions', handles);
  const detailed = performance.now();
  await snapshot.close();
  console.log(
    `snapshot: numbering ${seconds(opened - began)}, ${snapshot.nodeCount} ids ${seconds(named - opened)},`,
    `${count} transfers × 7 columns in order ${seconds(read - named)}, 1,000 details ${seconds(detailed - read)},`,
    `CPU ${seconds(cpuMs(cpu))}`,
  );
}

/** CPU time of all threads since `before`. */
function cpuMs(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** CPU time of the whole process; making rows runs alone, so its difference is that of the one thread. */
function threadCpuMs(): number {
  return cpuMs({ user: 0, system: 0 });
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

/**
 * Loading: rows a second and peak memory of `load` (validated, rejects exact, provenance kept, published into DuckDB), beside
 * csv-parse (cells only, nothing checked, nothing kept) and DuckDB's own `read_csv` into a table (types only).
 * Every contender runs in a process of its own over the same file. `npm run bench -- load [--rows 1000000]`
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse';
import { load } from '../src/load.ts';
import { openDuckDbStore } from '../src/store/duckdb/duckdb-store.ts';
import { printTable, seconds } from './measure.ts';

interface Outcome {
  rows: number;
  wallSeconds: number;
  cpuSeconds: number;
  peakMegabytes: number;
}

const CONTENDERS: Record<string, (file: string, folder: string) => Promise<number>> = {
  'tamyr load': async (file, folder) => {
    const store = await openDuckDbStore(join(folder, 'tamyr.duckdb'));
    const report = await load(store, { paths: [file] });
    await store.close();
    return report.files[0]!.accepted;
  },
  'csv-parse (cells only)': async (file) => {
    let rows = -1;
    for await (const _record of createReadStream(file).pipe(parse())) rows++;
    return rows;
  },
  'DuckDB read_csv (types only)': async (file, folder) => {
    const instance = await DuckDBInstance.create(join(folder, 'plain.duckdb'));
    const connection = await instance.connect();
    await connection.run(`CREATE TABLE t AS SELECT * FROM read_csv('${file}')`);
    await connection.run('CHECKPOINT');
    const [[rows]] = (await (await connection.run('SELECT count(*) FROM t')).getRows()) as [[bigint]];
    connection.closeSync();
    instance.closeSync();
    return Number(rows);
  },
};

async function writeRows(file: string, rows: number): Promise<void> {
  let state = 42;
  const random = (n: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  // On the disk before anyone is measured, or the first to write waits for it, too.
  const out = createWriteStream(file, { flush: true });
  let text = 'id,at,from_account,to_account,amount,currency,channel,purpose\n';
  for (let i = 0; i < rows; i++) {
    const at = new Date(1_704_067_200_000 + random(31_536_000) * 1000).toISOString().slice(0, 19);
    const account = () => `KZ86125KZT${String(random(100_000)).padStart(10, '0')}`;
    const amount = `${random(1_000_000)}.${String(random(100)).padStart(2, '0')}`;
    text += `t-${i},${at},${account()},${account()},${amount},KZT,transfer,Payment ${random(1000)}\n`;
    if (text.length < 1 << 20) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end(text);
  await once(out, 'close');
}

async function inOwnProcess(name: string, file: string, folder: string): Promise<Outcome> {
  const child = fork(fileURLToPath(import.meta.url), ['--contender', name, file, folder]);
  const [outcome] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`${name} ended with ${code}`))),
  ])) as [Outcome];
  return outcome;
}

async function runContender([name, file, folder]: string[]): Promise<void> {
  const from = performance.now();
  const rows = await CONTENDERS[name!]!(file!, folder!);
  const wallSeconds = (performance.now() - from) / 1000;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6;
  process.send!({ rows, wallSeconds, cpuSeconds, peakMegabytes: maxRSS / 1024 } satisfies Outcome);
  process.disconnect();
}

async function main(args: string[]): Promise<void> {
  if (args[0] === '--contender') return runContender(args.slice(1));
  const rows = Number(args[args.indexOf('--rows') + 1] ?? 1_000_000) || 1_000_000;
  const folder = mkdtempSync(join(tmpdir(), 'tamyr-bench-'));
  try {
    const file = join(folder, 'transactions.csv');
    await writeRows(file, rows);
    console.log(`${rows} rows x 8 columns, ${Math.round(statSync(file).size / 1e6)} MB`);
    const lines = [['', 'rows/s', 'wall s', 'CPU s', 'peak MB']];
    for (const name of Object.keys(CONTENDERS)) {
      const { rows: read, wallSeconds, cpuSeconds, peakMegabytes } = await inOwnProcess(name, file, folder);
      if (read !== rows) throw new Error(`${name} read ${read} of ${rows} rows`);
      const speed = String(Math.round(read / wallSeconds / 1000) * 1000);
      lines.push([name, speed, seconds(wallSeconds), seconds(cpuSeconds), String(Math.round(peakMegabytes))]);
    }
    printTable(lines);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

await main(process.argv.slice(2));

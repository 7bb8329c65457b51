/**
 * Loading: rows a second and peak memory of `load` (validated, rejects exact, provenance kept, published into DuckDB), beside
 * csv-parse and papaparse (cells only, nothing checked, nothing kept) and DuckDB's own `read_csv` into a table (types only).
 * Every contender runs in a process of its own over the same file. `npm run bench -- load [--rows 1000000]` also loads the same
 * rows with 1 % of them broken, and says what file and line cost; `--memory 2000000,20000000` compares peak memory at sizes.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse';
import Papa from 'papaparse';
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
    const { rows, accepted, rejected } = report.files[0]!;
    if (accepted + rejected !== rows)
      throw new Error(`${rows} rows, but ${accepted} accepted and ${rejected} rejected`);
    return rows;
  },
  'csv-parse (cells only)': async (file) => {
    let rows = -1;
    for await (const _record of createReadStream(file).pipe(parse())) rows++;
    return rows;
  },
  'papaparse (cells only)': (file) =>
    new Promise((resolve, reject) => {
      let rows = -1;
      const stream = createReadStream(file).pipe(Papa.parse(Papa.NODE_STREAM_INPUT, {}));
      stream.on('data', () => rows++);
      stream.on('end', () => resolve(rows));
      stream.on('error', reject);
    }),
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

/** Writes transfers; of every `brokenEach` rows one has a date that there is not. */
async function writeRows(file: string, rows: number, brokenEach = 0): Promise<void> {
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
    const day = brokenEach > 0 && i % brokenEach === brokenEach - 1 ? '2024-02-31' : at;
    text += `t-${i},${day},${account()},${account()},${amount},KZT,transfer,Payment ${random(1000)}\n`;
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

async function contend(name: string, { file, rows }: { file: string; rows: number }, label = name): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tamyr-bench-'));
  try {
    const { rows: read, wallSeconds, cpuSeconds, peakMegabytes } = await inOwnProcess(name, file, folder);
    if (read !== rows) throw new Error(`${name} read ${read} of ${rows} rows`);
    const speed = String(Math.round(read / wallSeconds / 1000) * 1000);
    return [label, speed, seconds(wallSeconds), seconds(cpuSeconds), String(Math.round(peakMegabytes))];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What file and line cost: the same table copied with and without them, in seconds and in bytes of the file a row. */
async function costOfOrigins(file: string, rows: number, folder: string): Promise<string> {
  const store = await openDuckDbStore(join(folder, 'origins.duckdb'));
  await load(store, { paths: [file] });
  await store.close();
  const copy = async (columns: string, name: string) => {
    const target = join(folder, name);
    const instance = await DuckDBInstance.create(target);
    const connection = await instance.connect();
    await connection.run(`ATTACH '${join(folder, 'origins.duckdb')}' AS tamyr (READ_ONLY)`);
    const from = performance.now();
    await connection.run(`CREATE TABLE t AS SELECT ${columns} FROM tamyr.transactions`);
    await connection.run('CHECKPOINT');
    const took = (performance.now() - from) / 1000;
    connection.closeSync();
    instance.closeSync();
    return { took, bytes: statSync(target).size };
  };
  const whole = await copy('*', 'whole.duckdb');
  const plain = await copy('* EXCLUDE (_row, _file, _line, _extract, _began, _ended)', 'plain.duckdb');
  const bytes = (whole.bytes - plain.bytes) / rows;
  return `file, line, load and validity of each row: ${bytes.toFixed(2)} bytes a row on the disk of ${(whole.bytes / rows).toFixed(1)}, ${seconds(Math.max(0, whole.took - plain.took))} of ${seconds(whole.took)} s of writing the table`;
}

async function main(args: string[]): Promise<void> {
  if (args[0] === '--contender') return runContender(args.slice(1));
  const after = (option: string) => (args.includes(option) ? args[args.indexOf(option) + 1] : undefined);
  const folder = mkdtempSync(join(tmpdir(), 'tamyr-bench-'));
  const head = ['', 'rows/s', 'wall s', 'CPU s', 'peak MB'];
  try {
    const file = join(folder, 'transactions.csv');
    const sizes = after('--memory')?.split(',').map(Number);
    if (sizes) {
      const lines = [head];
      for (const rows of sizes) {
        await writeRows(file, rows);
        lines.push(await contend('tamyr load', { file, rows }, `${rows} rows`));
      }
      printTable(lines);
      console.log(
        `peak memory of the last over the first: ${(Number(lines.at(-1)![4]) / Number(lines[1]![4])).toFixed(2)}`,
      );
      return;
    }
    const rows = Number(after('--rows') ?? 1_000_000);
    await writeRows(file, rows);
    console.log(`${rows} rows x 8 columns, ${Math.round(statSync(file).size / 1e6)} MB`);
    const lines = [head];
    for (const name of Object.keys(CONTENDERS)) lines.push(await contend(name, { file, rows }));
    const cost = await costOfOrigins(file, rows, folder);
    await writeRows(file, rows, 100);
    lines.push(await contend('tamyr load', { file, rows }, 'tamyr load, 1 % broken'));
    printTable(lines);
    console.log(cost);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

await main(process.argv.slice(2));

/**
 * Workbooks and Parquet: rows a second and peak memory of `load` over the same transfers as XLSX (dates as styled numbers,
 * texts shared), Parquet and CSV, each in a process of its own. `npm run bench -- workbooks [--rows 100000]`
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { zipOf } from '../src/exporters/output/zip.ts';
import { load } from '../src/load.ts';
import { openDuckDbStore } from '../src/store/duckdb/duckdb-store.ts';
import { printTable, seconds } from './measure.ts';

interface Outcome {
  rows: number;
  wallSeconds: number;
  peakMegabytes: number;
}

const COLUMNS = ['id', 'at', 'from_account', 'to_account', 'amount', 'currency', 'channel', 'purpose'];

/** Transfers as texts; the amount is the fifth, the day (Excel's number) the second. */
function* transfers(rows: number): Generator<string[]> {
  let state = 42;
  const random = (n: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const account = () => `KZ86125KZT${String(random(100_000)).padStart(10, '0')}`;
  for (let i = 0; i < rows; i++) {
    const amount = `${random(1_000_000)}.${String(random(100)).padStart(2, '0')}`;
    const at = (45_292 + random(31_536_000) / 86_400).toFixed(8);
    yield [`t-${i}`, at, account(), account(), amount, 'KZT', 'transfer', `Payment ${random(1000)}`];
  }
}

function workbook(rows: number): Uint8Array {
  const texts = new Map<string, number>();
  const cell = (text: string, c: number): string => {
    if (c === 1) return `<c s="1"><v>${text}</v></c>`;
    if (c === 4) return `<c><v>${text}</v></c>`;
    if (!texts.has(text)) texts.set(text, texts.size);
    return `<c t="s"><v>${texts.get(text)}</v></c>`;
  };
  const lines = [`<row r="1">${COLUMNS.map((name) => cell(name, -1)).join('')}</row>`];
  let r = 1;
  for (const row of transfers(rows)) lines.push(`<row r="${++r}">${row.map(cell).join('')}</row>`);
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = ['worksheet sheet1.xml', 'styles styles.xml', 'sharedStrings sharedStrings.xml'].map((pair, i) => {
    const [type, target] = pair.split(' ');
    return `<Relationship Id="r${i}" Type="${office}/${type}" Target="${target}"/>`;
  });
  const parts = {
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${office}"><sheets><sheet name="S" sheetId="1" r:id="r0"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet ${main}><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst ${main}>${[...texts.keys()].map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
    'xl/sheet1.xml': `<worksheet ${main}><sheetData>${lines.join('')}</sheetData></worksheet>`,
  };
  return zipOf(Object.entries(parts).map(([name, xml]) => ({ name, content: Buffer.from(xml) })));
}

async function writeInputs(folder: string, rows: number): Promise<string[]> {
  const [xlsx, csv, parquet] = ['xlsx', 'csv', 'parquet'].map((end) => join(folder, `transactions.${end}`));
  writeFileSync(xlsx!, workbook(rows));
  const isoOf = (serial: string) =>
    new Date(Math.round((Number(serial) - 25_569) * 86_400_000)).toISOString().slice(0, 19);
  const lines = Array.from(transfers(rows), ([id, at, ...rest]) => [id, isoOf(at!), ...rest].join(','));
  writeFileSync(csv!, `${[COLUMNS.join(','), ...lines].join('\n')}\n`);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (FROM read_csv('${csv}')) TO '${parquet}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return [xlsx!, parquet!, csv!];
}

async function loadOne(file: string, folder: string): Promise<void> {
  const from = performance.now();
  const store = await openDuckDbStore(join(folder, `${basename(file)}.duckdb`));
  const report = await load(store, { paths: [file] });
  await store.close();
  const wallSeconds = (performance.now() - from) / 1000;
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  process.send!({ rows: report.files[0]!.accepted, wallSeconds, peakMegabytes } satisfies Outcome);
  process.disconnect();
}

async function main(args: string[]): Promise<void> {
  if (args[0] === '--load') return loadOne(args[1]!, args[2]!);
  const rows = Number(args[args.indexOf('--rows') + 1] ?? 100_000) || 100_000;
  const folder = mkdtempSync(join(tmpdir(), 'tamyr-bench-'));
  try {
    const lines = [[`${rows} rows x 8 columns`, 'MB', 'rows/s', 'wall s', 'peak MB']];
    for (const file of await writeInputs(folder, rows)) {
      const child = fork(fileURLToPath(import.meta.url), ['--load', file, folder]);
      const [outcome] = (await once(child, 'message')) as [Outcome];
      if (outcome.rows !== rows) throw new Error(`${file}: ${outcome.rows} of ${rows} rows`);
      const megabytes = (statSync(file).size / 1e6).toFixed(1);
      const speed = String(Math.round(rows / outcome.wallSeconds / 1000) * 1000);
      const peak = String(Math.round(outcome.peakMegabytes));
      lines.push([basename(file), megabytes, speed, seconds(outcome.wallSeconds), peak]);
    }
    printTable(lines);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

await main(process.argv.slice(2));

/**
 * Writing a made-up country to disk: rows a second until a quarter, half and all of the transactions are written, and peak
 * memory at each; the plan and the first pass over all payments, which finds the opening balances, come before the first row.
 * `npm run bench -- generate [--companies 1000000] [--transactions 20000000]`
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeGenerated } from '../src/generate/write.ts';
import { printTable, seconds } from './measure.ts';

const { values } = parseArgs({
  options: {
    companies: { type: 'string', default: '1000000' },
    transactions: { type: 'string', default: '20000000' },
    seed: { type: 'string', default: '3' },
  },
});
const companies = Number(values.companies);
const transactions = Number(values.transactions);
const folder = mkdtempSync(join(tmpdir(), 'tamyr-generate-'));
try {
  await bench();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

interface Mark {
  what: string;
  rows: number;
  transactions: number;
  seconds: number;
}

async function bench(): Promise<void> {
  const table: string[][] = [
    ['until', 'rows', 'transactions', 'wall s', 'rows/s since the mark before', 'peak RSS MB'],
  ];
  const from = performance.now();
  let before: Mark | undefined;
  const mark = (what: string, rows: number, written: number): void => {
    const now = { what, rows, transactions: written, seconds: (performance.now() - from) / 1000 };
    const rate = before ? (rows - before.rows) / (now.seconds - before.seconds) : 0;
    const peak = process.resourceUsage().maxRSS / 1024;
    const cells = [rows, written].map((count) => count.toLocaleString('en'));
    table.push([
      what,
      ...cells,
      seconds(now.seconds),
      rate === 0 ? '–' : `${Math.round(rate / 100) / 10} k`,
      peak.toFixed(0),
    ]);
    before = now;
  };
  const quarters = [0.25, 0.5, 0.75];
  const { rows } = await writeGenerated(folder, {
    companies,
    transactions,
    seed: Number(values.seed),
    onProgress: (state) => {
      if (!before) mark('the first rows', state.rows, state.transactions);
      else if (state.transactions > 0 && before.transactions === 0)
        mark('the first transactions', state.rows, state.transactions);
      while (quarters.length > 0 && state.transactions >= quarters[0]! * transactions) {
        mark(`${quarters.shift()! * 100} %`, state.rows, state.transactions);
      }
    },
  });
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
  mark('all', total, transactions);
  printTable(table);
}

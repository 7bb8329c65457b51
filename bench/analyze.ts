/**
 * The whole `analyze` with every rule, at several sizes of a made-up country: wall time, peak memory, time of each rule, and how time
 * grows with the number of transfers. `npm run bench -- analyze [--sizes 250000,500000,1000000] [--workers 2] [--keep FOLDER]`
 * A kept folder is used again: its stores are not made anew.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { printTable, seconds } from './measure.ts';
import { tamyr } from './program/run-tamyr.ts';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '250000,500000,1000000' },
    /** Transfers for each company: 20 million for a million, as in a country. */
    each: { type: 'string', default: '10' },
    workers: { type: 'string', default: '2' },
    seed: { type: 'string', default: '3' },
    keep: { type: 'string' },
  },
});

interface Measurement {
  transfers: number;
  wallSeconds: number;
  peakMegabytes: number;
  findings: number;
  clusters: number;
  /** Milliseconds by stage and by rule. */
  timings: Record<string, number>;
}

const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'tamyr-analyze-'));
try {
  const sizes = values.sizes.split(',').map(Number);
  const all: Measurement[] = [];
  for (const transfers of sizes) {
    const measurement = await measured(transfers);
    all.push(measurement);
    console.log(
      `${transfers} transfers: ${seconds(measurement.wallSeconds)} s, peak ${measurement.peakMegabytes.toFixed(0)} MB, ` +
        `${measurement.findings} findings, ${measurement.clusters} clusters`,
    );
  }
  printRules(all);
  printFit(all);
} finally {
  if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
}

async function measured(transfers: number): Promise<Measurement> {
  const place = join(folder, String(transfers));
  const companies = String(Math.round(transfers / Number(values.each)));
  if (!existsSync(join(place, 'tamyr.duckdb'))) {
    mkdirSync(place, { recursive: true });
    const size = ['--companies', companies, '--transactions', String(transfers), '--seed', values.seed];
    await tamyr(place, ['generate', '--out', 'data', ...size]);
    await tamyr(place, ['load', 'data', '--json']);
    rmSync(join(place, 'data'), { recursive: true });
  }
  const analyze = await tamyr(place, ['analyze', '--json', '--previous', 'none', '--workers', values.workers]);
  await tamyr(place, ['report', '--out', 'report', '--format', 'json']);
  const timings = JSON.parse(readFileSync(join(place, 'report', 'timings.json'), 'utf8')) as Record<string, number>;
  const { findings, clusters } = JSON.parse(analyze.output) as { findings: number; clusters: number };
  const { wallSeconds, peakMegabytes } = analyze;
  return { transfers, wallSeconds, peakMegabytes, findings, clusters, timings };
}

/** Seconds of every rule and stage at each size; a rule of more than a fifth of the largest is marked. */
function printRules(all: readonly Measurement[]): void {
  const last = all.at(-1)!;
  const isRule = (name: string) => /^[A-Z]\d\d$/.test(name);
  const inRules = Object.entries(last.timings).reduce((sum, [name, ms]) => sum + (isRule(name) ? ms : 0), 0);
  const sorted = Object.entries(last.timings).sort(([, a], [, b]) => b - a);
  const rows = sorted.map(([name, ms]) => [
    name,
    ...all.map(({ timings }) => seconds((timings[name] ?? 0) / 1000)),
    isRule(name) && ms > inRules / 5 ? 'more than a fifth of the rules' : '',
  ]);
  console.log('');
  printTable([['stage or rule', ...all.map(({ transfers }) => `s at ${transfers}`), ''], ...rows]);
}

/** Least squares of log time over log transfers: time ∝ n^exponent. */
function printFit(all: readonly Measurement[]): void {
  if (all.length < 3) return;
  const x = all.map(({ transfers }) => Math.log(transfers));
  const y = all.map(({ wallSeconds }) => Math.log(wallSeconds));
  const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const sxy = x.reduce((sum, v, i) => sum + (v - mx) * (y[i]! - my), 0);
  const sxx = x.reduce((sum, v) => sum + (v - mx) ** 2, 0);
  const syy = y.reduce((sum, v) => sum + (v - my) ** 2, 0);
  const exponent = sxy / sxx;
  const r2 = sxy ** 2 / (sxx * syy);
  console.log(`\ntime ∝ n^${exponent.toFixed(2)} over ${all.length} sizes (R² ${r2.toFixed(3)})`);
}

/**
 * The whole way: load, analyze and report of a made-up country, each as a user runs it, in a process of its own.
 * Wall seconds and peak memory per stage. `npm run bench -- pipeline [--companies 100000] [--transactions 1000000]`
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { printTable, seconds } from './measure.ts';
import { tamyr } from './program/run-tamyr.ts';

const { values } = parseArgs({
  options: {
    companies: { type: 'string', default: '100000' },
    transactions: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '3' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'tamyr-pipeline-'));
try {
  await bench();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function bench(): Promise<void> {
  const { companies, transactions, seed } = values;
  const size = ['--companies', companies, '--transactions', transactions, '--seed', seed];
  const generated = await tamyr(folder, ['generate', '--out', 'data', ...size]);
  const load = await tamyr(folder, ['load', 'data', '--json']);
  const analyze = await tamyr(folder, ['analyze', '--json']);
  const report = await tamyr(folder, ['report', '--out', 'report']);
  const stages = { load, analyze, report };
  const total = Object.values(stages).reduce((sum, stage) => sum + stage.wallSeconds, 0);
  const peak = Math.max(...Object.values(stages).map((stage) => stage.peakMegabytes));
  console.log(
    `${companies} companies, ${transactions} transactions, seed ${seed}; generating took ${seconds(generated.wallSeconds)} s\n`,
  );
  printTable([
    ['stage', 'wall s', 'peak RSS MB'],
    ...Object.entries(stages).map(([name, stage]) => [
      name,
      seconds(stage.wallSeconds),
      stage.peakMegabytes.toFixed(0),
    ]),
    ['in all', seconds(total), peak.toFixed(0)],
  ]);
  const { findings, clusters } = JSON.parse(analyze.output) as { findings: number; clusters: number };
  const timings = JSON.parse(readFileSync(join(folder, 'report', 'timings.json'), 'utf8')) as Record<string, number>;
  console.log(`\n${findings} findings, ${clusters} clusters; seconds within analyze:`);
  const sorted = Object.entries(timings).sort((a, b) => b[1] - a[1]);
  console.log(sorted.map(([stage, ms]) => `${stage} ${seconds(ms / 1000)}`).join(', '));
}

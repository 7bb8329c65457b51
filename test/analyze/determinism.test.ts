import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { built, builtProgram } from '../built.ts';
import { readGenerated } from '../generate/read-generated.ts';
import { writeTables } from './write-tables.ts';

// Time zone and locale are a process's own, so every variant runs in a process, on the built one.
const out = mkdtempSync(join(tmpdir(), 'tamyr-same-'));

const program = builtProgram(`
import { createHash } from 'node:crypto';
import { load } from '${built('load.js')}';
import { canonicalJson } from '${built('model/canonical-json.js')}';
import { analyzeInWorker } from '${built('analyze-in-worker.js')}';
import { runAnalysis } from '${built('run-analysis.js')}';
import { openStore } from '${built('store/open-store.js')}';
const [input, file, workers] = process.argv.slice(2);
const store = await openStore('duckdb:' + file);
await load(store, { paths: [input] });
const analyze = async (options) => {
  const run = await runAnalysis(store, options);
  return { ...run, entities: [...run.entities] };
};
const first = await analyze({ asOf: 20500, previous: 'none', workers: 1 });
const digest = (value) => createHash('sha256').update(canonicalJson(value)).digest('hex');
const again = await analyze({ asOf: 20500, previous: 'none', workers: Number(workers) });
const { run, findings, clusters, entities } = await analyze({ previous: first.run.id });
await store.close();
const stages = new Set();
const job = analyzeInWorker('duckdb:' + file, { asOf: 20500, previous: 'none' }, ({ stage }) => stages.add(stage));
const { run: onThread } = await job.result;
const refused = await analyzeInWorker('duckdb:' + file, { only: ['M77'] }).result.catch((error) => error.code);
for (const input of run.inputs) delete input.digest;
for (const finding of findings) for (const line of finding.evidence) delete line.sources;
console.log(JSON.stringify({
  first: first.run.id, thread: digest(onThread) === digest(first.run), refused,
  workers: digest({ ...again, timings: {} }) === digest({ ...first, timings: {} }),
  stages: [...stages], run: digest(run), findings: digest(findings), clusters: digest(clusters), entities: digest(entities),
  counts: run.counts, zone: new Date(0).getTimezoneOffset(),
}));
`);

afterAll(() => {
  program.remove();
  rmSync(out, { recursive: true });
});

it('gives the same bytes whatever the row order, time zone, locale and number of threads, on a thread of its own too', () => {
  const tables = readGenerated({ companies: 300, transactions: 3000, seed: 5 });
  const variants = [
    { workers: 2, TZ: 'UTC', LANG: 'C' },
    { workers: 3, TZ: 'Asia/Almaty', LANG: 'ru_RU.UTF-8' },
    { workers: 2, TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8' },
    { workers: 5, TZ: 'Pacific/Apia', LANG: 'kk_KZ.UTF-8' },
  ];
  const results = variants.map(({ workers, ...env }, seed) => {
    const folder = join(out, `input-${seed}`);
    writeTables(folder, tables, { seed });
    const child = spawnSync(process.execPath, [program.run, folder, join(out, `${seed}.duckdb`), String(workers)], {
      env: { ...process.env, ...env, LC_ALL: env.LANG },
      encoding: 'utf8',
    });
    expect(child.status, child.stderr).toBe(0);
    return JSON.parse(child.stdout) as Record<string, unknown>;
  });
  const zones = results.map(({ zone }) => zone);
  expect(new Set(zones).size).toBe(4);
  expect(results[0]).toMatchObject({
    thread: true,
    workers: true,
    refused: 'rule-unknown',
    stages: ['read', 'detect', 'resolve', 'save'],
  });
  expect((results[0]!.counts as Record<string, number>).findings).toBeGreaterThan(10);
  expect((results[0]!.counts as Record<string, number>).clusters).toBeGreaterThan(0);
  for (const { zone: _, ...result } of results.slice(1)) expect({ ...result, zone: zones[0] }).toEqual(results[0]);
});

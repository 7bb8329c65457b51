import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildRingIndex } from '../../src/graph/rings/ring-index.ts';
import { countRings, listRings } from '../../src/graph/rings.ts';
import { seeded } from '../graph/brute-rings.ts';

type Module = typeof import('../../src/analyze/rings-in-workers.ts');

// Worker threads load JavaScript only, so the module under test is the compiled one.
const out = mkdtempSync(join(tmpdir(), 'tamyr-workers-'));
let compiled: Module;

beforeAll(async () => {
  writeFileSync(join(out, 'package.json'), '{"type":"module"}');
  writeFileSync(
    join(out, 'tsconfig.json'),
    JSON.stringify({
      extends: join(process.cwd(), 'tsconfig.json'),
      compilerOptions: {
        noEmit: false,
        rootDir: join(process.cwd(), 'src'),
        outDir: out,
        typeRoots: [join(process.cwd(), 'node_modules/@types')],
      },
      include: [],
      files: ['rings-in-workers.ts', 'rings-worker.ts'].map((name) => join(process.cwd(), 'src/analyze', name)),
    }),
  );
  execFileSync(process.execPath, [join(process.cwd(), 'node_modules/typescript/bin/tsc'), '-p', out]);
  compiled = (await import(/* @vite-ignore */ pathToFileURL(join(out, 'analyze/rings-in-workers.js')).href)) as Module;
});

afterAll(() => rmSync(out, { recursive: true }));

const random = seeded(23);
const TRANSFERS = 30_000;
const index = buildRingIndex({
  nodeCount: 900,
  from: Int32Array.from({ length: TRANSFERS }, () => Math.floor(900 * random() ** 2)),
  to: Int32Array.from({ length: TRANSFERS }, () => Math.floor(900 * random() ** 2)),
  at: Float64Array.from({ length: TRANSFERS }, (_, i) => Math.floor(i / 3)),
  amount: Float64Array.from({ length: TRANSFERS }, () => Math.floor(random() * 1000)),
});

it('gives what one thread gives, in the same order, for any number of workers', async () => {
  expect(compiled.CAN_START_WORKERS).toBe(true);
  const options = { windowMs: 600 };
  const counts = countRings(index, options);
  const list = listRings(index, { ...options, maxLength: 4 });
  expect(list.count).toBeGreaterThan(1000);
  for (const workerCount of [1, 2, 3]) {
    const workers = compiled.openRingWorkers(index, workerCount);
    try {
      expect(await workers.count(options)).toEqual(counts);
      expect(await workers.list({ ...options, maxLength: 4 })).toEqual(list);
    } finally {
      await workers.close();
    }
  }
});

it('cuts at the same place when the budget is spent', async () => {
  const options = { windowMs: 600 };
  const budget = Math.floor(countRings(index, options).visits / 3);
  const cut = listRings(index, { ...options, budget });
  expect(cut.truncated).toBe(true);
  const workers = compiled.openRingWorkers(index, 2);
  try {
    for (let repeat = 0; repeat < 3; repeat++) expect(await workers.list({ ...options, budget })).toEqual(cut);
  } finally {
    await workers.close();
  }
});

it('refuses wrong options and can go on', async () => {
  const workers = compiled.openRingWorkers(index, 2);
  try {
    await expect(workers.count({ windowMs: -1 })).rejects.toThrow(/window of -1/);
    expect(await workers.count({ windowMs: 9 })).toEqual(countRings(index, { windowMs: 9 }));
  } finally {
    await workers.close();
  }
});

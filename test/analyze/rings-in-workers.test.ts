import { expect, it } from 'vitest';
import { buildRingIndex } from '../../src/graph/rings/ring-index.ts';
import { countRings, listRings } from '../../src/graph/rings.ts';
import { built } from '../built.ts';
import { seeded } from '../graph/brute-rings.ts';

type Module = typeof import('../../src/analyze/rings-in-workers.ts');

// Worker threads load JavaScript only, so the module under test is the compiled one.
const compiled = (await import(/* @vite-ignore */ built('analyze/rings-in-workers.js'))) as Module;

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

import { describe, expect, test } from 'vitest';
import type { RunDocument } from '../../src/model/finding.ts';
import type { StoreUnderTest } from './store-under-test.ts';

/** Runs and the secret. */
export function runContract(under: StoreUnderTest): void {
  describe('runs', () => {
    test('a run is kept whole, in order, for good', async () => {
      const one = runDocument('r-1');
      await under.store.saveRun(one);
      await under.store.saveRun(runDocument('r-0'));
      await under.store.saveRun(one);
      await under.reopen();
      expect((await under.store.runs()).map((run) => run.id)).toEqual(['r-1', 'r-0']);
      expect(await under.store.readRun('r-1')).toEqual(one);
      expect(await under.store.readRun('r-none')).toBeNull();
      const changed = runDocument('r-1');
      changed.run.seed = 2;
      await expect(under.store.saveRun(changed)).rejects.toMatchObject({ code: 'run-conflict' });
      expect(await under.store.readRun('r-1')).toEqual(one);
    });

    test('the secret is made once', async () => {
      const secret = await under.store.secret();
      expect(secret).toMatch(/^[0-9a-f]{64}$/);
      await under.reopen();
      expect(await under.store.secret()).toBe(secret);
    });
  });
}

function runDocument(id: string): RunDocument {
  const texts = { en: 'a "b" 😀', kk: 'ә', ru: 'я' };
  return {
    run: {
      id,
      product: { name: 'tamyr', version: '0.1.0' },
      asOf: '2025-01-01',
      inputs: [],
      options: {},
      seed: 1,
      previous: null,
      counts: { findings: 2, clusters: 0, entities: 1, nodes: {}, transactions: 0 },
      byIndicator: { M07: 2 },
      notRun: [],
      lines: { high: 0.5, medium: 0.35, above: { high: 0, medium: 1 }, byChance: { high: 0, medium: 0 } },
      notes: [texts],
      gone: [],
    },
    findings: ['f-b', 'f-a'].map((finding) => ({
      id: finding,
      detector: 'ring',
      indicator: 'M07',
      version: 1,
      score: 0.5,
      severity: 'high' as const,
      subjects: ['account:A'],
      transactions: ['t-1'],
      interval: null,
      amount: { minor: '9007199254740993', currency: 'KZT' },
      evidence: [],
      text: texts,
    })),
    clusters: [],
    entities: [{ id: 'company:1', score: 0.5, cluster: null, indicators: [{ indicator: 'M07', contribution: 0.5 }] }],
    timings: { ring: 12.25 },
  };
}

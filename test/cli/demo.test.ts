import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { detectors } from '../../src/detectors/registry.ts';
import type { Evaluation } from '../../src/evaluate/evaluate.ts';
import { tamyr, tamyrJson, temporaryFolder } from '../run-tamyr.ts';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(() => folder.remove());

interface Demo {
  store: string;
  run: string;
  report: string;
  evaluation: Evaluation;
}

describe('the demo', () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await tamyrJson<Demo>(['demo', '--no-serve'], { cwd });
  });

  it('finds what was planted in the families that have a rule, and accuses no honest firm', () => {
    const { schemes, honest, precisionAt } = demo.evaluation;
    for (const kind of ['ring', 'fan-in-cash', 'mass-director', 'mass-founder', 'pass-through', 'cash-share']) {
      const plain = schemes.find((scheme) => scheme.kind === kind && scheme.difficulty === 'plain');
      expect(plain, kind).toMatchObject({ found: plain!.planted });
    }
    expect(honest.filter(({ above }) => above > 0)).toEqual([]);
    expect(precisionAt['10']).toBeGreaterThanOrEqual(0.9);
  });

  it('leaves the user’s own store alone and writes a report that opens from disk', () => {
    expect(existsSync(join(cwd, 'tamyr.duckdb'))).toBe(false);
    expect(existsSync(join(demo.report, 'index.html'))).toBe(true);
  });

  it('comes out the same again', async () => {
    const again = await tamyrJson<Demo>(['demo', '--no-serve'], { cwd });
    expect(again).toEqual(demo);
  });

  it('says so where its store is open elsewhere', async () => {
    const { serveTamyr } = await import('../run-tamyr.ts');
    const server = await serveTamyr(['serve', '--port', '0', '--store', demo.store], cwd);
    const { code, stderr } = await tamyr(['demo', '--no-serve'], { cwd });
    await server.stop();
    expect(code).toBe(3);
    expect(stderr).toMatch(/process \d+|pid \d+|PID \d+/i);
  });

  it('takes base rates that were made with the rules as they are', () => {
    const file = join(import.meta.dirname, '..', '..', 'datasets', 'demo', 'base-rates.jsonl');
    const rates = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { indicator: string; version: number });
    const measuring = detectors.filter(({ nature }) => nature !== 'statutory' && nature !== 'context');
    for (const { indicator, version } of measuring) {
      expect(
        rates.some((rate) => rate.indicator === indicator && rate.version === version),
        indicator,
      ).toBe(true);
    }
  });
});

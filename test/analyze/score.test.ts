import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bansOf, FAMILY_CAP_BANS, scoreOf } from '../../src/analyze/bans.ts';
import { baseRates } from '../../src/analyze/base-rates.ts';
import { dealScore } from '../../src/analyze/contributions.ts';

describe('bans', () => {
  it('are those of Sellke, Bayarri and Berger', () => {
    expect(bansOf(0.1)).toBeCloseTo(0.2035, 3);
    expect(bansOf(0.01)).toBeCloseTo(0.9024, 3);
    expect(bansOf(0.001)).toBeCloseTo(1.7263, 3);
    expect(bansOf(0.5)).toBe(0);
    expect(() => bansOf(0)).toThrow('0 is no base rate');
  });

  it('make no verdict of a single family', () => {
    expect(scoreOf(FAMILY_CAP_BANS)).toBeLessThan(0.5);
    expect(scoreOf(2)).toBe(0.5);
  });
});

describe('base rates', () => {
  it('agree with counting one by one', () => {
    const entity = fc.record({ value: fc.constantFrom(0, 0, 0.2, 0.5, 0.9, 1), size: fc.integer({ min: 0, max: 30 }) });
    fc.assert(
      fc.property(
        fc.array(entity, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 12 }),
        (all, peerCount) => {
          const sorted = [...all].sort((a, b) => a.size - b.size);
          const rates = baseRates(
            { value: Float64Array.from(sorted, (e) => e.value), size: Float64Array.from(sorted, (e) => e.size) },
            peerCount,
          );
          expect([...rates.position]).toEqual(sorted.flatMap((e, i) => (e.value > 0 ? [i] : [])));
          for (const [entry, position] of rates.position.entries()) {
            const own = sorted[position]!;
            const distances = sorted.map((e) => Math.abs(e.size - own.size)).sort((a, b) => a - b);
            const radius = distances[Math.min(peerCount, distances.length) - 1]!;
            const peers = sorted.filter((e) => Math.abs(e.size - own.size) <= radius);
            const reach = sorted.filter((e) => e.value >= own.value).length;
            const peersReach = peers.filter((e) => e.value >= own.value).length;
            expect([rates.reach[entry], rates.peers[entry], rates.peersReach[entry]]).toEqual([
              reach,
              peers.length,
              peersReach,
            ]);
            expect(rates.p[entry]).toBeCloseTo(Math.sqrt((reach / sorted.length) * (peersReach / peers.length)), 12);
          }
        },
      ),
    );
  });
});

describe('the worked examples of docs/method.md', () => {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'method.md'), 'utf8');
  const bans = [
    { value: 0.94, reach: 3, peersReach: 2 },
    { value: 14 / 19, reach: 5, peersReach: 2 },
    { value: 1, reach: 60, peersReach: 12 },
  ].map(({ value, reach, peersReach }) => value * bansOf(Math.sqrt((reach / 1204) * (peersReach / 214))));
  const [flow, control, life] = bans as [number, number, number];

  it('an entity', () => {
    expect(bans.map((b) => b.toFixed(3))).toEqual(['1.086', '0.785', '0.374']);
    expect(dealScore(bans)).toEqual({ score: 0.540721, parts: [0.261509, 0.189088, 0.090124] });
    expect(scoreOf(control)).toBeCloseTo(0.24, 2);
    for (const number of [...dealScore(bans).parts, dealScore(bans).score]) expect(text).toContain(`${number}`);
  });

  it('the same entity with a payroll that explains four fifths of its quick money', () => {
    expect((flow * 0.2).toFixed(3)).toBe('0.217');
    expect(text).toContain(`score would be ${dealScore([flow * 0.2, control, life]).score}`);
  });

  it('a cluster: means over the members about whom the family knows something', () => {
    const head = bansOf(Math.sqrt((5 / 1204) * (2 / 214)));
    const means = [(3 * control + head) / 4, (life + life + 0) / 3, (flow + 0) / 2];
    const { score, parts } = dealScore(means);
    const row = (cells: readonly string[]) => cells.map((cell) => `**${cell}**`).join(' | ');
    expect(text).toContain(row(means.map((mean) => mean.toFixed(3))));
    expect(text).toContain(row(parts.map(String)));
    expect(text).toContain(`E = ${means.reduce((sum, mean) => sum + mean, 0).toFixed(3)}, score ${score}`);
  });
});

describe('contributions', () => {
  it('add up to the score exactly as printed, and the score stays under 1', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1.9, noNaN: true }), { maxLength: 12 }), (bans) => {
        const { score, parts } = dealScore(bans);
        const micro = (n: number) => Math.round(n * 1e6);
        expect(parts.reduce((sum, part) => sum + micro(part), 0)).toBe(micro(score));
        expect(Number(score.toFixed(6))).toBe(score);
        expect(Math.abs(parts.reduce((sum, part) => sum + part, 0) - score)).toBeLessThan(1e-9);
        expect(score).toBeCloseTo(scoreOf(bans.reduce((sum, b) => sum + b, 0)), 5);
        for (const [i, part] of parts.entries()) {
          expect(part).toBeGreaterThanOrEqual(0);
          if (bans[i] === 0) expect(part).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it('never fall when a red flag is added', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1.9, noNaN: true }), { maxLength: 12 }),
        fc.double({ min: 0, max: 1.9, noNaN: true }),
        (bans, more) => {
          expect(dealScore([...bans, more]).score).toBeGreaterThanOrEqual(dealScore(bans).score);
        },
      ),
    );
  });
});

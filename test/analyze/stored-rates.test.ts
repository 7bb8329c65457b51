import fc from 'fast-check';
import { expect, it } from 'vitest';
import { analyzeProjection } from '../../src/analyze/analyze.ts';
import { ratesFrom, storedRates } from '../../src/analyze/stored-rates.ts';
import { storedRatesSchema } from '../../src/model/finding.ts';
import { projectionOf } from '../graph/projection-of.ts';
import { measure, rule, runOf } from './synthetic.ts';

const RULE = { indicator: 'M01', version: 1, kind: 'account' } as const;
const entity = fc.record({
  value: fc.double({ min: 0, max: 1, noNaN: true }),
  size: fc.integer({ min: 0, max: 2000 }),
});
const columns = (all: { value: number; size: number }[]) => {
  const sorted = [...all].sort((a, b) => a.size - b.size);
  return { value: Float64Array.from(sorted, (e) => e.value), size: Float64Array.from(sorted, (e) => e.size) };
};

it('kept base rates are never below those of the population, and at most as coarse as the kept ranks', () => {
  fc.assert(
    fc.property(fc.array(entity, { minLength: 1, maxLength: 400 }), entity, (population, own) => {
      const stored = JSON.parse(JSON.stringify(storedRates(columns(population), RULE))) as ReturnType<
        typeof storedRates
      >;
      storedRatesSchema.parse(stored);
      const { reach, p } = ratesFrom(stored, columns([own]));
      if (own.value === 0) {
        expect(reach).toHaveLength(0);
        return;
      }
      const exact = population.filter((e) => e.value >= own.value).length;
      expect(reach[0]).toBeGreaterThanOrEqual(exact + 1);
      // The next kept rank is at most 2 · exact + 1; who equals the value there is reached with it.
      const descending = population.map((e) => e.value).sort((a, b) => b - a);
      const level = descending[Math.min(2 * exact + 1, descending.length) - 1]!;
      expect(reach[0]).toBeLessThanOrEqual(population.filter((e) => e.value >= level - 1e-5).length + 1);
      expect(p[0]).toBeGreaterThan(0);
      expect(p[0]).toBeLessThanOrEqual(1);
    }),
  );
});

it('an extract of suspects only is ranked against the population that it is given', () => {
  const firm = (n: number) => `company:9401400${String(n).padStart(5, '0')}`;
  const register = projectionOf({ companies: Array.from({ length: 1000 }, (_, i) => ({ id: firm(i) })) });
  const heads = rule('R02', (p) => ({
    findings: [],
    measured: measure(p, { [firm(3)]: 0.7, [firm(4)]: 0.8 }, ['company']),
  }));
  const population = runOf(register, [heads]);
  const clan = projectionOf({ companies: [{ id: firm(1) }, { id: firm(2) }, { id: firm(5) }] });
  const shown = rule('R02', (p) => ({
    findings: [],
    measured: measure(p, { [firm(1)]: 0.9, [firm(2)]: 0.9, [firm(5)]: 0.9 }),
  }));
  expect(runOf(clan, [shown]).entities).toEqual([]);
  const { scores } = analyzeProjection(clan, [shown], { baseline: population.baseRates });
  expect(scores.indicators[0]?.p[0]).toBeCloseTo(1 / 1001, 9);
  expect(scores.indicators[0]?.size[0]).toBe(1001);
  expect(
    analyzeProjection(clan, [{ ...shown, version: 2 }], { baseline: population.baseRates }).scores.bans.every(
      (b) => b === 0,
    ),
  ).toBe(true);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyzeProjection } from '../../src/analyze/analyze.ts';
import { chanceOfEvent } from '../../src/analyze/indicator-evidence.ts';
import type { Detector, Family } from '../../src/detectors/detector.ts';
import type { Projection } from '../../src/graph/projection.ts';
import { canonicalJson } from '../../src/model/canonical-json.ts';
import { entityScoreSchema, type RunDocument, runSchema } from '../../src/model/finding.ts';
import { projectionOf } from '../graph/projection-of.ts';
import { draft, measure, rule, runOf } from './synthetic.ts';

const firm = (n: number) => `company:9401400${String(n).padStart(5, '0')}`;
const FIRMS = 300;
const firms = projectionOf({ companies: Array.from({ length: FIRMS }, (_, i) => ({ id: firm(i) })) });
const FAMILIES: Family[] = ['control', 'life', 'tax', 'lists', 'flow'];
const NATURES = ['state', 'event', 'statutory'] as const;

/** Rules over the firms: a value of 0 to 1 for some of them, 0 or unknown for the others. */
const rules = fc.array(
  fc.record({
    family: fc.constantFrom(...FAMILIES),
    nature: fc.constantFrom(...NATURES),
    values: fc.dictionary(
      fc.integer({ min: 0, max: FIRMS - 1 }).map(String),
      fc.double({ min: 0, max: 1, noNaN: true }),
      { maxKeys: 30 },
    ),
    othersKnown: fc.boolean(),
  }),
  { maxLength: 8 },
);
type Given = typeof rules extends fc.Arbitrary<infer T> ? T : never;

function detectorsOf(given: Given): Detector[] {
  return given.map(({ family, nature, values, othersKnown }, i) =>
    rule(
      `X${String(i).padStart(2, '0')}`,
      (p) => ({
        findings: [],
        measured: measure(
          p,
          Object.fromEntries(Object.entries(values).map(([n, v]) => [firm(Number(n)), v])),
          othersKnown ? ['company'] : [],
        ),
      }),
      { family, nature },
    ),
  );
}

const scoreIn = ({ entities }: RunDocument, id: string) => entities.find((entity) => entity.id === id)?.score ?? 0;

describe('what a score promises', () => {
  it('contributions add up to the score, also as printed, and nothing leaves [0, 1]', () => {
    fc.assert(
      fc.property(rules, (given) => {
        const { entities } = runOf(firms, detectorsOf(given));
        for (const entity of entities) {
          entityScoreSchema.parse(entity);
          const printed = JSON.parse(canonicalJson(entity)) as typeof entity;
          for (const { score, indicators } of [entity, printed]) {
            const sum = indicators.reduce((total, { contribution }) => total + contribution, 0);
            expect(Math.abs(sum - score)).toBeLessThan(1e-9);
          }
          const families = new Map<string, number>();
          for (const { indicator, contribution, countedIn } of entity.indicators) {
            if (contribution === 0) continue;
            expect(countedIn).toBeUndefined();
            const { family } = given[Number(indicator.slice(1))]!;
            families.set(family, (families.get(family) ?? 0) + 1);
          }
          expect([...families.values()].every((n) => n === 1)).toBe(true);
          if (families.size <= 1) expect(entity.score).toBeLessThan(0.5);
        }
        const scores = entities.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
      }),
      { numRuns: 60 },
    );
  });

  it('one more red flag never lowers anyone’s score', () => {
    fc.assert(
      fc.property(rules, (given) => {
        const all = detectorsOf(given);
        const before = runOf(firms, all.slice(0, -1));
        const after = runOf(firms, all);
        for (const { id, score } of before.entities) expect(scoreIn(after, id)).toBeGreaterThanOrEqual(score);
      }),
      { numRuns: 40 },
    );
  });

  it('unknown is neither evidence nor innocence: it does not stand in the reference', () => {
    const known = Array.from({ length: 100 }, (_, i) => firm(i));
    const [top] = runOf(firms, [
      rule('X00', (p) => ({
        findings: [],
        measured: measure(p, { ...Object.fromEntries(known.map((id) => [id, 0])), [firm(0)]: 1 }),
      })),
    ]).entities;
    expect(top).toMatchObject({
      id: firm(0),
      indicators: [{ reference: { size: 100, reach: 1 }, peers: { size: 100, reach: 1 }, p: 0.01, value: 1 }],
    });
  });

  it('a state counts by how material it is, an event in full, a listed fact as the cap of its family', () => {
    const score = (nature: (typeof NATURES)[number], value: number) =>
      scoreIn(
        runOf(firms, [
          rule('X00', (p) => ({ findings: [], measured: measure(p, { [firm(0)]: value }, ['company']) }), { nature }),
        ]),
        firm(0),
      );
    expect(score('state', 0.05)).toBeLessThan(0.03);
    expect(score('event', 0.05)).toBeGreaterThan(0.3);
    expect(score('event', 0.05)).toBe(score('event', 1));
    expect(score('statutory', 0.05)).toBeCloseTo(1 - 2 ** -0.95, 6);
  });

  it('of one family only the strongest counts, and the others say where they are counted', () => {
    const values = (more: number) => (p: Projection) => ({
      findings: [],
      measured: measure(p, Object.fromEntries(Array.from({ length: more }, (_, i) => [firm(i), 1])), ['company']),
    });
    const [top] = runOf(firms, [rule('X00', values(3)), rule('X01', values(1))]).entities;
    expect(top?.indicators).toMatchObject([
      { indicator: 'X01', contribution: top?.score },
      { indicator: 'X00', contribution: 0, countedIn: 'X01' },
    ]);
  });

  it('shuffled evidence passes the high line far less often than evidence that meets in the same firms', () => {
    const families: Family[] = ['control', 'life', 'tax'];
    const planted = Object.fromEntries(Array.from({ length: 6 }, (_, i) => [firm(i), 1]));
    const { counts } = analyzeProjection(
      firms,
      families.map((family, i) =>
        rule(`X0${i}`, (p) => ({ findings: [], measured: measure(p, planted, ['company']) }), { family }),
      ),
    );
    expect(counts.above.high).toBe(6);
    expect(counts.entities).toBe(FIRMS);
    expect(counts.byChance.high).toBeLessThan(0.002);
    expect(counts.byChance.medium).toBeGreaterThan(0);
    expect(counts.byChance.medium).toBeLessThan(0.005);
    const { run } = runOf(firms, []);
    expect(runSchema.parse(run).lines).toEqual({
      high: 0.5,
      medium: 0.35,
      above: { high: 0, medium: 0 },
      byChance: { high: 0, medium: 0 },
    });
  });

  it('names rules that did not run, with what they lack', () => {
    const { run } = runOf(firms, [
      rule('M07', () => ({ findings: [], measured: null }), {
        inputs: ['transactions.at', ['accounts.holder_id', 'persons.id']],
      }),
    ]);
    const why = 'not in the data: transactions.at, accounts.holder_id or persons.id';
    expect(run.notRun).toEqual([
      {
        indicator: 'M07',
        why,
        text: {
          en: why,
          kk: 'деректерде жоқ: transactions.at, accounts.holder_id немесе persons.id',
          ru: 'нет в данных: transactions.at, accounts.holder_id или persons.id',
        },
      },
    ]);
    expect(run.byIndicator).toEqual({});
  });

  it('refuses a rule that does not exist and an option that it does not have', () => {
    const any = rule('M07', () => ({ findings: [], measured: null }));
    expect(() => runOf(firms, [any], { only: ['M77'] })).toThrow('There is no rule “M77”');
    expect(() => runOf(firms, [any], { set: { M07: { windw: '72h' } } })).toThrow('M07');
  });
});

const pay = (from: string, to: string, amount: string, times = 1) =>
  Array.from({ length: times }, (_, i) => ({
    at: `2026-01-01T10:${String(i % 60).padStart(2, '0')}:00Z`,
    from_account: `account:${from}`,
    to_account: `account:${to}`,
    amount,
  }));

describe('accounts and their holders', () => {
  const crowd = Array.from({ length: 60 }, (_, i) => ({ id: `account:z${i}`, holder_id: firm(i + 10) }));
  const tables = {
    companies: Array.from({ length: 80 }, (_, i) => ({ id: firm(i) })),
    accounts: [
      { id: 'account:small', holder_id: firm(0) },
      { id: 'account:large', holder_id: firm(0) },
      { id: 'account:only', holder_id: firm(1) },
      ...crowd,
    ],
    transactions: [...pay('small', 'z1', '10'), ...pay('large', 'z2', '990'), ...pay('only', 'z3', '10')],
  };
  const shown = { 'account:small': 1, 'account:large': 0, 'account:only': 1 };
  const of = (nature: 'state' | 'event') =>
    runOf(projectionOf(tables), [
      rule(
        'M01',
        (p) => ({
          findings: [draft(p, ['account:only'])],
          measured: measure(p, { ...Object.fromEntries(crowd.map(({ id }) => [id, 0])), ...shown }),
        }),
        { nature, family: 'flow' },
      ),
    ]);

  it('a finding on an account counts for its holder', () => {
    const run = of('state');
    const holder = run.entities.find(({ id }) => id === firm(1));
    expect(holder?.indicators[0]).toMatchObject({ indicator: 'M01', findings: [run.findings[0]?.id], value: 1 });
  });

  it('a trifle in a large firm stays a trifle, an event does not', () => {
    const value = (run: RunDocument) => run.entities.find(({ id }) => id === firm(0))?.indicators[0]?.value;
    expect(value(of('state')) ?? 0).toBeCloseTo(0.01, 6);
    expect(value(of('event'))).toBe(1);
  });
});

describe('events', () => {
  it('need an expectation: in a large turnover one happens by chance', () => {
    expect(chanceOfEvent(3, 100_000, 6_000)).toBeCloseTo(0.165, 3);
    expect(chanceOfEvent(3, 200_000, 12_000)).toBe(chanceOfEvent(3, 100_000, 6_000));
    const small = Array.from({ length: 300 }, (_, i) => pay(`s${i}`, `t${i}`, '5', 2)).flat();
    const large = pay('shop', 'till', '5', 900);
    const score = (id: string) =>
      scoreIn(
        runOf(projectionOf({ transactions: [...small, ...large] }), [
          rule('M07', (p) => ({ findings: [], measured: measure(p, { [id]: 1 }, ['account']) }), {
            family: 'ring',
            inputs: ['transactions.at'],
          }),
        ]),
        id,
      );
    expect(score('account:s7')).toBeGreaterThan(0.4);
    expect(score('account:shop')).toBeLessThan(0.1);
  });

  it('and states are scored the same when every transfer is written twice', () => {
    const once = Array.from({ length: 300 }, (_, i) => pay(`s${i}`, `t${i % 40}`, '5', 1 + (i % 7))).flat();
    const scores = (rows: typeof once) => {
      const detectors = (['event', 'state'] as const).map((nature, i) =>
        rule(
          `M0${i}`,
          (p) => ({
            findings: [],
            measured: measure(p, { 'account:s7': 1, 'account:t3': 0.7, 'account:s20': 0.4 }, ['account']),
          }),
          {
            nature,
            family: nature === 'event' ? 'ring' : 'flow',
            inputs: ['transactions.at'],
          },
        ),
      );
      return runOf(projectionOf({ transactions: rows }), detectors).entities.map(({ id, score }) => ({ id, score }));
    };
    expect(scores([...once, ...once])).toEqual(scores(once));
  });
});

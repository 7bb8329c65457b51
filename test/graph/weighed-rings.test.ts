import { describe, expect, it } from 'vitest';
import { ratioOfDecimal } from '../../src/graph/ratio.ts';
import type { WeighedRings } from '../../src/graph/ring-chance.ts';
import { weighedRings } from '../../src/graph/weighed-rings.ts';
import { seeded } from './brute-rings.ts';
import { projectionOf } from './projection-of.ts';

const DAY = 86_400_000;
const KEEP = { min: ratioOfDecimal('0.8'), max: ratioOfDecimal('1') };

/** Transfers of a year among few accounts, some of which belong to one holder, with rings by chance. */
function year(seed: number, options: { byDay?: number } = {}) {
  const random = seeded(seed);
  const below = (n: number) => Math.floor(random() * n);
  return projectionOf({
    accounts: Array.from({ length: 30 }, (_, i) => ({ id: `account:${i}`, holder_id: `person:${i % 20}` })),
    transactions: Array.from({ length: 4000 }, (_, i) => {
      const isDay = random() < (options.byDay ?? 0);
      const at = new Date(Date.UTC(2025, 0, 1) + below(365 * 24) * (DAY / 24)).toISOString();
      return {
        id: `t-${String(i).padStart(5, '0')}`,
        at: isDay ? at.slice(0, 10) : at,
        from_account: `account:${below(30)}`,
        to_account: `account:${below(30)}`,
        amount: String([0, 100, 95, 90, 50][below(5)]),
      };
    }),
  });
}

const asText = ({ count, offsets, edges, ways }: WeighedRings) =>
  Array.from({ length: count }, (_, i) => `${edges.subarray(offsets[i]!, offsets[i + 1]!).join()} ${ways[i]}`);

describe('rings of transfers, slice after slice of time', () => {
  for (const level of ['account', 'holder'] as const) {
    it(`are those of one search, in the same order and with the same ways (${level})`, () => {
      const projection = year(3);
      for (const windowMs of [5 * DAY, 20 * DAY]) {
        const query = { level, windowMs, minLength: 3, maxLength: 4, keep: KEEP };
        const whole = weighedRings(projection, query);
        expect(whole.count).toBeGreaterThan(10);
        for (const slice of [100, 777, 1999]) {
          const sliced = weighedRings(projection, query, slice);
          expect(asText(sliced)).toEqual(asText(whole));
          expect(sliced.searchedStarts).toBe(whole.searchedStarts);
          expect(sliced.totalStarts).toBe(whole.totalStarts);
          expect(sliced.visits).toBe(whole.visits);
        }
      }
    });
  }

  it('takes no payment of nothing for a hop', () => {
    const projection = year(5);
    const { edges } = weighedRings(projection, { level: 'account', windowMs: 5 * DAY, maxLength: 4, keep: KEEP }, 500);
    expect(edges.length).toBeGreaterThan(0);
    for (const edge of edges) expect(projection.transfers.amountMinor[edge]).toBeGreaterThan(0);
  });

  it('says how far it came where the budget ends the search in a later slice', () => {
    const projection = year(7);
    const query = { level: 'account', windowMs: 20 * DAY, minLength: 3, maxLength: 4, keep: KEEP } as const;
    const whole = weighedRings(projection, query);
    const cut = weighedRings(projection, { ...query, budget: Math.floor(whole.visits / 2) }, 300);
    expect(cut.truncated).toBe(true);
    expect(cut.totalStarts).toBe(whole.totalStarts);
    expect(cut.searchedStarts).toBeGreaterThan(300);
    expect(cut.searchedStarts).toBeLessThan(whole.totalStarts);
    expect(asText(cut)).toEqual(asText(whole).slice(0, cut.count));
    const unsearched = cut.firstUnsearchedEdge!;
    expect(cut.edges.every((_, i) => !cut.offsets.includes(i) || cut.edges[i]! < unsearched)).toBe(true);
  });

  it('searches instants and days together in one piece', () => {
    const projection = year(9, { byDay: 0.3 });
    expect(projection.transfers.precisions).toBe('mixed');
    const query = { level: 'holder', windowMs: 5 * DAY, minLength: 3, maxLength: 4, keep: KEEP } as const;
    expect(asText(weighedRings(projection, query, 50))).toEqual(asText(weighedRings(projection, query)));
  });

  it('finds nothing in nothing', () => {
    const none = weighedRings(projectionOf({}), { level: 'account', windowMs: DAY, keep: KEEP });
    expect(none).toMatchObject({ count: 0, truncated: false, searchedStarts: 0, totalStarts: 0 });
  });
});

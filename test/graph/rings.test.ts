import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ratioOfDecimal } from '../../src/graph/ratio.ts';
import { buildRingIndex, type RingInput } from '../../src/graph/rings/ring-index.ts';
import { type RingOptions, ringQuery } from '../../src/graph/rings/ring-query.ts';
import { createRingSearch } from '../../src/graph/rings/ring-search.ts';
import { countRings, listRings, type RingList, visitRings } from '../../src/graph/rings.ts';
import { bruteRings, cycleOf, seeded } from './brute-rings.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ALMATY = 5 * HOUR;
const KEEPS = [
  { min: ratioOfDecimal('0.8'), max: ratioOfDecimal('1.0') },
  { min: ratioOfDecimal('0.5'), max: ratioOfDecimal('1.3') },
  { min: ratioOfDecimal('0.95'), max: ratioOfDecimal('0.99') },
  { min: ratioOfDecimal('1'), max: ratioOfDecimal('2.5') },
];

/** Columns of a few transfers written as [from, to, at]. */
function transfers(rows: readonly (readonly [number, number, number])[]): RingInput {
  return {
    nodeCount: rows.reduce((most, [from, to]) => Math.max(most, from, to), 0) + 1,
    from: Int32Array.from(rows, (row) => row[0]),
    to: Int32Array.from(rows, (row) => row[1]),
    at: Float64Array.from(rows, (row) => row[2]),
  };
}

/** A small multigraph full of parallel and simultaneous transfers, self-loops, and, at will, days without a time. */
function randomCase(random: () => number): { input: RingInput; options: RingOptions } {
  const below = (n: number) => Math.floor(random() * n);
  const nodeCount = 2 + below(6);
  const count = 3 + below(44);
  const mixed = random() < 0.4;
  const instants = 2 + below(20);
  const rows = Array.from({ length: count }, () => {
    const byDay = mixed && random() < 0.4 ? 1 : 0;
    const day = below(4);
    const at = byDay ? day * DAY : day * DAY - ALMATY + below(instants) * Math.floor(DAY / instants);
    return {
      from: below(nodeCount),
      to: below(nodeCount),
      byDay,
      day,
      at,
      amount: 80 + below(40),
      currency: below(8) ? 0 : 1,
    };
  }).sort((a, b) => a.at - b.at);
  const minLength = 2 + below(3);
  const windows = [0, 6 * HOUR, DAY, 36 * HOUR, 2 * DAY, 3 * DAY, 30 * DAY];
  const options: RingOptions = {
    windowMs: windows[below(windows.length)]!,
    minLength,
    ...(random() < 0.5 ? { maxLength: minLength + below(4) } : {}),
    ...(random() < 0.4 ? { keep: KEEPS[below(KEEPS.length)]! } : {}),
    ...(random() < 0.2 ? { through: below(nodeCount) } : {}),
  };
  const input: RingInput = {
    nodeCount,
    from: Int32Array.from(rows, (row) => row.from),
    to: Int32Array.from(rows, (row) => row.to),
    at: Float64Array.from(rows, (row) => row.at),
    amount: Float64Array.from(rows, (row) => row.amount),
    ...(random() < 0.5 ? { currency: Uint8Array.from(rows, (row) => row.currency) } : {}),
    ...(mixed
      ? { precision: Uint8Array.from(rows, (row) => row.byDay), day: Int32Array.from(rows, (row) => row.day) }
      : {}),
  };
  return { input, options };
}

function ringsOf(list: RingList): string[] {
  return Array.from({ length: list.count }, (_, i) =>
    list.edges.subarray(list.offsets[i]!, list.offsets[i + 1]!).join(','),
  ).sort();
}

describe('rings', () => {
  it('equal an independent brute force on 3,000 random multigraphs', () => {
    const random = seeded(7);
    let rings = 0;
    for (let round = 0; round < 3000; round++) {
      const { input, options } = randomCase(random);
      const expected = bruteRings(input, options);
      rings += expected.length;
      const index = buildRingIndex(input);
      const texts = expected.map((ring) => ring.join(',')).sort();
      expect(ringsOf(listRings(index, options)), `round ${round}`).toEqual(texts);

      const counts = countRings(index, options);
      for (const { length, instances, rings: distinct } of counts.lengths) {
        const ofLength = expected.filter((ring) => ring.length === length);
        expect(instances).toBe(ofLength.length);
        expect(distinct).toBe(new Set(ofLength.map((ring) => cycleOf(input, ring))).size);
      }
      expect(counts.lengths.reduce((sum, line) => sum + line.instances!, 0)).toBe(expected.length);
      expect(counts.truncated).toBe(false);
    }
    expect(rings).toBeGreaterThan(10_000);
  });

  it('do not depend on whether the halves meet by time or by hops', () => {
    const random = seeded(11);
    for (let round = 0; round < 1500; round++) {
      const { input, options } = randomCase(random);
      const bounded = { ...options, maxLength: Math.min(options.maxLength ?? 7, 7) };
      const index = buildRingIndex(input);
      const [byTime, byHops] = [false, true].map((hops) => {
        const found: string[] = [];
        createRingSearch(index, ringQuery(index, bounded), hops).search(
          0,
          index.starts.length,
          Infinity,
          (edges, _, k) => found.push(edges.subarray(0, k).join(',')),
        );
        return found;
      });
      expect(byHops, `round ${round}`).toEqual(byTime);
    }
  });

  it('need strictly increasing times and close within the window, bound included', () => {
    const index = buildRingIndex(
      transfers([
        [0, 1, 0],
        [1, 2, 5],
        [2, 0, 5],
        [2, 0, 10],
        [2, 0, 11],
      ]),
    );
    expect(ringsOf(listRings(index, { windowMs: 10 }))).toEqual(['0,1,3']);
  });

  it('count parallel transfers apart and their node sequence once', () => {
    const index = buildRingIndex(
      transfers([
        [0, 1, 0],
        [0, 1, 1],
        [1, 0, 2],
        [1, 0, 3],
      ]),
    );
    expect(countRings(index, { windowMs: 10 }).lengths).toEqual([{ length: 2, instances: 4, rings: 1 }]);
  });

  it('list lengths without rings as 0 up to the longest asked for', () => {
    const index = buildRingIndex(
      transfers([
        [0, 1, 0],
        [1, 0, 2],
      ]),
    );
    expect(countRings(index, { windowMs: 10, minLength: 3, maxLength: 4 }).lengths).toEqual([
      { length: 3, instances: 0, rings: 0 },
      { length: 4, instances: 0, rings: 0 },
    ]);
    expect(countRings(index, { windowMs: 10 }).lengths.map((line) => line.length)).toEqual([2]);
  });

  it('order a day against an instant by the local day, never within it', () => {
    const rows = (last: { day: number; at: number }): RingInput => ({
      ...transfers([
        [0, 1, 2 * DAY - ALMATY + 23 * HOUR],
        [1, 0, last.at],
      ]),
      day: Int32Array.of(2, last.day),
      precision: Uint8Array.of(0, 1),
    });
    // 23:00 local on day 2, then day 2 (no order) or day 3 (after, one whole day later).
    const sameDay: RingInput = {
      ...transfers([
        [1, 0, 2 * DAY],
        [0, 1, 2 * DAY - ALMATY + 23 * HOUR],
      ]),
      day: Int32Array.of(2, 2),
      precision: Uint8Array.of(1, 0),
    };
    expect(listRings(buildRingIndex(sameDay), { windowMs: 9 * DAY }).count).toBe(0);
    const nextDay = buildRingIndex(rows({ day: 3, at: 3 * DAY }));
    expect(listRings(nextDay, { windowMs: DAY - 1 }).count).toBe(0);
    expect(listRings(nextDay, { windowMs: DAY }).count).toBe(1);
  });

  it('compare kept shares on exact integers', () => {
    const big = 9_007_199_254_740_990;
    const input = {
      ...transfers([
        [0, 1, 0],
        [1, 0, 1],
      ]),
      amount: Float64Array.of(big, 7_205_759_403_792_792),
    };
    const max = ratioOfDecimal('1');
    // 0.8 × big is exactly 7,205,759,403,792,792; one unit less falls short.
    const index = buildRingIndex(input);
    expect(listRings(index, { windowMs: 9, keep: { min: ratioOfDecimal('0.8'), max } }).count).toBe(1);
    const less = buildRingIndex({ ...input, amount: Float64Array.of(big, 7_205_759_403_792_791) });
    expect(listRings(less, { windowMs: 9, keep: { min: ratioOfDecimal('0.8'), max } }).count).toBe(0);
  });

  it('say what a spent budget left out, and hold for the part before it', () => {
    const random = seeded(3);
    const rows = Array.from({ length: 4000 }, (_, i): [number, number, number] => [
      Math.floor(random() * 60),
      Math.floor(random() * 60),
      i,
    ]);
    const index = buildRingIndex(transfers(rows));
    const options = { windowMs: 120 };
    const all = listRings(index, options);
    const part = listRings(index, { ...options, budget: Math.floor(all.visits / 2) });
    expect(part.truncated).toBe(true);
    expect(part.searchedStarts).toBeGreaterThan(0);
    expect(part.visits).toBeLessThanOrEqual(all.visits / 2);
    const before = Array.from({ length: all.count }, (_, i) => all.edges[all.offsets[i]!]!).filter(
      (first) => first < part.firstUnsearchedEdge!,
    );
    expect(part.count).toBe(before.length);
    expect([...part.edges]).toEqual([...all.edges.subarray(0, part.edges.length)]);
    const seen: number[] = [];
    visitRings(index, options, (edges) => seen.push(...edges));
    expect(seen).toEqual([...all.edges]);
  });

  it('refuse edges out of order, days that run backwards and keep without amounts', () => {
    expect(() =>
      buildRingIndex(
        transfers([
          [0, 1, 5],
          [1, 0, 4],
        ]),
      ),
    ).toThrow(/edge 1 has time 4/);
    const index = buildRingIndex(transfers([[0, 1, 5]]));
    expect(() => countRings(index, { windowMs: 1, keep: KEEPS[0]! })).toThrow(/amounts/);
    expect(() => countRings(index, { windowMs: -1 })).toThrow(/-1/);
  });
});

const otc = `${process.env.TAMYR_TEST_DATA}/bitcoin_otc_alpha/soc-sign-bitcoinotc.csv`;

describe.skipIf(!process.env.TAMYR_TEST_DATA || !existsSync(otc))('rings of Bitcoin OTC', () => {
  it('are 12,929 within 72 hours', () => {
    const rows = readFileSync(otc, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(',').map(Number))
      .map(([from, to, , at]): [number, number, number] => [from!, to!, at! * 1000])
      .sort((a, b) => a[2] - b[2]);
    const { lengths } = countRings(buildRingIndex(transfers(rows)), { windowMs: 72 * HOUR });
    expect(lengths.reduce((sum, line) => sum + line.instances!, 0)).toBe(12_929);
    expect(lengths[0]!.instances).toBe(11_551);
  });
});

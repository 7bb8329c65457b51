import { unknownValues } from './known-values.ts';
import { lowerBound } from './lower-bound.ts';
import { compareToRatio } from './ratio.ts';
import type { RingIndex } from './rings/ring-index.ts';
import type { KeepBounds } from './rings/ring-query.ts';
import type { RingList } from './rings.ts';
import { wilsonLower } from './wilson.ts';

/**
 * How many transfers could have carried a transfer's money on: those that leave its receiver after it, within the window, in its
 * currency and within the bounds on what a hop keeps. 1 = only one way on; hundreds at a busy receiver mean that a ring
 * through it may be chance. Counted once per transfer.
 */
export function createWaysOn(index: RingIndex, windowMs: number, keep: KeepBounds): (edge: number) => number {
  const { out, to, amount, currency } = index;
  const { low, high, rankAt } = index.ranks;
  const known = new Map<number, number>();
  return (edge) => {
    const counted = known.get(edge);
    if (counted !== undefined) return counted;
    const begin = out.offsets[to[edge]!]!;
    const end = out.offsets[to[edge]! + 1]!;
    const first = begin + lowerBound(out.low.subarray(begin, end), high[edge]! + 1);
    const until = rankAt[low[edge]!]! + windowMs;
    let ways = 0;
    for (let p = first; p < end; p++) {
      if (rankAt[out.low[p]!]! > until) break;
      const next = out.edge[p]!;
      if (currency && currency[next] !== currency[edge]) continue;
      if (compareToRatio(amount![next]!, amount![edge]!, keep.min) < 0) continue;
      if (compareToRatio(amount![next]!, amount![edge]!, keep.max) <= 0) ways++;
    }
    known.set(edge, ways);
    return ways;
  };
}

/** Rings and, for each, in how many ways its money could have gone on: the product over all hops but the last. */
export interface WeighedRings extends RingList {
  ways: Float64Array;
}

/** Works out the ways of each ring of a list. */
export function waysOfRings({ count, offsets, edges }: RingList, waysOn: (edge: number) => number): Float64Array {
  const ways = new Float64Array(count).fill(1);
  for (let ring = 0; ring < count; ring++) {
    for (let i = offsets[ring]!; i < offsets[ring + 1]! - 1; i++) ways[ring]! *= waysOn(edges[i]!);
  }
  return ways;
}

/** Transfers or invoices by the nodes at their ends. */
interface Ends {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/**
 * By node (account, or firm of invoices): share of its edges that lie on a ring, each counting one over the ways its money could have
 * gone, lower bound; after a cut search a node without a ring is unknown.
 * @param isTaken whether an edge takes part in rings at all
 */
export function ringShares(
  { from, to }: Ends,
  nodeCount: number,
  isTaken: (edge: number) => boolean,
  rings: WeighedRings,
): Float64Array {
  const total = new Int32Array(nodeCount);
  const onRing = new Float64Array(nodeCount);
  for (let e = 0; e < from.length; e++) {
    if (!isTaken(e)) continue;
    total[from[e]!]!++;
    total[to[e]!]!++;
  }
  const weight = new Map<number, number>();
  for (let ring = 0; ring < rings.count; ring++) {
    const own = 1 / rings.ways[ring]!;
    for (let i = rings.offsets[ring]!; i < rings.offsets[ring + 1]!; i++) {
      const e = rings.edges[i]!;
      if (!(weight.get(e)! >= own)) weight.set(e, own);
    }
  }
  for (const [e, own] of weight) {
    onRing[from[e]!]! += own;
    onRing[to[e]!]! += own;
  }
  const values = unknownValues(nodeCount);
  for (let v = 0; v < nodeCount; v++) {
    if (total[v] === 0 || (rings.truncated && onRing[v] === 0)) continue;
    values[v] = onRing[v] === 0 ? 0 : wilsonLower(onRing[v]! / total[v]!, total[v]!);
  }
  return values;
}

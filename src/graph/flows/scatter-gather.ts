import type { Projection } from '../projection.ts';
import { elapsedMs } from '../time-order.ts';
import type { PassedLeg } from './passed-legs.ts';

/** Money of one payer that several middlemen passed on to one payee. */
export interface ScatterGather {
  source: number;
  target: number;
  /** Distinct middlemen of the fullest window, ascending. */
  middle: number[];
  /** Transfers of the fullest window, in time order, and of all windows. */
  best: number[];
  edges: number[];
  /** First transfers of the fullest window, and what they brought; minor units. */
  sentMinor: number;
  passedMinor: number;
  currency: number;
}

export interface ScatterQuery {
  windowMs: number;
  /** Fewest middlemen. */
  middle: number;
}

/**
 * Pairs of payer and payee with enough middlemen within one window from the first transfer out to the last in; by payer, then payee.
 * Legs are sorted once and pass through a sliding window: O(legs log legs).
 */
export function scatterGathers(
  projection: Projection,
  legs: readonly PassedLeg[],
  query: ScatterQuery,
): ScatterGather[] {
  const { transfers } = projection;
  const sorted = [...legs].sort(
    (a, b) =>
      a.source - b.source ||
      a.target - b.target ||
      transfers.currency[a.credit]! - transfers.currency[b.credit]! ||
      a.credit - b.credit,
  );
  const found: ScatterGather[] = [];
  for (let begin = 0, end = 0; begin < sorted.length; begin = end) {
    const first = sorted[begin]!;
    while (end < sorted.length && isSame(sorted[end]!, first)) end++;
    if (end - begin < query.middle) continue;
    const one = fullest(projection, sorted.slice(begin, end), query);
    if (one) found.push(one);
  }

  function isSame(a: PassedLeg, b: PassedLeg): boolean {
    return (
      a.source === b.source && a.target === b.target && transfers.currency[a.credit] === transfers.currency[b.credit]
    );
  }

  return found;
}

function fullest(
  { transfers }: Projection,
  legs: readonly PassedLeg[],
  { windowMs, middle }: ScatterQuery,
): ScatterGather | null {
  const endOf = (leg: PassedLeg) => leg.debits[leg.debits.length - 1]!;
  const byEnd = legs.map((_, i) => i).sort((a, b) => endOf(legs[a]!) - endOf(legs[b]!) || a - b);
  const count = new Map<number, number>();
  const isIn = new Uint8Array(legs.length);
  const isUsed = new Uint8Array(legs.length);
  let added = 0;
  let most = 0;
  let best: number[] = [];
  for (let i = 0; i < legs.length; i++) {
    for (; added < byEnd.length; added++) {
      const leg = byEnd[added]!;
      if (elapsedMs(transfers, legs[i]!.credit, endOf(legs[leg]!)) > windowMs) break;
      if (leg < i) continue;
      isIn[leg] = 1;
      count.set(legs[leg]!.middle, (count.get(legs[leg]!.middle) ?? 0) + 1);
    }
    if (count.size >= middle) {
      const inside: number[] = [];
      for (let leg = i; leg < legs.length && legs[leg]!.credit <= endOf(legs[byEnd[added - 1]!]!); leg++) {
        if (!isIn[leg]) continue;
        inside.push(leg);
        isUsed[leg] = 1;
      }
      if (count.size > most) [most, best] = [count.size, inside];
    }
    if (!isIn[i]) continue;
    const left = count.get(legs[i]!.middle)! - 1;
    if (left === 0) count.delete(legs[i]!.middle);
    else count.set(legs[i]!.middle, left);
  }
  if (most === 0) return null;
  const inBest = best.map((i) => legs[i]!);
  const used = legs.filter((_, i) => isUsed[i]);
  const sum = (edges: readonly number[]) => edges.reduce((total, edge) => total + transfers.amountMinor[edge]!, 0);
  return {
    source: legs[0]!.source,
    target: legs[0]!.target,
    middle: [...new Set(inBest.map((leg) => leg.middle))].sort((a, b) => a - b),
    best: edgesOf(inBest),
    edges: edgesOf(used),
    sentMinor: sum([...new Set(inBest.map(({ credit }) => credit))]),
    passedMinor: sum([...new Set(inBest.flatMap(({ debits }) => debits))]),
    currency: transfers.currency[legs[0]!.credit]!,
  };
}

function edgesOf(legs: readonly PassedLeg[]): number[] {
  return [...new Set(legs.flatMap(({ credit, debits }) => [credit, ...debits]))].sort((a, b) => a - b);
}

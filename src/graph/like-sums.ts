import { transferDays } from './months.ts';
import { eachPayerPair } from './payer-pairs.ts';
import type { Projection } from './projection.ts';
import { compareToRatio, type Ratio } from './ratio.ts';

/** Like sums from one payer to one account within a calendar day (Almaty). */
export interface LikeDay {
  day: number;
  currency: number;
  smallestMinor: number;
  largestMinor: number;
  /** Transfers, ascending. */
  edges: number[];
}

/** All such days of one payer and one account. */
export interface LikeSums {
  payer: number;
  account: number;
  days: LikeDay[];
}

export interface LikeQuery {
  /** Fewest like sums in one day. */
  count: number;
  /** Largest sum over smallest at most this. */
  spread: Ratio;
}

/** Pairs with days on which at least `count` sums lie within `spread` of each other; of a day and currency the largest such group, of equal ones the smallest sums. */
export function likeSums(projection: Projection, query: LikeQuery): LikeSums[] {
  const { transfers } = projection;
  const dayOf = transferDays(transfers);
  const found: LikeSums[] = [];
  eachPayerPair(projection, query.count, (payer, account, edges) => {
    const days: LikeDay[] = [];
    for (let begin = 0, end = 0; begin < edges.length; begin = end) {
      const day = dayOf[edges[begin]!]!;
      end = begin + 1;
      while (end < edges.length && dayOf[edges[end]!] === day) end++;
      if (end - begin >= query.count) days.push(...likeInDay(projection, edges.subarray(begin, end), day, query));
    }
    if (days.length > 0) found.push({ payer, account, days });
  });
  return found;
}

function likeInDay({ transfers }: Projection, edges: Int32Array, day: number, { count, spread }: LikeQuery): LikeDay[] {
  const { amountMinor, currency } = transfers;
  const sorted = Int32Array.from(edges).sort(
    (a, b) => currency[a]! - currency[b]! || amountMinor[a]! - amountMinor[b]! || a - b,
  );
  const best = new Map<number, { begin: number; end: number }>();
  for (let begin = 0, end = 0; end < sorted.length; end++) {
    const largest = sorted[end]!;
    while (
      currency[sorted[begin]!] !== currency[largest] ||
      compareToRatio(amountMinor[largest]!, amountMinor[sorted[begin]!]!, spread) > 0
    )
      begin++;
    const known = best.get(currency[largest]!);
    if (amountMinor[largest] === 0) continue;
    if (end + 1 - begin > (known ? known.end - known.begin : 0)) best.set(currency[largest]!, { begin, end: end + 1 });
  }
  return [...best].flatMap(([code, { begin, end }]) =>
    end - begin < count
      ? []
      : [
          {
            day,
            currency: code,
            smallestMinor: amountMinor[sorted[begin]!]!,
            largestMinor: amountMinor[sorted[end - 1]!]!,
            edges: [...sorted.subarray(begin, end)].sort((a, b) => a - b),
          },
        ],
  );
}

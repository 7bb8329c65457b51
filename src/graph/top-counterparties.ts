import { isCashAccount } from './cash.ts';
import { accountParties } from './parties.ts';
import type { Projection } from './projection.ts';

/**
 * The largest counterparties of a holder by money in and out, as nodes in descending order of the sum, then ascending; the commonest
 * currency only. Own accounts and cash are no counterparties.
 */
export function topCounterparties(projection: Projection, top: number): (holder: number) => readonly number[] {
  const { transfers, holdings, nodes } = projection;
  const first = nodes.range.account.start;
  const parties = accountParties(projection);
  const currency = commonestCurrency(projection);
  const known = new Map<number, readonly number[]>();
  return (holder) => {
    const ready = known.get(holder);
    if (ready) return ready;
    const sums = new Map<number, number>();
    for (let i = holdings.out.offsets[holder]!; i < holdings.out.offsets[holder + 1]!; i++) {
      const account = holdings.to[holdings.out.edges[i]!]!;
      for (const [csr, other] of [
        [transfers.out, transfers.to],
        [transfers.in, transfers.from],
      ] as const) {
        for (let j = csr.offsets[account]!; j < csr.offsets[account + 1]!; j++) {
          const edge = csr.edges[j]!;
          const end = other[edge]!;
          if (end < 0 || transfers.currency[edge] !== currency || isCashAccount(projection, end)) continue;
          const party = parties[end - first]!;
          if (party !== holder) sums.set(party, (sums.get(party) ?? 0) + transfers.amountMinor[edge]!);
        }
      }
    }
    const largest = [...sums].sort(([a, x], [b, y]) => y - x || a - b).slice(0, top);
    const found = largest.map(([party]) => party);
    known.set(holder, found);
    return found;
  };
}

function commonestCurrency({ transfers }: Projection): number {
  const count = new Float64Array(transfers.currencies.length + 1);
  for (const currency of transfers.currency) count[currency]!++;
  let best = 0;
  for (let i = 1; i < count.length; i++) if (count[i]! > count[best]!) best = i;
  return best;
}

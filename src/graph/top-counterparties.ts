import { isCashAccount } from './cash.ts';
import type { Csr } from './csr.ts';
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
  const sums = new Float64Array(nodes.count);
  const isTouched = new Uint8Array(nodes.count);
  const touched: number[] = [];

  function addUp(holder: number, { offsets, edges }: Csr, other: Int32Array, account: number): void {
    for (let j = offsets[account]!; j < offsets[account + 1]!; j++) {
      const edge = edges[j]!;
      const end = other[edge]!;
      if (end < 0 || transfers.currency[edge] !== currency || isCashAccount(projection, end)) continue;
      const party = parties[end - first]!;
      if (party === holder) continue;
      sums[party]! += transfers.amountMinor[edge]!;
      if (isTouched[party]) continue;
      isTouched[party] = 1;
      touched.push(party);
    }
  }

  return (holder) => {
    for (let i = holdings.out.offsets[holder]!; i < holdings.out.offsets[holder + 1]!; i++) {
      const account = holdings.to[holdings.out.edges[i]!]!;
      addUp(holder, transfers.out, transfers.to, account);
      addUp(holder, transfers.in, transfers.from, account);
    }
    // The largest so far, few and in order: most counterparties are passed by with one comparison.
    const found: number[] = [];
    for (const party of touched) {
      let at = found.length;
      while (at > 0 && isBefore(party, found[at - 1]!)) at--;
      if (at < top) {
        found.splice(at, 0, party);
        if (found.length > top) found.pop();
      }
    }
    for (const party of touched) {
      sums[party] = 0;
      isTouched[party] = 0;
    }
    touched.length = 0;
    return found;
  };

  function isBefore(a: number, b: number): boolean {
    return sums[a]! > sums[b]! || (sums[a] === sums[b] && a < b);
  }
}

function commonestCurrency({ transfers }: Projection): number {
  const count = new Float64Array(transfers.currencies.length + 1);
  for (const currency of transfers.currency) count[currency]!++;
  let best = 0;
  for (let i = 1; i < count.length; i++) if (count[i]! > count[best]!) best = i;
  return best;
}

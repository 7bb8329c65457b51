import { isCashAccount } from './cash.ts';
import { accountParties } from './parties.ts';
import type { Projection } from './projection.ts';

/**
 * Hands over, for every receiving account, what each payer sent there: the payer's party (only holder of the paying account, else the
 * account; for a cash deposit whoever made it) and the transfers in time order, an array that the next call reuses. Cash machines, tills
 * and transfers between a holder's own accounts are left out. O(transfers), no sort.
 * @param least payers with fewer transfers to the account are passed over
 */
export function eachPayerPair(
  projection: Projection,
  least: number,
  take: (payer: number, account: number, edges: Int32Array) => void,
): void {
  const { transfers, nodes } = projection;
  const first = nodes.range.account.start;
  const parties = accountParties(projection);
  const count = new Int32Array(nodes.count);
  const place = new Int32Array(nodes.count);
  let sorted = new Int32Array(64);
  for (let account = first; account < nodes.range.account.end; account++) {
    const begin = transfers.in.offsets[account]!;
    const end = transfers.in.offsets[account + 1]!;
    if (end - begin < least || isCashAccount(projection, account)) continue;
    const payers: number[] = [];
    const own = parties[account - first]!;
    for (let i = begin; i < end; i++) {
      const payer = payerOf(transfers.in.edges[i]!);
      if (payer < 0 || payer === own) continue;
      if (count[payer]!++ === 0) payers.push(payer);
    }
    if (sorted.length < end - begin) sorted = new Int32Array((end - begin) * 2);
    let at = 0;
    for (const payer of payers) {
      place[payer] = at;
      at += count[payer]!;
    }
    for (let i = begin; i < end; i++) {
      const edge = transfers.in.edges[i]!;
      const payer = payerOf(edge);
      if (payer >= 0 && payer !== own) sorted[place[payer]!++] = edge;
    }
    for (const payer of payers) {
      const all = count[payer]!;
      count[payer] = 0;
      if (all >= least) take(payer, account, sorted.subarray(place[payer]! - all, place[payer]!));
    }
  }

  function payerOf(edge: number): number {
    const from = transfers.from[edge]!;
    return from < 0 || isCashAccount(projection, from) ? transfers.payer[edge]! : parties[from - first]!;
  }
}

import { isCashAccount } from './cash.ts';
import { unknownValues } from './known-values.ts';
import type { Projection } from './projection.ts';

/** One place per node: 0 for accounts that paid or received anything (nothing found there is nothing), NaN for all others. */
export function movedValues(projection: Projection): Float64Array {
  const { transfers, nodes } = projection;
  const values = unknownValues(nodes.count);
  for (let account = nodes.range.account.start; account < nodes.range.account.end; account++) {
    const received = transfers.in.offsets[account + 1]! - transfers.in.offsets[account]!;
    const paid = transfers.out.offsets[account + 1]! - transfers.out.offsets[account]!;
    if (received + paid > 0 && !isCashAccount(projection, account)) values[account] = 0;
  }
  return values;
}

/** Paying accounts of transfers, ascending; where cash was paid in, whoever is named as the payer. */
export function sendersOf(projection: Projection, edges: readonly number[]): number[] {
  const { from, payer } = projection.transfers;
  const senders = new Set<number>();
  for (const edge of edges) {
    const account = from[edge]!;
    senders.add(account < 0 || isCashAccount(projection, account) ? payer[edge]! : account);
  }
  senders.delete(-1);
  return [...senders].sort((a, b) => a - b);
}

import type { Projection } from '../graph/projection.ts';
import { sharedFloat64, sharedInt32 } from '../graph/shared-columns.ts';
import type { Holders } from './holders.ts';

/** How much each node moves money. */
export interface Activity {
  /** Number of transfers by node: of an account its own, of a holder those of its accounts. */
  readonly transfers: Int32Array;
  /**
   * Turnover of each account (in + out) in units of the mean transfer of its currency: amounts of different currencies
   * become comparable without a rate. By node, as far as accounts go.
   */
  readonly turnover: Float64Array;
  /** Nodes of each kind by number of transfers, then by number. */
  readonly bySize: Readonly<Record<ScoredKind, Int32Array>>;
  /** Number of transfers of the nodes of `bySize`, beside them. */
  readonly sizes: Readonly<Record<ScoredKind, Int32Array>>;
}

/** Kinds of entity that get a score; each kind is compared with its own. */
export const SCORED_KINDS = ['account', 'company', 'person'] as const;
type ScoredKind = (typeof SCORED_KINDS)[number];

/** Counts transfers and turnover per account and holder, in shared memory. */
export function activityOf({ nodes, transfers }: Projection, holders: Holders): Activity {
  const count = sharedInt32(nodes.count);
  const turnover = sharedFloat64(nodes.range.account.end);
  const unit = meanAmounts(transfers.amountMinor, transfers.currency, transfers.currencies.length);
  for (let edge = 0; edge < transfers.count; edge++) {
    const amount = transfers.amountMinor[edge]! / unit[transfers.currency[edge]!]!;
    const from = transfers.from[edge]!;
    const to = transfers.to[edge]!;
    if (from >= 0) {
      count[from]!++;
      turnover[from]! += amount;
    }
    if (to >= 0) {
      count[to]!++;
      turnover[to]! += amount;
    }
  }
  const { offsets, ends } = holders.byAccount;
  for (let account = nodes.range.account.start; account < nodes.range.account.end; account++) {
    if (count[account] === 0) continue;
    for (let i = offsets[account]!; i < offsets[account + 1]!; i++) count[ends[i]!]! += count[account]!;
  }
  const order = (kind: ScoredKind) =>
    ordered(count.subarray(nodes.range[kind].start, nodes.range[kind].end), nodes.range[kind].start);
  const bySize = { account: order('account'), company: order('company'), person: order('person') };
  const sizesOf = (order: Int32Array) => {
    const sizes = sharedInt32(order.length);
    for (let i = 0; i < order.length; i++) sizes[i] = count[order[i]!]!;
    return sizes;
  };
  const sizes = { account: sizesOf(bySize.account), company: sizesOf(bySize.company), person: sizesOf(bySize.person) };
  return { transfers: count, turnover, bySize, sizes };
}

/** One number holds size and position, so that the native sort of floats orders both. */
function ordered(size: Int32Array, start: number): Int32Array {
  const count = size.length;
  const keys = new Float64Array(count);
  for (let i = 0; i < count; i++) keys[i] = size[i]! * count + i;
  keys.sort();
  const order = sharedInt32(count);
  for (let i = 0; i < count; i++) order[i] = start + (keys[i]! % count);
  return order;
}

function meanAmounts(amount: Float64Array, currency: Uint8Array, currencies: number): Float64Array {
  const sum = new Float64Array(currencies);
  const count = new Float64Array(currencies);
  for (let edge = 0; edge < amount.length; edge++) {
    sum[currency[edge]!]! += amount[edge]!;
    count[currency[edge]!]!++;
  }
  return sum.map((total, code) => (total > 0 ? total / count[code]! : 1));
}

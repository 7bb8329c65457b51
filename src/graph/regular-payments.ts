import { buildCsr } from './csr.ts';
import { transferMonths } from './months.ts';
import type { Projection } from './projection.ts';

/** Consecutive calendar months in which a payment must come back (ours). */
const LEAST_MONTHS = 4;
/** Most payments of one month: weekly ones have up to five (ours). */
const MOST_A_MONTH = 5;
/** The largest payment is at most this many times the smallest (ours). */
const MOST_SPREAD = 3;

/** Payments of each account that come back month after month to the same receiver, by position (node − first account). */
export interface RegularPayments {
  /** Outgoing transfers, and those of them that are regular. */
  readonly all: Int32Array;
  readonly regular: Int32Array;
  /** Distinct receivers of regular payments, and how many of them are accounts of persons. */
  readonly receivers: Int32Array;
  readonly persons: Int32Array;
}

/**
 * Rhythm: between the same two accounts, in one currency, in at least 4 consecutive calendar months with at most 5 payments each, the
 * largest at most 3 times the smallest. Wages, rents, payouts of a marketplace. O(n) in transfers.
 */
export function regularPayments(projection: Projection): RegularPayments {
  const { transfers, accounts, nodes } = projection;
  const first = nodes.range.account.start;
  const column = () => new Int32Array(accounts.count);
  const found = { all: column(), regular: column(), receivers: column(), persons: column() };
  const months = transferMonths(transfers);
  const { from, to } = transfers;
  let order = 0;
  const both = new Int32Array(transfers.in.edges.length);
  // By receiver, then time; grouping by payer keeps that order, so that each pair stands together.
  for (const edge of transfers.in.edges) if (from[edge]! >= 0 && from[edge] !== to[edge]) both[order++] = edge;
  const { offsets, edges } = buildCsr(nodes.count, from, { order: both.subarray(0, order) });
  for (let account = first; account < nodes.range.account.end; account++) {
    const at = account - first;
    found.all[at] = transfers.out.offsets[account + 1]! - transfers.out.offsets[account]!;
    let begin = offsets[account]!;
    while (begin < offsets[account + 1]!) {
      let end = begin + 1;
      while (end < offsets[account + 1]! && to[edges[end]!] === to[edges[begin]!]) end++;
      if (end - begin >= LEAST_MONTHS && isRegular(projection, months, edges, begin, end)) {
        const holder = accounts.holder[to[edges[begin]!]! - first]!;
        found.regular[at]! += end - begin;
        found.receivers[at]!++;
        if (holder >= nodes.range.person.start && holder < nodes.range.person.end) found.persons[at]!++;
      }
      begin = end;
    }
  }
  return found;
}

function isRegular(
  { transfers: { amountMinor, currency } }: Projection,
  months: Uint16Array,
  edges: Int32Array,
  begin: number,
  end: number,
): boolean {
  let distinct = 0;
  let inMonth = 0;
  let month = Number.NaN;
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (let i = begin; i < end; i++) {
    const edge = edges[i]!;
    if (currency[edge] !== currency[edges[begin]!]) return false;
    least = Math.min(least, amountMinor[edge]!);
    most = Math.max(most, amountMinor[edge]!);
    if (months[edge] === month) {
      if (++inMonth > MOST_A_MONTH) return false;
      continue;
    }
    if (distinct > 0 && months[edge] !== month + 1) return false;
    month = months[edge]!;
    distinct++;
    inMonth = 1;
  }
  return distinct >= LEAST_MONTHS && most <= MOST_SPREAD * least;
}

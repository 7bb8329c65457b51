import { exponentOf } from '../model/money.ts';
import { CHANNELS } from '../model/vocabulary.ts';
import { partiesOfTransfer } from './businesses.ts';
import { movementTypes, TRANSFER } from './cash.ts';
import { transferMonths } from './months.ts';
import { ownershipGroups } from './ownership.ts';
import type { Projection } from './projection.ts';

const TOPUP = CHANNELS.indexOf('topup');

/** Payments of one account, those with a rhythm left out. */
export interface PaidSums {
  /** Edges in time order. */
  payments: number[];
  /** Those of them that are round. */
  round: number[];
}

/** Whether an amount has at most two digits before its zeros: a multiple of 10^(digits − 2), in any unit; 0 is none. */
export function isRound(amountMinor: number): boolean {
  let rest = amountMinor;
  while (rest >= 100 && rest % 10 === 0) rest /= 10;
  return rest > 0 && rest < 100;
}

/** Digits of crypto-assets: their sums are mostly fractions of a unit. */
const CRYPTO_EXPONENT = 8;

/** Least amount of a currency that can be other than round: under 100 units a sum has no more than two digits anyway. */
function leastTelling(currency: string): number {
  const exponent = exponentOf(currency);
  return exponent >= CRYPTO_EXPONENT ? 1 : 100 * 10 ** exponent;
}

/**
 * Payments of an account to others, of 100 units and more: no cash and no top-ups (notes and machines make them round), none
 * to its own holder or within its group of companies (loans and pools), and none that repeats a sum to the same receiver in
 * another month: wages, rent and subscriptions are round by agreement. O(payments · log).
 */
export function paidSums(projection: Projection, account: number): PaidSums {
  const { transfers } = projection;
  const types = movementTypes(projection);
  const months = transferMonths(transfers);
  const { offsets, edges } = transfers.out;
  const least = transfers.currencies.map(leastTelling);
  const taken: number[] = [];
  for (let i = offsets[account]!; i < offsets[account + 1]!; i++) {
    const e = edges[i]!;
    if (
      types[e] !== TRANSFER ||
      transfers.channel[e] === TOPUP ||
      transfers.amountMinor[e]! < least[transfers.currency[e]!]!
    )
      continue;
    const { payer, payee } = partiesOfTransfer(projection, e);
    if (payer !== payee && !isInGroup(projection, payer, payee)) taken.push(e);
  }
  const bySum = [...taken].sort(
    (a, b) =>
      transfers.to[a]! - transfers.to[b]! ||
      transfers.amountMinor[a]! - transfers.amountMinor[b]! ||
      transfers.currency[a]! - transfers.currency[b]! ||
      a - b,
  );
  const payments: number[] = [];
  for (let begin = 0, end = 0; begin < bySum.length; begin = end) {
    const first = bySum[begin]!;
    const isSame = (e: number) =>
      transfers.to[e] === transfers.to[first] &&
      transfers.amountMinor[e] === transfers.amountMinor[first] &&
      transfers.currency[e] === transfers.currency[first];
    for (end = begin + 1; end < bySum.length && isSame(bySum[end]!); ) end++;
    if (months[bySum[end - 1]!] !== months[first]) continue;
    payments.push(...bySum.slice(begin, end));
  }
  payments.sort((a, b) => a - b);
  return { payments, round: payments.filter((e) => isRound(transfers.amountMinor[e]!)) };
}

/** Whether two companies are of one ownership group. */
function isInGroup(projection: Projection, a: number, b: number): boolean {
  const { start, end } = projection.nodes.range.company;
  if (a < start || a >= end || b < start || b >= end) return false;
  const groups = ownershipGroups(projection);
  return groups[a - start] === groups[b - start];
}

import { CHANNELS } from '../model/vocabulary.ts';
import { partiesOfTransfer } from './businesses.ts';
import { movementTypes, TRANSFER } from './cash.ts';
import type { Projection } from './projection.ts';
import { compareToRatio, type Ratio } from './ratio.ts';
import { elapsedMs } from './time-order.ts';

const TOPUP = CHANNELS.indexOf('topup');

/** What a threshold is for. */
export type ReportedKind = 'cash' | 'topup' | 'currency';

export interface ReportingThreshold {
  readonly kind: ReportedKind;
  readonly currency: string;
  readonly minor: number;
}

export interface UnderQuery {
  readonly thresholds: readonly ReportingThreshold[];
  /** Least part of the threshold; under the whole of it. */
  readonly from: Ratio;
  readonly payments: number;
  readonly windowMs: number;
}

/** Payments of one payer under one threshold. */
export interface PayerUnder {
  readonly threshold: ReportingThreshold;
  /** All its payments of this kind and currency. */
  readonly total: number;
  /** Those just under the threshold that lie in a window with enough of them, in time order. */
  readonly edges: readonly number[];
  /** The fullest window of them. */
  readonly best: readonly number[];
}

/**
 * Hands over every payer with a payment to which a threshold applies, one threshold at a time: who really acted, else who
 * pays, of a deposit who gets it. Transfers between one holder's accounts are left out. O(transfers).
 */
export function eachPayerUnder(
  projection: Projection,
  { thresholds, from, payments, windowMs }: UnderQuery,
  visit: (payer: number, found: PayerUnder) => void,
): void {
  const { transfers } = projection;
  const types = movementTypes(projection);
  const kinds = thresholds.map(({ kind }) => kind);
  const codes = thresholds.map(({ currency }) => transfers.currencies.indexOf(currency));
  const seen = new Map<number, { total: number; under: number[] }>();
  for (let e = 0; e < transfers.count; e++) {
    for (let t = 0; t < thresholds.length; t++) {
      if (codes[t] !== transfers.currency[e]) continue;
      if (kinds[t] === 'cash' && types[e] === TRANSFER) continue;
      if (kinds[t] === 'topup' && transfers.channel[e] !== TOPUP) continue;
      const ends = partiesOfTransfer(projection, e);
      if (types[e] === TRANSFER && ends.payer === ends.payee) continue;
      const payer = payerOf(projection, types[e]!, e, ends);
      if (payer < 0) continue;
      const key = payer * thresholds.length + t;
      let found = seen.get(key);
      if (!found) seen.set(key, (found = { total: 0, under: [] }));
      found.total++;
      const amount = transfers.amountMinor[e]!;
      const { minor } = thresholds[t]!;
      if (amount < minor && compareToRatio(amount, minor, from) >= 0) found.under.push(e);
    }
  }
  const keys = Float64Array.from(seen.keys()).sort();
  for (const key of keys) {
    const { total, under } = seen.get(key)!;
    const threshold = thresholds[key % thresholds.length]!;
    visit(Math.floor(key / thresholds.length), {
      threshold,
      total,
      ...windowsOf(projection, under, payments, windowMs),
    });
  }
}

function payerOf(
  { transfers }: Projection,
  type: number,
  edge: number,
  { payer, payee }: { payer: number; payee: number },
): number {
  if (transfers.payer[edge]! >= 0) return transfers.payer[edge]!;
  const isDeposit = type > 1;
  return isDeposit ? payee : payer;
}

/** Edges that lie in a closed window with at least `payments` of them, and the fullest window. */
function windowsOf(
  { transfers }: Projection,
  under: readonly number[],
  payments: number,
  windowMs: number,
): { edges: number[]; best: number[] } {
  const inWindow = new Set<number>();
  let best: number[] = [];
  for (let first = 0, end = 0; first < under.length; first++) {
    while (end < under.length && elapsedMs(transfers, under[first]!, under[end]!) <= windowMs) end++;
    if (end - first < payments) continue;
    if (end - first > best.length) best = under.slice(first, end);
    for (let i = first; i < end; i++) inWindow.add(under[i]!);
  }
  return { edges: [...inWindow].sort((a, b) => a - b), best };
}

import { PRECISION_DAY } from '../model/time.ts';
import { transferDays } from './months.ts';
import type { Projection } from './projection.ts';

/** Movements of one account, in the order in which money can be spent; arrays are reused by the next `load`. */
export interface AccountLedger {
  /** Reads the movements of an account (node); transfers to itself are left out. */
  load(account: number): void;
  length: number;
  /** Edge of each movement. */
  edges: Int32Array;
  /** 1 where money comes in, 0 where it leaves. */
  incoming: Uint8Array;
}

/**
 * Merges what an account received and paid. At one instant credits come before debits; on a day of which some movement is
 * known by the day only, debits come before credits, because nothing says that a day's money was there to spend that day.
 */
export function createLedger({ transfers }: Projection): AccountLedger {
  const days = transferDays(transfers);
  const mixed = transfers.precisions !== 'instant';
  let held = new Int32Array(64);
  const ledger: AccountLedger = { load, length: 0, edges: new Int32Array(64), incoming: new Uint8Array(64) };

  function load(account: number): void {
    const { offsets: inOffsets, edges: inEdges } = transfers.in;
    const { offsets: outOffsets, edges: outEdges } = transfers.out;
    let i = inOffsets[account]!;
    let o = outOffsets[account]!;
    const iEnd = inOffsets[account + 1]!;
    const oEnd = outOffsets[account + 1]!;
    reserve(iEnd - i + oEnd - o);
    ledger.length = 0;
    while (i < iEnd || o < oEnd) {
      const takeIn = o >= oEnd || (i < iEnd && isFirst(inEdges[i]!, outEdges[o]!));
      const edge = takeIn ? inEdges[i++]! : outEdges[o++]!;
      if (transfers.from[edge] === transfers.to[edge]) continue;
      ledger.edges[ledger.length] = edge;
      ledger.incoming[ledger.length++] = takeIn ? 1 : 0;
    }
    if (mixed) debitsFirst();
  }

  function isFirst(credit: number, debit: number): boolean {
    return transfers.at[credit]! <= transfers.at[debit]!;
  }

  /** Within each day that holds a movement known by the day only: debits, then credits. */
  function debitsFirst(): void {
    const { edges, incoming } = ledger;
    for (let start = 0, end = 0; start < ledger.length; start = end) {
      const day = days[edges[start]!]!;
      let byDay = false;
      for (end = start; end < ledger.length && days[edges[end]!] === day; end++) {
        if (transfers.precision[edges[end]!] === PRECISION_DAY) byDay = true;
      }
      if (!byDay) continue;
      let debits = start;
      let credits = 0;
      for (let p = start; p < end; p++) {
        if (incoming[p]) held[credits++] = edges[p]!;
        else edges[debits++] = edges[p]!;
      }
      incoming.fill(0, start, debits);
      incoming.fill(1, debits, end);
      edges.set(held.subarray(0, credits), debits);
    }
  }

  function reserve(length: number): void {
    if (ledger.edges.length >= length) return;
    ledger.edges = new Int32Array(length * 2);
    ledger.incoming = new Uint8Array(length * 2);
    held = new Int32Array(length * 2);
  }

  return ledger;
}

/** Currencies (numbers) of the movements that a ledger holds, ascending. */
export function ledgerCurrencies(ledger: AccountLedger, currency: Uint8Array): number[] {
  const first = ledger.length > 0 ? currency[ledger.edges[0]!]! : -1;
  let others: Set<number> | null = null;
  for (let p = 1; p < ledger.length; p++) {
    const c = currency[ledger.edges[p]!]!;
    if (c !== first) (others ??= new Set()).add(c);
  }
  return first < 0 ? [] : others ? [first, ...others].sort((a, b) => a - b) : [first];
}

/** Called for each part of a credit that a debit spends: positions in the ledger and the amount in minor units. */
export type OnSpend = (credit: number, debit: number, amountMinor: number) => void;

/** Scratch of `spendFirstInFirstOut`, reused from account to account. */
export interface SpendQueue {
  lots: Int32Array;
  left: Float64Array;
}

/**
 * Lets each debit spend the oldest money of its currency. What was on the account before the first movement is spent first where
 * `openingMinor` is known; debits beyond all known money are nobody's.
 */
export function spendFirstInFirstOut(
  ledger: AccountLedger,
  amountMinor: Float64Array,
  currencies: { of: Uint8Array; take: number },
  openingMinor: number,
  queue: SpendQueue,
  onSpend: OnSpend,
): void {
  if (queue.lots.length < ledger.length) {
    queue.lots = new Int32Array(ledger.length * 2);
    queue.left = new Float64Array(ledger.length * 2);
  }
  let opening = Number.isNaN(openingMinor) ? 0 : Math.max(openingMinor, 0);
  let head = 0;
  let tail = 0;
  for (let p = 0; p < ledger.length; p++) {
    const edge = ledger.edges[p]!;
    if (currencies.of[edge] !== currencies.take) continue;
    let amount = amountMinor[edge]!;
    if (ledger.incoming[p]) {
      queue.lots[tail] = p;
      queue.left[tail++] = amount;
      continue;
    }
    const fromOpening = Math.min(opening, amount);
    opening -= fromOpening;
    amount -= fromOpening;
    while (amount > 0 && head < tail) {
      const part = Math.min(queue.left[head]!, amount);
      if (part > 0) onSpend(queue.lots[head]!, p, part);
      amount -= part;
      queue.left[head]! -= part;
      if (queue.left[head] === 0) head++;
    }
  }
}

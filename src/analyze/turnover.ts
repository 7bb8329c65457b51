import { movementTypes, WITHDRAWAL } from '../graph/cash.ts';
import type { Projection } from '../graph/projection.ts';
import type { Cluster } from '../model/finding.ts';
import type { Money } from '../model/money.ts';
import { byCodePoint } from '../model/order.ts';
import type { Holders } from './holders.ts';

/** An exact sum of integers: a float below 2^52, emptied into a BigInt before it could lose a unit. */
const FLUSH = 2 ** 52;

interface Sums {
  readonly low: Float64Array;
  readonly high: bigint[];
  readonly used: Uint8Array;
}

const FLOWS = ['in', 'inside', 'out', 'cash'] as const;
type Flow = (typeof FLOWS)[number];

/**
 * Turnover of each cluster up to the as-of day, exact per currency: into it, inside it (without transfers between one holder's own
 * accounts), out of it other than in cash, and withdrawn in cash.
 */
export function clusterTurnover(
  projection: Projection,
  groupOf: Int32Array,
  groups: number,
  holders: Holders,
): Cluster['turnover'][] {
  const { transfers } = projection;
  const types = movementTypes(projection);
  const currencies = transfers.currencies.length;
  const sums: Record<Flow, Sums> = {
    in: emptySums(groups * currencies),
    inside: emptySums(groups * currencies),
    out: emptySums(groups * currencies),
    cash: emptySums(groups * currencies),
  };
  for (let edge = 0; edge < transfers.count; edge++) {
    const from = transfers.from[edge]!;
    const to = transfers.to[edge]!;
    const source = from < 0 ? -1 : groupOf[from]!;
    const target = to < 0 ? -1 : groupOf[to]!;
    if (source < 0 && target < 0) continue;
    const amount = transfers.amountMinor[edge]!;
    const currency = transfers.currency[edge]!;
    if (source >= 0 && source === target) {
      if (!sameHolder(from, to, holders)) add(sums.inside, source * currencies + currency, amount);
      continue;
    }
    if (target >= 0) add(sums.in, target * currencies + currency, amount);
    if (source >= 0) {
      add(types[edge]! & WITHDRAWAL ? sums.cash : sums.out, source * currencies + currency, amount);
    }
  }
  return Array.from({ length: groups }, (_, group) => ({
    in: money(sums.in, group, transfers.currencies),
    inside: money(sums.inside, group, transfers.currencies),
    out: money(sums.out, group, transfers.currencies),
    cash: money(sums.cash, group, transfers.currencies),
  }));
}

function sameHolder(a: number, b: number, holders: Holders): boolean {
  if (a === b) return true;
  const others = holders.holdersOf(b);
  return holders.holdersOf(a).some((holder) => others.includes(holder));
}

function emptySums(length: number): Sums {
  return { low: new Float64Array(length), high: new Array<bigint>(length).fill(0n), used: new Uint8Array(length) };
}

function add({ low, high, used }: Sums, at: number, amount: number): void {
  used[at] = 1;
  if (amount >= FLUSH) {
    high[at]! += BigInt(amount);
    return;
  }
  low[at]! += amount;
  if (low[at]! >= FLUSH) {
    high[at]! += BigInt(low[at]!);
    low[at] = 0;
  }
}

function money({ low, high, used }: Sums, group: number, currencies: readonly string[]): Money[] {
  const all: Money[] = [];
  for (const [code, currency] of currencies.entries()) {
    const at = group * currencies.length + code;
    if (used[at]) all.push({ minor: String(high[at]! + BigInt(low[at]!)), currency });
  }
  return all.sort((a, b) => byCodePoint(a.currency, b.currency));
}

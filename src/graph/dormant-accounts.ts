import { NO_DAY } from '../model/time.ts';
import { partiesOfTransfer } from './businesses.ts';
import { isCashAccount } from './cash.ts';
import { convertedThreshold, leastOfTop, type ThresholdBasis } from './money-thresholds.ts';
import { transferDays, transferMonths } from './months.ts';
import type { Projection } from './projection.ts';

export interface DormantQuery {
  /** Fewest days without a movement. */
  silentDays: number;
  /** Days from the first movement after it, the last one included. */
  activeDays: number;
  /** In KZT, minor units. */
  leastMinor: number;
  /** In currencies without a rate: the highest sums of an account and month that count as large. */
  topShare: number;
  /** Part of the sum that the same season a year before must have reached to make it a season. */
  seasonPart: number;
}

/** One awakening of an account. */
export interface Awakening {
  silentDays: number;
  side: 'in' | 'out';
  currency: string;
  sumMinor: number;
  thresholdMinor: number;
  basis: ThresholdBasis;
  /** Edges of the sum, in time order. */
  edges: number[];
  /** The last movement before, −1 where the account had none since it was opened. */
  before: number;
}

/** A year before, give or take a month. */
const YEAR_DAYS = 365;
const SEASON_DAYS = 31;

/**
 * Hands over every account that moved, with its awakenings: no movement for `silentDays` (or none since it was opened,
 * within the data), then large sums in or out, transfers of one holder left out. Seasons that were there a year before are no
 * awakenings. O(transfers).
 */
export function eachAwakening(
  projection: Projection,
  query: DormantQuery,
  visit: (account: number, awakenings: Awakening[]) => void,
): void {
  const { transfers, nodes, accounts } = projection;
  const days = transferDays(transfers);
  const { start, end } = nodes.range.account;
  let firstDay = Infinity;
  for (const day of days) if (day < firstDay) firstDay = day;
  const ranked = highestSums(projection, query.topShare);
  for (let account = start; account < end; account++) {
    if (isCashAccount(projection, account)) continue;
    const edges = edgesOf(projection, account);
    if (edges.length === 0) continue;
    const opened = accounts.openedDay[account - start]!;
    const found: Awakening[] = [];
    let last = opened === NO_DAY ? Infinity : Math.max(opened, firstDay);
    for (let i = 0; i < edges.length; i++) {
      const day = days[edges[i]!]!;
      if (day - last >= query.silentDays) {
        const awakening = awakeningAt(projection, query, ranked, account, edges, i);
        if (awakening) found.push({ ...awakening, silentDays: day - last, before: i === 0 ? -1 : edges[i - 1]! });
      }
      last = day;
    }
    visit(account, found);
  }
}

/** All movements of an account in time order, each once. */
function edgesOf({ transfers }: Projection, account: number): Int32Array {
  const out = transfers.out.edges.subarray(transfers.out.offsets[account]!, transfers.out.offsets[account + 1]!);
  const into = transfers.in.edges.subarray(transfers.in.offsets[account]!, transfers.in.offsets[account + 1]!);
  const merged = new Int32Array(out.length + into.length);
  let count = 0;
  for (let a = 0, b = 0; a < out.length || b < into.length; ) {
    const next = b === into.length || (a < out.length && out[a]! <= into[b]!) ? out[a]! : into[b]!;
    if (out[a] === next) a++;
    if (into[b] === next) b++;
    merged[count++] = next;
  }
  return merged.subarray(0, count);
}

/** The larger side of the days after the movement at `first`, where it reaches the threshold and is no season. */
function awakeningAt(
  projection: Projection,
  query: DormantQuery,
  ranked: ReadonlyMap<string, number>,
  account: number,
  edges: Int32Array,
  first: number,
): Omit<Awakening, 'silentDays' | 'before'> | null {
  const { transfers } = projection;
  const days = transferDays(transfers);
  const from = days[edges[first]!]!;
  const sums = new Map<string, { sumMinor: number; edges: number[] }>();
  for (let i = first; i < edges.length && days[edges[i]!]! - from <= query.activeDays; i++) {
    const key = sideOf(projection, account, edges[i]!);
    if (key === null) continue;
    let sum = sums.get(key);
    if (!sum) sums.set(key, (sum = { sumMinor: 0, edges: [] }));
    sum.sumMinor += transfers.amountMinor[edges[i]!]!;
    sum.edges.push(edges[i]!);
  }
  let best: Omit<Awakening, 'silentDays' | 'before'> | null = null;
  for (const [key, sum] of sums) {
    const [side, currency] = key.split(' ') as ['in' | 'out', string];
    const { minor, basis } = convertedThreshold(projection, currency, query.leastMinor, from) ?? {
      minor: ranked.get(currency) ?? Infinity,
      basis: 'rank' as const,
    };
    if (sum.sumMinor < minor) continue;
    let yearBefore = 0;
    for (let i = 0; i < first; i++) {
      const ago = from - days[edges[i]!]!;
      if (ago > YEAR_DAYS + SEASON_DAYS || ago < YEAR_DAYS - SEASON_DAYS - query.activeDays) continue;
      if (sideOf(projection, account, edges[i]!) === key) yearBefore += transfers.amountMinor[edges[i]!]!;
    }
    if (yearBefore >= sum.sumMinor * query.seasonPart) continue;
    if (best && best.sumMinor / best.thresholdMinor >= sum.sumMinor / minor) continue;
    best = { side, currency, ...sum, thresholdMinor: minor, basis };
  }
  return best;
}

/** `in KZT`: side and currency of a movement, null between accounts of one holder. */
function sideOf(projection: Projection, account: number, edge: number): string | null {
  const { transfers } = projection;
  const { payer, payee } = partiesOfTransfer(projection, edge);
  if (payer === payee) return null;
  const side = transfers.from[edge] === account ? 'out' : 'in';
  return `${side} ${transfers.currencies[transfers.currency[edge]!]}`;
}

/** By currency other than KZT: the least of the highest sums that an account paid or got in a calendar month. */
function highestSums(projection: Projection, topShare: number): Map<string, number> {
  const { transfers, nodes } = projection;
  const tenge = transfers.currencies.indexOf('KZT');
  const sums = new Map<number, number[]>();
  if (transfers.currencies.length === (tenge < 0 ? 0 : 1)) return new Map();
  const months = transferMonths(transfers);
  for (let account = nodes.range.account.start; account < nodes.range.account.end; account++) {
    for (const side of [transfers.out, transfers.in]) {
      const bySum = new Map<number, number>();
      for (let i = side.offsets[account]!; i < side.offsets[account + 1]!; i++) {
        const edge = side.edges[i]!;
        if (transfers.currency[edge] === tenge) continue;
        const key = months[edge]! * 256 + transfers.currency[edge]!;
        bySum.set(key, (bySum.get(key) ?? 0) + transfers.amountMinor[edge]!);
      }
      for (const [key, sum] of bySum) {
        const known = sums.get(key % 256);
        if (known) known.push(sum);
        else sums.set(key % 256, [sum]);
      }
    }
  }
  return new Map([...sums].map(([code, list]) => [transfers.currencies[code]!, leastOfTop(list, topShare)]));
}

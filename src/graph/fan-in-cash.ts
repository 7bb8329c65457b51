import {
  type AccountLedger,
  createLedger,
  ledgerCurrencies,
  type SpendQueue,
  spendFirstInFirstOut,
} from './account-ledger.ts';
import { isCashAccount, movementTypes, WITHDRAWAL } from './cash.ts';
import { relatedParties } from './ownership.ts';
import { accountParties } from './parties.ts';
import type { Projection } from './projection.ts';
import { compareToRatio, type Ratio } from './ratio.ts';
import { elapsedMs } from './time-order.ts';

/** A time in which unrelated payers' money came to an account and was withdrawn. Amounts in minor units. */
export interface CollectedCash {
  /** Ledger positions of the first credit and the last withdrawal. */
  from: number;
  to: number;
  /** Unrelated payers. */
  payers: number;
  creditMinor: number;
  cashedMinor: number;
}

/** Windows that overlap, as one stretch from the first credit to the last withdrawal of all of them. */
export interface CashEpisode {
  from: number;
  to: number;
  /** Of the credits of the whole stretch, what was withdrawn after it came; minor units. */
  cashedMinor: number;
  /** The window with the most payers, then the greatest share withdrawn, then the first. */
  best: CollectedCash;
}

export interface CashCollector {
  account: number;
  currency: number;
  episodes: CashEpisode[];
  /** Distinct unrelated payers over all time. */
  payers: number;
  creditMinor: number;
  /** Credits withdrawn within the window, first in first out. */
  cashedMinor: number;
  /** Credits and withdrawals of a stretch, ascending; valid during the call. */
  edgesOf(stretch: { from: number; to: number }): number[];
}

export interface FanInCashQuery {
  windowMs: number;
  payers: number;
  cashed: Ratio;
}

/**
 * Walks every account from which cash was withdrawn, one currency at a time, and finds for every withdrawal the longest window of
 * at most `windowMs` before it with enough payers and enough of the money cashed. Payers count once per related party, the
 * account's own people not at all; `payer_id` wins over the paying account. Prefix sums and a sliding minimum pass over
 * withdrawals that end no window; each of the others costs its window's movements.
 */
export function eachCashCollector(
  projection: Projection,
  query: FanInCashQuery,
  take: (collector: CashCollector) => void,
): void {
  const { transfers, nodes } = projection;
  const types = movementTypes(projection);
  const ledger = createLedger(projection);
  const queue: SpendQueue = { lots: new Int32Array(64), left: new Float64Array(64) };
  const payerOf = payerLookup(projection);
  for (let account = nodes.range.account.start; account < nodes.range.account.end; account++) {
    if (transfers.in.offsets[account] === transfers.in.offsets[account + 1]) continue;
    if (!hasWithdrawal(projection, account) || isCashAccount(projection, account)) continue;
    ledger.load(account);
    for (const currency of ledgerCurrencies(ledger, transfers.currency)) {
      const positions: number[] = [];
      for (let p = 0; p < ledger.length; p++) if (transfers.currency[ledger.edges[p]!] === currency) positions.push(p);
      const flow: Flow = {
        ledger,
        positions,
        payer: positions.map((p) => (ledger.incoming[p] ? payerOf(account, ledger.edges[p]!) : -1)),
      };
      const episodes = findEpisodes(projection, flow, query);
      let cashedMinor = 0;
      const chosen = { of: transfers.currency, take: currency };
      spendFirstInFirstOut(ledger, transfers.amountMinor, chosen, Number.NaN, queue, (credit, debit, amount) => {
        const [paid, spent] = [ledger.edges[credit]!, ledger.edges[debit]!];
        if (types[spent] === WITHDRAWAL && elapsedMs(transfers, paid, spent) <= query.windowMs) cashedMinor += amount;
      });
      const credits = positions.filter((p) => ledger.incoming[p]);
      take({
        account,
        currency,
        episodes,
        payers: new Set(flow.payer.filter((payer) => payer >= 0)).size,
        creditMinor: credits.reduce((sum, p) => sum + transfers.amountMinor[ledger.edges[p]!]!, 0),
        cashedMinor,
        edgesOf: ({ from, to }) =>
          positions
            .filter((p) => p >= from && p <= to && (ledger.incoming[p] || types[ledger.edges[p]!] === WITHDRAWAL))
            .map((p) => ledger.edges[p]!)
            .sort((a, b) => a - b),
      });
    }
  }
}

/** One account's movements of one currency. */
interface Flow {
  ledger: AccountLedger;
  positions: readonly number[];
  /** Unrelated payer of each credit, −1 where it is a debit, own money or unknown cash. */
  payer: readonly number[];
}

type Stretch = Omit<CashEpisode, 'cashedMinor'>;

function findEpisodes(projection: Projection, flow: Flow, query: FanInCashQuery): CashEpisode[] {
  const { transfers } = projection;
  const { positions, ledger, payer } = flow;
  const types = movementTypes(projection);
  const edge = (i: number) => ledger.edges[positions[i]!]!;
  const isCash = (i: number) => !ledger.incoming[positions[i]!] && types[edge(i)] === WITHDRAWAL;
  const balance = shortfalls(projection, flow, query.cashed);
  const inWindow = new Map<number, number>();
  const minima: number[] = [];
  let head = 0;
  let offered = 0;
  let tooEarly = 0;
  let enough = 0;
  const found: Stretch[] = [];
  for (let j = 0; j < positions.length; j++) {
    if (payer[j]! >= 0) inWindow.set(payer[j]!, (inWindow.get(payer[j]!) ?? 0) + 1);
    // `enough`: one past the last start that still leaves the payers asked for between it and j.
    while (enough <= j && inWindow.size >= query.payers) {
      const leaving = payer[enough]!;
      if (leaving >= 0) {
        const count = inWindow.get(leaving)!;
        if (count === 1 && inWindow.size === query.payers) break;
        if (count === 1) inWindow.delete(leaving);
        else inWindow.set(leaving, count - 1);
      }
      enough++;
    }
    if (inWindow.size < query.payers || !isCash(j)) continue;
    for (; offered <= enough && offered < j; offered++) {
      if (!ledger.incoming[positions[offered]!]) continue;
      while (minima.length > head && balance[minima[minima.length - 1]!]! >= balance[offered]!) minima.pop();
      minima.push(offered);
    }
    while (tooEarly < j && elapsedMs(transfers, edge(tooEarly), edge(j)) > query.windowMs) tooEarly++;
    while (head < minima.length && minima[head]! < tooEarly) head++;
    if (head >= minima.length || balance[minima[head]!]! > balance[j + 1]!) continue;
    const window = longestWindow(projection, flow, { first: tooEarly, last: j }, query);
    if (window) addWindow(found, window);
  }
  return found.map((episode) => ({ ...episode, cashedMinor: cashedWithin(projection, flow, episode) }));
}

/** Joins a window to the episodes that it overlaps, or begins a new one. */
function addWindow(episodes: Stretch[], window: CollectedCash): void {
  const joined: Stretch = { from: window.from, to: window.to, best: window };
  for (let last = episodes.at(-1); last && last.to >= joined.from; last = episodes.at(-1)) {
    joined.from = Math.min(joined.from, last.from);
    if (!isBetter(joined.best, last.best)) joined.best = last.best;
    episodes.pop();
  }
  episodes.push(joined);
}

function isBetter(a: CollectedCash, b: CollectedCash): boolean {
  if (a.payers !== b.payers) return a.payers > b.payers;
  return a.cashedMinor / a.creditMinor > b.cashedMinor / b.creditMinor;
}

/** Running sum of cash · denominator − credits · numerator before each position: no less at the end of a stretch than at its start = enough cashed. */
function shortfalls(
  projection: Projection,
  { ledger, positions }: Flow,
  { numerator, denominator }: Ratio,
): Float64Array {
  const { transfers } = projection;
  const types = movementTypes(projection);
  const sums = new Float64Array(positions.length + 1);
  positions.forEach((p, i) => {
    const edge = ledger.edges[p]!;
    const amount = transfers.amountMinor[edge]!;
    const change = ledger.incoming[p] ? -amount * numerator : types[edge] === WITHDRAWAL ? amount * denominator : 0;
    sums[i + 1] = sums[i]! + change;
  });
  return sums;
}

/**
 * The longest stretch from a credit to the withdrawal `last` with enough payers and enough of its credits withdrawn after they came;
 * other debits spend too. Walks back in time: a credit put in front meets the earliest debits that later credits did not cover.
 */
function longestWindow(
  projection: Projection,
  { ledger, positions, payer }: Flow,
  { first, last }: { first: number; last: number },
  query: FanInCashQuery,
): CollectedCash | null {
  const { transfers } = projection;
  const types = movementTypes(projection);
  const payers = new Set<number>();
  const uncovered: { minor: number; isCash: boolean }[] = [];
  let creditMinor = 0;
  let cashedMinor = 0;
  let longest: CollectedCash | null = null;
  for (let i = last; i >= first; i--) {
    const edge = ledger.edges[positions[i]!]!;
    const amount = transfers.amountMinor[edge]!;
    if (!ledger.incoming[positions[i]!]) {
      uncovered.push({ minor: amount, isCash: types[edge] === WITHDRAWAL });
      continue;
    }
    creditMinor += amount;
    if (payer[i]! >= 0) payers.add(payer[i]!);
    for (let left = amount; left > 0 && uncovered.length > 0; ) {
      const debit = uncovered[uncovered.length - 1]!;
      const spent = Math.min(left, debit.minor);
      left -= spent;
      debit.minor -= spent;
      if (debit.isCash) cashedMinor += spent;
      if (debit.minor === 0) uncovered.pop();
    }
    if (payers.size < query.payers || compareToRatio(cashedMinor, creditMinor, query.cashed) < 0) continue;
    longest = { from: positions[i]!, to: positions[last]!, payers: payers.size, creditMinor, cashedMinor };
  }
  return longest;
}

/** What was withdrawn of a stretch's credits; other debits spend too. */
function cashedWithin(projection: Projection, { ledger, positions }: Flow, { from, to }: Stretch): number {
  const { transfers } = projection;
  const types = movementTypes(projection);
  let left = 0;
  let cashedMinor = 0;
  for (const p of positions) {
    if (p < from || p > to) continue;
    const edge = ledger.edges[p]!;
    const amount = transfers.amountMinor[edge]!;
    const spent = ledger.incoming[p] ? 0 : Math.min(left, amount);
    left += ledger.incoming[p] ? amount : -spent;
    if (types[edge] === WITHDRAWAL) cashedMinor += spent;
  }
  return cashedMinor;
}

/** Related party of who paid a credit; −1 for the account's own people and for cash whose payer is not named. */
function payerLookup(projection: Projection): (account: number, edge: number) => number {
  const { transfers, nodes } = projection;
  const first = nodes.range.account.start;
  const parties = accountParties(projection);
  const related = relatedParties(projection);
  return (account, edge) => {
    const from = transfers.from[edge]!;
    let payer = transfers.payer[edge]!;
    if (payer < 0 && from >= 0 && !isCashAccount(projection, from)) payer = parties[from - first]!;
    if (payer < 0) return -1;
    return related[payer] === related[parties[account - first]!] ? -1 : related[payer]!;
  };
}

function hasWithdrawal(projection: Projection, account: number): boolean {
  const { offsets, edges } = projection.transfers.out;
  const types = movementTypes(projection);
  for (let i = offsets[account]!; i < offsets[account + 1]!; i++) if (types[edges[i]!] === WITHDRAWAL) return true;
  return false;
}

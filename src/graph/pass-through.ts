import {
  type AccountLedger,
  createLedger,
  ledgerCurrencies,
  type SpendQueue,
  spendFirstInFirstOut,
} from './account-ledger.ts';
import { lowDays } from './low-days.ts';
import { transferMonths } from './months.ts';
import type { Projection } from './projection.ts';
import type { Ratio } from './ratio.ts';
import { elapsedMs } from './time-order.ts';

/** What came to an account in one month and currency, and how fast it went. Amounts in minor units. */
export interface PassMonth {
  month: number;
  credits: number;
  creditMinor: number;
  debitMinor: number;
  /** Part of the month's credits that was spent within the window, first in first out. */
  passedMinor: number;
  /** Days of the month with movement, and those that ended with less than the given share of the day's debits; null where balances are not known. */
  days: number;
  lowDays: number | null;
}

/** One account's money of one currency. */
export interface PassAccount {
  account: number;
  currency: number;
  months: PassMonth[];
  /** Credits whose whole window lies before the data's end, their sum, and the part that was spent in time. */
  wholeCredits: number;
  wholeMinor: number;
  wholePassedMinor: number;
  /** Movements of the given months, and later debits that spent their credits within the window; valid during the call. */
  edgesOf(months: ReadonlySet<number>): number[];
}

/**
 * Walks every account that both received and paid; hands over one account and currency at a time.
 * @param balanceShare a day ends low under this share of the day's debits
 */
export function eachPassAccount(
  projection: Projection,
  windowMs: number,
  balanceShare: Ratio,
  take: (account: PassAccount) => void,
): void {
  const { transfers, nodes, accounts } = projection;
  const { in: incoming, out: outgoing, count } = transfers;
  const ledger = createLedger(projection);
  const queue: SpendQueue = { lots: new Int32Array(64), left: new Float64Array(64) };
  let passed = new Float64Array(64);
  let servedMonth = new Int32Array(64);
  const monthOfEdge = transferMonths(transfers);
  for (let account = nodes.range.account.start; account < nodes.range.account.end; account++) {
    if (incoming.offsets[account] === incoming.offsets[account + 1]) continue;
    if (outgoing.offsets[account] === outgoing.offsets[account + 1]) continue;
    ledger.load(account);
    if (passed.length < ledger.length) {
      passed = new Float64Array(ledger.length * 2);
      servedMonth = new Int32Array(ledger.length * 2);
    }
    const currencies = ledgerCurrencies(ledger, transfers.currency);
    const known = accounts.openingBalanceMinor[account - nodes.range.account.start]!;
    const opening = currencies.length === 1 ? known : Number.NaN;
    for (const currency of currencies) {
      passed.fill(0, 0, ledger.length);
      servedMonth.fill(-1, 0, ledger.length);
      const chosen = { of: transfers.currency, take: currency };
      spendFirstInFirstOut(ledger, transfers.amountMinor, chosen, opening, queue, (credit, debit, amount) => {
        if (elapsedMs(transfers, ledger.edges[credit]!, ledger.edges[debit]!) > windowMs) return;
        passed[credit]! += amount;
        if (servedMonth[debit]! < 0) servedMonth[debit] = monthOfEdge[ledger.edges[credit]!]!;
      });
      const months = monthsOf(projection, ledger, currency, passed);
      countLowDays(projection, ledger, opening, balanceShare, months);
      const edgesOf = (wanted: ReadonlySet<number>) => {
        const edges: number[] = [];
        for (let p = 0; p < ledger.length; p++) {
          const edge = ledger.edges[p]!;
          if (transfers.currency[edge] !== currency) continue;
          if (wanted.has(monthOfEdge[edge]!) || wanted.has(servedMonth[p]!)) edges.push(edge);
        }
        return edges.sort((a, b) => a - b);
      };
      const whole = wholeWindows(projection, ledger, currency, passed, windowMs, count - 1);
      take({ account, currency, months, ...whole, edgesOf });
    }
  }
}

function monthsOf(
  { transfers }: Projection,
  ledger: AccountLedger,
  currency: number,
  passed: Float64Array,
): PassMonth[] {
  const monthOfEdge = transferMonths(transfers);
  const months: PassMonth[] = [];
  let current: PassMonth | null = null;
  for (let p = 0; p < ledger.length; p++) {
    const edge = ledger.edges[p]!;
    if (transfers.currency[edge] !== currency) continue;
    const month = monthOfEdge[edge]!;
    if (!current || current.month !== month) {
      current = { month, credits: 0, creditMinor: 0, debitMinor: 0, passedMinor: 0, days: 0, lowDays: null };
      months.push(current);
    }
    if (ledger.incoming[p]) {
      current.credits++;
      current.creditMinor += transfers.amountMinor[edge]!;
      current.passedMinor += passed[p]!;
    } else current.debitMinor += transfers.amountMinor[edge]!;
  }
  return months;
}

/** Counts days that end low in their months; nothing where the balances are not known. */
function countLowDays(
  projection: Projection,
  ledger: AccountLedger,
  opening: number,
  share: Ratio,
  months: PassMonth[],
): void {
  const days = lowDays(projection, ledger, opening, share);
  if (!days) return;
  const monthOfEdge = transferMonths(projection.transfers);
  let m = 0;
  for (const month of months) month.lowDays = 0;
  for (const { start, isLow } of days) {
    while (months[m]!.month !== monthOfEdge[ledger.edges[start]!]) m++;
    months[m]!.days++;
    if (isLow) months[m]!.lowDays!++;
  }
}

function wholeWindows(
  { transfers }: Projection,
  ledger: AccountLedger,
  currency: number,
  passed: Float64Array,
  windowMs: number,
  lastEdge: number,
): { wholeCredits: number; wholeMinor: number; wholePassedMinor: number } {
  let wholeCredits = 0;
  let wholeMinor = 0;
  let wholePassedMinor = 0;
  for (let p = 0; p < ledger.length; p++) {
    const edge = ledger.edges[p]!;
    if (!ledger.incoming[p] || transfers.currency[edge] !== currency) continue;
    if (elapsedMs(transfers, edge, lastEdge) < windowMs && passed[p]! < transfers.amountMinor[edge]!) continue;
    wholeCredits++;
    wholeMinor += transfers.amountMinor[edge]!;
    wholePassedMinor += passed[p]!;
  }
  return { wholeCredits, wholeMinor, wholePassedMinor };
}

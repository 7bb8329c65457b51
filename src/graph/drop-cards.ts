import { NO_DAY, PRECISION_DAY } from '../model/time.ts';
import {
  type AccountLedger,
  createLedger,
  ledgerCurrencies,
  type SpendQueue,
  spendFirstInFirstOut,
} from './account-ledger.ts';
import { lowDays } from './low-days.ts';
import { transferDays, transferMonths } from './months.ts';
import { createCounterpartyLookup, isCard, isPrivateAccount } from './private-accounts.ts';
import type { Projection } from './projection.ts';
import { compareToRatio, type Ratio } from './ratio.ts';

/** Signs of a drop card, in the order of the catalogue. */
export const DROP_SIGNS = ['counterparties', 'operations', 'quick', 'balance', 'household', 'cards'] as const;
export type DropSign = (typeof DROP_SIGNS)[number];

/** Bits of the signs in a mask. */
const BIT = {
  counterparties: 1,
  operations: 2,
  quick: 4,
  balance: 8,
  household: 16,
  cards: 32,
} as const satisfies Record<DropSign, number>;

/** Whether a mask holds a sign. */
export function hasSign(mask: number, sign: DropSign): boolean {
  return (mask & BIT[sign]) !== 0;
}

/** Number of signs in a mask. */
export function signCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

export interface DropQuery {
  /** Private counterparties over this in a day, or over `perMonth` in a month. */
  perDay: number;
  perMonth: number;
  /** Operations with private counterparties over this in a day. */
  operations: number;
  /** Money leaves in less than this after it came … */
  quickMs: number;
  /** … at least this share of the month's credits. */
  quickShare: Ratio;
  /** Most days end under this share of the day's debits. */
  balance: Ratio;
  /** Cards of one person in one bank over this. */
  cards: number;
  /** Operations in a month from which `quick`, `balance` and `household` say anything. */
  least: number;
  /** Merchant categories that are no household payments. */
  moneyCategories: readonly string[];
}

/** 16-МР's numbers, for M13 and for M16, which builds on it. */
export const DROP_DEFAULTS = {
  perDay: 10,
  perMonth: 50,
  operations: 30,
  quickMs: 60_000,
  quickShare: 0.5,
  balance: 0.1,
  cards: 10,
  least: 10,
  /** Transfers, cash, financial institutions, quasi-cash, securities, loading of stored value, betting (ISO 18245). */
  moneyCategories: ['4829', '6010', '6011', '6012', '6050', '6051', '6211', '6540', '7995'],
  signs: 2,
} as const;

/** One calendar month (Almaty) of one account. */
export interface DropMonth {
  month: number;
  /** First and one past the last of its movements in the ledger. */
  begin: number;
  end: number;
  /** Mask of the signs it shows. */
  signs: number;
  /** Mask of those that could not be looked at. */
  unknown: number;
  mostPerDay: number;
  perMonth: number;
  mostOperations: number;
  quickShare: number;
  lowShare: number;
  cards: number;
}

export interface DropAccount {
  account: number;
  months: DropMonth[];
  /** Movements in time order; valid during the call. */
  ledger: AccountLedger;
}

/**
 * Walks every private account that moved and says month by month which signs it shows; an account whose fullest month is too thin for
 * any sign is handed over without months. O(transfers).
 */
export function eachDropAccount(
  projection: Projection,
  query: DropQuery,
  take: (account: DropAccount) => void,
  /** Fewest movements in a month of which the caller makes anything; default: of which a sign can be made. */
  least?: number,
): void {
  const { transfers, nodes } = projection;
  const ledger = createLedger(projection);
  const queue: SpendQueue = { lots: new Int32Array(64), left: new Float64Array(64) };
  const cardsOf = cardCounter(projection);
  const hasCategories = banksWithCategories(projection);
  const isMoney = new Set([0, ...query.moneyCategories.map((text) => transfers.mccs.indexOf(text))]);
  const partyOf = createCounterpartyLookup(projection);
  const dayOf = transferDays(transfers);
  const stamps = { day: new Int32Array(nodes.count), month: new Int32Array(nodes.count), now: 0 };
  const overLimit = Math.floor(Math.min(query.perDay, query.perMonth, query.operations)) + 1;
  const fewest = least ?? Math.min(overLimit, query.least);
  for (let account = nodes.range.account.start; account < nodes.range.account.end; account++) {
    if (!isPrivateAccount(projection, account)) continue;
    ledger.load(account);
    if (ledger.length === 0) continue;
    const cards = isCard(projection, account) ? cardsOf(account) : 0;
    const showsCards = least === undefined && cards > query.cards;
    if (!showsCards && fullestMonth(projection, ledger) < fewest) {
      take({ account, months: [], ledger });
      continue;
    }
    const months = monthsOf(projection, ledger);
    for (const month of months) countCounterparties(dayOf, partyOf, account, ledger, month, stamps);
    countQuick(projection, ledger, months, query, queue);
    countBalance(projection, account, ledger, months, query.balance);
    const known = hasCategories(account);
    for (const month of months) {
      month.cards = cards;
      const isActive = month.end - month.begin >= query.least;
      if (month.mostPerDay > query.perDay || month.perMonth > query.perMonth) month.signs |= BIT.counterparties;
      if (month.mostOperations > query.operations) month.signs |= BIT.operations;
      if (cards > query.cards) month.signs |= BIT.cards;
      if (!isActive) month.signs &= ~(BIT.quick | BIT.balance);
      if (!known) month.unknown |= BIT.household;
      else if (isActive && !buysAnything(projection, ledger, month, isMoney)) month.signs |= BIT.household;
    }
    take({ account, months, ledger });
  }
}

/** Most movements of an account in one calendar month. */
function fullestMonth({ transfers }: Projection, ledger: AccountLedger): number {
  const monthOfEdge = transferMonths(transfers);
  let most = 0;
  let begin = 0;
  for (let p = 1; p <= ledger.length; p++) {
    if (p < ledger.length && monthOfEdge[ledger.edges[p]!] === monthOfEdge[ledger.edges[begin]!]) continue;
    most = Math.max(most, p - begin);
    begin = p;
  }
  return most;
}

function monthsOf({ transfers }: Projection, ledger: AccountLedger): DropMonth[] {
  const monthOfEdge = transferMonths(transfers);
  const months: DropMonth[] = [];
  for (let p = 0; p < ledger.length; p++) {
    const month = monthOfEdge[ledger.edges[p]!]!;
    const last = months[months.length - 1];
    if (last?.month === month) last.end = p + 1;
    else
      months.push({
        month,
        begin: p,
        end: p + 1,
        signs: 0,
        unknown: 0,
        mostPerDay: 0,
        perMonth: 0,
        mostOperations: 0,
        quickShare: 0,
        lowShare: 0,
        cards: 0,
      });
  }
  return months;
}

function countCounterparties(
  dayOf: Int32Array,
  partyOf: ReturnType<typeof createCounterpartyLookup>,
  account: number,
  ledger: AccountLedger,
  month: DropMonth,
  stamps: { day: Int32Array; month: Int32Array; now: number },
): void {
  const ofMonth = ++stamps.now;
  let day = Number.NaN;
  let ofDay = 0;
  let today = 0;
  let operations = 0;
  for (let p = month.begin; p < month.end; p++) {
    const edge = ledger.edges[p]!;
    if (dayOf[edge] !== day) {
      day = dayOf[edge]!;
      ofDay = ++stamps.now;
      today = 0;
      operations = 0;
    }
    const party = partyOf(account, edge, ledger.incoming[p] === 1);
    if (party < 0) continue;
    month.mostOperations = Math.max(month.mostOperations, ++operations);
    if (stamps.day[party] !== ofDay) {
      stamps.day[party] = ofDay;
      month.mostPerDay = Math.max(month.mostPerDay, ++today);
    }
    if (stamps.month[party] !== ofMonth) {
      stamps.month[party] = ofMonth;
      month.perMonth++;
    }
  }
}

/** Share of a month's credits that left in less than the time allowed, first in first out; of several currencies the largest share. */
function countQuick(
  { transfers }: Projection,
  ledger: AccountLedger,
  months: readonly DropMonth[],
  query: DropQuery,
  queue: SpendQueue,
): void {
  const monthOfEdge = transferMonths(transfers);
  for (const currency of ledgerCurrencies(ledger, transfers.currency)) {
    let quick: Map<number, number> | null = null;
    const of = { of: transfers.currency, take: currency };
    spendFirstInFirstOut(ledger, transfers.amountMinor, of, Number.NaN, queue, (credit, debit, amount) => {
      const [came, left] = [ledger.edges[credit]!, ledger.edges[debit]!];
      if (transfers.precision[came] === PRECISION_DAY || transfers.precision[left] === PRECISION_DAY) return;
      if (transfers.at[left]! - transfers.at[came]! >= query.quickMs) return;
      quick ??= new Map();
      quick.set(monthOfEdge[came]!, (quick.get(monthOfEdge[came]!) ?? 0) + amount);
    });
    for (const month of months) {
      let credited = 0;
      let instants = 0;
      for (let p = month.begin; p < month.end; p++) {
        const edge = ledger.edges[p]!;
        if (!ledger.incoming[p] || transfers.currency[edge] !== currency) continue;
        credited += transfers.amountMinor[edge]!;
        if (transfers.precision[edge] !== PRECISION_DAY) instants++;
      }
      if (credited === 0) continue;
      if (instants === 0) month.unknown |= BIT.quick;
      const passed = passedIn(quick, month.month);
      if (passed > 0 && compareToRatio(passed, credited, query.quickShare) >= 0) month.signs |= BIT.quick;
      month.quickShare = Math.max(month.quickShare, passed / credited);
    }
  }
}

function passedIn(quick: ReadonlyMap<number, number> | null, month: number): number {
  return quick?.get(month) ?? 0;
}

function countBalance(
  projection: Projection,
  account: number,
  ledger: AccountLedger,
  months: readonly DropMonth[],
  share: Ratio,
): void {
  const { accounts, nodes, transfers } = projection;
  const opening = accounts.openingBalanceMinor[account - nodes.range.account.start]!;
  const one = ledgerCurrencies(ledger, transfers.currency).length === 1;
  const days = one ? lowDays(projection, ledger, opening, share) : null;
  let at = 0;
  for (const month of months) {
    if (!days) {
      month.unknown |= BIT.balance;
      continue;
    }
    let all = 0;
    let low = 0;
    for (; at < days.length && days[at]!.start < month.end; at++, all++) if (days[at]!.isLow) low++;
    month.lowShare = low / all;
    if (low * 2 > all) month.signs |= BIT.balance;
  }
}

function buysAnything(
  { transfers }: Projection,
  ledger: AccountLedger,
  { begin, end }: DropMonth,
  isMoney: ReadonlySet<number>,
): boolean {
  for (let p = begin; p < end; p++) {
    if (!ledger.incoming[p] && !isMoney.has(transfers.mcc![ledger.edges[p]!]!)) return true;
  }
  return false;
}

/** Whether merchant categories are known where a card is kept: some account of its bank has paid with one. Only cards buy. */
function banksWithCategories(projection: Projection): (account: number) => boolean {
  const { transfers, accounts, nodes } = projection;
  const banks = new Set<number>();
  const bankOf = (account: number) => accounts.bank[account - nodes.range.account.start]!;
  if (transfers.mcc) {
    for (let e = 0; e < transfers.count; e++) {
      if (transfers.mcc[e] !== 0 && transfers.from[e]! >= 0) banks.add(bankOf(transfers.from[e]!));
    }
  }
  return (account) => banks.size > 0 && isCard(projection, account) && banks.has(bankOf(account));
}

/** Number of open cards that the holder of a card has in its bank; 0 where holder or bank is unknown. */
function cardCounter(projection: Projection): (account: number) => number {
  const { accounts, nodes, asOfDay } = projection;
  const counts = new Map<number, Map<number, number>>();
  for (let i = 0; i < accounts.count; i++) {
    const holder = accounts.holder[i]!;
    if (holder < 0 || accounts.bank[i]! < 0 || !isCard(projection, nodes.range.account.start + i)) continue;
    if (accounts.closedDay[i] !== NO_DAY && accounts.closedDay[i]! <= asOfDay) continue;
    let ofHolder = counts.get(holder);
    if (!ofHolder) counts.set(holder, (ofHolder = new Map()));
    ofHolder.set(accounts.bank[i]!, (ofHolder.get(accounts.bank[i]!) ?? 0) + 1);
  }
  return (account) => {
    const at = account - nodes.range.account.start;
    return counts.get(accounts.holder[at]!)?.get(accounts.bank[at]!) ?? 0;
  };
}

import { ACCOUNT_KINDS } from '../../model/vocabulary.ts';
import { isCashAccount, movementTypes, TRANSFER } from '../cash.ts';
import { accountParties } from '../parties.ts';
import type { Projection } from '../projection.ts';
import { compareToRatio, type Ratio } from '../ratio.ts';
import { elapsedMs } from '../time-order.ts';
import { createExitParts, type ExitPart, type ExitParts } from './exit-parts.ts';
import type { FlowLinks, FlowTracer, FollowBy } from './flow-tracer.ts';
import { CASH_EXIT, moneyExits, NO_EXIT } from './money-exits.ts';

const CARD = ACCOUNT_KINDS.indexOf('card');

/** Parts of a credit smaller than this share of it are let go when money is followed in proportion: they count as lost. */
const LEAST_PART = 0.01;

export interface FollowQuery {
  /** Longest time from any transfer to the exit of its money, bound included. */
  windowMs: number;
  /** Least share of what came that must go on from every account. */
  keepMin: Ratio;
  /** Most that a debit may be, over the money that is known to have come for it. */
  keepMax: Ratio;
  /** Least share of everything that an account of a firm (or of unknown holder) ever received that goes on. */
  through: Ratio;
  maxHops: number;
  followBy: FollowBy;
  /** Most steps; beyond them no account further back is looked at. */
  budget: number;
}

export interface FollowedMoney {
  readonly parts: ExitParts;
  /** Whether a debit may carry a chain on: it has parts, and no more than `keepMax` of the money known to have come was sent. */
  readonly carries: (links: FlowLinks, link: number) => boolean;
  readonly truncated: boolean;
  /** Accounts that were waiting to be looked at when the budget was spent. */
  readonly unsearched: number;
}

/** Whether an account may be the last before cash: a card, or an account that is not known to be a firm's. */
function isLastAccount({ accounts, nodes }: Projection, account: number): boolean {
  const i = account - nodes.range.account.start;
  const holder = accounts.holder[i]!;
  return accounts.kind[i] === CARD || holder < 0 || nodes.kind(holder) === 'person';
}

/** Whether an account is known to be a person's. */
function isPersonal({ accounts, nodes }: Projection, account: number): boolean {
  const i = account - nodes.range.account.start;
  const holder = accounts.holder[i]!;
  return holder >= 0 ? nodes.kind(holder) === 'person' : accounts.kind[i] === CARD;
}

/**
 * Works out for every transfer which parts of its money reached cash or a VASP in time, going back from the exits account by
 * account. A transfer has parts only where its receiver sent on at least `keepMin` of it to transfers that have parts themselves.
 * Under first in, first out every unit of money has one history, so each step back adds at most one boundary per movement: steps
 * are linear in movements × hops.
 */
export function followToExits(projection: Projection, tracer: FlowTracer, query: FollowQuery): FollowedMoney {
  const { transfers, nodes } = projection;
  const exits = moneyExits(projection);
  const types = movementTypes(projection);
  const parties = accountParties(projection);
  const { start, end } = nodes.range.account;
  const parts = createExitParts(transfers.count);
  const isWaiting = new Uint8Array(end - start);
  let waiting: number[] = [];
  let steps = 0;

  function wait(account: number): void {
    if (account < 0 || isWaiting[account - start] || isCashAccount(projection, account)) return;
    isWaiting[account - start] = 1;
    waiting.push(account);
  }

  function carries(links: FlowLinks, link: number): boolean {
    const debit = links.debit[link]!;
    return (
      parts.count(debit) > 0 &&
      compareToRatio(transfers.amountMinor[debit]!, links.fundedMinor[link]!, query.keepMax) <= 0
    );
  }

  /** The part of a debit's part that a link stands for, seen from the credit; null where it left too late or took too many hops. */
  function carried(links: FlowLinks, link: number, of: ExitPart, own: boolean, firm: boolean): ExitPart | null {
    const credit = links.credit[link]!;
    const debit = links.debit[link]!;
    const isExit = exits[debit] !== NO_EXIT;
    const hops = of.hops + (own ? 0 : 1);
    if (hops > query.maxHops || elapsedMs(transfers, credit, of.exit) > query.windowMs) return null;
    const overFirm = of.overFirm || (firm && !isExit);
    const amount = links.amountMinor[link]!;
    if (proportional) {
      const share = amount / transfers.amountMinor[debit]!;
      return { start: 0, amountMinor: of.amountMinor * share, exit: of.exit, hops, overFirm };
    }
    const from = Math.max(of.start, links.debitOffset[link]!);
    const to = Math.min(of.start + of.amountMinor, links.debitOffset[link]! + amount);
    if (to <= from) return null;
    const begin = links.creditOffset[link]! + from - links.debitOffset[link]!;
    return { start: begin, amountMinor: to - from, exit: of.exit, hops, overFirm };
  }

  function followAccount(account: number): void {
    const firm = !isPersonal(projection, account);
    for (const currency of tracer.load(account)) {
      tracer.trace(currency);
      const { links } = tracer;
      steps += links.count;
      const found: { credit: number; parts: ExitPart[]; onMinor: number; direct: boolean }[] = [];
      for (let begin = 0, stop = 0; begin < links.count; begin = stop) {
        const credit = links.credit[begin]!;
        const own = isOwn(credit);
        const of: ExitPart[] = [];
        let onMinor = 0;
        let directMinor = 0;
        for (stop = begin; stop < links.count && links.credit[stop] === credit; stop++) {
          if (!carries(links, stop)) continue;
          const before = of.length;
          parts.each(links.debit[stop]!, (part) => {
            steps++;
            const here = carried(links, stop, part, own, firm);
            if (here) of.push(here);
          });
          if (of.length === before) continue;
          onMinor += links.amountMinor[stop]!;
          if (exits[links.debit[stop]!] !== NO_EXIT) directMinor += links.amountMinor[stop]!;
        }
        if (of.length === 0 || types[credit] !== TRANSFER || exits[credit] !== NO_EXIT) continue;
        if (compareToRatio(onMinor, transfers.amountMinor[credit]!, query.keepMin) < 0) continue;
        const direct = compareToRatio(directMinor, transfers.amountMinor[credit]!, query.keepMin) >= 0;
        found.push({ credit, parts: proportional ? merged(of, transfers.amountMinor[credit]!) : of, onMinor, direct });
      }
      if (found.length === 0) continue;
      const onMinor = found.reduce((sum, each) => sum + each.onMinor, 0);
      const isThrough = !firm || compareToRatio(Math.round(onMinor), received(account, currency), query.through) >= 0;
      for (const each of found) {
        // Cash at the end of a chain needs no such share: whoever holds the last account may have other money.
        if (!isThrough && !each.direct) continue;
        if (parts.count(each.credit) === each.parts.length && parts.sumMinor(each.credit) === sumOf(each.parts))
          continue;
        parts.set(each.credit, each.parts);
        wait(transfers.from[each.credit]!);
      }
    }
  }

  function isOwn(edge: number): boolean {
    const [from, to] = [transfers.from[edge]!, transfers.to[edge]!];
    return from >= 0 && to >= 0 && parties[from - start] === parties[to - start];
  }

  function received(account: number, currency: number): number {
    let sum = 0;
    for (let i = transfers.in.offsets[account]!; i < transfers.in.offsets[account + 1]!; i++) {
      const edge = transfers.in.edges[i]!;
      if (transfers.currency[edge] === currency && !isOwn(edge)) sum += transfers.amountMinor[edge]!;
    }
    return sum;
  }

  const proportional = query.followBy === 'proportional';
  for (let edge = 0; edge < transfers.count; edge++) {
    const from = transfers.from[edge]!;
    if (exits[edge] === NO_EXIT || from < 0) continue;
    // A firm's own withdrawal is its cash share (M02); money sent to a VASP is out of sight whoever sends it.
    if (exits[edge] === CASH_EXIT && !isLastAccount(projection, from)) continue;
    const amountMinor = transfers.amountMinor[edge]!;
    if (amountMinor <= 0) continue;
    parts.set(edge, [{ start: 0, amountMinor, exit: edge, hops: 1, overFirm: false }]);
    wait(from);
  }
  let truncated = false;
  let unsearched = 0;
  while (waiting.length > 0 && !truncated) {
    const round = waiting.sort((a, b) => a - b);
    waiting = [];
    isWaiting.fill(0);
    for (const [done, account] of round.entries()) {
      if (steps > query.budget) {
        truncated = true;
        unsearched = round.length - done + waiting.length;
        break;
      }
      followAccount(account);
    }
  }
  return { parts, carries, truncated, unsearched };
}

function sumOf(parts: readonly ExitPart[]): number {
  return parts.reduce((sum, part) => sum + part.amountMinor, 0);
}

/** Joins parts that leave with the same exit over equally many hops, and lets go of the smallest. */
function merged(parts: readonly ExitPart[], creditMinor: number): ExitPart[] {
  const joined = new Map<string, ExitPart>();
  for (const part of parts) {
    const key = `${part.exit},${part.hops},${part.overFirm}`;
    const known = joined.get(key);
    if (known) known.amountMinor += part.amountMinor;
    else joined.set(key, { ...part });
  }
  return [...joined.values()]
    .filter((part) => part.amountMinor >= creditMinor * LEAST_PART)
    .sort((a, b) => a.exit - b.exit || a.hops - b.hops || Number(a.overFirm) - Number(b.overFirm));
}

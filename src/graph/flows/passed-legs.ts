import { isCashAccount, movementTypes, TRANSFER } from '../cash.ts';
import { ownershipGroups } from '../ownership.ts';
import { accountParties } from '../parties.ts';
import type { Projection } from '../projection.ts';
import { compareToRatio, type Ratio } from '../ratio.ts';
import { elapsedMs } from '../time-order.ts';
import { createFlowTracer } from './flow-tracer.ts';

/** One credit of a middleman that went on to one payee within the window; parties are holders, or accounts without one. */
export interface PassedLeg {
  source: number;
  middle: number;
  target: number;
  credit: number;
  /** Transfers that took the money on, ascending. */
  debits: number[];
}

export interface LegQuery {
  windowMs: number;
  /** Least share of a credit that must go to the one payee. */
  keepMin: Ratio;
}

/** A middleman that passes this share of all it ever received from one payer to one payee is a conduit, however often it does so. */
const CONDUIT_SHARE = 0.8;

/**
 * Credits whose money went on to one payee, first in, first out. Left out: own transfers, cash ends, middlemen in one ownership group
 * with payer or payee (a group's treasury), and regular business on both sides: dealings that come back after more than a window,
 * unless the middleman does nothing else. At most one leg per credit, so linear in the movements.
 */
export function passedLegs(projection: Projection, query: LegQuery): PassedLeg[] {
  const { transfers, nodes } = projection;
  const { start, end } = nodes.range.account;
  const types = movementTypes(projection);
  const parties = accountParties(projection);
  const groupOf = groupOfParty(projection);
  const tracer = createFlowTracer(projection, query.windowMs, 'fifo');
  const dealings = { in: createSpans(projection), out: createSpans(projection) };
  const legs: PassedLeg[] = [];
  for (let account = start; account < end; account++) {
    const { in: incoming, out: outgoing } = transfers;
    if (incoming.offsets[account] === incoming.offsets[account + 1]) continue;
    if (outgoing.offsets[account] === outgoing.offsets[account + 1] || isCashAccount(projection, account)) continue;
    const middle = parties[account - start]!;
    let received = 0;
    const own: PassedLeg[] = [];
    for (const currency of tracer.load(account)) {
      tracer.trace(currency);
      const { links } = tracer;
      for (let begin = 0, stop = 0; begin < links.count; begin = stop) {
        const credit = links.credit[begin]!;
        for (stop = begin; stop < links.count && links.credit[stop] === credit; ) stop++;
        if (types[credit] !== TRANSFER) continue;
        const source = parties[transfers.from[credit]! - start]!;
        if (groupOf(source) === groupOf(middle)) continue;
        const target = mainPayee(begin, stop);
        if (target < 0 || target === source || groupOf(target) === groupOf(middle)) continue;
        const debits = debitsTo(begin, stop, target);
        own.push({ source, middle, target, credit, debits });
      }
    }
    if (own.length === 0) continue;
    for (let i = incoming.offsets[account]!; i < incoming.offsets[account + 1]!; i++) {
      received += transfers.amountMinor[incoming.edges[i]!]!;
    }
    dealings.in.load(account, incoming, transfers.from);
    dealings.out.load(account, outgoing, transfers.to);
    const passed = passedByPair(own);
    for (const leg of own) {
      const isRegular =
        dealings.in.lengthMs(leg.source) > query.windowMs && dealings.out.lengthMs(leg.target) > query.windowMs;
      if (!isRegular || passed.get(pairOf(leg))! >= CONDUIT_SHARE * received) legs.push(leg);
    }
  }

  /** The payee to whom enough of a credit's money went; −1 for none. */
  function mainPayee(begin: number, stop: number): number {
    const { links } = tracer;
    const amount = transfers.amountMinor[links.credit[begin]!]!;
    if (stop === begin + 1) {
      const debit = links.debit[begin]!;
      const enough = types[debit] === TRANSFER && compareToRatio(links.amountMinor[begin]!, amount, query.keepMin) >= 0;
      return enough ? parties[transfers.to[debit]! - start]! : -1;
    }
    const to = new Map<number, number>();
    for (let i = begin; i < stop; i++) {
      const debit = links.debit[i]!;
      if (types[debit] !== TRANSFER) continue;
      const payee = parties[transfers.to[debit]! - start]!;
      to.set(payee, (to.get(payee) ?? 0) + links.amountMinor[i]!);
    }
    for (const [payee, passed] of to) if (compareToRatio(passed, amount, query.keepMin) >= 0) return payee;
    return -1;
  }

  function debitsTo(begin: number, stop: number, target: number): number[] {
    const { links } = tracer;
    const debits: number[] = [];
    for (let i = begin; i < stop; i++) {
      const debit = links.debit[i]!;
      if (types[debit] === TRANSFER && parties[transfers.to[debit]! - start] === target) debits.push(debit);
    }
    return debits;
  }

  /** One number for a payer and a payee. */
  function pairOf({ source, target }: PassedLeg): number {
    return source * nodes.count + target;
  }

  /** What a middleman passed from each payer to each payee; summed once, because a hub has as many legs as credits. */
  function passedByPair(own: readonly PassedLeg[]): Map<number, number> {
    const sums = new Map<number, number>();
    for (const leg of own) {
      const pair = pairOf(leg);
      sums.set(pair, (sums.get(pair) ?? 0) + transfers.amountMinor[leg.credit]!);
    }
    return sums;
  }

  return legs;
}

/** Ownership group of a party as a number; people and accounts without a holder are groups of their own. */
export function groupOfParty(projection: Projection): (party: number) => number {
  const groups = ownershipGroups(projection);
  const { start, end } = projection.nodes.range.company;
  return (party) => (party >= start && party < end ? groups[party - start]! : -1 - party);
}

/** First and last dealing of an account with each counterparty of one direction; arrays are reused by the next `load`. */
interface Spans {
  load: (account: number, direction: { offsets: Int32Array; edges: Int32Array }, other: Int32Array) => void;
  /** From the first dealing to the last; 0 for one. */
  lengthMs: (party: number) => number;
  first: (party: number) => number;
}

export function createSpans(projection: Projection): Spans {
  const { transfers, nodes } = projection;
  const parties = accountParties(projection);
  const firstAccount = nodes.range.account.start;
  const stamp = new Int32Array(nodes.count);
  const first = new Int32Array(nodes.count);
  const last = new Int32Array(nodes.count);
  let current = 0;
  return {
    load(account, { offsets, edges }, other) {
      current++;
      for (let i = offsets[account]!; i < offsets[account + 1]!; i++) {
        const edge = edges[i]!;
        if (other[edge]! < 0) continue;
        const party = parties[other[edge]! - firstAccount]!;
        if (stamp[party] !== current) {
          stamp[party] = current;
          first[party] = edge;
        }
        last[party] = edge;
      }
    },
    lengthMs: (party) => (stamp[party] === current ? elapsedMs(transfers, first[party]!, last[party]!) : 0),
    first: (party) => (stamp[party] === current ? first[party]! : -1),
  };
}

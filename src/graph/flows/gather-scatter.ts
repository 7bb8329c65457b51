import { isCashAccount, movementTypes, TRANSFER } from '../cash.ts';
import type { Csr } from '../csr.ts';
import { accountParties } from '../parties.ts';
import type { Projection } from '../projection.ts';
import { compareToRatio, type Ratio } from '../ratio.ts';
import { elapsedMs } from '../time-order.ts';
import { createFlowTracer } from './flow-tracer.ts';
import { createSpans, groupOfParty } from './passed-legs.ts';

/** New payers' money that one account joined and split over new payees; minor units. */
export interface GatherScatter {
  account: number;
  currency: number;
  payers: number;
  payees: number;
  /** The lesser of how many times more payers and payees came in the window than the account's own rate would bring. */
  ratio: number;
  inMinor: number;
  passedMinor: number;
  /** Transfers of the window, in time order. */
  edges: number[];
}

export interface GatherQuery {
  windowMs: number;
  /** Fewest payers and fewest payees. */
  middle: number;
  keepMin: Ratio;
  /** Least ratio of observed to expected counterparties, both plus a half. */
  ratio: number;
  /** An account with more new counterparties in a window is a business; no window of it is looked at. */
  maxCounterparties: number;
}

export interface GatherScatters {
  found: GatherScatter[];
  /** Accounts of which some window had too many counterparties. */
  crowded: number;
}

/**
 * Finds the fullest window of each account in which enough payers' money went to enough payees, first in, first out, all of whom
 * deal with it within one window only, and clearly more of them than the account's own rate brings. A window holds at most
 * `maxCounterparties` of each side, so a hub costs no more than its movements times that.
 */
export function gatherScatters(projection: Projection, query: GatherQuery): GatherScatters {
  const { transfers, nodes } = projection;
  const { start, end } = nodes.range.account;
  const tracer = createFlowTracer(projection, query.windowMs, 'fifo');
  const types = movementTypes(projection);
  const parties = accountParties(projection);
  const groupOf = groupOfParty(projection);
  const payers = createSpans(projection);
  const payees = createSpans(projection);
  const found: GatherScatter[] = [];
  const marked = new Int32Array(nodes.count);
  let mark = 0;
  let crowded = 0;
  for (let account = start; account < end; account++) {
    const { in: incoming, out: outgoing } = transfers;
    if (incoming.offsets[account + 1]! - incoming.offsets[account]! < query.middle) continue;
    if (outgoing.offsets[account + 1]! - outgoing.offsets[account]! < query.middle) continue;
    if (isCashAccount(projection, account)) continue;
    payers.load(account, incoming, transfers.from);
    payees.load(account, outgoing, transfers.to);
    const own = groupOf(parties[account - start]!);
    const isNew = (edge: number, side: typeof payers, other: typeof payers, node: Int32Array) => {
      if (types[edge] !== TRANSFER) return -1;
      const party = parties[node[edge]! - start]!;
      if (groupOf(party) === own || other.first(party) >= 0 || side.lengthMs(party) > query.windowMs) return -1;
      return party;
    };
    if (!hasEnough(account, incoming, (edge) => isNew(edge, payers, payees, transfers.from))) continue;
    if (!hasEnough(account, outgoing, (edge) => isNew(edge, payees, payers, transfers.to))) continue;
    let best: GatherScatter | null = null;
    let isCrowded = false;
    for (const currency of tracer.load(account)) {
      tracer.trace(currency);
      const events = newDealings(
        account,
        currency,
        (credit) => isNew(credit, payers, payees, transfers.from),
        (debit) => isNew(debit, payees, payers, transfers.to),
      );
      if (events.payers < query.middle || events.payees < query.middle) continue;
      const lifeMs = lifeOf(account);
      for (let i = 0; i < events.edges.length; i++) {
        if (!events.isCredit[i]) continue;
        const window = walk(events, i);
        if (window === 'crowded') isCrowded = true;
        else if (window) {
          const ratio = Math.min(
            overOwnRate(window.payers, events.payers, lifeMs),
            overOwnRate(window.payees, events.payees, lifeMs),
          );
          if (ratio < query.ratio) continue;
          const size = Math.min(window.payers, window.payees);
          if (best && size <= Math.min(best.payers, best.payees)) continue;
          best = { account, currency, ratio, ...window };
        }
      }
    }
    if (best) found.push(best);
    else if (isCrowded) crowded++;
  }

  /** Whether an account has as many new counterparties on one side as a window needs: few do, and only theirs is traced. */
  function hasEnough(account: number, { offsets, edges }: Csr, partyOf: (edge: number) => number): boolean {
    mark++;
    let distinct = 0;
    for (let i = offsets[account]!; i < offsets[account + 1]!; i++) {
      const party = partyOf(edges[i]!);
      if (party < 0 || marked[party] === mark) continue;
      marked[party] = mark;
      if (++distinct >= query.middle) return true;
    }
    return false;
  }

  interface Events {
    /** Credits from new payers and debits to new payees, in time order. */
    edges: number[];
    isCredit: boolean[];
    party: number[];
    /** Of a debit: the credits that it spent and how much of each. */
    spent: [credit: number, minor: number][][];
    payers: number;
    payees: number;
  }

  function newDealings(
    account: number,
    currency: number,
    payerOf: (credit: number) => number,
    payeeOf: (debit: number) => number,
  ): Events {
    const { links } = tracer;
    const at = new Map<number, [credit: number, minor: number][]>();
    const partyOf = new Map<number, number>();
    const from = new Set<number>();
    const to = new Set<number>();
    const { offsets, edges: credits } = transfers.in;
    for (let i = offsets[account]!; i < offsets[account + 1]!; i++) {
      const credit = credits[i]!;
      const payer = transfers.currency[credit] === currency ? payerOf(credit) : -1;
      if (payer < 0) continue;
      from.add(payer);
      partyOf.set(credit, payer);
    }
    for (let i = 0; i < links.count; i++) {
      const [credit, debit] = [links.credit[i]!, links.debit[i]!];
      const payee = payeeOf(debit);
      if (payee < 0) continue;
      to.add(payee);
      partyOf.set(debit, payee);
      const spent = at.get(debit) ?? [];
      if (partyOf.has(credit)) spent.push([credit, links.amountMinor[i]!]);
      at.set(debit, spent);
    }
    const edges = [...partyOf.keys()].sort((a, b) => a - b);
    return {
      edges,
      isCredit: edges.map((edge) => !at.has(edge)),
      party: edges.map((edge) => partyOf.get(edge)!),
      spent: edges.map((edge) => at.get(edge) ?? []),
      payers: from.size,
      payees: to.size,
    };
  }

  /** The longest window from one credit on that keeps the conditions. */
  function walk(
    events: Events,
    first: number,
  ): Omit<GatherScatter, 'account' | 'currency' | 'ratio'> | 'crowded' | null {
    const { edges, isCredit, party, spent } = events;
    const from = new Set<number>();
    const to = new Set<number>();
    let inMinor = 0;
    let passedMinor = 0;
    let last = -1;
    let best = { payers: 0, payees: 0, inMinor: 0, passedMinor: 0 };
    for (let i = first; i < edges.length; i++) {
      const edge = edges[i]!;
      if (elapsedMs(transfers, edges[first]!, edge) > query.windowMs) break;
      (isCredit[i] ? from : to).add(party[i]!);
      if (from.size > query.maxCounterparties || to.size > query.maxCounterparties) return 'crowded';
      if (isCredit[i]) inMinor += transfers.amountMinor[edge]!;
      for (const [credit, minor] of spent[i]!) if (credit >= edges[first]!) passedMinor += minor;
      if (isCredit[i] || from.size < query.middle || to.size < query.middle) continue;
      if (compareToRatio(passedMinor, inMinor, query.keepMin) < 0) continue;
      last = i;
      best = { payers: from.size, payees: to.size, inMinor, passedMinor };
    }
    return last < 0 ? null : { ...best, edges: edges.slice(first, last + 1) };
  }

  function lifeOf(account: number): number {
    const { in: incoming, out: outgoing } = transfers;
    const first = Math.min(incoming.edges[incoming.offsets[account]!]!, outgoing.edges[outgoing.offsets[account]!]!);
    const last = Math.max(
      incoming.edges[incoming.offsets[account + 1]! - 1]!,
      outgoing.edges[outgoing.offsets[account + 1]! - 1]!,
    );
    return elapsedMs(transfers, first, last);
  }

  function overOwnRate(observed: number, all: number, lifeMs: number): number {
    const outside = Math.max(lifeMs - query.windowMs, query.windowMs);
    const expected = ((all - observed) * query.windowMs) / outside;
    return (observed + 0.5) / (expected + 0.5);
  }

  return { found, crowded };
}

import { accountParties } from '../parties.ts';
import type { Projection } from '../projection.ts';
import { elapsedMs } from '../time-order.ts';
import { createUnionFind } from '../union-find.ts';
import { createFlowTracer } from './flow-tracer.ts';
import { type FollowQuery, followToExits } from './follow-to-exits.ts';
import { CASH_EXIT, moneyExits, NO_EXIT } from './money-exits.ts';

export interface ChainQuery extends FollowQuery {
  /** Fewest transfers from the first payer to the exit, the exit counted. */
  minHops: number;
}

/** Chains that hang together over an account between payer and exit, in one currency; minor units. */
export interface ChainGroup {
  currency: number;
  /** Accounts that the money passed through, ascending. */
  accounts: number[];
  /** Who stands behind the first payers' accounts, ascending. */
  payers: number[];
  /** Every transfer on a chain, in time order. */
  edges: number[];
  /** First transfers of the chains, and those with which money left. */
  origins: number[];
  exits: number[];
  sentMinor: number;
  arrivedMinor: number;
  /** Part of what arrived that was sent to VASPs. */
  vaspMinor: number;
  hops: number;
  /** Longest time from a first transfer to the exit of its money. */
  durationMs: number;
}

export interface CashOutChains {
  groups: ChainGroup[];
  truncated: boolean;
  unsearched: number;
}

/**
 * Finds conserved, time-ordered chains from a firm (or an account of unknown holder) over at least one account that is not known to
 * be a person's to cash or a VASP. Groups in the order of their smallest account.
 */
export function cashOutChains(projection: Projection, query: ChainQuery): CashOutChains {
  const { transfers, nodes } = projection;
  const first = nodes.range.account.start;
  const exits = moneyExits(projection);
  const parties = accountParties(projection);
  const tracer = createFlowTracer(projection, query.windowMs, query.followBy);
  const { parts, carries, truncated, unsearched } = followToExits(projection, tracer, query);
  const onChain = new Uint8Array(transfers.count);
  const isFed = new Uint8Array(transfers.count);
  const pending = new Uint8Array(nodes.range.account.end - first);
  let queue: number[] = [];

  const mark = (edge: number) => {
    if (onChain[edge]) return;
    onChain[edge] = 1;
    const to = transfers.to[edge]!;
    if (exits[edge] !== NO_EXIT || pending[to - first]) return;
    pending[to - first] = 1;
    queue.push(to);
  };

  function isLongEnough(edge: number): boolean {
    let found = false;
    parts.each(edge, ({ hops, overFirm }) => {
      if (hops >= query.minHops && overFirm) found = true;
    });
    return found;
  }

  function mayBegin(edge: number): boolean {
    const payer = parties[transfers.from[edge]! - first]!;
    return nodes.kind(payer) !== 'person' && payer !== parties[transfers.to[edge]! - first] && isLongEnough(edge);
  }

  for (let edge = 0; edge < transfers.count; edge++) {
    if (parts.count(edge) > 0 && exits[edge] === NO_EXIT && mayBegin(edge)) mark(edge);
  }
  while (queue.length > 0) {
    const round = queue.sort((a, b) => a - b);
    queue = [];
    for (const account of round) pending[account - first] = 0;
    for (const account of round) {
      for (const currency of tracer.load(account)) {
        tracer.trace(currency);
        const { links } = tracer;
        for (let i = 0; i < links.count; i++) {
          const [credit, debit] = [links.credit[i]!, links.debit[i]!];
          if (!onChain[credit] || !carries(links, i) || !leavesInTime(credit, debit)) continue;
          isFed[debit] = 1;
          mark(debit);
        }
      }
    }
  }

  function leavesInTime(credit: number, debit: number): boolean {
    let found = false;
    parts.each(debit, ({ exit }) => {
      if (elapsedMs(transfers, credit, exit) <= query.windowMs) found = true;
    });
    return found;
  }

  const sets = createUnionFind(pending.length);
  const edges: number[] = [];
  for (let edge = 0; edge < transfers.count; edge++) {
    if (!onChain[edge]) continue;
    edges.push(edge);
    if (isFed[edge] && exits[edge] === NO_EXIT) sets.union(transfers.from[edge]! - first, transfers.to[edge]! - first);
  }
  const groups = new Map<string, ChainGroup & { passed: Set<number>; from: Set<number> }>();
  for (const edge of edges) {
    const through = isFed[edge] ? transfers.from[edge]! : transfers.to[edge]!;
    const key = `${sets.find(through - first)},${transfers.currency[edge]}`;
    let group = groups.get(key);
    if (!group) groups.set(key, (group = emptyGroup(transfers.currency[edge]!)));
    group.edges.push(edge);
    group.passed.add(through);
    if (exits[edge] !== NO_EXIT) group.exits.push(edge);
    if (isFed[edge]) continue;
    group.origins.push(edge);
    group.from.add(parties[transfers.from[edge]! - first]!);
    group.sentMinor += transfers.amountMinor[edge]!;
    const { amountMinor } = transfers;
    parts.each(edge, ({ hops, overFirm, exit, amountMinor: arrived }) => {
      if (hops < query.minHops || !overFirm || amountMinor[edge] === 0) return;
      group.arrivedMinor += arrived;
      if (exits[exit] !== CASH_EXIT) group.vaspMinor += arrived;
      group.hops = Math.max(group.hops, hops);
      group.durationMs = Math.max(group.durationMs, elapsedMs(transfers, edge, exit));
    });
  }
  return {
    groups: [...groups.values()]
      .filter(({ arrivedMinor }) => arrivedMinor > 0)
      .map(({ passed, from, ...group }) => ({
        ...group,
        accounts: [...passed].sort((a, b) => a - b),
        payers: [...from].sort((a, b) => a - b),
        arrivedMinor: Math.round(group.arrivedMinor),
        vaspMinor: Math.round(group.vaspMinor),
      }))
      .sort((a, b) => a.accounts[0]! - b.accounts[0]! || a.currency - b.currency),
    truncated,
    unsearched,
  };
}

function emptyGroup(currency: number) {
  return {
    currency,
    accounts: [],
    payers: [],
    edges: [],
    origins: [],
    exits: [],
    sentMinor: 0,
    arrivedMinor: 0,
    vaspMinor: 0,
    hops: 0,
    durationMs: 0,
    passed: new Set<number>(),
    from: new Set<number>(),
  };
}

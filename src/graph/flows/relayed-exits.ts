import { movementTypes, TRANSFER } from '../cash.ts';
import { accountParties, accountsByHolder } from '../parties.ts';
import type { Projection } from '../projection.ts';
import { compareToRatio, type Ratio } from '../ratio.ts';
import type { ClusterAccounts } from './cluster-accounts.ts';
import { accountsWithExit, type ClusterExit } from './cluster-exits.ts';
import { createFlowTracer } from './flow-tracer.ts';
import { moneyExits, NO_EXIT } from './money-exits.ts';

/** Somebody who turns a cluster's money into cash or crypto after one other passed it on. */
export interface RelayedExit {
  cluster: number;
  /** Who took the money of the cluster, and who cashed it. */
  via: number;
  party: number;
  /** Transfers from one to the other, and those with which it left. */
  edges: number[];
}

/** Least share of a cluster's outflow that somebody must take for what follows to be looked at (ours). */
const LEAST_TAKEN = 0.1;

/** Money of a cluster that a taker passed on to an account. */
interface Pass {
  readonly cluster: number;
  readonly currency: number;
  readonly via: number;
  /** Transfers from the taker that carried some of it. */
  readonly brought: Set<number>;
  /** Transfers with which it left, and how much of it did. */
  readonly left: Set<number>;
  goneMinor: number;
}

/**
 * Follows what large takers of a cluster's money pass on, first in, first out, one step further; by cluster, via, party. Every account is
 * followed once, for all clusters whose money it had, so the work is linear in movements.
 * @param takers by cluster, currency, party
 */
export function relayedExits(
  projection: Projection,
  clusters: ClusterAccounts,
  takers: readonly ClusterExit[],
  { windowMs, gone }: { windowMs: number; gone: Ratio },
): RelayedExit[] {
  const { transfers, nodes } = projection;
  const { start, end } = nodes.range.account;
  const types = movementTypes(projection);
  const exits = moneyExits(projection);
  const parties = accountParties(projection);
  const held = accountsByHolder(projection);
  const cashed = accountsWithExit(projection);
  const tracer = createFlowTracer(projection, windowMs, 'fifo');
  const large = takers.filter(({ takenMinor, outflowMinor }) => takenMinor >= LEAST_TAKEN * outflowMinor);
  const passes = passedOn();
  for (const [account, some] of passes) followFrom(account, some);
  const rank = new Map(large.map((taker, i) => [keyOf(taker.cluster, taker.currency, taker.party), i]));
  const rankOf = ({ cluster, currency, via }: Pass) => rank.get(keyOf(cluster, currency, via))!;
  return [...passes]
    .flatMap(([account, some]) => some.filter(isRelayed).map((pass) => ({ account, pass })))
    .sort((a, b) => rankOf(a.pass) - rankOf(b.pass) || a.account - b.account)
    .map(({ account, pass: { cluster, via, brought, left } }) => ({
      cluster,
      via,
      party: parties[account - start]!,
      edges: [...new Set([...brought, ...left])].sort((a, b) => a - b),
    }));

  /** What large takers passed on to accounts from which money left, by account. */
  function passedOn(): Map<number, Pass[]> {
    const known = new Map<string, Pass>();
    const byAccount = new Map<number, Pass[]>();
    for (const { via, currency, wanted } of byTaker(large)) {
      for (const account of accountsOf(via)) {
        eachLink(account, currency, (credit, debit) => {
          if (types[credit] !== TRANSFER || types[debit] !== TRANSFER || exits[debit] !== NO_EXIT) return;
          const cluster = clusters.clusterOf[transfers.from[credit]! - start]!;
          const to = transfers.to[debit]!;
          if (!wanted.has(cluster) || !cashed[to - start]) return;
          if (parties[to - start] === via || clusters.clusterOf[to - start] === cluster) return;
          const key = `${keyOf(cluster, currency, via)},${to}`;
          let pass = known.get(key);
          if (!pass) {
            pass = { cluster, currency, via, brought: new Set(), left: new Set(), goneMinor: 0 };
            known.set(key, pass);
            const others = byAccount.get(to);
            if (others) others.push(pass);
            else byAccount.set(to, [pass]);
          }
          pass.brought.add(debit);
        });
      }
    }
    return byAccount;
  }

  /** Finds how much of what was passed on to an account left it. */
  function followFrom(account: number, some: readonly Pass[]): void {
    const carriers = new Map<number, Pass[]>();
    for (const pass of some) {
      for (const edge of pass.brought) {
        const others = carriers.get(edge);
        if (others) others.push(pass);
        else carriers.set(edge, [pass]);
      }
    }
    for (const currency of new Set(some.map((pass) => pass.currency))) {
      eachLink(account, currency, (credit, debit, minor) => {
        if (exits[debit] === NO_EXIT) return;
        for (const pass of carriers.get(credit) ?? []) {
          pass.goneMinor += minor;
          pass.left.add(debit);
        }
      });
    }
  }

  function isRelayed({ brought, goneMinor }: Pass): boolean {
    let came = 0;
    for (const edge of brought) came += transfers.amountMinor[edge]!;
    return compareToRatio(Math.round(goneMinor), came, gone) >= 0;
  }

  function accountsOf(party: number): number[] {
    if (party >= start && party < end) return [party];
    return Array.from(held.edges.subarray(held.offsets[party]!, held.offsets[party + 1]!), (i) => start + i);
  }

  function eachLink(
    account: number,
    currency: number,
    take: (credit: number, debit: number, minor: number) => void,
  ): void {
    tracer.load(account);
    tracer.trace(currency);
    const { links } = tracer;
    for (let i = 0; i < links.count; i++) take(links.credit[i]!, links.debit[i]!, links.amountMinor[i]!);
  }
}

function keyOf(cluster: number, currency: number, party: number): string {
  return `${cluster},${currency},${party}`;
}

/** The clusters of which each took money, by taker and currency. */
function byTaker(takers: readonly ClusterExit[]): Iterable<{ via: number; currency: number; wanted: Set<number> }> {
  const found = new Map<string, { via: number; currency: number; wanted: Set<number> }>();
  for (const { cluster, currency, party: via } of takers) {
    const key = `${via},${currency}`;
    const known = found.get(key);
    if (known) known.wanted.add(cluster);
    else found.set(key, { via, currency, wanted: new Set([cluster]) });
  }
  return found.values();
}

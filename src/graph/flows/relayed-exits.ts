import { movementTypes, TRANSFER } from '../cash.ts';
import { accountParties, accountsByHolder } from '../parties.ts';
import type { Projection } from '../projection.ts';
import { compareToRatio, type Ratio } from '../ratio.ts';
import type { ClusterAccounts } from './cluster-accounts.ts';
import type { ClusterExit } from './cluster-exits.ts';
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

/** Follows what large takers of a cluster's money pass on, first in, first out, one step further; by cluster, via, party. */
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
  const tracer = createFlowTracer(projection, windowMs, 'fifo');
  const found: RelayedExit[] = [];
  for (const { cluster, currency, party: via, takenMinor, outflowMinor } of takers) {
    if (takenMinor < LEAST_TAKEN * outflowMinor) continue;
    // By account paid: what came of the cluster's money, by the transfer that brought it.
    const passed = new Map<number, Map<number, number>>();
    for (const account of accountsOf(via)) {
      eachLink(account, currency, (credit, debit, minor) => {
        if (types[credit] !== TRANSFER || types[debit] !== TRANSFER || exits[debit] !== NO_EXIT) return;
        if (clusters.clusterOf[transfers.from[credit]! - start] !== cluster) return;
        const to = transfers.to[debit]!;
        if (parties[to - start] === via || clusters.clusterOf[to - start] === cluster) return;
        const brought = passed.get(to) ?? new Map<number, number>();
        passed.set(to, brought.set(debit, (brought.get(debit) ?? 0) + minor));
      });
    }
    for (const [account, brought] of [...passed].sort(([a], [b]) => a - b)) {
      let goneMinor = 0;
      const edges = new Set<number>(brought.keys());
      eachLink(account, currency, (credit, debit, minor) => {
        if (!brought.has(credit) || exits[debit] === NO_EXIT) return;
        goneMinor += minor;
        edges.add(debit);
      });
      const came = [...brought.keys()].reduce((sum, edge) => sum + transfers.amountMinor[edge]!, 0);
      if (compareToRatio(Math.round(goneMinor), came, gone) < 0) continue;
      found.push({ cluster, via, party: parties[account - start]!, edges: [...edges].sort((a, b) => a - b) });
    }
  }
  return found;

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

import { movementTypes, TRANSFER } from '../cash.ts';
import { accountParties } from '../parties.ts';
import type { Projection } from '../projection.ts';
import type { ClusterAccounts } from './cluster-accounts.ts';
import { createFlowTracer } from './flow-tracer.ts';
import { moneyExits, NO_EXIT } from './money-exits.ts';

/** What one outsider took of a cluster's outflow, in one currency; minor units. */
export interface ClusterExit {
  cluster: number;
  currency: number;
  /** Holder, or account without one. */
  party: number;
  /** All that the cluster's firms sent to outsiders, cash apart; and what this one took. */
  outflowMinor: number;
  takenMinor: number;
  takings: number;
  /** Part of what it took that left as cash or to a VASP in time; all of it where it is a VASP. */
  goneMinor: number;
  /** Transfers from the cluster, and those with which it left; ascending. */
  edges: number[];
  exits: number[];
}

/** All outsiders that took money of a cluster, by cluster, currency, party; follows them first in, first out, in O(transfers). */
export function clusterExits(projection: Projection, clusters: ClusterAccounts, windowMs: number): ClusterExit[] {
  const { transfers, nodes } = projection;
  const first = nodes.range.account.start;
  const types = movementTypes(projection);
  const exits = moneyExits(projection);
  const parties = accountParties(projection);
  const found = new Map<string, ClusterExit & { left: Set<number> }>();
  const outflow = new Map<string, number>();
  const takers = new Set<number>();
  const clusterAt = (account: number) => clusters.clusterOf[account - first]!;
  const at = (cluster: number, edge: number, party: number) => `${cluster},${transfers.currency[edge]},${party}`;
  for (let edge = 0; edge < transfers.count; edge++) {
    if (types[edge] !== TRANSFER) continue;
    const [from, to] = [transfers.from[edge]!, transfers.to[edge]!];
    const cluster = clusterAt(from);
    if (cluster < 0 || cluster === clusterAt(to)) continue;
    const currency = transfers.currency[edge]!;
    const amount = transfers.amountMinor[edge]!;
    outflow.set(`${cluster},${currency}`, (outflow.get(`${cluster},${currency}`) ?? 0) + amount);
    const party = parties[to - first]!;
    let exit = found.get(at(cluster, edge, party));
    if (!exit) {
      exit = {
        cluster,
        currency,
        party,
        outflowMinor: 0,
        takenMinor: 0,
        takings: 0,
        goneMinor: 0,
        edges: [],
        exits: [],
        left: new Set(),
      };
      found.set(at(cluster, edge, party), exit);
    }
    exit.takenMinor += amount;
    exit.takings++;
    exit.edges.push(edge);
    if (exits[edge] === NO_EXIT) takers.add(to);
    else {
      exit.goneMinor += amount;
      exit.left.add(edge);
    }
  }
  const tracer = createFlowTracer(projection, windowMs, 'fifo');
  for (const account of [...takers].sort((a, b) => a - b)) {
    for (const currency of tracer.load(account)) {
      tracer.trace(currency);
      const { links } = tracer;
      for (let i = 0; i < links.count; i++) {
        const [credit, debit] = [links.credit[i]!, links.debit[i]!];
        if (types[credit] !== TRANSFER || exits[debit] === NO_EXIT) continue;
        const exit = found.get(at(clusterAt(transfers.from[credit]!), credit, parties[account - first]!));
        if (!exit) continue;
        exit.goneMinor += links.amountMinor[i]!;
        exit.left.add(debit);
      }
    }
  }
  return [...found.values()]
    .map(({ left, ...exit }) => ({
      ...exit,
      outflowMinor: outflow.get(`${exit.cluster},${exit.currency}`)!,
      exits: [...left].sort((a, b) => a - b),
    }))
    .sort((a, b) => a.cluster - b.cluster || a.currency - b.currency || a.party - b.party);
}

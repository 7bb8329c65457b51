import { movementTypes, TRANSFER } from '../cash.ts';
import { accountParties, accountsByHolder } from '../parties.ts';
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
}

const known = new WeakMap<Projection, { clusters: ClusterAccounts; windowMs: number; exits: ClusterExit[] }>();

/** All outsiders that took money of a cluster, by cluster, currency, party; follows them first in, first out, in O(transfers). */
export function clusterExits(projection: Projection, clusters: ClusterAccounts, windowMs: number): ClusterExit[] {
  const before = known.get(projection);
  if (before?.clusters === clusters && before.windowMs === windowMs) return before.exits;
  const exits = findExits(projection, clusters, windowMs);
  known.set(projection, { clusters, windowMs, exits });
  return exits;
}

function findExits(projection: Projection, clusters: ClusterAccounts, windowMs: number): ClusterExit[] {
  const { transfers, nodes } = projection;
  const first = nodes.range.account.start;
  const types = movementTypes(projection);
  const exits = moneyExits(projection);
  const parties = accountParties(projection);
  const currencies = transfers.currencies.length;
  const outflow = new Float64Array(clusters.count * currencies);
  const found = new Map<number, ClusterExit>();
  const isTaker = new Uint8Array(nodes.range.account.end - first);
  const clusterAt = (account: number) => clusters.clusterOf[account - first]!;
  const cell = (cluster: number, edge: number) => cluster * currencies + transfers.currency[edge]!;
  // Exact below 2^53: cells × nodes.
  const key = (cluster: number, edge: number, party: number) => cell(cluster, edge) * nodes.count + party;
  for (let edge = 0; edge < transfers.count; edge++) {
    if (types[edge] !== TRANSFER) continue;
    const to = transfers.to[edge]!;
    const cluster = clusterAt(transfers.from[edge]!);
    if (cluster < 0 || cluster === clusterAt(to)) continue;
    const amount = transfers.amountMinor[edge]!;
    const party = parties[to - first]!;
    outflow[cell(cluster, edge)]! += amount;
    let exit = found.get(key(cluster, edge, party));
    if (!exit) {
      const currency = transfers.currency[edge]!;
      exit = { cluster, currency, party, outflowMinor: 0, takenMinor: 0, takings: 0, goneMinor: 0 };
      found.set(key(cluster, edge, party), exit);
    }
    exit.takenMinor += amount;
    exit.takings++;
    if (exits[edge] === NO_EXIT) isTaker[to - first] = 1;
    else exit.goneMinor += amount;
  }
  const cashed = accountsWithExit(projection);
  const tracer = createFlowTracer(projection, windowMs, 'fifo');
  for (let i = 0; i < isTaker.length; i++) {
    if (!isTaker[i] || !cashed[i]) continue;
    for (const currency of tracer.load(first + i)) {
      tracer.trace(currency);
      const { links } = tracer;
      for (let link = 0; link < links.count; link++) {
        const [credit, debit] = [links.credit[link]!, links.debit[link]!];
        if (types[credit] !== TRANSFER || exits[debit] === NO_EXIT) continue;
        const cluster = clusterAt(transfers.from[credit]!);
        const exit = cluster < 0 ? undefined : found.get(key(cluster, credit, parties[i]!));
        if (exit) exit.goneMinor += links.amountMinor[link]!;
      }
    }
  }
  for (const exit of found.values()) exit.outflowMinor = outflow[exit.cluster * currencies + exit.currency]!;
  return [...found.values()].sort((a, b) => a.cluster - b.cluster || a.currency - b.currency || a.party - b.party);
}

/** 1 for each account, by its place among accounts, from which money left as cash or to a VASP. */
export function accountsWithExit(projection: Projection): Uint8Array {
  const { transfers, nodes } = projection;
  const exits = moneyExits(projection);
  const has = new Uint8Array(nodes.range.account.end - nodes.range.account.start);
  for (let edge = 0; edge < transfers.count; edge++) {
    if (exits[edge] !== NO_EXIT && transfers.from[edge]! >= 0)
      has[transfers.from[edge]! - nodes.range.account.start] = 1;
  }
  return has;
}

/** Transfers behind an exit: from the cluster to the taker, and those with which the money left; ascending. */
export function exitTransfers(
  projection: Projection,
  { clusterOf }: ClusterAccounts,
  windowMs: number,
  { cluster, currency, party }: ClusterExit,
): { taken: number[]; left: number[] } {
  const { transfers, nodes } = projection;
  const { start, end } = nodes.range.account;
  const types = movementTypes(projection);
  const exits = moneyExits(projection);
  const tracer = createFlowTracer(projection, windowMs, 'fifo');
  const byHolder = accountsByHolder(projection);
  const held = byHolder.edges.subarray(byHolder.offsets[party]!, byHolder.offsets[party + 1]!);
  const accounts = party >= start && party < end ? [party] : Array.from(held, (i) => start + i);
  const taken = new Set<number>();
  const left = new Set<number>();
  for (const account of accounts) {
    for (let i = transfers.in.offsets[account]!; i < transfers.in.offsets[account + 1]!; i++) {
      const edge = transfers.in.edges[i]!;
      if (types[edge] !== TRANSFER || transfers.currency[edge] !== currency) continue;
      if (clusterOf[transfers.from[edge]! - start] !== cluster) continue;
      taken.add(edge);
      if (exits[edge] !== NO_EXIT) left.add(edge);
    }
    tracer.load(account);
    tracer.trace(currency);
    const { links } = tracer;
    for (let i = 0; i < links.count; i++) {
      if (taken.has(links.credit[i]!) && exits[links.debit[i]!] !== NO_EXIT) left.add(links.debit[i]!);
    }
  }
  const ascending = (edges: Set<number>) => [...edges].sort((a, b) => a - b);
  return { taken: ascending(taken), left: ascending(left) };
}

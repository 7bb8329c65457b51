import { movementTypes, TRANSFER } from '../cash.ts';
import { buildCsr } from '../csr.ts';
import { relatedParties } from '../ownership.ts';
import { accountParties } from '../parties.ts';
import type { Projection } from '../projection.ts';
import type { ClusterAccounts } from './cluster-accounts.ts';

/** Money from one cluster of common control to another. */
export interface GroupFlow {
  from: number;
  to: number;
  /** Distinct payer–payee pairs of firms, and how many the clusters' activity alone would give: out · in / all. */
  pairs: number;
  expected: number;
  /** Transfers, in time order. */
  edges: number[];
}

/**
 * Flows between clusters without a common head, founder or owner; by payer, then payee. Pairs are counted, not transfers: writing every
 * transfer twice changes nothing. O(transfers).
 */
export function groupFlows(projection: Projection, clusters: ClusterAccounts): GroupFlow[] {
  const { transfers, nodes } = projection;
  const first = nodes.range.account.start;
  const types = movementTypes(projection);
  const parties = accountParties(projection);
  const { start, end } = nodes.range.company;
  const clusterOf = (party: number) => (party >= start && party < end ? clusters.clusterOfFirm[party - start]! : -1);
  const related = relatedParties(projection);
  const kin = clusters.firms.map((firms) => new Set(firms.map((firm) => related[firm]!)));
  const pairsOut = new Int32Array(clusters.count);
  const pairsIn = new Int32Array(clusters.count);
  const flows = new Map<string, GroupFlow>();
  const payerOf = new Int32Array(transfers.count).fill(-1);
  for (let edge = 0; edge < transfers.count; edge++) {
    if (types[edge] === TRANSFER) payerOf[edge] = parties[transfers.from[edge]! - first]!;
  }
  const byPayer = buildCsr(nodes.count, payerOf, { skipBlank: true });
  const lastPayer = new Int32Array(nodes.count).fill(-1);
  let all = 0;
  for (let payer = 0; payer < nodes.count; payer++) {
    for (let i = byPayer.offsets[payer]!; i < byPayer.offsets[payer + 1]!; i++) {
      const edge = byPayer.edges[i]!;
      const payee = parties[transfers.to[edge]! - first]!;
      const [from, to] = [clusterOf(payer), clusterOf(payee)];
      if (payer === payee || (from >= 0 && from === to)) continue;
      const isNew = lastPayer[payee] !== payer;
      if (isNew) {
        lastPayer[payee] = payer;
        all++;
        if (from >= 0) pairsOut[from]!++;
        if (to >= 0) pairsIn[to]!++;
      }
      if (from < 0 || to < 0) continue;
      let flow = flows.get(`${from},${to}`);
      if (!flow) flows.set(`${from},${to}`, (flow = { from, to, pairs: 0, expected: 0, edges: [] }));
      if (isNew) flow.pairs++;
      flow.edges.push(edge);
    }
  }
  return [...flows.values()]
    .filter(({ from, to }) => !shares(kin[from]!, kin[to]!))
    .map((flow) => ({
      ...flow,
      expected: (pairsOut[flow.from]! * pairsIn[flow.to]!) / all,
      edges: flow.edges.sort((a, b) => a - b),
    }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

function shares(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  for (const each of a) if (b.has(each)) return true;
  return false;
}

import { isCashAccount } from './cash.ts';
import { disjointSets } from './disjoint-sets.ts';
import { transferDays } from './months.ts';
import { accountParties } from './parties.ts';
import type { Projection } from './projection.ts';
import { buildRingIndex, type RingIndex } from './rings/ring-index.ts';

/** The transfers that can lie on a ring, and their numbers among all transfers. */
export interface RingTransfers {
  readonly index: RingIndex;
  /** Edge of the projection by edge of the index. */
  readonly edge: Int32Array;
  /** Node on a ring of each account, by node − first account: the account, or whoever stands behind it. */
  readonly party: Int32Array;
}

/**
 * Transfers between different parties without cash ends, as a ring index. Level `holder`: accounts of one holder are one
 * node and transfers between them are dropped; level `account`: only transfers of an account to itself are.
 */
export function ringTransfers(projection: Projection, level: 'holder' | 'account'): RingTransfers {
  const { transfers, accounts, nodes } = projection;
  const first = nodes.range.account.start;
  const party =
    level === 'holder' ? accountParties(projection) : Int32Array.from({ length: accounts.count }, (_, i) => first + i);
  const cash = new Uint8Array(accounts.count);
  for (let i = 0; i < accounts.count; i++) cash[i] = isCashAccount(projection, first + i) ? 1 : 0;
  const edge = new Int32Array(transfers.count);
  let count = 0;
  for (let e = 0; e < transfers.count; e++) {
    const from = transfers.from[e]! - first;
    const to = transfers.to[e]! - first;
    if (from < 0 || to < 0 || cash[from] || cash[to] || party[from] === party[to]) continue;
    edge[count++] = e;
  }
  const kept = edge.slice(0, count);
  const day = transfers.precisions === 'mixed' ? transferDays(transfers) : null;
  const index = buildRingIndex({
    nodeCount: nodes.count,
    from: Int32Array.from(kept, (e) => party[transfers.from[e]! - first]!),
    to: Int32Array.from(kept, (e) => party[transfers.to[e]! - first]!),
    at: Float64Array.from(kept, (e) => transfers.at[e]!),
    amount: Float64Array.from(kept, (e) => transfers.amountMinor[e]!),
    currency: Uint8Array.from(kept, (e) => transfers.currency[e]!),
    ...(day && {
      day: Int32Array.from(kept, (e) => day[e]!),
      precision: Uint8Array.from(kept, (e) => transfers.precision[e]!),
    }),
  });
  return { index, edge: kept, party };
}

/** Rings by number, as positions in `offsets` of a list of rings. */
export interface RingSet {
  readonly count: number;
  readonly offsets: Int32Array;
  readonly edges: Int32Array;
}

/**
 * Groups rings that share a transfer or go through the same nodes; groups in the order of their first ring.
 * @param nodeOf node of each edge's paying end
 */
export function overlappingRings({ count, offsets, edges }: RingSet, nodeOf: Int32Array): number[][] {
  const sets = disjointSets(count);
  const ringOfEdge = new Map<number, number>();
  const ringOfNodes = new Map<string, number>();
  for (let ring = 0; ring < count; ring++) {
    const hops = edges.subarray(offsets[ring]!, offsets[ring + 1]!);
    for (const e of hops) {
      const other = ringOfEdge.get(e);
      if (other === undefined) ringOfEdge.set(e, ring);
      else sets.union(other, ring);
    }
    const nodes = Int32Array.from(hops, (e) => nodeOf[e]!)
      .sort()
      .join();
    const other = ringOfNodes.get(nodes);
    if (other === undefined) ringOfNodes.set(nodes, ring);
    else sets.union(other, ring);
  }
  const groups = new Map<number, number[]>();
  for (let ring = 0; ring < count; ring++) {
    const root = sets.find(ring);
    const group = groups.get(root);
    if (group) group.push(ring);
    else groups.set(root, [ring]);
  }
  return [...groups.values()];
}

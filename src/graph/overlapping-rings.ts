import { createUnionFind } from './union-find.ts';

/** Rings by number, as positions in `offsets` of a list of rings. */
export interface RingSet {
  readonly count: number;
  readonly offsets: Int32Array;
  readonly edges: Int32Array;
}

/**
 * Groups rings that share a transfer or go through the same nodes; groups in the order of their first ring, rings ascending.
 * Sharing a node is not enough: through a busy holder all rings would become one.
 * @param nodeOf node of an edge's paying end
 */
export function overlappingRings({ count, offsets, edges }: RingSet, nodeOf: (edge: number) => number): number[][] {
  const sets = createUnionFind(count);
  const ringOfEdge = new Map<number, number>();
  const ringOfNodes = new Map<string, number>();
  for (let ring = 0; ring < count; ring++) {
    const hops = edges.subarray(offsets[ring]!, offsets[ring + 1]!);
    for (const e of hops) {
      const other = ringOfEdge.get(e);
      if (other === undefined) ringOfEdge.set(e, ring);
      else sets.union(other, ring);
    }
    const nodes = Int32Array.from(hops, (e) => nodeOf(e))
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

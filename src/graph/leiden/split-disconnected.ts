import { createUnionFind, type Labels } from '../union-find.ts';
import type { WeightedGraph } from '../weighted-graph.ts';

/** Cuts communities into their connected pieces, which only raises modularity, and numbers them by smallest member. */
export function splitDisconnected({ nodeCount, offsets, target }: WeightedGraph, community: Int32Array): Labels {
  const sets = createUnionFind(nodeCount);
  for (let v = 0; v < nodeCount; v++) {
    for (let p = offsets[v]!; p < offsets[v + 1]!; p++) {
      if (target[p]! > v && community[target[p]!] === community[v]) sets.union(v, target[p]!);
    }
  }
  return sets.labels();
}

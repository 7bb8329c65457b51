import type { WeightedGraph } from './weighted-graph.ts';

/**
 * Modularity of a partition with resolution γ: Σ over communities of inside/2m − γ (degrees/2m)²; 0 for a graph without
 * edges. Newman, Girvan (2004); resolution: Reichardt, Bornholdt (2006).
 */
export function modularity(graph: WeightedGraph, community: Int32Array, resolution = 1): number {
  const { nodeCount, offsets, target, weight, degree, totalDegree } = graph;
  if (totalDegree === 0) return 0;
  let count = 0;
  for (let v = 0; v < nodeCount; v++) count = Math.max(count, community[v]! + 1);
  const inside = new Float64Array(count);
  const degrees = new Float64Array(count);
  for (let v = 0; v < nodeCount; v++) {
    const own = community[v]!;
    degrees[own]! += degree[v]!;
    for (let p = offsets[v]!; p < offsets[v + 1]!; p++) {
      if (community[target[p]!] === own) inside[own]! += weight[p]!;
    }
  }
  let sum = 0;
  for (let c = 0; c < count; c++) sum += inside[c]! / totalDegree - resolution * (degrees[c]! / totalDegree) ** 2;
  return sum;
}

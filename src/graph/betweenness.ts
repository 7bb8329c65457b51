import type { WeightedGraph } from './weighted-graph.ts';

/**
 * Betweenness of every node: how many shortest paths between two others lead over it, each pair counted once, weights ignored.
 * Brandes, *A faster algorithm for betweenness centrality* (2001), for undirected graphs. O(nodes · edges).
 */
export function betweenness({ nodeCount, offsets, target }: WeightedGraph): Float64Array {
  const result = new Float64Array(nodeCount);
  const distance = new Int32Array(nodeCount);
  const paths = new Float64Array(nodeCount);
  const dependency = new Float64Array(nodeCount);
  const order = new Int32Array(nodeCount);
  for (let source = 0; source < nodeCount; source++) {
    distance.fill(-1);
    paths.fill(0);
    dependency.fill(0);
    distance[source] = 0;
    paths[source] = 1;
    order[0] = source;
    let reached = 1;
    for (let head = 0; head < reached; head++) {
      const v = order[head]!;
      for (let p = offsets[v]!; p < offsets[v + 1]!; p++) {
        const w = target[p]!;
        if (distance[w]! < 0) {
          distance[w] = distance[v]! + 1;
          order[reached++] = w;
        }
        if (distance[w] === distance[v]! + 1) paths[w]! += paths[v]!;
      }
    }
    for (let i = reached - 1; i > 0; i--) {
      const w = order[i]!;
      for (let p = offsets[w]!; p < offsets[w + 1]!; p++) {
        const v = target[p]!;
        if (distance[v] === distance[w]! - 1) dependency[v]! += (paths[v]! / paths[w]!) * (1 + dependency[w]!);
      }
      result[w]! += dependency[w]! / 2;
    }
  }
  return result;
}

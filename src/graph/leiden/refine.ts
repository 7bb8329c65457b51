import type { Labels } from '../union-find.ts';
import type { WeightedGraph } from '../weighted-graph.ts';
import { shuffled } from './shuffled.ts';

/**
 * Splits each community into well-connected parts: every node starts alone, and one that is still alone and well
 * connected to its community joins the part (itself well connected) that gains most. A part grows only along edges, so
 * it is connected. Returns parts numbered by their smallest node.
 */
export function refine(graph: WeightedGraph, community: Int32Array, resolution: number, random: () => number): Labels {
  const { nodeCount, offsets, target, weight, degree } = graph;
  const scale = resolution / graph.totalDegree;
  const communityDegree = new Float64Array(nodeCount);
  /** Weight between a part and the rest of its community. */
  const outward = new Float64Array(nodeCount);
  const part = new Int32Array(nodeCount);
  const partDegree = degree.slice();
  const isAlone = new Uint8Array(nodeCount).fill(1);
  for (let v = 0; v < nodeCount; v++) {
    const own = community[v]!;
    part[v] = v;
    communityDegree[own]! += degree[v]!;
    let sum = 0;
    for (let p = offsets[v]!; p < offsets[v + 1]!; p++) if (community[target[p]!] === own) sum += weight[p]!;
    outward[v] = sum;
  }
  const toPart = new Float64Array(nodeCount);
  const neighbours = new Int32Array(nodeCount);

  for (const v of shuffled(nodeCount, random)) {
    const own = community[v]!;
    const total = communityDegree[own]!;
    if (isAlone[v] === 0 || outward[v]! < degree[v]! * (total - degree[v]!) * scale || outward[v] === 0) continue;
    let neighbourCount = 0;
    for (let p = offsets[v]!; p < offsets[v + 1]!; p++) {
      const u = target[p]!;
      if (community[u] !== own) continue;
      const c = part[u]!;
      if (toPart[c] === 0) neighbours[neighbourCount++] = c;
      toPart[c]! += weight[p]!;
    }
    let best = v;
    let bestGain = 0;
    let bestWeight = 0;
    for (let i = 0; i < neighbourCount; i++) {
      const c = neighbours[i]!;
      const gain = toPart[c]! - degree[v]! * partDegree[c]! * scale;
      if (gain > bestGain && outward[c]! >= partDegree[c]! * (total - partDegree[c]!) * scale) {
        best = c;
        bestGain = gain;
        bestWeight = toPart[c]!;
      }
      toPart[c] = 0;
    }
    if (best === v) continue;
    part[v] = best;
    isAlone[v] = 0;
    isAlone[best] = 0;
    partDegree[best]! += degree[v]!;
    outward[best]! += outward[v]! - 2 * bestWeight;
  }
  return numberParts(part);
}

function numberParts(part: Int32Array): Labels {
  const number = new Int32Array(part.length).fill(-1);
  const label = new Int32Array(part.length);
  let count = 0;
  for (let v = 0; v < part.length; v++) {
    const root = part[v]!;
    if (number[root]! < 0) number[root] = count++;
    label[v] = number[root]!;
  }
  return { label, count };
}

import { buildCsr } from '../csr.ts';
import type { Labels } from '../union-find.ts';
import type { WeightedGraph } from '../weighted-graph.ts';
import { shuffled } from './shuffled.ts';

const DEGREES = 1;
const OUTWARD = 2;

/**
 * Splits each community into well-connected parts: every node starts alone, and one that is still alone and well
 * connected to its community joins the part (itself well connected) that gains most. A part grows only along edges, so
 * it is connected. Returns parts numbered community by community, which keeps the next level's neighbours near in memory.
 */
export function refine(graph: WeightedGraph, community: Int32Array, resolution: number, random: () => number): Labels {
  const { nodeCount, offsets, target, weight, isUnit, degree } = graph;
  const scale = resolution / graph.totalDegree;
  const communityDegree = new Float64Array(nodeCount);
  // Per part, side by side for the cache: weight from the node at hand, sum of degrees, weight to the rest of its community.
  const sums = new Float64Array(4 * nodeCount);
  const part = new Int32Array(nodeCount);
  const isAlone = new Uint8Array(nodeCount).fill(1);
  for (let v = 0; v < nodeCount; v++) {
    const own = community[v]!;
    part[v] = v;
    communityDegree[own]! += degree[v]!;
    let outward = 0;
    for (let p = offsets[v]!; p < offsets[v + 1]!; p++) {
      if (community[target[p]!] === own) outward += isUnit ? 1 : weight[p]!;
    }
    sums[4 * v + DEGREES] = degree[v]!;
    sums[4 * v + OUTWARD] = outward;
  }
  const neighbours = new Int32Array(nodeCount);
  // Communities do not touch each other here: one after the other is the same result out of nearer memory.
  const order = buildCsr(nodeCount, community, { order: shuffled(nodeCount, random) }).edges;

  for (let i = 0; i < nodeCount; i++) {
    const v = order[i]!;
    const own = community[v]!;
    const total = communityDegree[own]!;
    const outward = sums[4 * v + OUTWARD]!;
    if (isAlone[v] === 0 || outward === 0 || outward < degree[v]! * (total - degree[v]!) * scale) continue;
    let neighbourCount = 0;
    for (let p = offsets[v]!; p < offsets[v + 1]!; p++) {
      const u = target[p]!;
      if (community[u] !== own) continue;
      const c = part[u]!;
      const sum = sums[4 * c]!;
      if (sum === 0) neighbours[neighbourCount++] = c;
      sums[4 * c] = sum + (isUnit ? 1 : weight[p]!);
    }
    let best = v;
    let bestGain = 0;
    let bestWeight = 0;
    for (let k = 0; k < neighbourCount; k++) {
      const c = neighbours[k]!;
      const toPart = sums[4 * c]!;
      const degrees = sums[4 * c + DEGREES]!;
      const gain = toPart - degree[v]! * degrees * scale;
      if (gain > bestGain && sums[4 * c + OUTWARD]! >= degrees * (total - degrees) * scale) {
        best = c;
        bestGain = gain;
        bestWeight = toPart;
      }
      sums[4 * c] = 0;
    }
    if (best === v) continue;
    part[v] = best;
    isAlone[v] = 0;
    isAlone[best] = 0;
    sums[4 * best + DEGREES]! += degree[v]!;
    sums[4 * best + OUTWARD]! += outward - 2 * bestWeight;
  }
  return numberParts(part, buildCsr(nodeCount, community).edges);
}

function numberParts(part: Int32Array, byCommunity: Int32Array): Labels {
  const number = new Int32Array(part.length).fill(-1);
  const label = new Int32Array(part.length);
  let count = 0;
  for (let i = 0; i < byCommunity.length; i++) {
    const v = byCommunity[i]!;
    const root = part[v]!;
    if (number[root]! < 0) number[root] = count++;
    label[v] = number[root]!;
  }
  return { label, count };
}

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
  // Neighbours in the same community, side by side; the rest play no part here.
  const insideOffsets = new Int32Array(nodeCount + 1);
  const inside = new Int32Array(target.length);
  const insideWeight = isUnit ? weight : new Float64Array(target.length);
  let used = 0;
  let mostInside = 0;
  for (let v = 0; v < nodeCount; v++) {
    const own = community[v]!;
    const begin = used;
    part[v] = v;
    communityDegree[own]! += degree[v]!;
    for (let p = offsets[v]!; p < offsets[v + 1]!; p++) {
      const u = target[p]!;
      inside[used] = u;
      if (!isUnit) insideWeight[used] = weight[p]!;
      // Added, not branched upon: about every other neighbour is inside.
      used += Number(community[u] === own);
    }
    let outward = isUnit ? used - begin : 0;
    if (!isUnit) for (let p = begin; p < used; p++) outward += insideWeight[p]!;
    sums[4 * v + DEGREES] = degree[v]!;
    sums[4 * v + OUTWARD] = outward;
    insideOffsets[v + 1] = used;
    if (used - begin > mostInside) mostInside = used - begin;
  }
  const met = new Int32Array(mostInside);
  // Communities do not touch each other here: one after the other is the same result out of nearer memory.
  const order = buildCsr(nodeCount, community, { order: shuffled(nodeCount, random) }).edges;

  for (let i = 0; i < nodeCount; i++) {
    const v = order[i]!;
    const own = community[v]!;
    const total = communityDegree[own]!;
    const outward = sums[4 * v + OUTWARD]!;
    if (isAlone[v] === 0 || outward === 0 || outward < degree[v]! * (total - degree[v]!) * scale) continue;
    const begin = insideOffsets[v]!;
    const arcs = insideOffsets[v + 1]! - begin;
    for (let k = 0; k < arcs; k++) {
      const c = part[inside[begin + k]!]!;
      met[k] = c;
      sums[4 * c]! += isUnit ? 1 : insideWeight[begin + k]!;
    }
    let best = v;
    let bestGain = 0;
    let bestWeight = 0;
    for (let k = 0; k < arcs; k++) {
      const c = met[k]!;
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

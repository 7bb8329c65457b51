import { buildCsr } from '../csr.ts';
import type { WeightedGraph } from '../weighted-graph.ts';
import { shuffled, shuffledRuns } from './shuffled.ts';

/**
 * Visits per node after which a pass over a large graph stops: what is still unsettled the next level and the next iteration take up.
 * On 200,000 nodes it saves a third of all visits and costs 0.1 % of modularity (measured; ours).
 */
const VISITS_PER_NODE = 3;
/** A graph up to this many nodes is always moved until nothing is left to gain. */
const ALWAYS_SETTLED = 20_000;

/**
 * Fast local moving: takes nodes from a queue to the neighbouring community that gains most modularity, and queues again
 * only the neighbours that a move may have unsettled. Changes `community` (numbers below nodeCount) in place;
 * true if a node moved.
 */
export function moveNodes(
  graph: WeightedGraph,
  community: Int32Array,
  resolution: number,
  random: () => number,
): boolean {
  const { nodeCount, offsets, target, weight, isUnit, degree } = graph;
  const scale = resolution / graph.totalDegree;
  // Per community, side by side for the cache: weight from the node at hand, sum of degrees.
  const sums = new Float64Array(2 * nodeCount);
  const size = new Int32Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) {
    sums[2 * community[v]! + 1]! += degree[v]!;
    size[community[v]!]!++;
  }
  const empty = new Int32Array(nodeCount);
  let emptyCount = 0;
  for (let c = nodeCount - 1; c >= 0; c--) if (size[c] === 0) empty[emptyCount++] = c;
  const neighbours = new Int32Array(nodeCount);
  const queue = firstQueue(community, random);
  const isQueued = new Uint8Array(nodeCount).fill(1);
  let head = 0;
  let queued = nodeCount;
  let moved = false;

  let visits = nodeCount > ALWAYS_SETTLED ? VISITS_PER_NODE * nodeCount : Infinity;
  while (queued > 0 && visits-- > 0) {
    const v = queue[head]!;
    head = head + 1 === nodeCount ? 0 : head + 1;
    queued--;
    isQueued[v] = 0;
    const begin = offsets[v]!;
    const end = offsets[v + 1]!;
    if (begin === end) continue;
    let neighbourCount = 0;
    if (isUnit) {
      for (let p = begin; p < end; p++) {
        const c = community[target[p]!]!;
        const sum = sums[2 * c]!;
        if (sum === 0) neighbours[neighbourCount++] = c;
        sums[2 * c] = sum + 1;
      }
    } else {
      for (let p = begin; p < end; p++) {
        const c = community[target[p]!]!;
        const sum = sums[2 * c]!;
        if (sum === 0) neighbours[neighbourCount++] = c;
        sums[2 * c] = sum + weight[p]!;
      }
    }
    const own = community[v]!;
    const cost = degree[v]! * scale;
    sums[2 * own + 1]! -= degree[v]!;
    let best = own;
    let bestGain = sums[2 * own]! - cost * sums[2 * own + 1]!;
    for (let i = 0; i < neighbourCount; i++) {
      const c = neighbours[i]!;
      const gain = sums[2 * c]! - cost * sums[2 * c + 1]!;
      sums[2 * c] = 0;
      if (gain > bestGain + 1e-10) {
        best = c;
        bestGain = gain;
      }
    }
    if (bestGain < -1e-10 && size[own]! > 1) best = empty[--emptyCount]!;
    sums[2 * best + 1]! += degree[v]!;
    if (best === own) continue;
    moved = true;
    if (--size[own]! === 0) empty[emptyCount++] = own;
    size[best]!++;
    community[v] = best;
    for (let p = begin; p < end; p++) {
      const u = target[p]!;
      if (isQueued[u] === 1 || community[u] === best) continue;
      isQueued[u] = 1;
      const tail = head + queued;
      queue[tail >= nodeCount ? tail - nodeCount : tail] = u;
      queued++;
    }
  }
  return moved;
}

/**
 * All nodes in random order. Those of a large graph come in an order that keeps what is visited near in memory: runs of neighbouring
 * numbers while everybody stands alone, later one community after the other.
 */
function firstQueue(community: Int32Array, random: () => number): Int32Array {
  const nodeCount = community.length;
  if (nodeCount <= ALWAYS_SETTLED) return shuffled(nodeCount, random);
  const order = shuffledRuns(nodeCount, random);
  return community.every((c, v) => c === v) ? order : buildCsr(nodeCount, community, { order }).edges;
}

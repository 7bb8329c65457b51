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
  let met = new Int32Array(64);
  // A ring with at least one free place, so that a full queue is not taken for an empty one.
  const queue = new Int32Array(2 ** Math.ceil(Math.log2(nodeCount + 1)));
  const mask = queue.length - 1;
  queue.set(firstQueue(community, random));
  const isQueued = new Uint8Array(nodeCount).fill(1);
  let head = 0;
  let tail = nodeCount;
  let moved = false;

  let visits = nodeCount > ALWAYS_SETTLED ? VISITS_PER_NODE * nodeCount : Infinity;
  while (head !== tail && visits-- > 0) {
    const v = queue[head]!;
    head = (head + 1) & mask;
    isQueued[v] = 0;
    const begin = offsets[v]!;
    const end = offsets[v + 1]!;
    if (begin === end) continue;
    const arcs = end - begin;
    if (arcs > met.length) met = new Int32Array(2 * arcs);
    // Communities are listed as often as they are met: telling the first time apart is a branch nobody can predict.
    for (let p = begin, i = 0; p < end; p++, i++) {
      const c = community[target[p]!]!;
      met[i] = c;
      sums[2 * c]! += isUnit ? 1 : weight[p]!;
    }
    const own = community[v]!;
    const cost = degree[v]! * scale;
    sums[2 * own + 1]! -= degree[v]!;
    let best = own;
    let bestGain = sums[2 * own]! - cost * sums[2 * own + 1]!;
    for (let i = 0; i < arcs; i++) {
      const c = met[i]!;
      const gain = sums[2 * c]! - cost * sums[2 * c + 1]!;
      // The next time its weight is 0, and its gain less than the one compared before.
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
      // One more in the queue, or what is written past its end is written over: again no branch to predict.
      const isNew = Number(isQueued[u] === 0) & Number(community[u] !== best);
      queue[tail] = u;
      isQueued[u]! |= isNew;
      tail = (tail + isNew) & mask;
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

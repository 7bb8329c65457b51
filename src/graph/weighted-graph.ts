/** An undirected weighted graph in compressed sparse rows: each edge stands in the lists of both its ends. */
export interface WeightedGraph {
  readonly nodeCount: number;
  readonly offsets: Int32Array;
  /** Neighbours, ascending within each node. */
  readonly target: Int32Array;
  /** Positive weights, beside `target`. */
  readonly weight: Float64Array;
  /** True where every weight is 1, so that nobody need read them. */
  readonly isUnit: boolean;
  /** Sum of a node's weights. */
  readonly degree: Float64Array;
  /** Sum of all degrees: twice the weight of all edges. */
  readonly totalDegree: number;
}

/**
 * Builds the graph from edge columns; directions are forgotten, parallel edges add up, self-loops are dropped. The result
 * does not depend on the order of rows: neighbours are sorted and parallel weights are added in ascending order.
 * Throws a RangeError for a weight that is not positive and finite.
 */
export function buildWeightedGraph(
  nodeCount: number,
  from: Int32Array,
  to: Int32Array,
  weight: Float64Array | null = null,
): WeightedGraph {
  const count = from.length;
  const low = new Int32Array(count);
  const high = new Int32Array(count);
  const kept = new Int32Array(count);
  let edges = 0;
  for (let e = 0; e < count; e++) {
    if (weight && !(weight[e]! > 0 && weight[e]! < Infinity)) {
      throw new RangeError(`edge ${e} has weight ${weight[e]}; expected a positive number`);
    }
    if (from[e] === to[e]) continue;
    low[e] = Math.min(from[e]!, to[e]!);
    high[e] = Math.max(from[e]!, to[e]!);
    kept[edges++] = e;
  }
  const order = sortByKey(sortByKey(kept.subarray(0, edges), high, nodeCount), low, nodeCount);
  const pairs = addUpParallel(order, low, high, weight);
  return mirror(nodeCount, pairs);
}

interface Pairs {
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly weight: Float64Array;
}

/** Stable counting sort. */
function sortByKey(items: Int32Array, key: Int32Array, keyCount: number): Int32Array {
  const cursor = new Int32Array(keyCount + 1);
  for (let i = 0; i < items.length; i++) cursor[key[items[i]!]! + 1]!++;
  for (let k = 0; k < keyCount; k++) cursor[k + 1]! += cursor[k]!;
  const sorted = new Int32Array(items.length);
  for (let i = 0; i < items.length; i++) sorted[cursor[key[items[i]!]!]!++] = items[i]!;
  return sorted;
}

function addUpParallel(order: Int32Array, low: Int32Array, high: Int32Array, weight: Float64Array | null): Pairs {
  const pairLow = new Int32Array(order.length);
  const pairHigh = new Int32Array(order.length);
  const pairWeight = new Float64Array(order.length);
  let pairs = 0;
  for (let start = 0; start < order.length; ) {
    const first = order[start]!;
    let end = start + 1;
    while (end < order.length && low[order[end]!] === low[first] && high[order[end]!] === high[first]) end++;
    pairLow[pairs] = low[first]!;
    pairHigh[pairs] = high[first]!;
    pairWeight[pairs++] = weight ? sumAscending(order.subarray(start, end), weight) : end - start;
    start = end;
  }
  return {
    low: pairLow.subarray(0, pairs),
    high: pairHigh.subarray(0, pairs),
    weight: pairWeight.subarray(0, pairs),
  };
}

function sumAscending(edges: Int32Array, weight: Float64Array): number {
  if (edges.length === 1) return weight[edges[0]!]!;
  const sorted = Float64Array.from(edges, (edge) => weight[edge]!).sort();
  let sum = 0;
  for (const value of sorted) sum += value;
  return sum;
}

/** Pairs come sorted, so each list fills in ascending order: smaller neighbours first, then larger ones. */
function mirror(nodeCount: number, { low, high, weight: pairWeight }: Pairs): WeightedGraph {
  const offsets = new Int32Array(nodeCount + 1);
  for (let i = 0; i < low.length; i++) {
    offsets[low[i]! + 1]!++;
    offsets[high[i]! + 1]!++;
  }
  for (let v = 0; v < nodeCount; v++) offsets[v + 1]! += offsets[v]!;
  const cursor = offsets.slice(0, nodeCount);
  const target = new Int32Array(low.length * 2);
  const weight = new Float64Array(low.length * 2);
  for (let i = 0; i < low.length; i++) {
    const a = cursor[low[i]!]!++;
    const b = cursor[high[i]!]!++;
    target[a] = high[i]!;
    target[b] = low[i]!;
    weight[a] = pairWeight[i]!;
    weight[b] = pairWeight[i]!;
  }
  return withDegrees(
    nodeCount,
    offsets,
    target,
    weight,
    pairWeight.every((sum) => sum === 1),
  );
}

function withDegrees(
  nodeCount: number,
  offsets: Int32Array,
  target: Int32Array,
  weight: Float64Array,
  isUnit: boolean,
): WeightedGraph {
  const degree = new Float64Array(nodeCount);
  let totalDegree = 0;
  for (let v = 0; v < nodeCount; v++) {
    let sum = 0;
    for (let p = offsets[v]!; p < offsets[v + 1]!; p++) sum += weight[p]!;
    degree[v] = sum;
    totalDegree += sum;
  }
  return { nodeCount, offsets, target, weight, isUnit, degree, totalDegree };
}

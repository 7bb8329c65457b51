/** Adjacency in compressed sparse rows: the edges of node v are `edges[offsets[v] .. offsets[v + 1])`. */
export interface Csr {
  /** nodeCount + 1 positions into `edges`. */
  readonly offsets: Int32Array;
  /** Edge indices, grouped by node; within a node in the order they were given. */
  readonly edges: Int32Array;
}

/** Makes an Int32Array of the given length; a caller that shares memory with workers passes its own. */
export type AllocateInt32 = (length: number) => Int32Array;

export interface CsrOptions {
  /** Edges to take, in this order; default: all, in input order. */
  readonly order?: Int32Array;
  /** Leave out edges that have no node here (−1) instead of refusing them. */
  readonly skipBlank?: boolean;
  readonly allocate?: AllocateInt32;
}

/**
 * Groups edges by one of their end columns with a stable counting sort: O(nodes + edges), and time-sorted edges stay
 * time-sorted within each node. Pass the `from` column for outgoing, the `to` column for incoming adjacency.
 */
export function buildCsr(nodeCount: number, nodeOfEdge: Int32Array, options: CsrOptions = {}): Csr {
  const { order, skipBlank = false, allocate = allocateInt32 } = options;
  const given = order ? order.length : nodeOfEdge.length;
  const offsets = allocate(nodeCount + 1);
  let taken = 0;
  for (let i = 0; i < given; i++) {
    const node = nodeOfEdge[order ? order[i]! : i]!;
    if (node === -1 && skipBlank) continue;
    if (!(node >= 0 && node < nodeCount)) {
      throw new RangeError(`edge ${order ? order[i] : i} names node ${node}; expected 0 to ${nodeCount - 1}`);
    }
    offsets[node + 1]!++;
    taken++;
  }
  // Nothing is written before the first node with an edge: memory that nobody wrote to costs nothing.
  let first = 0;
  while (first <= nodeCount && offsets[first] === 0) first++;
  for (let v = first; v < nodeCount; v++) offsets[v + 1]! += offsets[v]!;
  const cursor = offsets.slice(0, nodeCount);
  const edges = allocate(taken);
  for (let i = 0; i < given; i++) {
    const edge = order ? order[i]! : i;
    const node = nodeOfEdge[edge]!;
    if (node >= 0) edges[cursor[node]!++] = edge;
  }
  return { offsets, edges };
}

/** A plain Int32Array, zero-filled. */
function allocateInt32(length: number): Int32Array {
  return new Int32Array(length);
}

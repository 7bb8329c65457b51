import { buildCsr, type Csr } from '../csr.ts';
import { rankTimes, type TimeColumns, type TimeRanks } from './time-ranks.ts';

/** A rank later than every other. */
const NEVER = 0x7fffffff;

/** Transfers in columns, sorted by time; parallel transfers are separate rows. */
export interface RingInput extends TimeColumns {
  readonly nodeCount: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Minor units, exact integers; needed for `keep`. */
  readonly amount?: Float64Array;
  /** Currency number of each transfer; left out = one currency. */
  readonly currency?: Uint8Array;
}

/** One direction of the time-sorted adjacency, in columns side by side for locality. */
export interface RingAdjacency {
  readonly offsets: Int32Array;
  /** The node at the other end. */
  readonly node: Int32Array;
  readonly edge: Int32Array;
  readonly low: Int32Array;
  readonly high: Int32Array;
  /**
   * Outgoing: position in the target's list of its first edge after this one. Incoming: position in the source's list
   * just past its last edge before this one. −1 where there is none.
   */
  readonly next: Int32Array;
  readonly byDay: Uint8Array | null;
  readonly amount: Float64Array | null;
  readonly currency: Uint8Array | null;
}

/** Everything a ring search reads, built once per transfer table; only typed arrays, so it can be shared with workers. */
export interface RingIndex {
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly ranks: TimeRanks;
  /** Edges that are no self-loops, by rank: what a ring may start with. */
  readonly starts: Int32Array;
  /** Per start: position of the first outgoing edge of its target after it, −1 = none. */
  readonly startOut: Int32Array;
  /** Per start: position of the first incoming edge of its source that may come after it, −1 = none. */
  readonly startIn: Int32Array;
  /** Per start: rank at which `startOut` begins and `startIn` ends, NEVER = none: most starts fall here, without a cache miss. */
  readonly startOutLow: Int32Array;
  readonly startInHigh: Int32Array;
  readonly out: RingAdjacency;
  readonly in: RingAdjacency;
  readonly amount: Float64Array | null;
  readonly currency: Uint8Array | null;
}

/** Builds the index in O(nodes + edges); self-loops are dropped. Throws a RangeError if the edges are not sorted by time. */
export function buildRingIndex(input: RingInput): RingIndex {
  const { nodeCount, from, to, amount = null, currency = null } = input;
  const edgeCount = from.length;
  if (to.length !== edgeCount || input.at.length !== edgeCount) {
    throw new RangeError(`columns differ in length: from ${edgeCount}, to ${to.length}, at ${input.at.length}`);
  }
  const ranks = rankTimes(input);
  const loopFree = withoutLoops(from, to);
  const starts = ranks.byDay ? sortByRank(loopFree, ranks.low, ranks.rankAt.length) : loopFree;
  const byHigh = ranks.byDay ? sortByRank(loopFree, ranks.high, ranks.rankAt.length) : loopFree;
  const outCsr = buildCsr(nodeCount, from, { order: starts });
  const inCsr = buildCsr(nodeCount, to, { order: byHigh });
  const columns = { ranks, amount, currency };
  const out = sideBySide(outCsr, to, columns);
  const incoming = sideBySide(inCsr, from, columns);
  const firstOut = new Int32Array(edgeCount);
  const firstIn = new Int32Array(edgeCount);
  const pastIn = new Int32Array(edgeCount);
  for (let v = 0; v < nodeCount; v++) {
    mergeNode(v, out, incoming, firstOut, firstIn, pastIn);
  }
  gatherInto(out.next, firstOut, out.edge);
  gatherInto(incoming.next, pastIn, incoming.edge);
  const startOut = gatherInto(new Int32Array(starts.length), firstOut, starts);
  const startIn = gatherInto(new Int32Array(starts.length), firstIn, starts);
  const startOutLow = new Int32Array(starts.length);
  const startInHigh = new Int32Array(starts.length);
  for (let s = 0; s < starts.length; s++) {
    startOutLow[s] = startOut[s]! < 0 ? NEVER : out.low[startOut[s]!]!;
    startInHigh[s] = startIn[s]! < 0 ? NEVER : incoming.high[startIn[s]!]!;
  }
  return {
    nodeCount,
    edgeCount,
    from,
    to,
    ranks,
    starts,
    startOut,
    startIn,
    startOutLow,
    startInHigh,
    out,
    in: incoming,
    amount,
    currency,
  };
}

function withoutLoops(from: Int32Array, to: Int32Array): Int32Array {
  const kept = new Int32Array(from.length);
  let count = 0;
  for (let e = 0; e < from.length; e++) if (from[e] !== to[e]) kept[count++] = e;
  return kept.slice(0, count);
}

function sortByRank(edges: Int32Array, rank: Int32Array, rankCount: number): Int32Array {
  const cursor = new Int32Array(rankCount + 1);
  for (const e of edges) cursor[rank[e]! + 1]!++;
  for (let r = 0; r < rankCount; r++) cursor[r + 1]! += cursor[r]!;
  const sorted = new Int32Array(edges.length);
  for (const e of edges) sorted[cursor[rank[e]!]!++] = e;
  return sorted;
}

/** Walks the incoming and outgoing list of one node together, both sorted by time, and notes by edge what comes after and before. */
function mergeNode(
  node: number,
  out: RingAdjacency,
  incoming: RingAdjacency,
  firstOut: Int32Array,
  firstIn: Int32Array,
  pastIn: Int32Array,
): void {
  const outBegin = out.offsets[node]!;
  const outEnd = out.offsets[node + 1]!;
  const inBegin = incoming.offsets[node]!;
  const inEnd = incoming.offsets[node + 1]!;
  for (let p = inBegin, q = outBegin; p < inEnd; p++) {
    const high = incoming.high[p]!;
    while (q < outEnd && out.low[q]! <= high) q++;
    firstOut[incoming.edge[p]!] = q < outEnd ? q : -1;
  }
  // Outgoing edges rise by their beginning, incoming ones by their end.
  for (let q = outBegin, before = inBegin, after = inBegin; q < outEnd; q++) {
    const low = out.low[q]!;
    while (before < inEnd && incoming.high[before]! < low) before++;
    if (after < before) after = before;
    while (after < inEnd && incoming.high[after]! <= low) after++;
    const edge = out.edge[q]!;
    pastIn[edge] = before > inBegin ? before : -1;
    firstIn[edge] = after < inEnd ? after : -1;
  }
}

interface SharedColumns {
  readonly ranks: TimeRanks;
  readonly amount: Float64Array | null;
  readonly currency: Uint8Array | null;
}

function sideBySide(
  { offsets, edges }: Csr,
  other: Int32Array,
  { ranks, amount, currency }: SharedColumns,
): RingAdjacency {
  const count = edges.length;
  const low = gatherInto(new Int32Array(count), ranks.low, edges);
  return {
    offsets,
    edge: edges,
    node: gatherInto(new Int32Array(count), other, edges),
    low,
    high: ranks.byDay ? gatherInto(new Int32Array(count), ranks.high, edges) : low,
    next: new Int32Array(count),
    byDay: ranks.byDay && gatherInto(new Uint8Array(count), ranks.byDay, edges),
    amount: amount && gatherInto(new Float64Array(count), amount, edges),
    currency: currency && gatherInto(new Uint8Array(count), currency, edges),
  };
}

function gatherInto<T extends Int32Array | Float64Array | Uint8Array>(gathered: T, column: T, order: Int32Array): T {
  for (let i = 0; i < order.length; i++) gathered[i] = column[order[i]!]!;
  return gathered;
}

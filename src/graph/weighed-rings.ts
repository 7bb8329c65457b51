import { movementTypes, TRANSFER } from './cash.ts';
import { lowerBound } from './lower-bound.ts';
import { accountParties } from './parties.ts';
import type { Projection } from './projection.ts';
import { createWaysOn, type WeighedRings, waysOfRings } from './ring-chance.ts';
import { ringTransfers, type TransferRange } from './ring-input.ts';
import { buildRingIndex, type RingIndex } from './rings/ring-index.ts';
import type { KeepBounds, RingOptions } from './rings/ring-query.ts';
import { listRings, type RingCoverage, type RingList, ringsWhere } from './rings.ts';

export interface WeighedRingQuery extends RingOptions {
  readonly keep: KeepBounds;
  /** Whether accounts of one holder are one node. */
  readonly level: 'account' | 'holder';
}

/** Transfers whose rings are searched at one time; an index takes about 120 bytes a transfer. */
const SLICE = 2 ** 20;

/**
 * Rings of transfers in the order of their first hops, with the ways that their money could have gone; edges are those of the
 * projection. Money that is nothing goes in no ring. Many transfers are searched slice after slice of time, each with the window
 * behind it in which its rings end: memory is bounded by slice and window, the rings are the same.
 */
export function weighedRings(projection: Projection, query: WeighedRingQuery, slice = SLICE): WeighedRings {
  const { transfers } = projection;
  const { budget = Infinity, windowMs } = query;
  const found: WeighedRings[] = [];
  let visits = 0;
  for (let begin = 0, end = 0; begin < transfers.count; begin = end) {
    // A day and an instant are compared by local days: with both, first hops do not stand in the order of the transfers.
    const isLast = transfers.precisions === 'mixed' || transfers.count - begin <= 2 * slice;
    end = isLast ? transfers.count : begin + slice;
    const untilWindows = (windows: number) =>
      isLast ? end : lowerBound(transfers.at, transfers.at[end - 1]! + windows * windowMs + 1);
    const list = ringsOfSlice(
      projection,
      { ...query, budget: budget - visits },
      { begin, end, until: untilWindows(1) },
    );
    const rings = { ...list, ways: waysOf(projection, query, list, { begin, end: untilWindows(2) }) };
    found.push(rings);
    visits += rings.visits;
    if (rings.truncated) break;
  }
  const joined = joinRings(found);
  return joined.truncated ? { ...joined, totalStarts: countStarts(projection, query.level) } : joined;
}

/** Rings that begin from `begin` to before `end`, searched among the transfers before `until`. */
function ringsOfSlice(
  projection: Projection,
  { level, ...options }: WeighedRingQuery,
  { begin, end, until }: { begin: number; end: number; until: number },
): RingList {
  const { edges, input } = ringTransfers(projection, level, { begin, end: until });
  const index = startingBefore(buildRingIndex(input), lowerBound(edges, end));
  const list = ringsWhere(listRings(index, options), (hops) => hops.every((edge) => input.amount![edge]! > 0));
  const { firstUnsearchedEdge: unsearched } = list;
  return {
    ...list,
    edges: list.edges.map((edge) => edges[edge]!),
    firstUnsearchedEdge: unsearched === null ? null : edges[unsearched]!,
  };
}

/** Ways of the rings of a list: they take only what leaves the receivers of their hops, before the end of the range. */
function waysOf(
  projection: Projection,
  { level, windowMs, keep }: WeighedRingQuery,
  list: RingList,
  range: TransferRange,
): Float64Array {
  if (list.count === 0) return new Float64Array(0);
  const { from, to } = projection.transfers;
  const nodeAt = nodeOfAccount(projection, level);
  const onRing = new Set(list.edges);
  const receivers = new Set(list.edges.map((edge) => nodeAt(to[edge]!)));
  const only = (edge: number) => receivers.has(nodeAt(from[edge]!)) || onRing.has(edge);
  const { edges, input } = ringTransfers(projection, level, { ...range, only });
  const positions = list.edges.map((edge) => lowerBound(edges, edge));
  return waysOfRings({ ...list, edges: positions }, createWaysOn(buildRingIndex(input), windowMs, keep));
}

/** Node of an account at a level: its holder, or itself. */
function nodeOfAccount(projection: Projection, level: 'account' | 'holder'): (account: number) => number {
  if (level === 'account') return (account) => account;
  const parties = accountParties(projection);
  const first = projection.nodes.range.account.start;
  return (account) => parties[account - first]!;
}

/** The index with only those first hops that come before an edge. */
function startingBefore(index: RingIndex, edge: number): RingIndex {
  if (edge === index.edgeCount) return index;
  return { ...index, starts: index.starts.subarray(0, lowerBound(index.starts, edge)) };
}

function joinRings(parts: readonly WeighedRings[]): WeighedRings {
  const sum = (of: (part: WeighedRings) => number) => parts.reduce((total, part) => total + of(part), 0);
  const count = sum((part) => part.count);
  const offsets = new Int32Array(count + 1);
  const edges = new Int32Array(sum((part) => part.edges.length));
  const ways = new Float64Array(count);
  let ring = 0;
  let used = 0;
  for (const part of parts) {
    for (let i = 0; i < part.count; i++) offsets[ring + i + 1] = used + part.offsets[i + 1]!;
    edges.set(part.edges, used);
    ways.set(part.ways, ring);
    ring += part.count;
    used += part.edges.length;
  }
  const last = parts.at(-1);
  const coverage: RingCoverage = {
    truncated: last?.truncated ?? false,
    firstUnsearchedEdge: last?.firstUnsearchedEdge ?? null,
    searchedStarts: sum((part) => part.searchedStarts),
    totalStarts: sum((part) => part.totalStarts),
    visits: sum((part) => part.visits),
  };
  const list: RingList = { count, offsets, edges, ...coverage };
  return { ...list, ways };
}

/** Transfers that a ring may begin with: among accounts, not from a node to itself. */
function countStarts(projection: Projection, level: 'account' | 'holder'): number {
  const { transfers } = projection;
  const types = movementTypes(projection);
  const nodeAt = nodeOfAccount(projection, level);
  let count = 0;
  for (let edge = 0; edge < transfers.count; edge++) {
    if (types[edge] === TRANSFER && nodeAt(transfers.from[edge]!) !== nodeAt(transfers.to[edge]!)) count++;
  }
  return count;
}

import { compareToRatio } from '../ratio.ts';
import type { RingIndex } from './ring-index.ts';
import { HOP_SWEEP_MAX_LENGTH, type RingQuery } from './ring-query.ts';
import { BACKWARD, createRingSweeps, DEPARTURE, HOPS, ON_PATH, type RingStart, STRIDE } from './ring-sweeps.ts';

/** Called for each ring: its edges and nodes in walking order, valid during the call only, and its length. */
export type OnRing = (edges: Int32Array, nodes: Int32Array, length: number) => void;

export interface RingSearch {
  /**
   * Finds every ring whose first hop is one of `index.starts[begin .. end)`, in a fixed order.
   * Returns the edge visits spent; stops once they pass `visitLimit`, and then the chunk is incomplete.
   */
  readonly search: (begin: number, end: number, visitLimit: number, onRing: OnRing) => number;
}

/**
 * Exact enumeration of temporal simple cycles: for each first hop a bidirectional sweep labels the nodes that can lie on a
 * ring, then a depth-first search walks only labelled nodes while they can still be left in time.
 * Definition and peers: Kumar, Calders, *2SCENT* (VLDB 2018); Blanuša, Atasu, Ienne, *Fast Parallel Algorithms for
 * Enumeration of Simple, Temporal, and Hop-Constrained Cycles* (2022–23).
 */
export function createRingSearch(
  index: RingIndex,
  query: RingQuery,
  byHops = query.maxLength <= HOP_SWEEP_MAX_LENGTH,
): RingSearch {
  const { starts, startOut, startIn, startOutLow, startInHigh, from, to, amount, currency } = index;
  const { low, high, byDay } = index.ranks;
  const { offsets: outOffsets, node: outNode, low: outLow, high: outHigh, next: outNext, edge: outEdge } = index.out;
  const { amount: outAmount, currency: outCurrency } = index.out;
  const { minLength, maxLength, keep, through, limits } = query;
  const sweeps = createRingSweeps(index, query, byHops);
  const { state } = sweeps;
  const isThrough = through >= 0 ? throughWindows(index, query) : null;

  let edges = new Int32Array(256);
  let nodes = new Int32Array(256);
  let cursor = new Int32Array(256);
  let onPathAmount = new Float64Array(256);
  let stamp = 0;
  const start: RingStart = {
    edge: 0,
    source: 0,
    target: 0,
    firstOut: 0,
    firstIn: 0,
    after: 0,
    limitInstant: 0,
    limitDay: 0,
    stamp: 0,
    amountMin: 0,
    amountMax: Infinity,
    currency: 0,
  };

  function grow(): void {
    edges = doubled(edges, new Int32Array(edges.length * 2));
    nodes = doubled(nodes, new Int32Array(nodes.length * 2));
    cursor = doubled(cursor, new Int32Array(cursor.length * 2));
    onPathAmount = doubled(onPathAmount, new Float64Array(onPathAmount.length * 2));
  }

  function keeps(value: number, base: number): boolean {
    return compareToRatio(value, base, keep!.min) >= 0 && compareToRatio(value, base, keep!.max) <= 0;
  }

  /** Loose range of the amounts on a ring that starts with this one; rounding errors stay outside it. */
  function setAmountRange(first: number): void {
    const { min, max } = keep!;
    const least = min.numerator / min.denominator;
    const most = max.numerator / max.denominator;
    const hops = maxLength - 1;
    start.amountMin = least >= 1 ? first * (1 - 1e-9) : hops < 64 ? first * least ** hops * (1 - 1e-9) : 0;
    start.amountMax = most <= 1 ? first * (1 + 1e-9) : hops < 64 ? first * most ** hops * (1 + 1e-9) : Infinity;
  }

  /** Walks labelled nodes from the start's target; returns the visits spent. */
  function walk(visitLimit: number, onRing: OnRing): number {
    const { source, target, stamp: current } = start;
    const startByDay = byDay !== null && byDay[start.edge] === 1;
    let visits = 0;
    let depth = 1;
    edges[0] = start.edge;
    nodes[0] = source;
    nodes[1] = target;
    cursor[1] = start.firstOut;
    if (keep) onPathAmount[1] = amount![start.edge]!;
    state[target * STRIDE + ON_PATH] = 1;
    while (depth > 0) {
      const node = nodes[depth]!;
      const n = node * STRIDE;
      const departure = state[n + DEPARTURE]!;
      const end = outOffsets[node + 1]!;
      let p = cursor[depth]!;
      let deeper = false;
      for (; p < end && outLow[p]! <= departure; p++) {
        visits++;
        const next = outNode[p]!;
        const w = next * STRIDE;
        const length = depth + 1;
        if (next === source) {
          if (length < minLength) continue;
          const limit = startByDay || byDay?.[outEdge[p]!] ? start.limitDay : start.limitInstant;
          if (outHigh[p]! > limit) continue;
        } else {
          if (length >= maxLength || state[w + BACKWARD] !== current) continue;
          if (outHigh[p]! >= state[w + DEPARTURE]! || state[w + ON_PATH] === 1) continue;
          if (byHops && length + state[w + HOPS]! > maxLength) continue;
        }
        if (keep) {
          if (outCurrency && outCurrency[p] !== start.currency) continue;
          if (!keeps(outAmount![p]!, onPathAmount[depth]!)) continue;
        }
        edges[depth] = outEdge[p]!;
        if (next === source) {
          if (through < 0 || nodes.subarray(0, length).includes(through)) onRing(edges, nodes, length);
          continue;
        }
        if (length + 1 >= nodes.length) grow();
        cursor[depth] = p + 1;
        depth = length;
        nodes[depth] = next;
        cursor[depth] = outNext[p]!;
        if (keep) onPathAmount[depth] = outAmount![p]!;
        state[w + ON_PATH] = 1;
        deeper = true;
        break;
      }
      if (deeper && visits <= visitLimit) continue;
      if (visits > visitLimit) {
        for (let d = 1; d <= depth; d++) state[nodes[d]! * STRIDE + ON_PATH] = 0;
        return visits;
      }
      state[n + ON_PATH] = 0;
      depth--;
    }
    return visits;
  }

  function search(begin: number, end: number, visitLimit: number, onRing: OnRing): number {
    let walked = 0;
    const before = sweeps.visits();
    for (let s = begin; s < end; s++) {
      const edge = starts[s]!;
      const rank = low[edge]!;
      const limitDay = limits.day(rank);
      const limitInstant = limits.instant === limits.day ? limitDay : limits.instant(rank);
      const limit = Math.max(limitDay, limitInstant);
      if (startOutLow[s]! > limit || startInHigh[s]! > limit) continue;
      if (isThrough && !isThrough(rank, limit)) continue;
      if (++stamp === 0x7fffffff) {
        state.fill(0);
        stamp = 1;
      }
      start.edge = edge;
      start.source = from[edge]!;
      start.target = to[edge]!;
      start.firstOut = startOut[s]!;
      start.firstIn = startIn[s]!;
      start.after = high[edge]!;
      start.limitInstant = limitInstant;
      start.limitDay = limitDay;
      start.stamp = stamp;
      if (keep) {
        setAmountRange(amount![edge]!);
        start.currency = currency ? currency[edge]! : 0;
      }
      const left = visitLimit - walked;
      if (sweeps.sweep(start, before + left) && sweeps.visits() - before <= left) {
        walked += walk(visitLimit - walked - (sweeps.visits() - before), onRing);
      }
      if (walked + sweeps.visits() - before > visitLimit) break;
    }
    return walked + sweeps.visits() - before;
  }

  return { search };
}

function doubled<T extends Int32Array | Float64Array>(array: T, larger: T): T {
  larger.set(array);
  return larger;
}

/** Whether any transfer of the `through` node lies between two ranks; without one a start need not be searched. */
function throughWindows(index: RingIndex, { through }: RingQuery): (first: number, last: number) => boolean {
  const { offsets, low } = index.out;
  const lows = low.subarray(offsets[through]!, offsets[through + 1]!);
  return (first, last) => {
    let from = 0;
    let to = lows.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (lows[middle]! < first) from = middle + 1;
      else to = middle;
    }
    return from < lows.length && lows[from]! <= last;
  };
}

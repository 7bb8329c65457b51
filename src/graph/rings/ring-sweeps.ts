import type { RingIndex } from './ring-index.ts';
import type { RingQuery } from './ring-query.ts';

/** Ints per node in the search state: one cache line holds two nodes. */
export const STRIDE = 8;
/** Stamp of the start that last reached the node forwards. */
const FORWARD = 0;
/** Earliest arrival from the start, as the end of the arriving edge. */
const ARRIVAL = 1;
/** First outgoing position that was scanned. */
const SCANNED_OUT = 2;
/** Stamp of the start to which the node last led back. */
export const BACKWARD = 4;
/** Latest departure from which the ring can still be closed. */
export const DEPARTURE = 5;
/** End of the incoming positions that were scanned. */
const SCANNED_IN = 6;
/** Fewest hops back to the start; a lower bound. */
export const HOPS = 3;
/** 1 while the node is on the search's path. */
export const ON_PATH = 7;

/** The first hop under search and its limits, as ranks and positions. */
export interface RingStart {
  edge: number;
  /** Where the ring starts and must close. */
  source: number;
  target: number;
  firstOut: number;
  firstIn: number;
  /** End of the first hop: later hops begin strictly after it. */
  after: number;
  limitInstant: number;
  limitDay: number;
  stamp: number;
  /** Every hop's amount lies in this range (a loose bound; exact tests follow). */
  amountMin: number;
  amountMax: number;
  currency: number;
}

export interface RingSweeps {
  /** STRIDE ints per node, read by the path search. */
  readonly state: Int32Array;
  /** Edge visits so far. */
  readonly visits: () => number;
  /** Labels what can lie on a ring of this start; false = there is none. Stops early, saying true, past `visitLimit`. */
  readonly sweep: (start: RingStart, visitLimit: number) => boolean;
}

/**
 * Bidirectional temporal reachability around one first hop. Each side covers half of the way (half of the window, or of the
 * hops), so a start without rings costs two small sweeps instead of one large; only where they meet is the backward
 * sweep continued, and only through nodes that the forward one reached. The labels are the "latest useful departure" that
 * Blanuša, Atasu, Ienne (2022–23) and Kumar, Calders (2SCENT, 2018) prune by.
 */
export function createRingSweeps(index: RingIndex, query: RingQuery, byHops: boolean): RingSweeps {
  const { nodeCount } = index;
  const { offsets: outOffsets, node: outNode, low: outLow, high: outHigh, next: outNext } = index.out;
  const { offsets: inOffsets, node: inNode, low: inLow, high: inHigh, next: inNext } = index.in;
  const outByDay = index.out.byDay;
  const inByDay = index.in.byDay;
  const byAmount = query.keep !== null;
  const outAmount = index.out.amount;
  const inAmount = index.in.amount;
  const outCurrency = index.out.currency;
  const inCurrency = index.in.currency;
  const { maxLength, through } = query;
  // maxLength - 1 hops are left after the first; halves by hops share them, halves by time may take all.
  const forwardHops = byHops ? Math.floor((maxLength - 1) / 2) : maxLength - 1;
  const backwardHops = byHops ? maxLength - 1 - forwardHops : maxLength - 1;

  const state = new Int32Array(nodeCount * STRIDE);
  const startDay = index.ranks.byDay;
  let queue = new Int32Array(3 * 1024);
  let reached = new Int32Array(1024);
  let reachedCount = 0;
  let tail = 0;
  let visits = 0;

  function push(node: number, from: number, to: number): void {
    if (tail + 3 > queue.length) queue = grown(queue);
    queue[tail] = node;
    queue[tail + 1] = from;
    queue[tail + 2] = to;
    tail += 3;
  }

  function remember(node: number): void {
    if (reachedCount === reached.length) reached = grown(reached);
    reached[reachedCount++] = node;
  }

  /** Returns whether the start is closed already within the forward half. */
  function sweepForward(start: RingStart, last: number, visitLimit: number): boolean {
    const { source, target, stamp, amountMin, amountMax, currency } = start;
    const sourceByDay = startDay !== null && startDay[start.edge] === 1;
    let closed = false;
    tail = 0;
    reachedCount = 0;
    const o = target * STRIDE;
    state[o + FORWARD] = stamp;
    state[o + ARRIVAL] = start.after;
    state[o + SCANNED_OUT] = start.firstOut;
    remember(target);
    push(target, start.firstOut, outOffsets[target + 1]!);
    let head = 0;
    let level = 0;
    let levelEnd = 0;
    while (head < tail && visits <= visitLimit) {
      if (head === levelEnd) {
        if (++level > forwardHops) break;
        levelEnd = tail;
      }
      const end = queue[head + 2]!;
      let p = queue[head + 1]!;
      head += 3;
      for (; p < end; p++) {
        if (outLow[p]! > last) break;
        visits++;
        if (byAmount) {
          const amount = outAmount![p]!;
          if (amount < amountMin || amount > amountMax) continue;
          if (outCurrency && outCurrency[p] !== currency) continue;
        }
        const node = outNode[p]!;
        const high = outHigh[p]!;
        if (node === source) {
          const limit = sourceByDay || outByDay?.[p] ? start.limitDay : start.limitInstant;
          if (high <= limit) closed = true;
          continue;
        }
        const n = node * STRIDE;
        if (state[n + FORWARD] !== stamp) {
          const next = outNext[p]!;
          state[n + FORWARD] = stamp;
          state[n + ARRIVAL] = high;
          const stop = outOffsets[node + 1]!;
          state[n + SCANNED_OUT] = next < 0 ? stop : next;
          remember(node);
          if (next >= 0) push(node, next, stop);
        } else if (high < state[n + ARRIVAL]!) {
          const next = outNext[p]!;
          const stop = state[n + SCANNED_OUT]!;
          state[n + ARRIVAL] = high;
          if (next >= 0 && next < stop) {
            state[n + SCANNED_OUT] = next;
            push(node, next, stop);
          }
        }
      }
    }
    return closed;
  }

  /** Records that the ring can be closed from `node` by a departure at `low`; true where the halves meet. */
  function label(node: number, low: number, past: number, hops: number, start: RingStart): boolean {
    const n = node * STRIDE;
    const { stamp } = start;
    const stop = past < 0 ? inOffsets[node]! : past;
    if (state[n + BACKWARD] !== stamp) {
      state[n + BACKWARD] = stamp;
      state[n + DEPARTURE] = low;
      state[n + SCANNED_IN] = stop;
      state[n + HOPS] = hops;
      if (past >= 0 && node !== start.target) push(node, inOffsets[node]!, stop);
    } else if (low > state[n + DEPARTURE]!) {
      const scanned = state[n + SCANNED_IN]!;
      state[n + DEPARTURE] = low;
      state[n + SCANNED_IN] = stop;
      if (stop > scanned && node !== start.target) push(node, scanned, stop);
    } else return false;
    return state[n + FORWARD] === stamp && state[n + ARRIVAL]! < low;
  }

  /** Labels the last nodes of rings that close later than `first`; with `restricted`, only those reached forwards. */
  function sweepClosings(start: RingStart, first: number, last: number, restricted: boolean): boolean {
    const { source, stamp, amountMin, amountMax, currency } = start;
    const sourceByDay = startDay !== null && startDay[start.edge] === 1;
    const limit = Math.max(start.limitDay, start.limitInstant);
    const end = inOffsets[source + 1]!;
    let met = false;
    for (let p = start.firstIn; p < end; p++) {
      const high = inHigh[p]!;
      if (high > limit) break;
      visits++;
      const low = inLow[p]!;
      if (low <= first || low > last) continue;
      if (high > (sourceByDay || inByDay?.[p] ? start.limitDay : start.limitInstant)) continue;
      if (byAmount) {
        const amount = inAmount![p]!;
        if (amount < amountMin || amount > amountMax) continue;
        if (inCurrency && inCurrency[p] !== currency) continue;
      }
      const node = inNode[p]!;
      if (restricted) {
        const n = node * STRIDE;
        if (state[n + FORWARD] !== stamp || state[n + ARRIVAL]! >= low) continue;
      }
      if (label(node, low, inNext[p]!, 1, start)) met = true;
    }
    return met;
  }

  /** Works the queue off backwards over edges that begin after `first`. */
  function drainBackward(
    start: RingStart,
    first: number,
    maxHops: number,
    restricted: boolean,
    visitLimit: number,
  ): boolean {
    const { source, stamp, amountMin, amountMax, currency } = start;
    let met = false;
    let head = 0;
    let level = 1;
    let levelEnd = tail;
    while (head < tail && visits <= visitLimit) {
      if (head === levelEnd) {
        level++;
        levelEnd = tail;
      }
      if (level >= maxHops) break;
      const from = queue[head + 1]!;
      let p = queue[head + 2]! - 1;
      head += 3;
      for (; p >= from; p--) {
        if (inHigh[p]! <= first) break;
        visits++;
        const low = inLow[p]!;
        if (low <= first) continue;
        const node = inNode[p]!;
        if (node === source) continue;
        if (restricted) {
          const n = node * STRIDE;
          if (state[n + FORWARD] !== stamp || state[n + ARRIVAL]! >= low) continue;
        }
        if (byAmount) {
          const amount = inAmount![p]!;
          if (amount < amountMin || amount > amountMax) continue;
          if (inCurrency && inCurrency[p] !== currency) continue;
        }
        if (label(node, low, inNext[p]!, restricted ? backwardHops + 1 : level + 1, start)) met = true;
      }
    }
    return met;
  }

  function sweep(start: RingStart, visitLimit: number): boolean {
    const { after, stamp, source, target } = start;
    const limit = Math.max(start.limitDay, start.limitInstant);
    const middle = (after + limit) >> 1;
    let met = sweepForward(start, byHops ? limit : middle, visitLimit);
    const backwardFirst = byHops ? after : middle;
    tail = 0;
    if (sweepClosings(start, backwardFirst, limit, false)) met = true;
    if (drainBackward(start, backwardFirst, backwardHops, false, visitLimit)) met = true;
    if (visits > visitLimit) return true;
    if (!met) return false;
    tail = 0;
    if (!byHops) sweepClosings(start, after, middle, true);
    for (let i = 0; i < reachedCount; i++) {
      const node = reached[i]!;
      const n = node * STRIDE;
      if (node !== target && state[n + BACKWARD] === stamp && state[n + DEPARTURE]! > state[n + ARRIVAL]!) {
        push(node, inOffsets[node]!, state[n + SCANNED_IN]!);
      }
    }
    drainBackward(start, after, Infinity, true, visitLimit);
    if (through >= 0 && through !== source && state[through * STRIDE + BACKWARD] !== stamp) return false;
    return state[target * STRIDE + BACKWARD] === stamp;
  }

  return { state, visits: () => visits, sweep };
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

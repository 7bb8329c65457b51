import { chunkCount, chunkSize, createChunkSearch, type RingChunk, type RingMode } from './rings/ring-chunks.ts';
import type { RingIndex } from './rings/ring-index.ts';
import type { RingOptions } from './rings/ring-query.ts';
import { createSequenceSet } from './rings/sequence-set.ts';

/** How much of the search was done within its budget. */
export interface RingCoverage {
  /** True when the budget ended the search; the figures then hold for the searched part only. */
  readonly truncated: boolean;
  /** First hops that were searched exhaustively, of `totalStarts`. */
  readonly searchedStarts: number;
  /** All transfers but self-loops. */
  readonly totalStarts: number;
  /** The earliest transfer at which no search was begun; rings that start there or later are not in the result. */
  readonly firstUnsearchedEdge: number | null;
  /** Edge visits of the searched part. */
  readonly visits: number;
}

export interface RingLengthCount {
  readonly length: number;
  /** Rings counted by their transfers; null for static rings, which have none. */
  readonly instances: number | null;
  /** Distinct node sequences up to rotation. */
  readonly rings: number;
}

export interface RingCounts extends RingCoverage {
  /** Every length from the shortest asked for to the longest asked for, or to the longest found if that is unbounded. */
  readonly lengths: readonly RingLengthCount[];
}

/** Rings in a fixed order (by first hop); edges of ring i, in walking order, are `edges[offsets[i] .. offsets[i + 1])`. */
export interface RingList extends RingCoverage {
  readonly count: number;
  readonly offsets: Int32Array;
  readonly edges: Int32Array;
}

/** Counts temporal simple cycles and their distinct node sequences by length, without keeping the instances. */
export function countRings(index: RingIndex, options: RingOptions): RingCounts {
  const tally = createRingTally(index, options, 'count');
  runChunks(index, options, 'count', tally);
  return tally.counts();
}

/** Lists every temporal simple cycle. */
export function listRings(index: RingIndex, options: RingOptions): RingList {
  const tally = createRingTally(index, options, 'list');
  runChunks(index, options, 'list', tally);
  return tally.list();
}

/** The rings of a list that are asked for, in the same order; what was searched stays the same. */
export function ringsWhere(list: RingList, keeps: (edges: Int32Array) => boolean): RingList {
  const offsets = new Int32Array(list.count + 1);
  const edges = new Int32Array(list.edges.length);
  let count = 0;
  for (let ring = 0; ring < list.count; ring++) {
    const own = list.edges.subarray(list.offsets[ring]!, list.offsets[ring + 1]!);
    if (!keeps(own)) continue;
    edges.set(own, offsets[count]!);
    offsets[count + 1] = offsets[count]! + own.length;
    count++;
  }
  return { ...list, count, offsets: offsets.slice(0, count + 1), edges: edges.slice(0, offsets[count]!) };
}

/** Hands over every temporal simple cycle as its edges (valid during the call) without keeping them. */
export function visitRings(index: RingIndex, options: RingOptions, visit: (edges: Int32Array) => void): RingCoverage {
  const tally = createRingTally(index, options, 'list', visit);
  runChunks(index, options, 'list', tally);
  return tally.coverage();
}

/** Searches chunk after chunk on the calling thread. */
export function runChunks(index: RingIndex, options: RingOptions, mode: RingMode, tally: RingTally): void {
  const search = createChunkSearch(index, options, mode);
  const chunks = chunkCount(index);
  for (let chunk = 0; chunk < chunks; chunk++) {
    if (!tally.add(search(chunk, tally.budgetLeft()))) break;
  }
}

/** Joins chunks in their order; whoever runs the chunks, the result is the same. */
export interface RingTally {
  /** Visits that the next chunk may spend. */
  readonly budgetLeft: () => number;
  /** Takes the next chunk; false if it overran the budget: it is dropped and the search is over. */
  readonly add: (chunk: RingChunk) => boolean;
  readonly coverage: () => RingCoverage;
  readonly counts: () => RingCounts;
  readonly list: () => RingList;
}

export function createRingTally(
  index: RingIndex,
  options: RingOptions,
  mode: RingMode,
  visit?: (edges: Int32Array) => void,
): RingTally {
  const { minLength = 2, maxLength = Infinity, budget = Infinity } = options;
  const distinct = createSequenceSet();
  const instances: number[] = [];
  const rings: number[] = [];
  const parts: Int32Array[] = [];
  const totalStarts = index.starts.length;
  let visits = 0;
  let done = 0;
  let truncated = false;

  function add(chunk: RingChunk): boolean {
    if (truncated || visits + chunk.visits > budget) {
      truncated = true;
      return false;
    }
    visits += chunk.visits;
    done = chunk.chunk + 1;
    chunk.instances.forEach((count, length) => {
      instances[length] = (instances[length] ?? 0) + count;
    });
    const { sequences } = chunk;
    if (mode === 'list' && !visit) {
      if (sequences.length > 0) parts.push(sequences);
      return true;
    }
    for (let i = 0; i < sequences.length; i += sequences[i]! + 1) {
      const length = sequences[i]!;
      const sequence = sequences.subarray(i + 1, i + 1 + length);
      if (visit) visit(sequence);
      else if (distinct.add(sequence, length)) rings[length] = (rings[length] ?? 0) + 1;
    }
    return true;
  }

  function coverage(): RingCoverage {
    const searchedStarts = Math.min(done * chunkSize(index), totalStarts);
    const firstUnsearchedEdge = truncated ? index.starts[searchedStarts]! : null;
    return { truncated, searchedStarts, totalStarts, firstUnsearchedEdge, visits };
  }

  function counts(): RingCounts {
    const longest = Number.isFinite(maxLength) ? maxLength : instances.length - 1;
    const lengths: RingLengthCount[] = [];
    for (let length = minLength; length <= longest; length++) {
      lengths.push({ length, instances: instances[length] ?? 0, rings: rings[length] ?? 0 });
    }
    return { lengths, ...coverage() };
  }

  function list(): RingList {
    const count = instances.reduce((sum, n) => sum + (n ?? 0), 0);
    const hops = instances.reduce((sum, n, length) => sum + (n ?? 0) * length, 0);
    const offsets = new Int32Array(count + 1);
    const edges = new Int32Array(hops);
    let ring = 0;
    let used = 0;
    for (const part of parts) {
      for (let i = 0; i < part.length; i += part[i]! + 1) {
        edges.set(part.subarray(i + 1, i + 1 + part[i]!), used);
        used += part[i]!;
        offsets[++ring] = used;
      }
    }
    return { count, offsets, edges, ...coverage() };
  }

  return { budgetLeft: () => budget - visits, add, coverage, counts, list };
}

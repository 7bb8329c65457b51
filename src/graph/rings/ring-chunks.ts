import type { RingIndex } from './ring-index.ts';
import { type RingOptions, ringQuery } from './ring-query.ts';
import { createRingSearch } from './ring-search.ts';
import { createSequenceSet } from './sequence-set.ts';

/** `count`: instances and distinct node cycles; `list`: the edges of every ring. */
export type RingMode = 'count' | 'list';

/** What one chunk of first hops gives; plain arrays, so that a worker can hand it over. */
export interface RingChunk {
  readonly chunk: number;
  /** Edge visits; more than the limit given = the chunk was left unfinished and must be dropped. */
  readonly visits: number;
  /** Instances by length. */
  readonly instances: readonly number[];
  /** Length-prefixed sequences: nodes of the chunk's distinct rings when counting, edges of each ring when listing. */
  readonly sequences: Int32Array<ArrayBuffer>;
}

/** First hops per chunk: a function of the input alone, so that budgets cut at the same place whatever the worker count. */
export function chunkSize(index: RingIndex): number {
  return Math.max(256, Math.min(8192, Math.ceil(index.starts.length / 512)));
}

/** Number of chunks that cover all first hops. */
export function chunkCount(index: RingIndex): number {
  return Math.ceil(index.starts.length / chunkSize(index));
}

/** Makes the function that searches one chunk; chunks are independent, their results are joined in their order. */
export function createChunkSearch(
  index: RingIndex,
  options: RingOptions,
  mode: RingMode,
): (chunk: number, visitLimit: number) => RingChunk {
  const { search } = createRingSearch(index, ringQuery(index, options));
  const size = chunkSize(index);
  const distinct = createSequenceSet();
  let list = new Int32Array(4096);

  return (chunk, visitLimit) => {
    const instances: number[] = [];
    let used = 0;
    distinct.clear();
    const begin = chunk * size;
    const end = Math.min(begin + size, index.starts.length);
    const visits = search(begin, end, visitLimit, (edges, nodes, length) => {
      while (instances.length <= length) instances.push(0);
      instances[length]!++;
      if (mode === 'count') {
        distinct.addCycle(nodes, length);
        return;
      }
      if (used + length + 1 > list.length) {
        const larger = new Int32Array(Math.max(list.length * 2, used + length + 1));
        larger.set(list);
        list = larger;
      }
      list[used++] = length;
      for (let i = 0; i < length; i++) list[used++] = edges[i]!;
    });
    return { chunk, visits, instances, sequences: mode === 'count' ? distinct.members() : list.slice(0, used) };
  };
}

import { parentPort, workerData } from 'node:worker_threads';
import { chunkCount, createChunkSearch, type RingChunk, type RingMode } from '../graph/rings/ring-chunks.ts';
import type { RingIndex } from '../graph/rings/ring-index.ts';
import type { RingOptions } from '../graph/rings/ring-query.ts';

/** A message costs as much as a small chunk: with a budget, which wants early news, several go together, without one all. */
const BATCH_CHUNKS = 16;
/** Much that is found goes off at once, whatever the budget: it is joined while the search goes on. */
const BATCH_INTS = 1 << 12;

/** Runs of chunks that each worker would take, did they not get shorter towards the end. */
const SHARES = 3;

/** What a worker is started with. */
export interface RingWorkerData {
  readonly index: RingIndex;
}

/** One search, taken up by every worker of the pool. */
export interface RingJob {
  readonly options: RingOptions;
  readonly mode: RingMode;
  /** How many take it up. */
  readonly workers: number;
  /** Shared: the next chunk that nobody has taken. */
  readonly nextChunk: Int32Array;
  /** Shared: visits of the chunks joined so far. */
  readonly spent: BigInt64Array;
}

if (parentPort) {
  const port = parentPort;
  const { index } = workerData as RingWorkerData;
  port.on('message', (job: RingJob) => {
    const search = createChunkSearch(index, job.options, job.mode);
    const { budget = Infinity } = job.options;
    const most = budget === Infinity ? Infinity : BATCH_CHUNKS;
    const chunks = chunkCount(index);
    let batch: RingChunk[] = [];
    let ints = 0;
    const send = () => {
      port.postMessage(
        batch,
        batch.map((found) => found.sequences.buffer),
      );
      batch = [];
      ints = 0;
    };
    // A budget wants its chunks in their order.
    const shares = budget === Infinity ? SHARES * job.workers : Infinity;
    for (let run = take(job, chunks, shares); run.length > 0; run = take(job, chunks, shares)) {
      for (let chunk = run.from; chunk < run.from + run.length; chunk++) {
        const limit = budget === Infinity ? Infinity : budget - Number(Atomics.load(job.spent, 0));
        const found = search(chunk, limit);
        batch.push(found);
        ints += found.sequences.length;
        if (batch.length >= most || ints > BATCH_INTS || found.visits > limit) send();
      }
    }
    send();
    port.postMessage('done');
  });
}

/**
 * Takes a run of the chunks that are left, one in so many shares of them, at least one: rings of neighbouring chunks lie in the
 * same window of transfers, which a processor then fetches once (Polychronopoulos, Kuck, *Guided Self-Scheduling*, 1987).
 */
function take({ nextChunk }: RingJob, chunks: number, shares: number): { from: number; length: number } {
  for (;;) {
    const from = Atomics.load(nextChunk, 0);
    const left = chunks - from;
    if (left <= 0) return { from, length: 0 };
    const length = Math.max(1, Math.floor(left / shares));
    if (Atomics.compareExchange(nextChunk, 0, from, from + length) === from) return { from, length };
  }
}

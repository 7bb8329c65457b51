import { Worker } from 'node:worker_threads';
import { chunkCount, type RingChunk, type RingMode } from '../graph/rings/ring-chunks.ts';
import type { RingIndex } from '../graph/rings/ring-index.ts';
import { checkRingOptions, type RingOptions } from '../graph/rings/ring-query.ts';
import { createRingTally, type RingCounts, type RingList, type RingTally, runChunks } from '../graph/rings.ts';
import { shareArrays } from './share-arrays.ts';

/** Ring searches over one index on several cores; results are those of `countRings` and `listRings`, to the byte. */
export interface RingWorkers {
  readonly count: (options: RingOptions) => Promise<RingCounts>;
  readonly list: (options: RingOptions) => Promise<RingList>;
  /** Ends the threads. */
  readonly close: () => Promise<void>;
}

/**
 * False where the code runs from TypeScript source, which worker threads of Node 20 cannot load: searches then run inline.
 * @public for the test that compiles this file
 */
export const CAN_START_WORKERS = import.meta.url.endsWith('.js');

/**
 * Starts worker threads that share the index in memory and take chunks of first hops as they get free. One worker, or
 * none to be had, means the calling thread. One search at a time.
 */
export function openRingWorkers(index: RingIndex, workerCount: number): RingWorkers {
  const threads =
    workerCount > 1 && CAN_START_WORKERS ? startThreads(shareArrays(index), Math.min(workerCount, 64)) : [];

  async function search(options: RingOptions, mode: RingMode): Promise<RingTally> {
    checkRingOptions(index, options);
    const tally = createRingTally(index, options, mode);
    if (threads.length === 0) runChunks(index, options, mode, tally);
    else await runInThreads(threads, index, options, mode, tally);
    return tally;
  }

  return {
    count: async (options) => (await search(options, 'count')).counts(),
    list: async (options) => (await search(options, 'list')).list(),
    close: async () => {
      await Promise.all(threads.map((thread) => thread.worker.terminate()));
    },
  };
}

interface Thread {
  readonly worker: Worker;
  /** Why it ended before it was told to. */
  failure: Error | null;
}

function startThreads(index: RingIndex, count: number): Thread[] {
  const entry = new URL('./rings-worker.js', import.meta.url);
  return Array.from({ length: count }, () => {
    const worker = new Worker(entry, { workerData: { index } });
    const thread: Thread = { worker, failure: null };
    worker.on('error', (error: Error) => {
      thread.failure = error;
    });
    worker.on('exit', (code) => {
      thread.failure ??= new Error(`a ring worker ended early with exit code ${code}`);
    });
    worker.unref();
    return thread;
  });
}

function runInThreads(
  threads: readonly Thread[],
  index: RingIndex,
  options: RingOptions,
  mode: RingMode,
  tally: RingTally,
): Promise<void> {
  const nextChunk = new Int32Array(new SharedArrayBuffer(4));
  const spent = new BigInt64Array(new SharedArrayBuffer(8));
  const early = new Map<number, RingChunk>();
  let next = 0;
  let running = threads.length;

  function join(chunk: RingChunk): void {
    early.set(chunk.chunk, chunk);
    for (let ready = early.get(next); ready; ready = early.get(next)) {
      early.delete(next++);
      if (tally.add(ready)) Atomics.store(spent, 0, BigInt(tally.coverage().visits));
      else Atomics.store(nextChunk, 0, chunkCount(index));
    }
  }

  return new Promise((resolve, reject) => {
    const stops = threads.map((thread) => {
      const { worker } = thread;
      const onMessage = (message: readonly RingChunk[] | 'done') => {
        if (message !== 'done') message.forEach(join);
        else if (--running === 0) finish(null);
      };
      // Thread's own listeners came first, so the reason is there.
      const onEnd = () => finish(thread.failure);
      worker.ref();
      worker.on('message', onMessage).on('error', onEnd).on('exit', onEnd);
      worker.postMessage({ options, mode, workers: threads.length, nextChunk, spent });
      return () => {
        worker.off('message', onMessage).off('error', onEnd).off('exit', onEnd);
        worker.unref();
      };
    });
    function finish(failure: Error | null): void {
      for (const stop of stops) stop();
      if (failure) reject(failure);
      else resolve();
    }
    const dead = threads.find((thread) => thread.failure);
    if (dead) finish(dead.failure);
  });
}

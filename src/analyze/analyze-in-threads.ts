import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { detectors } from '../detectors/registry.ts';
import { packProjection, unpackProjection } from '../graph/packed-projection.ts';
import type { Projection } from '../graph/projection.ts';
import {
  type Analysis,
  type AnalysisOptions,
  analyzeProjection,
  type StartedAnalysis,
  startAnalysis,
} from './analyze.ts';
import { ROOM_FOR_NEW_OBJECTS } from './engine-settings.ts';
import { LARGE, packGround, ruleResult } from './rule-result.ts';
import type { FromRulesWorker, RulesWorkerData } from './rules-worker.ts';
import { shareArrays } from './share-arrays.ts';

/** False where the code runs from TypeScript source, which worker threads of Node 20 cannot load: rules then run inline. */
const CAN_START_WORKERS = import.meta.url.endsWith('.js');

/** Starting a thread costs more than all rules on less than this many nodes and transfers. */
const WORTH_A_THREAD = 100_000;
/** Each thread holds the columns of the rule it runs: more threads cost memory sooner than they save time. */
const MOST_BY_DEFAULT = 4;

/** How many threads run the rules of a projection where nobody said: on large data one, whose columns are enough. */
export function defaultWorkers({ nodes, transfers }: Projection): number {
  const isSmall = nodes.count + transfers.count < WORTH_A_THREAD;
  return isSmall || transfers.count >= LARGE ? 1 : Math.min(MOST_BY_DEFAULT, availableParallelism());
}

/**
 * `analyzeProjection` over the whole catalogue on several threads, the calling one among them, that read one projection in shared
 * memory and take rules as they get free; the result is the same for any number of threads. Each has an object of its own over the
 * columns: what rules keep of a projection for the next rule goes when they are done.
 */
export async function analyzeInThreads(
  given: Projection,
  options: AnalysisOptions,
  workers: number,
): Promise<Analysis> {
  if (workers <= 1 || !CAN_START_WORKERS) {
    return analyzeProjection(unpackProjection(packProjection(given)), detectors, options);
  }
  const packed = shareArrays(packProjection(given));
  const projection = unpackProjection(packed);
  const started = startAnalysis(projection, detectors, options);
  const { chosen, ground, take } = started;
  const next = new Int32Array(new SharedArrayBuffer(4));
  const workerData: RulesWorkerData = {
    projection: packed,
    ground: packGround(ground),
    baseline: options.baseline ?? [],
    rules: chosen.map(({ detector: { indicator }, options }) => ({ indicator, options })),
    next,
  };
  const threads = Array.from({ length: Math.min(workers, chosen.length) - 1 }, () => startThread(workerData, take));
  try {
    for (let position = Atomics.add(next, 0, 1); position < chosen.length; position = Atomics.add(next, 0, 1)) {
      options.onProgress?.(position, chosen.length, chosen[position]!.detector.indicator);
      take(position, ruleResult(chosen[position]!, ground));
      await turn();
    }
    await Promise.all(threads.map(({ done }) => done));
  } finally {
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  }
  return started.finish();
}

function startThread(workerData: RulesWorkerData, take: StartedAnalysis['take']) {
  const worker = new Worker(new URL('./rules-worker.js', import.meta.url), {
    workerData,
    resourceLimits: ROOM_FOR_NEW_OBJECTS,
  });
  const done = new Promise<void>((resolve, reject) => {
    worker.on('message', (message: FromRulesWorker) => {
      if (message === 'done') resolve();
      else if ('failed' in message) reject(new Error(message.failed));
      else take(message.position, message.result);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`a thread that runs rules ended early with exit code ${code}`)));
  });
  // Looked at when the calling thread has no more rules to run.
  done.catch(() => undefined);
  return { worker, done };
}

/** Lets messages of other threads in. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

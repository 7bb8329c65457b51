import { Worker } from 'node:worker_threads';
import { ROOM_FOR_NEW_OBJECTS } from './analyze/engine-settings.ts';
import { type ErrorDetails, TamyrError } from './model/errors.ts';
import type { ComposedRun } from './model/finding.ts';
import type { AnalysisProgress, RunOptions } from './run-analysis.ts';

/** Options that can cross to a thread. */
export type WorkerRunOptions = Omit<RunOptions, 'onProgress' | 'detectors'>;

export interface WorkerRequest {
  address: string;
  options: WorkerRunOptions;
}

/** What crosses back of a run that is kept; its other records are read from the store. */
export type AnalysisResult = Pick<ComposedRun, 'run' | 'clusters'>;

export type FromAnalysisWorker =
  | { progress: AnalysisProgress }
  | { kept: AnalysisResult }
  | { refused: ErrorDetails }
  | { failed: string };

/** An analysis under way on a thread of its own. */
export interface AnalysisJob {
  /** The run, once it is kept. */
  readonly result: Promise<AnalysisResult>;
  /** Ends the thread; nothing is kept, and `result` is refused with the code `cancelled`. */
  cancel(): Promise<void>;
}

/**
 * Analyzes a store on a worker thread, so that the event loop stays free and new objects have more room. The thread opens the store itself: nobody else may hold it
 * for writing. Needs the built program: Node 20 cannot start a thread from TypeScript source.
 */
export function analyzeInWorker(
  address: string,
  options: WorkerRunOptions = {},
  onProgress?: (progress: AnalysisProgress) => void,
): AnalysisJob {
  const workerData: WorkerRequest = { address, options };
  const worker = new Worker(new URL('./analyze-worker.js', import.meta.url), {
    workerData,
    resourceLimits: ROOM_FOR_NEW_OBJECTS,
  });
  let cancelled = false;
  const result = new Promise<AnalysisResult>((resolve, reject) => {
    worker.on('message', (message: FromAnalysisWorker) => {
      if ('progress' in message) onProgress?.(message.progress);
      else if ('kept' in message) resolve(message.kept);
      else if ('refused' in message) reject(new TamyrError(message.refused));
      else reject(new Error(message.failed));
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      const what = cancelled ? 'The analysis was cancelled.' : 'The analysis ended before it was done.';
      reject(new TamyrError({ code: cancelled ? 'cancelled' : 'analysis-ended', what, exitCode: 3 }));
    });
  });
  return {
    result,
    async cancel() {
      cancelled = true;
      await worker.terminate();
    },
  };
}

import { parentPort, workerData } from 'node:worker_threads';
import type { FromAnalysisWorker, WorkerRequest } from './analyze-in-worker.ts';
import { detailsOf, TamyrError } from './model/errors.ts';
import { runAnalysis } from './run-analysis.ts';
import { openStore } from './store/open-store.ts';

/** The thread of `analyzeInWorker`: opens the store, analyzes, answers once. */
const { address, options } = workerData as WorkerRequest;
const port = parentPort!;
const say = (message: FromAnalysisWorker) => port.postMessage(message);

try {
  const store = await openStore(address);
  try {
    const { run, clusters } = await runAnalysis(store, { ...options, onProgress: (progress) => say({ progress }) });
    say({ kept: { run, clusters } });
  } finally {
    await store.close();
  }
} catch (error) {
  if (error instanceof TamyrError) say({ refused: detailsOf(error) });
  else say({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}

import { Worker } from 'node:worker_threads';
import { type ErrorDetails, TamyrError } from '../model/errors.ts';

/** What the worker is asked, and what it says back. */
export interface Question {
  id: number;
  route: string;
  input: unknown;
}
export type Reply =
  | { ready: true; summary: string }
  | { failed: ErrorDetails | { unexpected: string } }
  | { id: number; output: unknown }
  | { id: number; error: ErrorDetails | { unexpected: string } };

/** Questions to the thread that holds the store and the projection. */
export interface Answers {
  ask(route: string, input: unknown): Promise<unknown>;
  close(): Promise<void>;
}

export interface AnswersOptions {
  store: string;
  run?: string;
  /** Check every answer against its declared output; for tests. */
  checkOutputs?: boolean;
  /** Most questions that may wait at once; more are refused. */
  maxWaiting?: number;
}

/** Starts the answering thread; settles once it has read the data. */
export async function startAnswers({ maxWaiting = 200, ...data }: AnswersOptions): Promise<Answers> {
  const worker = new Worker(new URL('./answer-worker.js', import.meta.url), { workerData: data });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let next = 0;
  const failAll = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  await new Promise<void>((resolve, reject) => {
    worker.on('message', (reply: Reply) => {
      if ('ready' in reply) resolve();
      else if ('failed' in reply) reject(revive(reply.failed));
      else {
        const call = waiting.get(reply.id);
        waiting.delete(reply.id);
        if ('error' in reply) call?.reject(revive(reply.error));
        else call?.resolve(reply.output);
      }
    });
    worker.on('error', (error) => {
      reject(error);
      failAll(error);
    });
    worker.on('exit', () => failAll(new Error('the answering thread has ended')));
  });
  return {
    ask(route, input) {
      if (waiting.size >= maxWaiting) {
        const what = `The server is busy: ${waiting.size} questions are waiting.`;
        return Promise.reject(new TamyrError({ code: 'busy', what, todo: 'Try again in some seconds.', exitCode: 3 }));
      }
      const id = next++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, route, input } satisfies Question);
      });
    },
    async close() {
      worker.postMessage('close');
      await new Promise((resolve) => worker.once('exit', resolve));
    },
  };
}

function revive(error: ErrorDetails | { unexpected: string }): Error {
  return 'unexpected' in error ? new Error(error.unexpected) : new TamyrError(error);
}

/** An error as it crosses between threads. */
export function plainError(error: unknown): ErrorDetails | { unexpected: string } {
  if (!(error instanceof TamyrError))
    return { unexpected: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  const { code, what, where, expected, todo, exitCode } = error;
  return { code, what, exitCode, ...(where && { where }), ...(expected && { expected }), ...(todo && { todo }) };
}

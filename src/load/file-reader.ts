import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Claim, FileReading, InputFile, ReadOptions } from '../importers/importer.ts';
import { createOccurrenceCounter } from '../importers/rows/occurrences.ts';
import { type ErrorDetails, TamyrError } from '../model/errors.ts';
import type { Reject } from '../store/graph-store.ts';
import type { PackedBatch } from '../store/packed-texts.ts';
import type { ClaimedFile, FormatChoice } from './choose-importers.ts';
import { ledgerWriter } from './ledger.ts';

/** Where facts and defects of a file go; awaiting each call is the back-pressure. */
export interface PackedSink {
  append(batch: PackedBatch): Promise<void>;
  reject(rejects: Reject[]): Promise<void>;
}

export type FileReadOptions = Omit<ReadOptions, 'occurrences'>;

/** Reads the files of one load, one at a time. */
export interface FileReader {
  read(claim: Claim, file: number, sink: PackedSink, options: FileReadOptions): Promise<FileReading>;
  close(): Promise<void>;
}

/** What the thread needs to know at its start: enough to claim the same files again. */
export interface ReadWorkerData {
  choice: FormatChoice;
  files: readonly InputFile[];
  /** Handle of the ledger: it is the process's, not a thread's. */
  ledger: number;
  /** One number, shared: batches sent and not yet taken. */
  underWay: Int32Array;
}

export interface ReadRequest {
  claim: Claim;
  file: number;
  encoding: string | null;
}

export type FromReadWorker =
  | { batch: PackedBatch }
  | { rejects: Reject[] }
  | { bytes: number }
  | { counts: FileReading }
  | { refused: ErrorDetails }
  | { failed: string };

/** Below this many bytes a thread's start takes longer than it saves. */
const BYTES_FOR_THREAD = 1 << 22;
/** Room for new objects: nearly all cells then die before the collector comes by, which takes a seventh off the thread's time. */
const YOUNG_MEGABYTES = 64;
/** Worker threads of Node 20 cannot be started from TypeScript source. */
const CAN_START_WORKERS = import.meta.url.endsWith('.js');

/**
 * Reads and checks large inputs on a thread of its own, so that the store works at the same time; small ones right here.
 * Both give the same facts and defects in the same order.
 */
export function openFileReader(
  { paths, mapping, format, list }: FormatChoice,
  files: readonly InputFile[],
  claimed: readonly ClaimedFile[],
  ledger: number,
): FileReader {
  const bytes = claimed.reduce((sum, { claim }) => sum + claim.file.bytes, 0);
  if (!CAN_START_WORKERS || availableParallelism() < 2 || bytes < BYTES_FOR_THREAD) return readHere(claimed, ledger);
  const choice = { paths, ...(mapping && { mapping }), ...(format && { format }), ...(list && { list }) };
  return readInThread(choice, files, ledger);
}

/** Reads on the calling thread; equal rows without ids are numbered over all files. */
export function readHere(claimed: readonly ClaimedFile[], ledger: number): FileReader {
  const occurrences = createOccurrenceCounter();
  const places = ledgerWriter(ledger);
  return {
    async read({ file: { name }, reading }, file, sink, options) {
      const mine = claimed.find(({ claim }) => claim.file.name === name && claim.reading === reading);
      if (!mine) throw new Error(`the reading of ${name} changed while it was loaded`);
      const place = (line: number, start: number, bytes: number) => places.add(file, line, start, bytes);
      const counts = await mine.importer.read(mine.claim, file, { ...sink, place }, { ...options, occurrences });
      places.flush();
      return counts;
    },
    async close() {},
  };
}

function readInThread(choice: FormatChoice, files: readonly InputFile[], ledger: number): FileReader {
  const underWay = new Int32Array(new SharedArrayBuffer(4));
  const workerData: ReadWorkerData = { choice, files, ledger, underWay };
  const worker = new Worker(new URL('./read-worker.js', import.meta.url), {
    workerData,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  let take: (message: FromReadWorker) => void = () => {};
  let fail: (error: Error) => void = () => {};
  let failure: Error | null = null;
  const failed = (error: Error) => {
    failure ??= error;
    fail(failure);
  };
  worker.on('message', (message: FromReadWorker) => take(message));
  worker.on('error', failed);
  worker.on('exit', () => failed(new Error('the thread that reads files ended before it was done')));

  return {
    read(claim, file, sink, { encoding, onBytes }) {
      return new Promise((resolve, reject) => {
        fail = reject;
        if (failure) return reject(failure);
        // One after the other, in the order of the messages; after a failure nothing more is taken.
        let working: Promise<void> = Promise.resolve();
        const then = (next: () => Promise<void> | void) => {
          working = working.then(next);
          working.catch(reject);
        };
        take = (message) => {
          if ('batch' in message) {
            then(async () => {
              await sink.append(message.batch);
              Atomics.sub(underWay, 0, 1);
              Atomics.notify(underWay, 0);
            });
          } else if ('rejects' in message) then(() => sink.reject(message.rejects));
          else if ('bytes' in message) onBytes?.(message.bytes);
          else if ('counts' in message) then(() => resolve(message.counts));
          else if ('refused' in message) reject(new TamyrError(message.refused));
          else reject(new Error(message.failed));
        };
        worker.postMessage({ claim, file, encoding } satisfies ReadRequest);
      });
    },
    async close() {
      await worker.terminate();
    },
  };
}

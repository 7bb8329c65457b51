import { parentPort, workerData } from 'node:worker_threads';
import { detailsOf, TamyrError } from '../model/errors.ts';
import { buffersOf, packBatch } from '../store/packed-texts.ts';
import { claimFiles, importersFor } from './choose-importers.ts';
import {
  type FileReader,
  type FromReadWorker,
  type ReadRequest,
  type ReadWorkerData,
  readHere,
} from './file-reader.ts';

/** Batches that may wait to be taken: memory stays bounded. */
const MAX_UNDER_WAY = 8;

/** The thread of `openFileReader`: claims the files as the load did, then reads those that it is asked for, one at a time. */
const { choice, files, ledger, underWay } = workerData as ReadWorkerData;
const port = parentPort!;
const say = (message: FromReadWorker) => port.postMessage(message);
const reader = openReader();
// What went wrong there is told to whoever asks for a file.
reader.catch(() => undefined);

port.on('message', async (request: ReadRequest) => {
  try {
    say({ counts: await read(await reader, request) });
  } catch (error) {
    if (error instanceof TamyrError) say({ refused: detailsOf(error) });
    else say({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});

async function openReader(): Promise<FileReader> {
  return readHere((await claimFiles(files, await importersFor(choice))).claimed, ledger);
}

function read(from: FileReader, { claim, file, encoding }: ReadRequest) {
  const sink = {
    async append(batch: Parameters<typeof packBatch>[0]): Promise<void> {
      const packed = packBatch(batch);
      for (let waiting = Atomics.load(underWay, 0); waiting >= MAX_UNDER_WAY; waiting = Atomics.load(underWay, 0)) {
        Atomics.wait(underWay, 0, waiting);
      }
      Atomics.add(underWay, 0, 1);
      port.postMessage({ batch: packed } satisfies FromReadWorker, buffersOf(packed));
    },
    reject: async (rejects: Extract<FromReadWorker, { rejects: unknown }>['rejects']) => say({ rejects }),
  };
  return from.read(claim, file, sink, { encoding, onBytes: (bytes) => say({ bytes }) });
}

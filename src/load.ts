import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileReading, InputFile } from './importers/importer.ts';
import { requireEncoding } from './importers/text/decode.ts';
import { digestOfFile } from './importers/text/file-bytes.ts';
import { encodingOfFile } from './importers/text/guess-encoding.ts';
import {
  type ClaimedFile,
  claimFiles,
  type FormatChoice,
  importersFor,
  nothingRecognised,
} from './load/choose-importers.ts';
import { type FileReader, openFileReader } from './load/file-reader.ts';
import { findInput } from './load/find-input.ts';
import { createReasons } from './load/reasons.ts';
import { createRejectsFile } from './load/rejects-file.ts';
import { type LoadReport, type NumberedFile, reportOf } from './load/report.ts';
import { TamyrError } from './model/errors.ts';
import { byCodePoint } from './model/order.ts';
import type { Day } from './model/time.ts';
import type { GraphStore, LoadSession } from './store/graph-store.ts';

export type { LoadReport } from './load/report.ts';

export interface LoadRequest extends FormatChoice {
  encoding?: string;
  source?: string;
  snapshot?: Day | null;
  /** Folder for `rejects.csv` and `load-report.json`; a folder of the load's id is made in it. Nothing is written without. */
  rejectsDir?: string;
  /** More refused rows than this and the report says so; the load is kept all the same. */
  maxRejects?: number;
  onProgress?: (progress: LoadProgress) => void;
}

export interface LoadProgress {
  phase: 'digest' | 'read' | 'publish';
  file: string | null;
  bytesDone: number;
  bytesTotal: number;
}

/**
 * Loads files into a store. Nothing is visible until all of it is read; the same bytes under the same reading are never
 * loaded twice. Wrong use and unreadable input end in a `TamyrError`, and nothing of the load remains.
 */
export async function load(store: GraphStore, request: LoadRequest): Promise<LoadReport> {
  if (request.encoding) requireEncoding(request.encoding, '--encoding');
  const { files, passedOver } = await findInput(request.paths);
  const chosen = await importersFor(request);
  const { claimed, ignored } = await claimFiles(files, chosen);
  if (claimed.length === 0) throw nothingRecognised(request, files, chosen.importers);
  const session = await store.startLoad({
    source: request.source ?? chosen.mappingSource ?? 'default',
    snapshot: request.snapshot ?? null,
  });
  try {
    const reader = openFileReader(request, files, claimed);
    const passed = [...ignored, ...passedOver].sort(byCodePoint);
    return await readAll(session, reader, claimed, passed, request).finally(() => reader.close());
  } catch (error) {
    await session.abort();
    throw error;
  }
}

async function readAll(
  session: LoadSession,
  reader: FileReader,
  claimed: readonly ClaimedFile[],
  ignored: string[],
  request: LoadRequest,
): Promise<LoadReport> {
  const bytesTotal = 2 * claimed.reduce((sum, { claim }) => sum + claim.file.bytes, 0);
  let bytesDone = 0;
  const tell = (phase: LoadProgress['phase'], file: string | null, bytes: number): void => {
    bytesDone += bytes;
    request.onProgress?.({ phase, file, bytesDone, bytesTotal });
  };
  const folder = request.rejectsDir ? join(request.rejectsDir, session.load) : null;
  const rejectsFile = createRejectsFile(folder && join(folder, 'rejects.csv'));
  const reasons = createReasons();
  const numbered: NumberedFile[] = [];
  const counts: FileReading[] = [];
  const nameOf = (file: number): string =>
    numbered.find(({ outcome }) => 'file' in outcome && outcome.file === file)?.claim.file.name ?? '';

  for (const { importer, claim } of claimed) {
    const { file, reading } = claim;
    const before = await stat(file.path);
    const digest = await digestOfFile(file.path);
    tell('digest', file.name, file.bytes);
    const named = claim.encoding ?? request.encoding;
    const { encoding, sample } = named ? { encoding: named, sample: null } : await encodingOfFile(file);
    const twin = numbered.find((other) => other.digest === digest && other.claim.reading === reading);
    const outcome =
      twin && 'file' in twin.outcome
        ? { sameAs: twin.outcome.file }
        : await session.addFile({
            name: file.name,
            digest,
            reading: `${reading} ${encoding}`,
            bytes: file.bytes,
            encoding,
          });
    numbered.push({ importer, claim, digest, encoding, sample, outcome });
    if (!('file' in outcome)) {
      tell('read', file.name, file.bytes);
      continue;
    }
    const sink = overlapping(session, async (rejects) => {
      await session.reject(rejects);
      reasons.count(rejects);
      await rejectsFile.write(rejects, nameOf);
    });
    counts.push(
      await reader.read(claim, outcome.file, sink, {
        encoding,
        onBytes: (bytes) => tell('read', file.name, bytes),
      }),
    );
    await sink.settled();
    const after = await stat(file.path);
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) throw changedWhileReading(file);
  }
  tell('publish', null, 0);
  const result = await session.publish(counts);
  for await (const rejects of result.rejects()) {
    reasons.count(rejects);
    await rejectsFile.write(rejects, nameOf);
  }
  const report = reportOf(
    result,
    { numbered, counts, ignored, rejects: await rejectsFile.close(), reasons: reasons.list() },
    request.maxRejects,
  );
  if (folder) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'load-report.json'), `${JSON.stringify(report, null, 2)}\n`);
  }
  return report;
}

/** A sink that lets the store work on one batch while the next one is being read. */
function overlapping(session: LoadSession, reject: (rejects: Parameters<LoadSession['reject']>[0]) => Promise<void>) {
  let working: Promise<void> = Promise.resolve();
  return {
    async append(batch: Parameters<LoadSession['append']>[0]): Promise<void> {
      await working;
      working = session.append(batch);
      working.catch(() => {});
    },
    async reject(rejects: Parameters<LoadSession['reject']>[0]): Promise<void> {
      await working;
      await reject(rejects);
    },
    settled: () => working,
  };
}

function changedWhileReading(file: InputFile): TamyrError {
  return new TamyrError({
    code: 'file-changed',
    what: 'The file changed while it was being read; nothing of this load was kept.',
    where: file.name,
    expected: 'a file that nobody writes to',
    todo: 'Wait until it is complete and load it again.',
    exitCode: 3,
  });
}

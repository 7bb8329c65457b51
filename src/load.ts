import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileReading, InputFile } from './importers/importer.ts';
import { requireEncoding } from './importers/text/charsets.ts';
import { examineFile } from './importers/text/examine-file.ts';
import { bytesAfter, createPlaces, requireWhole } from './load/account.ts';
import {
  type ClaimedFile,
  claimFiles,
  type FormatChoice,
  importersFor,
  nothingRecognised,
} from './load/choose-importers.ts';
import { type FileReader, openFileReader } from './load/file-reader.ts';
import { findInput } from './load/find-input.ts';
import { type Ledger, openLedger } from './load/ledger.ts';
import { createReasons, type Reason } from './load/reasons.ts';
import { createRejectsFile } from './load/rejects-file.ts';
import { type LoadReport, type NumberedFile, reportOf } from './load/report.ts';
import { TamyrError } from './model/errors.ts';
import { byCodePoint } from './model/order.ts';
import type { Day } from './model/time.ts';
import { loadPage } from './reports/load-page.ts';
import type { GraphStore, LoadOptions, LoadSession } from './store/graph-store.ts';

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
  /** Records handed to the store so far; a row may make several. */
  records: number;
  /** How far publishing is, where the store tells: rows written and to be written. */
  published?: { rows: number; of: number };
  /** What was refused and emptied so far, the most frequent first. */
  reasons: () => readonly Reason[];
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
  const publishing: Publishing = { onProgress: () => undefined };
  const session = await store.startLoad({
    source: request.source ?? chosen.mappingSource ?? 'default',
    snapshot: request.snapshot ?? null,
    onProgress: (rows, of) => publishing.onProgress(rows, of),
  });
  const ledger = openLedger();
  try {
    const reader = openFileReader(request, files, claimed, ledger.fd);
    const passed = [...ignored, ...passedOver].sort(byCodePoint);
    return await readAll(session, { reader, ledger, publishing }, claimed, passed, request).finally(() =>
      reader.close(),
    );
  } catch (error) {
    await session.abort();
    throw error;
  } finally {
    ledger.close();
  }
}

/** Who is told how far publishing is: known only after the session was begun. */
interface Publishing {
  onProgress: NonNullable<LoadOptions['onProgress']>;
}

async function readAll(
  session: LoadSession,
  { reader, ledger, publishing }: { reader: FileReader; ledger: Ledger; publishing: Publishing },
  claimed: readonly ClaimedFile[],
  ignored: string[],
  request: LoadRequest,
): Promise<LoadReport> {
  const bytesTotal = 2 * claimed.reduce((sum, { claim }) => sum + claim.file.bytes, 0);
  let bytesDone = 0;
  let records = 0;
  const reasons = createReasons();
  const tell = (phase: LoadProgress['phase'], file: string | null, bytes: number): void => {
    bytesDone += bytes;
    request.onProgress?.({ phase, file, bytesDone, bytesTotal, records, reasons: reasons.list });
  };
  publishing.onProgress = (rows, of) =>
    request.onProgress?.({
      ...{ phase: 'publish', file: null, bytesDone, bytesTotal, records, reasons: reasons.list },
      published: { rows, of },
    });
  const folder = request.rejectsDir ? join(request.rejectsDir, session.load) : null;
  const rejectsFile = createRejectsFile(folder && join(folder, 'rejects.csv'));
  const numbered: NumberedFile[] = [];
  const counts: FileReading[] = [];
  const byNumber: NumberedFile[] = [];
  const nameOf = (file: number): string => byNumber[file]?.claim.file.name ?? '';

  for (const { importer, claim } of claimed) {
    const { file, reading } = claim;
    const before = await stat(file.path);
    const named = claim.encoding ?? request.encoding ?? null;
    const { digest, bytes: size, encoding, sample } = await examineFile(file, named);
    tell('digest', file.name, file.bytes);
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
    const entry: NumberedFile = { importer, claim, digest, size, encoding, sample, outcome };
    numbered.push(entry);
    if (!('file' in outcome)) {
      tell('read', file.name, file.bytes);
      continue;
    }
    byNumber[outcome.file] = entry;
    const sink = overlapping(session, async (rejects) => {
      await session.reject(rejects);
      reasons.count(rejects, nameOf);
      await rejectsFile.write(rejects, nameOf);
    });
    const counting = {
      ...sink,
      async append(batch: Parameters<typeof sink.append>[0]) {
        records += batch.length;
        await sink.append(batch);
      },
    };
    const onBytes = (bytes: number) => tell('read', file.name, bytes);
    const counted = await reader.read(claim, outcome.file, counting, { encoding, onBytes });
    await sink.settled();
    const after = await stat(file.path);
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) throw changedWhileReading(file);
    requireWhole(file.name, asRead(counted), counted.bytes ?? null, size);
    counts.push(counted);
  }
  tell('publish', null, 0);
  const result = await session.publish(counts);
  const countsOf = new Map(counts.map((counted) => [counted.file, counted]));
  const places = createPlaces(
    ledger,
    (file) => byNumber[file]!,
    (file) => countsOf.get(file)?.header ?? '',
  );
  for await (const rejects of result.rejects()) {
    reasons.count(rejects, nameOf);
    await rejectsFile.write(await places.complete(rejects), nameOf);
  }
  await places.close();
  const bytes = new Map(counts.map((counted) => [counted.file, bytesAfter(counted, places.moved.get(counted.file))]));
  for (const rows of result.files) {
    const { claim, size } = byNumber[rows.file]!;
    requireWhole(claim.file.name, rows, bytes.get(rows.file) ?? null, size);
  }
  const report = reportOf(
    result,
    { numbered, counts, bytes, ignored, rejects: await rejectsFile.close(), reasons: reasons.list() },
    request.maxRejects,
  );
  if (folder) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'load-report.json'), `${JSON.stringify(report, null, 2)}\n`);
    await writeFile(join(folder, 'load-report.html'), loadPage(report));
  }
  return report;
}

/** What an importer counted, before the store has found any duplicate or conflict. */
function asRead({ file: _, bytes: _bytes, header: _header, notes: _notes, ...counted }: FileReading) {
  const { rows, rejected, skipped, blank } = counted;
  return { ...counted, duplicate: 0, accepted: rows - rejected - skipped - blank };
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

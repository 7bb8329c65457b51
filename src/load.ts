import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonical } from './importers/canonical.ts';
import type { Claim, Importer, InputFile } from './importers/importer.ts';
import { createMappedImporter } from './importers/mapped.ts';
import { readMapping } from './importers/mapping/read-mapping.ts';
import { TABLE_ROWS } from './importers/rows/all-tables.ts';
import { createOccurrenceCounter } from './importers/rows/occurrences.ts';
import { requireEncoding } from './importers/text/decode.ts';
import { digestOfFile } from './importers/text/file-bytes.ts';
import { findInput } from './load/find-input.ts';
import { createReasons, type Reason } from './load/reasons.ts';
import { createRejectsFile } from './load/rejects-file.ts';
import { TamyrError } from './model/errors.ts';
import { FACT_TABLE_NAMES, type FactTable } from './model/facts.ts';
import { byCodePoint } from './model/order.ts';
import type { Day } from './model/time.ts';
import type { FileCounts, GraphStore, LoadResult, LoadSession } from './store/graph-store.ts';

/** Importers in the order in which they are asked; the first that recognises a file reads it. */
const IMPORTERS: readonly Importer[] = [canonical];

export interface LoadRequest {
  /** Files and folders. */
  paths: readonly string[];
  /** A mapping file: the only importer, then. */
  mapping?: string;
  /** Name of an importer; `auto` asks them all. */
  format?: string;
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

/** What `tamyr load --json` prints. */
export interface LoadReport {
  /** The load; where nothing new came, the one that holds the files already. */
  load: string;
  /** False where every file had been loaded before. */
  published: boolean;
  files: LoadedFile[];
  ignored: string[];
  tables: Record<FactTable, { accepted: number; duplicate: number; rejected: number }>;
  byReference: { company: number; person: number; account: number };
  /** Path of `rejects.csv`; null where there is nothing in it. */
  rejects: string | null;
  /** Why rows were refused and cells emptied, the most frequent first. */
  reasons: Reason[];
  snapshot: { began: number; ended: number } | null;
  /** Whether more rows were refused than `maxRejects` allows (exit code 1). */
  tooManyRejects: boolean;
}

export interface LoadedFile {
  file: string;
  digest: string;
  encoding: string;
  rows: number;
  accepted: number;
  duplicate: number;
  rejected: number;
  skipped: number;
  blank: number;
  defects: number;
  /** The load that already holds this file; its rows all count as duplicates then. */
  alreadyLoaded?: string;
}

/**
 * Loads files into a store. Nothing is visible until all of it is read; the same bytes under the same reading are never
 * loaded twice. Wrong use and unreadable input end in a `TamyrError`, and nothing of the load remains.
 */
export async function load(store: GraphStore, request: LoadRequest): Promise<LoadReport> {
  if (request.encoding) requireEncoding(request.encoding, '--encoding');
  const { files, passedOver } = await findInput(request.paths);
  const { importers, mappingSource } = await importersFor(request);
  const { claimed, ignored } = await claim(files, importers);
  if (claimed.length === 0) throw nothingRecognised(request, files, importers);
  const session = await store.startLoad({
    source: request.source ?? mappingSource ?? 'default',
    snapshot: request.snapshot ?? null,
  });
  try {
    return await readAll(session, claimed, [...ignored, ...passedOver].sort(byCodePoint), request);
  } catch (error) {
    await session.abort();
    throw error;
  }
}

interface ClaimedFile {
  importer: Importer;
  claim: Claim;
}

interface ChosenImporters {
  importers: readonly Importer[];
  /** Name that the mapping gives to its source. */
  mappingSource: string | null;
}

async function importersFor({ format = 'auto', mapping: path }: LoadRequest): Promise<ChosenImporters> {
  if (path !== undefined) {
    const text = await readMappingText(path);
    const mapping = readMapping(text, path, TABLE_ROWS);
    return { importers: [createMappedImporter(mapping, text)], mappingSource: mapping.source };
  }
  if (format === 'auto') return { importers: IMPORTERS, mappingSource: null };
  const named = IMPORTERS.filter(({ name }) => name === format);
  if (named.length > 0) return { importers: named, mappingSource: null };
  throw new TamyrError({
    code: 'unknown-format',
    what: `There is no format "${format}".`,
    where: '--format',
    expected: `auto, ${IMPORTERS.map(({ name }) => name).join(', ')}`,
  });
}

async function readMappingText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new TamyrError(
      {
        code: 'no-such-path',
        what: `The mapping "${path}" cannot be read: ${(cause as Error).message}.`,
        where: '--mapping',
        expected: 'a YAML file that exists and may be read',
        exitCode: 3,
      },
      { cause },
    );
  }
}

async function claim(files: readonly InputFile[], importers: readonly Importer[]) {
  const claimed: ClaimedFile[] = [];
  let left = [...files];
  for (const importer of importers) {
    const claims = await importer.recognises(left);
    const taken = new Set(claims.map(({ file }) => file.name));
    for (const claim of claims) if (!claim.helper) claimed.push({ importer, claim });
    left = left.filter(({ name }) => !taken.has(name));
  }
  claimed.sort((a, b) => byCodePoint(a.claim.file.name, b.claim.file.name));
  return { claimed, ignored: left.map(({ name }) => name) };
}

function nothingRecognised(request: LoadRequest, files: readonly InputFile[], importers: readonly Importer[]) {
  const names = files.slice(0, 10).map(({ name }) => name);
  const more = files.length > names.length ? ` and ${files.length - names.length} more` : '';
  return new TamyrError({
    code: 'nothing-recognised',
    what: `None of the ${files.length} files there is in a format that Tamyr knows.`,
    where: `${request.paths.join(', ')}${names.length > 0 ? `: ${names.join(', ')}${more}` : ' (no files)'}`,
    expected: `files of the formats ${importers.map(({ name }) => name).join(', ')}; canonical files are named ${FACT_TABLE_NAMES.join(', ')} and end in .csv, .csv.gz or .jsonl`,
    todo: 'Rename the files, or describe them in a mapping and load them with --mapping.',
  });
}

/** A file of the load that is being read. */
interface NumberedFile extends ClaimedFile {
  digest: string;
  encoding: string;
  outcome: { file: number } | { alreadyLoaded: string; rows: number } | { sameAs: number };
}

async function readAll(
  session: LoadSession,
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
  const occurrences = createOccurrenceCounter();
  const reasons = createReasons();
  const numbered: NumberedFile[] = [];
  const counts: FileCounts[] = [];
  const nameOf = (file: number): string =>
    numbered.find(({ outcome }) => 'file' in outcome && outcome.file === file)?.claim.file.name ?? '';

  for (const { importer, claim } of claimed) {
    const { file, reading } = claim;
    const before = await stat(file.path);
    const digest = await digestOfFile(file.path);
    tell('digest', file.name, file.bytes);
    const encoding = claim.encoding ?? request.encoding ?? 'utf-8';
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
    numbered.push({ importer, claim, digest, encoding, outcome });
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
      await importer.read(claim, outcome.file, sink, {
        encoding: request.encoding ?? null,
        occurrences,
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

interface ReadFiles {
  numbered: readonly NumberedFile[];
  counts: readonly FileCounts[];
  ignored: string[];
  rejects: string | null;
  reasons: Reason[];
}

function reportOf(
  result: LoadResult,
  { numbered, counts, ignored, rejects, reasons }: ReadFiles,
  maxRejects = Number.POSITIVE_INFINITY,
): LoadReport {
  const byNumber = new Map(result.files.map((file) => [file.file, file]));
  const none = { accepted: 0, rejected: 0, skipped: 0, blank: 0, defects: 0 };
  const files = numbered.map(({ claim, digest, encoding, outcome }): LoadedFile => {
    const head = { file: claim.file.name, digest, encoding };
    if ('file' in outcome) {
      const { file: _number, ...kept } = byNumber.get(outcome.file) ?? nothingNew(counts, outcome.file);
      return { ...head, ...kept };
    }
    const earlier = 'sameAs' in outcome ? result.load : outcome.alreadyLoaded;
    const rows = 'sameAs' in outcome ? counts.find(({ file }) => file === outcome.sameAs)!.rows : outcome.rows;
    return { ...head, rows, ...none, duplicate: rows, alreadyLoaded: earlier };
  });
  const earlier = files.find(({ alreadyLoaded }) => alreadyLoaded !== undefined)?.alreadyLoaded;
  return {
    load: result.published ? result.load : (earlier ?? result.load),
    published: result.published,
    files,
    ignored,
    tables: result.tables,
    byReference: result.byReference,
    rejects,
    reasons,
    snapshot: result.snapshot,
    tooManyRejects: files.reduce((sum, { rejected }) => sum + rejected, 0) > maxRejects,
  };
}

/** A file that was read and turned out to hold nothing new: the same snapshot of the same day was loaded before. */
function nothingNew(counts: readonly FileCounts[], number: number) {
  const counted = counts.find(({ file }) => file === number)!;
  const duplicate = counted.rows - counted.rejected - counted.skipped - counted.blank;
  return { ...counted, accepted: 0, duplicate };
}

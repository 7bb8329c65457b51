import type { FileNote, FileReading } from '../importers/importer.ts';
import { NOTE_CODES } from '../importers/note-codes.ts';
import type { FactTable } from '../model/facts.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { ByteCounts, LoadResult } from '../store/graph-store.ts';
import type { ClaimedFile } from './choose-importers.ts';
import type { Reason } from './reasons.ts';

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
  /** Who read it, and why. */
  importer: string;
  why: string;
  rows: number;
  accepted: number;
  duplicate: number;
  rejected: number;
  skipped: number;
  blank: number;
  defects: number;
  /** Bytes of the unpacked file by what became of them: they add up to its size. Null where the format does not tell, and for a file that was loaded before. */
  bytes: ByteCounts | null;
  /** What else is to be known of it: what was left out and why. */
  notes: (FileNote & { text: Texts })[];
  /** A line of the file in that encoding, where nobody named the encoding and it is not UTF-8. */
  guessedFrom?: string;
  /** The load that already holds this file; its rows all count as duplicates then. */
  alreadyLoaded?: string;
}

/** A file of the load that is being read. */
export interface NumberedFile extends ClaimedFile {
  digest: string;
  /** Bytes of the unpacked file. */
  size: number;
  encoding: string;
  sample: string | null;
  outcome: { file: number } | { alreadyLoaded: string; rows: number } | { sameAs: number };
}

/** What was read, for the report. */
export interface ReadFiles {
  numbered: readonly NumberedFile[];
  counts: readonly FileReading[];
  /** By number of the file. */
  bytes: ReadonlyMap<number, ByteCounts | null>;
  ignored: string[];
  rejects: string | null;
  reasons: Reason[];
}

/** Puts what the importers counted and what the store found into the report. */
export function reportOf(
  result: LoadResult,
  { numbered, counts, bytes, ignored, rejects, reasons }: ReadFiles,
  maxRejects = Number.POSITIVE_INFINITY,
): LoadReport {
  const byNumber = new Map(result.files.map((file) => [file.file, file]));
  const none = { accepted: 0, rejected: 0, skipped: 0, blank: 0, defects: 0 };
  const files = numbered.map(({ importer, claim, digest, encoding, sample, outcome }): LoadedFile => {
    const read = 'file' in outcome ? counts.find(({ file }) => file === outcome.file) : undefined;
    const head = {
      file: claim.file.name,
      digest,
      encoding,
      importer: importer.name,
      why: claim.why,
      ...(sample !== null && { guessedFrom: sample }),
      notes: (read?.notes ?? []).map((note) => ({ ...note, text: NOTE_CODES[note.code] })),
    };
    if ('file' in outcome) {
      const { file: _number, ...kept } = byNumber.get(outcome.file) ?? nothingNew(counts, outcome.file);
      return { ...head, ...kept, bytes: bytes.get(outcome.file) ?? null };
    }
    const earlier = 'sameAs' in outcome ? result.load : outcome.alreadyLoaded;
    const rows = 'sameAs' in outcome ? counts.find(({ file }) => file === outcome.sameAs)!.rows : outcome.rows;
    return { ...head, rows, ...none, duplicate: rows, bytes: null, alreadyLoaded: earlier };
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
function nothingNew(counts: readonly FileReading[], number: number) {
  const { notes: _, header: _header, bytes: _bytes, ...counted } = counts.find(({ file }) => file === number)!;
  const duplicate = counted.rows - counted.rejected - counted.skipped - counted.blank;
  return { ...counted, accepted: 0, duplicate };
}

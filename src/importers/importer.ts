import type { FileCounts, Reject } from '../store/graph-store.ts';
import type { PackedBatch } from '../store/packed-texts.ts';
import type { NoteCode } from './note-codes.ts';
import type { OccurrenceCounter } from './rows/occurrences.ts';

/** A file that a load was given. */
export interface InputFile {
  /** Where it is on this machine. */
  path: string;
  /** Relative to the load's root, `/` between folders. */
  name: string;
  bytes: number;
}

/** Where an importer puts what it reads. Awaiting each call is the back-pressure: nobody reads ahead of the store. */
export interface FactSink {
  append(batch: PackedBatch): Promise<void>;
  reject(rejects: Reject[]): Promise<void>;
  /** Told where each accepted row stands in the (unpacked) file. */
  place?(line: number, start: number, bytes: number): void;
}

/** What the user said about how files are to be read, besides naming an importer. */
export interface Asked {
  /** The user named this format: files need not look like it. */
  forced: boolean;
  /** Code of an official list, for files whose name does not tell it. */
  list: string | null;
}

/** Something that a reader of the load report should know of a file and that is no defect of any one row. */
export interface FileNote {
  code: NoteCode;
  /** What it is about: a schema, a property, a sheet. */
  value: string;
  count: number;
}

/** What was counted of a file, and what is to be said of it. */
export interface FileReading extends FileCounts {
  notes: FileNote[];
}

/** A file that an importer will read, and why it thinks that it can. */
export interface Claim {
  file: InputFile;
  why: string;
  /** Names everything that decides how the bytes become facts: the same bytes under the same reading are never loaded twice. */
  reading: string;
  /** Character set that the reading fixes; null = the user's, or UTF-8. */
  encoding?: string | null;
  /** Not read for itself: others look values up in it. */
  helper?: boolean;
}

export interface ReadOptions {
  /** Character set that the user named; null = UTF-8, strictly. */
  encoding: string | null;
  /** Numbers equal rows without an id, over the whole load. */
  occurrences: OccurrenceCounter;
  /** Only so many records of the file are wanted, for a look; importers of mapped files keep to it. */
  maxRecords?: number;
  /** Told of bytes of the file as they are read. */
  onBytes?: (bytes: number) => void;
}

/**
 * One source format. An importer is one file in this folder that exports one of these; `load.ts` asks them in turn which of
 * the files they recognise and lets each read its own.
 */
export interface Importer {
  readonly name: string;
  /** The files that this importer will read; looks at names, and at contents where names cannot tell. */
  recognises(files: readonly InputFile[], asked: Asked): Promise<Claim[]>;
  /** Reads one claimed file to its end. `file` is its number within the load. */
  read(claim: Claim, file: number, sink: FactSink, options: ReadOptions): Promise<FileReading>;
}

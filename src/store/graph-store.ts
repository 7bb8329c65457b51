import type { ColumnVector, FactTable, KEYED_TABLES } from '../model/facts.ts';
import type { ComposedRun, Run, RunDocument } from '../model/finding.ts';
import type { LoadId } from '../model/id.ts';
import type { Day } from '../model/time.ts';
import type { PackedBatch } from './packed-texts.ts';

/** Tables whose rows have an id of their own. */
export type KeyedTable = (typeof KEYED_TABLES)[number];

/**
 * The port: what Tamyr asks of a database. An adapter is a function `open…(address) → Promise<GraphStore>`; one contract
 * suite (`test/store/contract.ts`) says what each method promises. Everything is asynchronous and streams columns, so that
 * a database over the network fits it.
 */
export interface GraphStore {
  /** As the user gave it: `duckdb:FILE`, `neo4j://…`. */
  readonly address: string;
  /** Begins a load. Nothing of it is visible to anyone until `publish`. */
  startLoad(options: LoadOptions): Promise<LoadSession>;
  /** Published loads, oldest first. */
  loads(): Promise<LoadRecord[]>;
  /** Files of published loads, by load, then in the order they were added. */
  files(): Promise<SourceFile[]>;
  /** The latest day that the data speaks of (`at`, `issued_at`, `registered_at`, `dissolved_at`, `opened_at`, `from`, snapshot dates); null when empty. */
  latestDay(): Promise<Day | null>;
  /** A consistent view of all published facts, with nodes numbered. */
  openSnapshot(): Promise<Snapshot>;
  /** Keeps a run for good; the same id with other content is an error. */
  saveRun(document: ComposedRun): Promise<void>;
  /** Runs, oldest first. */
  runs(): Promise<Run[]>;
  readRun(id: string): Promise<RunDocument | null>;
  /** Adds one JSON document to a list that is only ever added to, kept outside of runs; durable once it settles. */
  appendJournal(topic: string, document: unknown): Promise<void>;
  /** Documents of a topic, oldest first; none of an unknown one. */
  readJournal(topic: string): Promise<unknown[]>;
  /** The key for masked ids, made once and kept with the store (hexadecimal, 32 bytes). */
  secret(): Promise<string>;
  close(): Promise<void>;
}

export interface LoadOptions {
  /** Name of the source that the facts come from. */
  source: string;
  /** With a date: this load is the whole of the source on that day; what is no longer in it ends on that day. */
  snapshot: Day | null;
  /** Told, where publishing takes long, how many rows are written and how many there are to write. */
  onProgress?: (rows: number, of: number) => void;
}

export interface LoadSession {
  readonly load: LoadId;
  /** Registers a file and answers its number in this load, or the load that already holds a file of this digest and reading. */
  addFile(file: NewFile): Promise<{ file: number } | { alreadyLoaded: LoadId; rows: number }>;
  /** Takes rows; the caller must not touch the batch until the promise settles. An empty text counts as null. */
  append(batch: PackedBatch): Promise<void>;
  /** Keeps what was refused, and repairs of cells. */
  reject(rejects: Reject[]): Promise<void>;
  /** Removes duplicates, refuses conflicts and makes the load visible, in one step. */
  publish(counts: FileCounts[]): Promise<LoadResult>;
  /** Forgets everything that was appended. */
  abort(): Promise<void>;
}

export interface NewFile {
  /** Path relative to the load's root, `/` between folders. */
  name: string;
  /** SHA-256 of the file's bytes. */
  digest: string;
  /** Digest of how it is read (format, mapping); the same bytes read another way are another file. */
  reading: string;
  bytes: number;
  encoding: string;
}

/** What the importer counted of a file: rows = accepted by the importer + rejected + skipped + blank. */
export interface FileCounts {
  file: number;
  rows: number;
  rejected: number;
  skipped: number;
  blank: number;
  defects: number;
  /** Where every byte of the (unpacked) file went; null where the format or the character set does not tell. */
  bytes?: ByteCounts | null;
  /** The record that names the columns, as it stands in the file; '' where there is none. */
  header?: string;
}

/** Bytes of a file by what became of them; `header` has everything that belongs to no row. */
export interface ByteCounts {
  header: number;
  accepted: number;
  duplicate: number;
  rejected: number;
  skipped: number;
  blank: number;
}

export interface Reject {
  file: number;
  line: number;
  /** `row`: refused whole; `cell`: the cell was emptied, the row taken; `duplicate`: the row is already there. */
  action: 'row' | 'cell' | 'duplicate';
  table: string;
  column: string;
  /** Stable code, kebab-case: `bad-date`, `negative-amount`, `conflict` … */
  code: string;
  value: string;
  expected: string;
  /** The row as it stood in the file, where it was refused. */
  raw: string;
  /** The last physical line of the row; where it begins in the (unpacked) file, and its bytes. */
  lastLine?: number;
  start?: number;
  bytes?: number;
  /** The record that names the columns, as it stands in the file: with `raw` it is all that is needed to mend the row. */
  header?: string;
  /** Name of the file that the row was first refused from, where this one is a list of such rows. */
  origin?: string;
}

export interface SourceFile {
  load: LoadId;
  /** Number within the store. */
  file: number;
  name: string;
  digest: string;
  rows: number;
  accepted: number;
}

export interface LoadRecord {
  load: LoadId;
  source: string;
  snapshot: Day | null;
  files: number;
  rows: number;
  accepted: number;
}

export interface LoadResult {
  load: LoadId;
  /** False when every file had been loaded before: no load was made. */
  published: boolean;
  /** Per file of this load, conflicts and duplicates found by the store included; rows = the sum of the others. */
  files: {
    file: number;
    rows: number;
    accepted: number;
    duplicate: number;
    rejected: number;
    skipped: number;
    blank: number;
    defects: number;
  }[];
  tables: Record<FactTable, { accepted: number; duplicate: number; rejected: number }>;
  /** Companies, persons and accounts that are referred to in this load but listed by no table in the store. */
  byReference: { company: number; person: number; account: number };
  /** Facts that the snapshot began and ended. */
  snapshot: { began: number; ended: number } | null;
  /** Rows that the store itself refused (conflicts) and duplicates with the row they repeat, in file and line order. */
  rejects(): AsyncIterable<Reject[]>;
}

/**
 * All facts with entity ids replaced by node numbers: positions in the code-point order of all ids that any fact names.
 * Kinds are contiguous (account, address, company, contact, person).
 */
export interface Snapshot {
  readonly nodeCount: number;
  /** Ids in node order, in batches. */
  nodes(): AsyncIterable<string[]>;
  /**
   * Rows of a table in a fixed order: transactions and invoices by (at, id), the others by their columns from left to right.
   * `columns` names those to be read, all but `attrs` unless told; read one table to its end before the next begins.
   */
  rows(table: FactTable, columns?: readonly string[]): AsyncIterable<SnapshotBatch>;
  /** Says that no more nodes and rows will be read: what only they need is let go. */
  rowsRead(): Promise<void>;
  /** Rows behind row numbers, in the order asked for: whole, or with at least the values of `columns`. */
  details(table: FactTable, rows: readonly number[], columns?: readonly string[]): Promise<FactRow[]>;
  /** Row numbers of the rows with these ids, in the order asked for; an id that is not there is an error. */
  rowNumbers(table: KeyedTable, ids: readonly string[]): Promise<number[]>;
  close(): Promise<void>;
}

export interface SnapshotBatch {
  length: number;
  /** `ref` columns are Int32Array node numbers here (−1 = blank); the other types are as in a `FactBatch`. */
  columns: Record<string, ColumnVector>;
  /** Row numbers: handles for `details`. */
  row: Int32Array;
  /** Rank of the extract (snapshot day or load): of two values the one with the higher rank is shown. */
  extract: Int32Array;
  /** Validity set by snapshots of the source: the fact is there from `began` (NO_DAY = since ever) until before `ended`. */
  began: Int32Array;
  ended: Int32Array;
  /** Rows of the whole table, at most. */
  tableRows?: number;
}

/** One stored row as it reads: ids as text, with where it came from. */
export interface FactRow {
  row: number;
  values: Record<string, string | number | null>;
  load: LoadId;
  source: string;
  file: string;
  digest: string;
  line: number;
}

import type { FileNote } from '../importer.ts';
import type { PlainRecords } from './plain-scan.ts';

/** Some text of a file that is no record as it stands. */
export interface BrokenRecord {
  line: number;
  lastLine: number;
  /** Where it begins in the (unpacked) file and how many bytes it takes. */
  start: number;
  bytes: number;
  /**
   * Refused whole: all but `nul-bytes`, which says that a record was taken without the NUL bytes in its cells (it is
   * counted by itself).
   */
  code:
    | 'unclosed-quote'
    | 'text-after-quote'
    | 'wrong-column-count'
    | 'bad-json'
    | 'bad-encoding'
    | 'line-too-long'
    | 'nul-bytes';
  /** What was found, for the message: the number of cells, the text after the quote. */
  value: string;
  expected: string;
  raw: string;
}

/** Some records of one file, in its order. Bytes are of the unpacked file; NaN where the character set does not tell. */
export interface RecordGroup {
  /** Names of the cells; the same array as long as they stay the same. */
  columns: readonly string[];
  /** Types of the columns, as DuckDB writes them, where the format has any. */
  types?: readonly string[];
  /** The record that named the columns, as it stands in the file; '' where there is none. */
  header: string;
  count: number;
  /** Record by record, `count × columns.length`; empty where the records are `plain`. */
  cells: readonly string[];
  /** The records as bytes, where that was asked for and they allow it. */
  plain?: PlainRecords;
  /** Physical line on which each record begins; the number of the element in a JSON document. */
  line: Int32Array;
  /** 1, 2, 3 … of each record among those that are not blank, broken ones included. */
  row: Int32Array;
  /** Where each record begins, and its bytes with its line break; both empty where the format keeps no such stretches. */
  start: Float64Array;
  bytes: Int32Array;
  /** The record as it stands in the file. */
  raw(record: number): string;
  broken: readonly BrokenRecord[];
  /** Lines without any text. */
  blank: number;
  blankBytes: number;
  /** Bytes since the last group that belong to no row: byte order mark, lines passed over, header, a document's brackets and commas. */
  headerBytes: number;
  /** What is to be said of the file. */
  notes?: readonly FileNote[];
}

/** How the text of a file is cut into records. */
export interface TextLayout {
  /** Cell separator; null = the one among `,` `;` tab `|` that the first line has most of. */
  delimiter: string | null;
  /** Whether the first record names the columns. */
  header: boolean;
  /** Names of the columns where there is no header, or instead of it. */
  columns: readonly string[] | null;
  /** Physical lines to pass over before the header or the first record. */
  skipLines: number;
}

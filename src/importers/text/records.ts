import type { FileNote } from '../importer.ts';

/** A stretch of physical lines that cannot be split into cells; nothing of it is lost, it is refused whole. */
export interface BrokenRecord {
  line: number;
  lastLine: number;
  code: 'unclosed-quote' | 'text-after-quote' | 'wrong-column-count' | 'bad-json';
  /** What was found, for the message: the number of cells, the text after the quote. */
  value: string;
  expected: string;
  raw: string;
}

/** Some records of one file, in its order. */
export interface RecordGroup {
  /** Names of the cells; the same array as long as they stay the same. */
  columns: readonly string[];
  count: number;
  /** Record by record, `count × columns.length`. */
  cells: readonly string[];
  /** Physical line on which each record begins. */
  line: Int32Array;
  /** 1, 2, 3 … of each record among those that are not blank, broken ones included. */
  row: Int32Array;
  /** The record as it stands in the file. */
  raw(record: number): string;
  broken: readonly BrokenRecord[];
  /** Lines without any text. */
  blank: number;
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

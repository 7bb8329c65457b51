import type { Projection } from '../graph/projection.ts';
import type { FindingReview } from '../model/review.ts';
import type { ReportRow, RowExcerpt, RuleTexts } from '../reports/report-input.ts';
import type { RunIndex } from '../reports/run-index.ts';

/** What a report is written from. */
export interface ReportSource {
  readonly index: RunIndex;
  readonly projection: Projection;
  /** Texts of the rules by code. */
  readonly rules: Readonly<Record<string, RuleTexts>>;
  readonly transfers: TransferRows;
  /** What people said about findings, by id. */
  readonly reviews?: ReadonlyMap<string, FindingReview>;
}

/** Reads transfers by their ids. */
export interface TransferRows {
  /** Of each list the first `limit` in time order, and how many there are; one question for all lists. */
  excerpts(lists: readonly { ids: readonly string[]; limit: number }[]): Promise<RowExcerpt[]>;
  /** All of them in time order, in batches. */
  all(ids: readonly string[]): AsyncIterable<readonly ReportRow[]>;
}

export interface ReportOptions {
  /** Clusters that get a page of their own, from the top. */
  pages: number | 'all';
  /** All files that this report will have, for the links between them. */
  files: readonly string[];
}

/** One file format of a report. */
export interface Exporter {
  /** As the user names it: `html`, `csv`. */
  readonly format: string;
  /** Files it writes at the report's root, relative names in a fixed order. */
  readonly files: readonly string[];
  write(source: ReportSource, out: OutputFolder, options: ReportOptions): Promise<void>;
}

/** Where a report goes. Names are relative, with `/` between folders. */
export interface OutputFolder {
  /** Writes a whole file; it appears under its name only once it is complete. */
  write(name: string, content: string | Uint8Array | Iterable<string> | AsyncIterable<string>): Promise<void>;
  /** Removes files of a folder whose names match and that are not among those kept: pages of an earlier report. */
  sweep(folder: string, pattern: RegExp, keep: ReadonlySet<string>): Promise<void>;
}

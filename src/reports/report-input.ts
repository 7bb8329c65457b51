import type { Projection } from '../graph/projection.ts';
import type { Cluster } from '../model/finding.ts';
import type { Money } from '../model/money.ts';
import type { FindingReview } from '../model/review.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { RunIndex } from './run-index.ts';

/** Texts of a rule that a report quotes. */
export interface RuleTexts {
  title: Texts;
  /** Captions of evidence lines by `what`. */
  evidence: Readonly<Record<string, Texts>>;
  /** Law, paper or practice that the rule is taken from. */
  source: string;
}

/** One transfer with the names of its parties and the row it was read from. */
export interface ReportRow {
  id: string;
  /** ISO 8601 in UTC, or a date. */
  at: string;
  from: string | null;
  to: string | null;
  fromLabel: string | null;
  toLabel: string | null;
  amount: Money;
  purpose: string | null;
  source: { file: string; line: number };
}

/** The first rows of a list in time order, and how many there are. */
export interface RowExcerpt {
  rows: readonly ReportRow[];
  total: number;
}

/** What all pages of a report are made from. */
export interface ReportInput {
  readonly index: RunIndex;
  readonly projection: Projection;
  readonly rules: Readonly<Record<string, RuleTexts>>;
  /** What people said about findings, by id; those about which nothing was said are left out. */
  readonly reviews?: ReadonlyMap<string, FindingReview>;
  /** Clusters that get a page: the first so many by rank. */
  readonly pages: number;
  /** Names of the files that are written beside the pages: `clusters.csv` … */
  readonly files: readonly string[];
}

/** What one cluster's page needs beyond the input. */
export interface ClusterInput {
  readonly cluster: Cluster;
  readonly rank: number;
  /** First transfers behind each finding, by finding id. */
  readonly evidenceRows: ReadonlyMap<string, RowExcerpt>;
  /** First transfers behind all findings of the cluster. */
  readonly transfers: RowExcerpt;
}

/** File name of a cluster's page, relative to the report's root. */
export function pageName(cluster: string): string {
  return `clusters/${cluster}.html`;
}

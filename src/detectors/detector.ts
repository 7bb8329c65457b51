import type { Projection, RowRef } from '../graph/projection.ts';
import type { Money } from '../model/money.ts';
import type { Day } from '../model/time.ts';
import type { NodeKind, Severity, Texts } from '../model/vocabulary.ts';

/**
 * Indicators that describe the same fact share a family; only the strongest of a family counts in a score, because
 * dependent evidence must not be multiplied.
 */
export type Family = 'control' | 'life' | 'lists' | 'flow' | 'ring' | 'burst' | 'sums' | 'tax' | 'group-flow' | 'taint';

/** One option of a rule, as data: forms, help and `--set` are made from it. */
export interface OptionSpec {
  default: number | boolean | string | readonly string[];
  /** How the value is read: `72h` for ms, `20m` KZT … */
  unit: 'count' | 'share' | 'ms' | 'days' | 'minor' | 'flag' | 'text';
  /** True where the threshold is our proposal and no source names it. */
  ours: boolean;
  text: Texts;
  min?: number;
  max?: number;
}

/** Values of a rule's options by name. */
export type OptionValues = Readonly<Record<string, number | boolean | string | readonly string[]>>;

/** What one red flag is: catalogue data and a pure function. One file each; `registry.ts` finds them. */
export interface Detector {
  /** The catalogue's code: `M07`. */
  readonly indicator: string;
  /** The rule's name: `ring`. */
  readonly name: string;
  /** Raised when the meaning of the result changes. */
  readonly version: number;
  readonly family: Family;
  /**
   * `state` counts by how material it is for the entity; `event` is a red flag once; `statutory` is a listed fact, no estimate;
   * `context` describes a class of people or firms: it is named, measures nothing and never counts.
   */
  readonly nature: 'state' | 'event' | 'statutory' | 'context';
  /** Kinds of entity that the rule judges. */
  readonly subjects: readonly NodeKind[];
  /** Law, paper or typology that the rule is taken from. */
  readonly source: string;
  /** Columns (`roles.role`, `transactions.at`) without which the rule does not run; an inner list means any one of them. */
  readonly inputs: readonly (string | readonly string[])[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  readonly texts: DetectorTexts;
  detect(projection: Projection, options: OptionValues): Detection;
}

export interface DetectorTexts {
  /** Plain name, "One person heads many firms". */
  title: Texts;
  /** What is measured, one sentence, thresholds as placeholders of the options. */
  definition: Texts;
  /** What was seen, one or two plain sentences; placeholders are keys of a draft's `values`. */
  sentence: Texts;
  /** Captions of the evidence lines, by `what`. */
  evidence: Readonly<Record<string, Texts>>;
}

export interface Detection {
  findings: Draft[];
  /** How much of the indicator each entity shows, in [0, 1]; entities not listed are unknown (an information gap), never 0. */
  measured: Measured | null;
  /** What the rule could not look at and why, for the run's notes (rows of day precision, cut search …). */
  notes?: Texts[];
  /** True where a search budget ended the search early; a note says which part was not searched. */
  truncated?: boolean;
}

/** Value of the indicator for each entity where it is known. */
export interface Measured {
  node: Int32Array;
  value: Float64Array;
}

/** A finding before ids, sources and sentences are made. */
export interface Draft {
  /** Everyone it is about; any order. */
  subjects: readonly number[];
  /** In [0, 1]: how far over the threshold, for ranking findings of one rule. */
  score: number;
  severity: Severity;
  /** Edge numbers of transfers, in time order. */
  transfers?: readonly number[];
  /** Rows of invoices, where the rule is about invoices. */
  invoices?: readonly number[];
  interval?: { from: string; to: string } | null;
  amount?: Money | null;
  evidence: readonly DraftEvidence[];
  /** Placeholders of the sentence; `{node}` becomes the entity's name, `{nodes}` a list of names. */
  values: Readonly<Record<string, DraftValue>>;
}

export interface DraftEvidence {
  what: string;
  value: number | string;
  threshold?: number | string;
  unit?: 'count' | 'share' | 'ms' | 'days' | 'minor' | 'date' | 'text';
  currency?: string;
  /** Rows behind this line. */
  rows?: readonly RowRef[];
  /** Transfers behind this line, by edge number. */
  transfers?: readonly number[];
}

export type DraftValue =
  | string
  | number
  | { money: Money }
  | { share: number }
  | { day: Day }
  | { durationMs: number }
  | { node: number }
  | { nodes: readonly number[] };

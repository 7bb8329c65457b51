import type { TextLayout } from '../text/records.ts';
import type { DatePattern } from './date-pattern.ts';
import type { Place } from './yaml-tree.ts';

/** A mapping file as read: which columns of which files make which canonical tables. */
export interface Mapping {
  file: string;
  source: string | null;
  tables: TableMapping[];
}

export interface TableMapping {
  table: string;
  /** Glob over the names of the load's files. */
  glob: string;
  read: ReadSpec;
  where: Condition | null;
  /** By canonical name. */
  columns: Map<string, Expression>;
  /** Columns of the file to keep as attributes. */
  keep: string[];
  place: Place;
  globPlace: Place;
}

/** How a file's text is cut into records. */
export interface ReadSpec {
  layout: TextLayout;
  encoding: string | null;
  jsonPath: string;
  sheet: string | null;
}

/** What stands in a cell of a canonical table: a value, made of a source and what is done to it, in this order. */
export interface Expression {
  from: ValueSource;
  /** Separators at which one value becomes several. */
  split: string[] | null;
  /** Values by what they become; null = no record. */
  map: Map<string, (string | null)[]> | null;
  /** Stands for a blank, and for what is not in the map; undefined = none, null = no record. */
  fallback: string | null | undefined;
  number: { abs: boolean; decimal: string; group: string | null } | null;
  time: TimeSpec | null;
  place: Place;
}

export type ValueSource =
  | { kind: 'column'; name: string }
  | { kind: 'const'; text: string }
  | { kind: 'template'; parts: (string | Expression)[] }
  | { kind: 'row' }
  | { kind: 'coalesce'; of: Expression[] }
  | { kind: 'lookup'; file: string; read: ReadSpec; key: Expression; by: Expression; value: Expression; place: Place }
  | { kind: 'nested'; of: Expression };

export type TimeSpec =
  | { kind: 'date'; patterns: DatePattern[]; zone: string | null }
  | { kind: 'unix'; unit: 's' | 'ms' }
  | { kind: 'step'; stepMs: number; epoch: string };

export type Condition =
  | { kind: 'all' | 'any'; of: Condition[] }
  | { kind: 'not'; of: Condition }
  | { kind: 'test'; value: Expression; accepts: (text: string) => boolean };

export type Lookup = Extract<ValueSource, { kind: 'lookup' }>;

/** For what a value is: a date that names only a year is another day as an end, and no day at all as a tax period. */
export type Purpose = 'value' | 'end' | 'period';

import { formatMoment } from '../../model/time.ts';
import type { ParameterValue } from './query-parameters.ts';

/** One row as it comes back, in plain values: whole numbers beyond 2^53 as decimal text, days as ISO text. */
export type PlainRow = Readonly<Record<string, unknown>>;

/** What an interactive query answers: its rows, how many there are before any cut, and whether there was one. */
export interface QueryAnswer {
  /** Rows before the cut; null where the query does not count them. */
  total: number | null;
  /** Whether a bound (rows, hops, accounts a level) left something out. */
  truncated: boolean;
  rows: PlainRow[];
  /** Neighbours by kind, before any cut. */
  counts?: Record<string, number>;
}

/** A query of `cypher/queries/` as the program runs it; its parameters are declared in the file. */
export interface InteractiveQuery {
  /** Name of the file. */
  readonly name: string;
  /** Makes what the query text asks for of what a person gave. */
  prepare?(given: Record<string, ParameterValue>): Record<string, ParameterValue>;
  /** Makes the answer of rows; `plainName` takes the namespace off a label or type. */
  answer(rows: readonly PlainRow[], plainName: (name: string) => string): QueryAnswer;
}

/** Rows that each carry `total` and `truncated`, without them. */
export function countedRows(rows: readonly PlainRow[], others: readonly string[] = []): QueryAnswer {
  const first = rows[0];
  const shared = new Set(['total', 'truncated', ...others]);
  return {
    total: Number(first?.total ?? 0),
    truncated: first?.truncated === true,
    rows: rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !shared.has(name)))),
  };
}

/** A pair of UTC ms and precision (1 = a day only) as it reads. */
export function momentOf(pair: unknown): string {
  const [ms, precision] = pair as [number, number];
  return formatMoment({ ms, precision: precision === 1 ? 'day' : 'instant' });
}

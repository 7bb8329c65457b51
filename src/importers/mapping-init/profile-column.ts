import { byCodePoint } from '../../model/order.ts';
import { datePatternsOf, KIND_ORDER, kindsOf, type ValueKind } from './value-kinds.ts';

/** What was seen in one column. */
export interface ColumnProfile {
  readonly name: string;
  readonly filled: number;
  readonly blank: number;
  /** Different values; `null` where there are more than `DISTINCT_KEPT`. */
  readonly distinct: number | null;
  readonly kind: ValueKind;
  /** Of filled cells, how many are of that kind. */
  readonly fitting: number;
  /** Date patterns that read every fitting cell, the preferred one first. */
  readonly patterns: readonly string[];
  /** Whether amounts below zero occur. */
  readonly negative: boolean;
  /** The commonest values, at most three; all of them, where they are few (`choices`). */
  readonly samples: readonly string[];
  /** All different values where they are at most `CHOICES`, by frequency; else empty. */
  readonly choices: readonly string[];
}

const DISTINCT_KEPT = 2_000;
const CHOICES = 40;
/** Share of cells that must be of a kind: a stray cell does not hide what a column is. */
const FITTING_SHARE = 0.95;
const NOTHING = new Set(['', '-', '—', 'null', 'NULL', 'None', 'NaN', 'N/A']);

/** Collects the cells of one column. */
export function columnProfiler(name: string): { add(cell: string): void; finish(): ColumnProfile } {
  const counts = new Map<string, number>();
  let filled = 0;
  let blank = 0;
  let full = false;
  return {
    add(cell) {
      const text = cell.trim();
      if (NOTHING.has(text)) {
        blank++;
        return;
      }
      filled++;
      const known = counts.get(text);
      if (known !== undefined) counts.set(text, known + 1);
      else if (counts.size < DISTINCT_KEPT) counts.set(text, 1);
      else full = true;
    },
    finish() {
      const values = [...counts].sort((a, b) => b[1] - a[1] || byCodePoint(a[0], b[0]));
      const seen = values.reduce((sum, [, n]) => sum + n, 0);
      const { kind, fitting } = kindOf(values, seen);
      const distinct = full ? null : values.length;
      return {
        ...{ name, filled, blank, distinct, kind, fitting },
        patterns: kind === 'date' ? patternsOf(values.map(([text]) => text)) : [],
        negative: ['whole', 'amount', 'amount-comma'].includes(kind) && values.some(([text]) => text.startsWith('-')),
        samples: values.slice(0, 3).map(([text]) => text),
        choices: distinct !== null && distinct <= CHOICES ? values.map(([text]) => text) : [],
      };
    },
  };
}

function kindOf(values: readonly (readonly [string, number])[], seen: number): { kind: ValueKind; fitting: number } {
  const fitting = new Map<ValueKind, number>();
  for (const [text, n] of values) for (const kind of kindsOf(text)) fitting.set(kind, (fitting.get(kind) ?? 0) + n);
  // Codes of twelve digits are BINs and IINs mixed where a column names firms and sole traders.
  const kind = KIND_ORDER.find((k) => seen > 0 && (fitting.get(k) ?? 0) >= FITTING_SHARE * seen) ?? 'text';
  return { kind, fitting: fitting.get(kind) ?? 0 };
}

function patternsOf(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of values)
    for (const pattern of datePatternsOf(text)) counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return [...counts].filter(([, n]) => n === most).map(([pattern]) => pattern);
}

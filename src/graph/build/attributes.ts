import type { NumberedBatch } from '../../model/facts.ts';
import { byCodePoint } from '../../model/order.ts';
import { NO_DAY } from '../../model/time.ts';

type Value = string | number | null;

/** Rows about one entity, gathered from consecutive rows of a table that is sorted by entity; the arrays are parallel. */
export interface EntityRows {
  node: number;
  /** Highest rank first is not promised. */
  rank: number[];
  row: number[];
  /** Validity that snapshots of the source gave each row. */
  began: number[];
  ended: number[];
  /** Where the row's values stand: the columns of its batch, and its place in them. */
  columns: NumberedBatch['columns'][];
  place: number[];
}

/** Value of a column in one of the rows; null also where the table was read without it. */
export function valueAt({ columns, place }: EntityRows, i: number, column: string): Value {
  return columns[i]![column]?.[place[i]!] ?? null;
}

/**
 * Groups a table's rows by their first column and hands each entity's rows on once they are complete.
 * Rows that a snapshot ended by the as-of day rank below all that still hold.
 */
export function groupByEntity(
  keyColumn: string,
  asOfDay: number,
  emit: (rows: EntityRows) => void,
): { add(batch: NumberedBatch): void; finish(): void } {
  let open: EntityRows | null = null;
  return {
    add(batch) {
      const { columns, began, ended, row } = batch;
      const key = columns[keyColumn] as Int32Array;
      for (let i = 0; i < batch.length; i++) {
        if (began[i] !== NO_DAY && began[i]! > asOfDay) continue;
        const gone = ended[i] !== NO_DAY && ended[i]! <= asOfDay;
        const rank = gone ? batch.extract[i]! - 0x40000000 : batch.extract[i]!;
        if (open === null || open.node !== key[i]) {
          if (open) emit(open);
          open = {
            node: key[i]!,
            rank: [rank],
            row: [row[i]!],
            began: [began[i]!],
            ended: [ended[i]!],
            columns: [columns],
            place: [i],
          };
          continue;
        }
        open.rank.push(rank);
        open.row.push(row[i]!);
        open.began.push(began[i]!);
        open.ended.push(ended[i]!);
        open.columns.push(columns);
        open.place.push(i);
      }
    },
    finish() {
      if (open) emit(open);
      open = null;
    },
  };
}

/** Whether a cell says something: not null, NaN, `NO_DAY` or −1. */
function isKnown(value: Value): value is string | number {
  return value !== null && value !== NO_DAY && value !== -1 && !Number.isNaN(value);
}

/**
 * The value of an attribute to show: from the latest extract that has one; of several there the commonest, then the
 * first in order (contracts: References).
 */
export function shownValue(rows: EntityRows, column: string): Value {
  if (rows.row.length === 1) {
    const only = valueAt(rows, 0, column);
    return isKnown(only) ? only : null;
  }
  let best = Number.NEGATIVE_INFINITY;
  let counts = new Map<string | number, number>();
  for (let i = 0; i < rows.row.length; i++) {
    const value = valueAt(rows, i, column);
    if (!isKnown(value) || rows.rank[i]! < best) continue;
    if (rows.rank[i]! > best) {
      best = rows.rank[i]!;
      counts = new Map();
    }
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  let shown: Value = null;
  for (const [value, count] of counts) {
    if (shown === null) shown = value;
    else {
      const difference = count - counts.get(shown)!;
      if (difference > 0 || (difference === 0 && inOrder(value, shown) < 0)) shown = value;
    }
  }
  return shown;
}

function inOrder(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : byCodePoint(String(a), String(b));
}

/** Indices of the rows of the highest rank: the latest extract that speaks of the entity. */
export function latestRows({ rank }: EntityRows): number[] {
  let latest = [0];
  for (let i = 1; i < rank.length; i++) {
    const difference = rank[i]! - rank[latest[0]!]!;
    if (difference > 0) latest = [i];
    else if (difference === 0) latest.push(i);
  }
  return latest;
}

/** Row to name as the source of an entity's attributes: of the latest extract the one that stands first. */
export function shownRow(rows: EntityRows): number {
  return rows.row[latestRows(rows)[0]!]!;
}

import type { NumberedBatch } from '../../model/facts.ts';
import { byCodePoint } from '../../model/order.ts';
import { NO_DAY } from '../../model/time.ts';

/** Rows about one entity, gathered from consecutive rows of a table that is sorted by entity. */
export interface EntityRows {
  node: number;
  /** Highest rank first is not promised; `rank[i]` belongs to `values[i]`. */
  rank: number[];
  row: number[];
  /** Validity that snapshots of the source gave each row. */
  began: number[];
  ended: number[];
  values: Record<string, string | number | null>[];
}

/**
 * Groups a table's rows by their first column and hands each entity's rows on once they are complete.
 * Rows that a snapshot ended by the as-of day rank below all that still hold.
 */
export function groupByEntity(
  keyColumn: string,
  columns: readonly string[],
  asOfDay: number,
  emit: (rows: EntityRows) => void,
): { add(batch: NumberedBatch): void; finish(): void } {
  let open: EntityRows | null = null;
  return {
    add(batch) {
      const key = batch.columns[keyColumn] as Int32Array;
      for (let i = 0; i < batch.length; i++) {
        if (batch.began[i] !== NO_DAY && batch.began[i]! > asOfDay) continue;
        if (open === null || open.node !== key[i]) {
          if (open) emit(open);
          open = { node: key[i]!, rank: [], row: [], began: [], ended: [], values: [] };
        }
        const gone = batch.ended[i] !== NO_DAY && batch.ended[i]! <= asOfDay;
        open.rank.push(gone ? batch.extract[i]! - 0x40000000 : batch.extract[i]!);
        open.row.push(batch.row[i]!);
        open.began.push(batch.began[i]!);
        open.ended.push(batch.ended[i]!);
        const values: Record<string, string | number | null> = {};
        for (const column of columns) values[column] = batch.columns[column]?.[i] ?? null;
        open.values.push(values);
      }
    },
    finish() {
      if (open) emit(open);
      open = null;
    },
  };
}

/** Whether a cell says something: not null, NaN, `NO_DAY` or −1. */
function isKnown(value: string | number | null): value is string | number {
  return value !== null && value !== NO_DAY && value !== -1 && !Number.isNaN(value);
}

/**
 * The value of an attribute to show: from the latest extract that has one; of several there the commonest, then the
 * first in order (contracts: References).
 */
export function shownValue(rows: EntityRows, column: string): string | number | null {
  if (rows.values.length === 1) {
    const only = rows.values[0]![column]!;
    return isKnown(only) ? only : null;
  }
  let best = Number.NEGATIVE_INFINITY;
  let counts = new Map<string | number, number>();
  rows.values.forEach((values, i) => {
    const value = values[column]!;
    if (!isKnown(value) || rows.rank[i]! < best) return;
    if (rows.rank[i]! > best) {
      best = rows.rank[i]!;
      counts = new Map();
    }
    counts.set(value, (counts.get(value) ?? 0) + 1);
  });
  let shown: string | number | null = null;
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
export function latestRows(rows: EntityRows): number[] {
  let best = Number.NEGATIVE_INFINITY;
  for (const rank of rows.rank) best = Math.max(best, rank);
  return rows.rank.flatMap((rank, i) => (rank === best ? [i] : []));
}

/** Row to name as the source of an entity's attributes: of the latest extract the one that stands first. */
export function shownRow(rows: EntityRows): number {
  return rows.row[latestRows(rows)[0]!]!;
}

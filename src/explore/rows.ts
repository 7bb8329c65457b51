import type { FactTable } from '../model/facts.ts';
import type { FactRow } from '../store/graph-store.ts';
import type { Explorer } from './explorer.ts';

/** Where a fact stands, as outputs show it. */
export const sourceOf = ({ file, line }: FactRow) => ({ file, line });

/** Rows behind row numbers of one table, by row number; each is read once. */
export async function rowsByNumber(
  { snapshot }: Explorer,
  table: FactTable,
  numbers: readonly number[],
): Promise<Map<number, FactRow>> {
  const distinct = [...new Set(numbers)].sort((a, b) => a - b);
  const rows = distinct.length > 0 ? await snapshot.details(table, distinct) : [];
  return new Map(rows.map((row) => [row.row, row]));
}

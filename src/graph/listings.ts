import type { Projection, RowRef } from './projection.ts';
import { isValidNow } from './valid-now.ts';

/** Entries of one entity on some lists. */
export interface ListedAs {
  /** Codes of the lists, by code point. */
  lists: string[];
  rows: RowRef[];
  /** Positions in `projection.listings`, ascending. */
  entries: number[];
}

/** Who is on any of these lists on the as-of day, by node, ascending. */
export function listedOn(projection: Projection, lists: Iterable<string>): Map<number, ListedAs> {
  const { listings } = projection;
  const wanted = new Set(lists);
  const found = new Map<number, ListedAs>();
  for (let i = 0; i < listings.count; i++) {
    const code = listings.codes[listings.list[i]!]!;
    const entity = listings.entity[i]!;
    if (entity < 0 || !wanted.has(code) || !isValidNow(projection, listings, i)) continue;
    const known = found.get(entity) ?? { lists: [], rows: [], entries: [] };
    found.set(entity, known);
    if (known.lists.at(-1) !== code) known.lists.push(code);
    known.rows.push({ table: 'lists', row: listings.row[i]! });
    known.entries.push(i);
  }
  return found;
}

/** Whether the data hold any of these lists at all: else nobody can be said not to be on them. */
export function hasList({ listings }: Projection, lists: Iterable<string>): boolean {
  const codes = new Set(listings.codes);
  for (const list of lists) if (codes.has(list)) return true;
  return false;
}

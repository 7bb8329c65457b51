import type { Column } from './shared-columns.ts';

/** Values of a column at the given places; a plain loop, several times as fast as `from` with a function. */
export function gathered<C extends Column>(column: C, places: ArrayLike<number>): C {
  const result = new (column.constructor as new (length: number) => C)(places.length);
  for (let i = 0; i < places.length; i++) result[i] = column[places[i]!]!;
  return result;
}

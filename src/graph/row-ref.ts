import type { RelationColumns, RowRef } from './projection.ts';

/** The row that a relation was read from. */
export function rowOf(relation: RelationColumns, index: number): RowRef {
  return { table: relation.table[relation.tableOf[index]!]!, row: relation.row[index]! };
}

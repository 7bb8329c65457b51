import type { EntityId } from '../model/id.ts';
import { NODE_KINDS } from '../model/vocabulary.ts';
import type { NodeColumns, Nodes } from './projection.ts';
import { stringColumn } from './string-column.ts';

/** The nodes over their columns. */
export function nodesOf(columns: NodeColumns): Nodes {
  const { range, byReference, nameOf } = columns;
  const ids = stringColumn(columns.ids);
  const names = stringColumn(columns.names);
  return {
    count: ids.count,
    range,
    byReference,
    columns,
    id: (node) => ids.at(node) as EntityId,
    find: (id) => ids.find(id),
    lowerBound: (id) => ids.lowerBound(id),
    kind: (node) => {
      for (const kind of NODE_KINDS) if (node < range[kind].end) return kind;
      throw new RangeError(`node ${node} is not one of ${ids.count}`);
    },
    name: (node) => (nameOf[node]! < 0 ? null : names.at(nameOf[node]!)),
  };
}

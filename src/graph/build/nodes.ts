import { NODE_KINDS, type NodeKind } from '../../model/vocabulary.ts';
import { nodesOf } from '../nodes.ts';
import type { Nodes } from '../projection.ts';
import { sharedInt32 } from '../shared-columns.ts';
import { buildStringColumn } from '../string-column.ts';

export interface NodesBuilder {
  /** Takes the next ids, in code-point order. */
  add(ids: readonly string[]): void;
  /** Ends the list of ids; the ranges are known from then on. */
  close(): Nodes['range'];
  /** Proposes a name; of several the first by code point is kept. */
  name(node: number, name: string | null): void;
  finish(byReference: Uint8Array): Nodes;
}

/** Collects ids and names in compact columns. */
export function buildNodes(expected: number): NodesBuilder {
  const ids = buildStringColumn(expected);
  const names = buildStringColumn();
  const nameOf = sharedInt32(expected).fill(-1);
  let count = 0;
  const starts: Record<string, number> = {};
  let range: Nodes['range'];

  return {
    add(batch) {
      for (const id of batch) {
        const kind = id.slice(0, id.indexOf(':'));
        starts[kind] ??= count;
        ids.push(id);
        count++;
      }
    },
    close() {
      let next = count;
      const ranges: Partial<Record<NodeKind, { start: number; end: number }>> = {};
      for (const kind of [...NODE_KINDS].reverse()) {
        const start = starts[kind] ?? next;
        ranges[kind] = { start, end: next };
        next = start;
      }
      range = ranges as Nodes['range'];
      return range;
    },
    name(node, name) {
      if (node < 0 || name === null || name === '') return;
      const known = nameOf[node]!;
      if (known < 0 || names.compare(name, known) < 0) nameOf[node] = names.push(name);
    },
    finish(byReference) {
      return nodesOf({ range, byReference, ids: ids.finish().packed, names: names.finish().packed, nameOf });
    },
  };
}

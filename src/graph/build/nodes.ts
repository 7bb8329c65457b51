import { byCodePoint } from '../../model/order.ts';
import { NODE_KINDS, type NodeKind } from '../../model/vocabulary.ts';
import { nodesOf } from '../nodes.ts';
import type { Nodes } from '../projection.ts';
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
  const names: string[] = [];
  const nameOf = new Int32Array(expected).fill(-1);
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
      if (known < 0) nameOf[node] = names.push(name) - 1;
      else if (byCodePoint(name, names[known]!) < 0) names[known] = name;
    },
    finish(byReference) {
      const packed = buildStringColumn(names.length);
      for (const name of names) packed.push(name);
      names.length = 0;
      return nodesOf({ range, byReference, ids: ids.finish().packed, names: packed.finish().packed, nameOf });
    },
  };
}

import { createUnionFind, type Labels } from './union-find.ts';

/** Weak components and their sizes. */
export interface Components extends Labels {
  /** Nodes per component. */
  readonly size: Int32Array;
  /** Nodes in the largest; 0 without nodes. */
  readonly largest: number;
}

/** Weak components over edge columns, whatever the edges' direction, numbered by their smallest node; isolated nodes stand alone. */
export function weakComponents(nodeCount: number, from: Int32Array, to: Int32Array): Components {
  const sets = createUnionFind(nodeCount);
  for (let e = 0; e < from.length; e++) sets.union(from[e]!, to[e]!);
  const { label, count } = sets.labels();
  const size = new Int32Array(count);
  for (let v = 0; v < nodeCount; v++) size[label[v]!]!++;
  let largest = 0;
  for (let c = 0; c < count; c++) largest = Math.max(largest, size[c]!);
  return { label, count, size, largest };
}

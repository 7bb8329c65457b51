import { createUnionFind } from './union-find.ts';

/** Rings as slices: the nodes of ring i are `nodes[offsets[i] .. offsets[i + 1])`. */
export interface RingNodes {
  readonly offsets: Int32Array;
  readonly nodes: Int32Array;
}

/** Rings that hang together. */
export interface RingGroup {
  /** Indices of its rings, ascending. */
  readonly rings: Int32Array;
  /** Its distinct nodes, ascending. */
  readonly members: Int32Array;
}

export interface RingGroups {
  /** Group of each ring. */
  readonly groupOf: Int32Array;
  /** Numbered by their smallest node. */
  readonly groups: readonly RingGroup[];
}

/** Joins rings that share a node, directly or over other rings, so that one scheme is told once with its number of rings. */
export function groupRings({ offsets, nodes }: RingNodes): RingGroups {
  const ringCount = offsets.length - 1;
  const distinct = Int32Array.from(new Set(nodes)).sort();
  const positionOf = new Map<number, number>();
  for (let i = 0; i < distinct.length; i++) positionOf.set(distinct[i]!, i);
  const sets = createUnionFind(distinct.length);
  for (let ring = 0; ring < ringCount; ring++) {
    const first = positionOf.get(nodes[offsets[ring]!]!)!;
    for (let i = offsets[ring]! + 1; i < offsets[ring + 1]!; i++) sets.union(first, positionOf.get(nodes[i]!)!);
  }
  const { label, count } = sets.labels();
  const groupOf = new Int32Array(ringCount);
  const rings: number[][] = Array.from({ length: count }, () => []);
  const members: number[][] = Array.from({ length: count }, () => []);
  for (let i = 0; i < distinct.length; i++) members[label[i]!]!.push(distinct[i]!);
  for (let ring = 0; ring < ringCount; ring++) {
    const group = label[positionOf.get(nodes[offsets[ring]!]!)!]!;
    groupOf[ring] = group;
    rings[group]!.push(ring);
  }
  const groups = rings.map((list, group) => ({
    rings: Int32Array.from(list),
    members: Int32Array.from(members[group]!),
  }));
  return { groupOf, groups };
}

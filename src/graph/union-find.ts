/** Disjoint sets over nodes 0 .. n-1. */
export interface UnionFind {
  /** The set's representative. */
  readonly find: (node: number) => number;
  /** Joins two sets; false if they were one already. */
  readonly union: (a: number, b: number) => boolean;
  /** Labels sets 0, 1, … in the order of their smallest node; shape: one label per node, and their number. */
  readonly labels: () => Labels;
}

/** A partition of nodes: `label[v]` in 0 .. count-1, numbered by each part's smallest node. */
export interface Labels {
  readonly label: Int32Array;
  readonly count: number;
}

/** Union by size with path halving: Tarjan, van Leeuwen, *Worst-case analysis of set union algorithms* (1984). */
export function createUnionFind(nodeCount: number): UnionFind {
  // Negative = a representative, by minus the size of its set.
  const parent = new Int32Array(nodeCount).fill(-1);

  function find(node: number): number {
    let v = node;
    for (let up = parent[v]!; up >= 0; up = parent[v]!) {
      const grandparent = parent[up]!;
      if (grandparent < 0) return up;
      parent[v] = grandparent;
      v = grandparent;
    }
    return v;
  }

  function union(a: number, b: number): boolean {
    let rootA = find(a);
    let rootB = find(b);
    if (rootA === rootB) return false;
    if (parent[rootA]! > parent[rootB]!) [rootA, rootB] = [rootB, rootA];
    parent[rootA]! += parent[rootB]!;
    parent[rootB] = rootA;
    return true;
  }

  function labels(): Labels {
    const label = new Int32Array(nodeCount);
    const labelOfRoot = new Int32Array(nodeCount).fill(-1);
    let count = 0;
    for (let v = 0; v < nodeCount; v++) {
      const root = find(v);
      if (labelOfRoot[root]! < 0) labelOfRoot[root] = count++;
      label[v] = labelOfRoot[root]!;
    }
    return { label, count };
  }

  return { find, union, labels };
}

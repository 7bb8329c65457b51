/** Sets of the numbers 0 … n − 1 that only grow together. */
export interface DisjointSets {
  /** The smallest number of the set: the same whatever the order of the unions. */
  find(item: number): number;
  union(a: number, b: number): void;
}

/** Union–find with path halving; the smaller root wins, so labels do not depend on the order (Tarjan, van Leeuwen 1984). */
export function disjointSets(count: number): DisjointSets {
  const parent = new Int32Array(count);
  for (let i = 0; i < count; i++) parent[i] = i;

  function find(item: number): number {
    let at = item;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  }

  function union(a: number, b: number): void {
    const x = find(a);
    const y = find(b);
    if (x < y) parent[y] = x;
    else if (y < x) parent[x] = y;
  }

  return { find, union };
}

import { expect, it } from 'vitest';
import { weakComponents } from '../../src/graph/components.ts';
import { groupRings } from '../../src/graph/group-rings.ts';
import { seeded } from './brute-rings.ts';

/** Smallest node reachable from each node, by repeated relaxation. */
function smallestReachable(nodeCount: number, from: Int32Array, to: Int32Array): number[] {
  const smallest = Array.from({ length: nodeCount }, (_, v) => v);
  for (let changed = true; changed; ) {
    changed = false;
    for (let e = 0; e < from.length; e++) {
      const least = Math.min(smallest[from[e]!]!, smallest[to[e]!]!);
      for (const v of [from[e]!, to[e]!]) {
        if (smallest[v]! > least) {
          smallest[v] = least;
          changed = true;
        }
      }
    }
  }
  return smallest;
}

it('labels weak components by their smallest node, whatever the order of edges', () => {
  const random = seeded(5);
  for (let round = 0; round < 500; round++) {
    const nodeCount = 1 + Math.floor(random() * 30);
    const edges = Math.floor(random() * 30);
    const column = () => Int32Array.from({ length: edges }, () => Math.floor(random() * nodeCount));
    const [from, to] = [column(), column()];
    const { label, count, size, largest } = weakComponents(nodeCount, from, to);
    const smallest = smallestReachable(nodeCount, from, to);
    const roots = [...new Set(smallest)].sort((a, b) => a - b);
    expect([...label]).toEqual(smallest.map((root) => roots.indexOf(root)));
    expect(count).toBe(roots.length);
    expect([...size]).toEqual(roots.map((root) => smallest.filter((s) => s === root).length));
    expect(largest).toBe(Math.max(...size));
    expect([...weakComponents(nodeCount, to.slice().reverse(), from.slice().reverse()).label]).toEqual([...label]);
  }
});

it('has no components without nodes', () => {
  expect(weakComponents(0, new Int32Array(0), new Int32Array(0))).toMatchObject({ count: 0, largest: 0 });
});

it('groups rings that share a node, directly or over others', () => {
  const rings = [
    [7, 8, 9],
    [1, 2, 3],
    [20, 21],
    [3, 4],
    [4, 8],
  ];
  const offsets = Int32Array.from([0, ...rings.map((_, i) => rings.slice(0, i + 1).flat().length)]);
  const { groupOf, groups } = groupRings({ offsets, nodes: Int32Array.from(rings.flat()) });
  expect([...groupOf]).toEqual([0, 0, 1, 0, 0]);
  expect(groups.map((group) => [...group.rings])).toEqual([[0, 1, 3, 4], [2]]);
  expect(groups.map((group) => [...group.members])).toEqual([
    [1, 2, 3, 4, 7, 8, 9],
    [20, 21],
  ]);
});

it('groups nothing into no groups', () => {
  expect(groupRings({ offsets: Int32Array.of(0), nodes: new Int32Array(0) }).groups).toEqual([]);
});

import { expect, it } from 'vitest';
import { countStaticRings, visitStaticRings } from '../../src/graph/rings/static-rings.ts';
import { cycleOf, seeded } from './brute-rings.ts';

interface Graph {
  nodeCount: number;
  from: Int32Array;
  to: Int32Array;
}

function bruteCycles({ nodeCount, from, to }: Graph): Set<string> {
  const found = new Set<string>();
  const extend = (path: number[]): void => {
    for (let e = 0; e < from.length; e++) {
      if (from[e] !== path[path.length - 1]) continue;
      if (to[e] === path[0] && path.length > 1) found.add(rotated(path));
      else if (!path.includes(to[e]!)) extend([...path, to[e]!]);
    }
  };
  for (let v = 0; v < nodeCount; v++) extend([v]);
  return found;
}

function rotated(nodes: readonly number[]): string {
  const graph = { nodeCount: 0, from: Int32Array.from(nodes), to: new Int32Array(0), at: new Float64Array(0) };
  return cycleOf(
    graph,
    nodes.map((_, i) => i),
  );
}

it('finds every simple cycle once, on 2,000 random multigraphs', () => {
  const random = seeded(19);
  const below = (n: number) => Math.floor(random() * n);
  for (let round = 0; round < 2000; round++) {
    const nodeCount = 2 + below(7);
    const edges = 2 + below(22);
    const graph: Graph = {
      nodeCount,
      from: Int32Array.from({ length: edges }, () => below(nodeCount)),
      to: Int32Array.from({ length: edges }, () => below(nodeCount)),
    };
    const minLength = 2 + below(2);
    const maxLength = random() < 0.4 ? Infinity : minLength + below(6);
    const through = random() < 0.3 ? below(nodeCount) : undefined;
    const expected = [...bruteCycles(graph)].filter((ring) => {
      const nodes = ring.split('-').map(Number);
      const passes = through === undefined || nodes.includes(through);
      return passes && nodes.length >= minLength && nodes.length <= maxLength;
    });
    const options = { minLength, maxLength, ...(through === undefined ? {} : { through }) };
    const found: string[] = [];
    visitStaticRings(graph, options, (nodes) => found.push(rotated([...nodes])));
    expect(found.sort(), `round ${round}`).toEqual(expected.sort());
    const { lengths, truncated } = countStaticRings(graph, options);
    expect(truncated).toBe(false);
    expect(lengths.reduce((sum, line) => sum + line.rings, 0)).toBe(expected.length);
    expect(lengths.every((line) => line.instances === null)).toBe(true);
  }
});

it('stops at its budget and says so', () => {
  const nodeCount = 14;
  const pairs = Array.from({ length: nodeCount * nodeCount }, (_, i) => [Math.floor(i / nodeCount), i % nodeCount]);
  const complete = { nodeCount, from: Int32Array.from(pairs, (p) => p[0]!), to: Int32Array.from(pairs, (p) => p[1]!) };
  const result = countStaticRings(complete, { budget: 100_000 });
  expect(result.truncated).toBe(true);
  expect(result.searchedNodes).toBeLessThan(nodeCount);
  // Three nodes of fourteen, in two directions.
  expect(countStaticRings(complete, { maxLength: 3 }).lengths[1]!.rings).toBe(2 * 364);
});

import { MultiUndirectedGraph } from 'graphology';
import louvainModule from 'graphology-communities-louvain';
import { describe, expect, it } from 'vitest';
import { weakComponents } from '../../src/graph/components.ts';
import { leiden } from '../../src/graph/leiden.ts';
import { modularity } from '../../src/graph/modularity.ts';
import { buildWeightedGraph, type WeightedGraph } from '../../src/graph/weighted-graph.ts';
import { seeded } from './brute-rings.ts';

// The package's types describe a module with `default`; Node gives the function itself.
const louvain = louvainModule as unknown as (
  graph: MultiUndirectedGraph,
  options: { rng: () => number },
) => Record<string, number>;

interface Edges {
  nodeCount: number;
  from: Int32Array;
  to: Int32Array;
  weight: Float64Array;
}

function graphOf({ nodeCount, from, to, weight }: Edges): WeightedGraph {
  return buildWeightedGraph(nodeCount, from, to, weight);
}

function randomEdges(random: () => number, nodeCount: number, count: number): Edges {
  const below = (n: number) => Math.floor(random() * n);
  return {
    nodeCount,
    from: Int32Array.from({ length: count }, () => below(nodeCount)),
    to: Int32Array.from({ length: count }, () => below(nodeCount)),
    weight: Float64Array.from({ length: count }, () => 1 + below(5) / 4),
  };
}

/** Groups of ten nodes, each edge inside its group with probability 0.7. */
function planted(random: () => number, groups: number): Edges {
  const nodeCount = groups * 10;
  const edges = randomEdges(random, nodeCount, nodeCount * 4);
  edges.to.forEach((_, e) => {
    const group = Math.floor(edges.from[e]! / 10);
    if (random() < 0.7) edges.to[e] = group * 10 + Math.floor(random() * 10);
  });
  return edges;
}

/** Every partition of n nodes, as restricted growth strings. */
function* partitions(nodeCount: number, prefix: number[] = [], next = 0): Generator<number[]> {
  if (prefix.length === nodeCount) yield prefix;
  else for (let c = 0; c <= next; c++) yield* partitions(nodeCount, [...prefix, c], Math.max(next, c + 1));
}

function definition({ nodeCount, from, to, weight }: Edges, community: ArrayLike<number>, resolution: number): number {
  const loopFree = [...from.keys()].filter((e) => from[e] !== to[e]);
  const degree = Array.from({ length: nodeCount }, () => 0);
  for (const e of loopFree) {
    degree[from[e]!]! += weight[e]!;
    degree[to[e]!]! += weight[e]!;
  }
  const total = degree.reduce((sum, d) => sum + d, 0);
  if (total === 0) return 0;
  let sum = 0;
  for (const e of loopFree) if (community[from[e]!] === community[to[e]!]) sum += (2 * weight[e]!) / total;
  for (let u = 0; u < nodeCount; u++) {
    for (let v = 0; v < nodeCount; v++) {
      if (community[u] === community[v]) sum -= (resolution * degree[u]! * degree[v]!) / total ** 2;
    }
  }
  return sum;
}

describe('modularity', () => {
  it('is the double sum of its definition', () => {
    const random = seeded(2);
    for (let round = 0; round < 200; round++) {
      const edges = randomEdges(random, 1 + Math.floor(random() * 12), Math.floor(random() * 40));
      const community = Int32Array.from({ length: edges.nodeCount }, () => Math.floor(random() * 4));
      const resolution = 0.5 + random();
      expect(modularity(graphOf(edges), community, resolution)).toBeCloseTo(
        definition(edges, community, resolution),
        9,
      );
    }
  });
});

describe('leiden', () => {
  it('finds the best of all partitions of tiny graphs, but for a rare near miss', () => {
    const random = seeded(31);
    let misses = 0;
    for (let round = 0; round < 60; round++) {
      const edges = randomEdges(random, 4 + Math.floor(random() * 4), 12);
      const graph = graphOf(edges);
      let best = -Infinity;
      for (const community of partitions(edges.nodeCount)) {
        best = Math.max(best, modularity(graph, Int32Array.from(community)));
      }
      const found = leiden(graph, { iterations: 10 }).modularity;
      expect(found).toBeLessThanOrEqual(best + 1e-9);
      expect(found).toBeGreaterThan(best - 0.05);
      if (found < best - 1e-9) misses++;
    }
    expect(misses).toBeLessThanOrEqual(9);
  });

  it('gives connected communities, numbered by their smallest member, inside weak components', () => {
    const random = seeded(37);
    for (let round = 0; round < 150; round++) {
      const nodeCount = 2 + Math.floor(random() * 150);
      const edges = randomEdges(random, nodeCount, Math.floor(nodeCount * (0.5 + random() * 2)));
      const { community, count } = leiden(graphOf(edges), { seed: round, resolution: 0.3 + random() });
      const inside = [...edges.from.keys()].filter((e) => community[edges.from[e]!] === community[edges.to[e]!]);
      const pieces = weakComponents(
        nodeCount,
        Int32Array.from(inside, (e) => edges.from[e]!),
        Int32Array.from(inside, (e) => edges.to[e]!),
      );
      expect([...community]).toEqual([...pieces.label]);
      expect(count).toBe(pieces.count);
    }
  });

  it('depends on the seed alone, not on the order or direction of rows', () => {
    const random = seeded(41);
    const edges = planted(random, 30);
    const once = leiden(graphOf(edges), { seed: 5 });
    const reversed = { ...edges, from: edges.to.slice().reverse(), to: edges.from.slice().reverse() };
    const turned = graphOf({ ...reversed, weight: edges.weight.slice().reverse() });
    expect(leiden(turned, { seed: 5 })).toEqual(once);
    expect(leiden(graphOf(edges), { seed: 5 })).toEqual(once);
  });

  it('is at least as modular as Louvain, within half a per cent', () => {
    const random = seeded(43);
    for (let round = 0; round < 20; round++) {
      const edges = planted(random, 5 + Math.floor(random() * 40));
      const graph = graphOf(edges);
      const peer = new MultiUndirectedGraph();
      for (let v = 0; v < edges.nodeCount; v++) peer.addNode(v);
      edges.from.forEach((from, e) => {
        if (from !== edges.to[e]) peer.addEdge(from, edges.to[e], { weight: edges.weight[e] });
      });
      const rng = seeded(round);
      const mapping = louvain(peer, { rng });
      const theirs = modularity(
        graph,
        Int32Array.from({ length: edges.nodeCount }, (_, v) => mapping[v]!),
      );
      expect(leiden(graph).modularity).toBeGreaterThanOrEqual(theirs * 0.995);
    }
  });

  it('holds to all this on a graph so large that passes are cut short, whether or not weights need be read', () => {
    const edges = planted(seeded(47), 2500);
    // Without repeats, so that the weights are all 1.
    const pairs = new Map([...edges.from.keys()].map((e) => [[edges.from[e]!, edges.to[e]!].sort().join(), e]));
    const once = [...pairs.values()];
    const from = Int32Array.from(once, (e) => edges.from[e]!);
    const to = Int32Array.from(once, (e) => edges.to[e]!);
    const unit = buildWeightedGraph(edges.nodeCount, from, to);
    const halves = buildWeightedGraph(edges.nodeCount, from, to, new Float64Array(once.length).fill(0.5));
    expect([unit.isUnit, halves.isUnit]).toEqual([true, false]);
    const found = leiden(unit);
    expect(leiden(halves).community).toEqual(found.community);

    const inside = once.filter((e) => found.community[edges.from[e]!] === found.community[edges.to[e]!]);
    const pieces = weakComponents(
      edges.nodeCount,
      Int32Array.from(inside, (e) => edges.from[e]!),
      Int32Array.from(inside, (e) => edges.to[e]!),
    );
    expect(found.community).toEqual(pieces.label);
    const groups = Int32Array.from({ length: edges.nodeCount }, (_, v) => Math.floor(v / 10));
    expect(found.modularity).toBeGreaterThan(modularity(unit, groups));
  });

  it('leaves nodes without edges alone', () => {
    const none = buildWeightedGraph(3, new Int32Array(0), new Int32Array(0));
    expect(leiden(none)).toEqual({ community: Int32Array.of(0, 1, 2), count: 3, modularity: 0 });
  });

  it('refuses weights that are not positive', () => {
    const build = () => buildWeightedGraph(2, Int32Array.of(0), Int32Array.of(1), Float64Array.of(0));
    expect(build).toThrow(/edge 0 has weight 0/);
  });
});

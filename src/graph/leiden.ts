import { aggregate } from './leiden/aggregate.ts';
import { moveNodes } from './leiden/move-nodes.ts';
import { refine } from './leiden/refine.ts';
import { splitDisconnected } from './leiden/split-disconnected.ts';
import { modularity } from './modularity.ts';
import { mulberry32 } from './mulberry32.ts';
import type { WeightedGraph } from './weighted-graph.ts';

export interface LeidenOptions {
  /** Larger = smaller communities; default 1. */
  readonly resolution?: number;
  /** Seeds the order in which nodes are visited; default 1. */
  readonly seed?: number;
  /** Most repetitions, each starting from the last one's result; default 2. */
  readonly iterations?: number;
}

export interface Communities {
  /** Community of each node, numbered by their smallest member; each is connected. */
  readonly community: Int32Array;
  readonly count: number;
  readonly modularity: number;
}

/**
 * Communities of high modularity, every one connected: Traag, Waltman, van Eck, *From Louvain to Leiden: guaranteeing
 * well-connected communities* (2019), with the greedy choice in the refinement that their own implementation
 * (leidenalg) makes by default. Same graph, options and seed: same result.
 */
export function leiden(graph: WeightedGraph, options: LeidenOptions = {}): Communities {
  const { resolution = 1, seed = 1, iterations = 2 } = options;
  if (!(resolution > 0)) throw new RangeError(`resolution ${resolution}; expected a positive number`);
  const random = mulberry32(seed);
  let community = everyoneAlone(graph.nodeCount);
  for (let iteration = 0; iteration < iterations && graph.totalDegree > 0; iteration++) {
    const { community: next, moved } = runOnce(graph, community, resolution, random);
    community = next;
    if (!moved) break;
  }
  const { label, count } = splitDisconnected(graph, community);
  return { community: label, count, modularity: modularity(graph, label, resolution) };
}

/** Moves, refines and aggregates until nothing is left to join. */
function runOnce(
  graph: WeightedGraph,
  start: Int32Array<ArrayBuffer>,
  resolution: number,
  random: () => number,
): { community: Int32Array<ArrayBuffer>; moved: boolean } {
  // Node of the current, ever smaller graph in which each original node lies.
  const place = everyoneAlone(graph.nodeCount);
  let level = graph;
  let community = start;
  let moved = false;
  for (;;) {
    if (moveNodes(level, community, resolution, random)) moved = true;
    const refined = refine(level, community, resolution, random);
    if (refined.count === level.nodeCount) break;
    const parent = new Int32Array(refined.count);
    for (let v = 0; v < level.nodeCount; v++) parent[refined.label[v]!] = community[v]!;
    for (let v = 0; v < place.length; v++) place[v] = refined.label[place[v]!]!;
    community = renumber(parent, level.nodeCount);
    level = aggregate(level, refined);
  }
  const result = new Int32Array(graph.nodeCount);
  for (let v = 0; v < place.length; v++) result[v] = community[place[v]!]!;
  return { community: result, moved };
}

function everyoneAlone(nodeCount: number): Int32Array<ArrayBuffer> {
  const community = new Int32Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) community[v] = v;
  return community;
}

/** Communities, of numbers below `limit`, as numbers below the node count in order of appearance, as moving nodes needs them. */
function renumber(community: Int32Array<ArrayBuffer>, limit: number): Int32Array<ArrayBuffer> {
  const numbers = new Int32Array(limit).fill(-1);
  let count = 0;
  for (let v = 0; v < community.length; v++) {
    const old = community[v]!;
    if (numbers[old]! < 0) numbers[old] = count++;
    community[v] = numbers[old]!;
  }
  return community;
}

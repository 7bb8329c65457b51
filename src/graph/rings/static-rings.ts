import { buildCsr } from '../csr.ts';
import { createSequenceSet } from './sequence-set.ts';

/** A directed graph whose times do not matter; parallel edges and self-loops are dropped. */
export interface StaticRingInput {
  readonly nodeCount: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

export interface StaticRingOptions {
  /** Default 2. */
  readonly minLength?: number;
  /** Default Infinity. */
  readonly maxLength?: number;
  /** Only rings through this node. */
  readonly through?: number;
  /** Most edge visits; default Infinity. */
  readonly budget?: number;
}

const LEARNING_MIN_LENGTH = 5;

export interface StaticRingCounts {
  /** As of temporal rings; `instances` is null, for without times there is nothing to tell them apart by. */
  readonly lengths: readonly { readonly length: number; readonly instances: null; readonly rings: number }[];
  readonly truncated: boolean;
  readonly visits: number;
  /** Rings whose smallest node is below this one were all found; equals nodeCount when nothing was left out. */
  readonly searchedNodes: number;
}

/** Counts simple directed cycles by length. */
export function countStaticRings(input: StaticRingInput, options: StaticRingOptions = {}): StaticRingCounts {
  const { minLength = 2, maxLength = Infinity } = options;
  const counts: number[] = [];
  const result = visitStaticRings(input, options, (_nodes, length) => {
    counts[length] = (counts[length] ?? 0) + 1;
  });
  const longest = Number.isFinite(maxLength) ? maxLength : counts.length - 1;
  const lengths: { length: number; instances: null; rings: number }[] = [];
  for (let length = minLength; length <= longest; length++) {
    lengths.push({ length, instances: null, rings: counts[length] ?? 0 });
  }
  return { lengths, ...result };
}

/**
 * Enumerates simple directed cycles once each, beginning with their smallest node (`nodes` is valid during the call).
 * A depth-first search that remembers at which path length a node was last fruitless: Johnson, *Finding all the
 * elementary circuits of a directed graph* (1975), with the hop limit of Gupta, Suzumura, *Finding All Bounded-Length
 * Simple Cycles in a Directed Graph* (2021); distances back to the start, swept beforehand, are the first locks.
 */
export function visitStaticRings(
  input: StaticRingInput,
  options: StaticRingOptions,
  visit: (nodes: Int32Array, length: number) => void,
): { truncated: boolean; visits: number; searchedNodes: number } {
  const { nodeCount } = input;
  const { minLength = 2, through = -1, budget = Infinity } = options;
  const maxLength = Math.min(options.maxLength ?? Infinity, nodeCount);
  const kept = distinctEdges(input);
  const out = buildCsr(nodeCount, input.from, { order: kept });
  const incoming = buildCsr(nodeCount, input.to, { order: kept });
  const outNode = out.edges.map((edge) => input.to[edge]!);
  const inNode = incoming.edges.map((edge) => input.from[edge]!);
  // A ring through the node is a ring whose start is that node, whatever its number.
  const first = Math.max(through, 0);
  const last = through >= 0 ? through + 1 : nodeCount;

  // On short rings the distances alone prune enough; learning from dead ends costs more than it saves.
  const learns = maxLength > LEARNING_MIN_LENGTH;
  const lock = new Int32Array(nodeCount);
  const onPath = new Uint8Array(nodeCount);
  const path = new Int32Array(maxLength + 1);
  const cursor = new Int32Array(maxLength + 1);
  const waiting: (Set<number> | undefined)[] = [];
  let touched: number[] = [];
  let visits = 0;

  /** A node may be entered as the path's `length`-th node only while length < lock: longer paths cannot get back. */
  function lockByDistance(start: number): void {
    let level = [start];
    lock[start] = maxLength + 1;
    touched = [start];
    for (let distance = 1; level.length > 0 && distance < maxLength; distance++) {
      const nextLevel: number[] = [];
      for (const node of level) {
        for (let p = incoming.offsets[node]!; p < incoming.offsets[node + 1]!; p++) {
          visits++;
          const source = inNode[p]!;
          if ((through < 0 && source < start) || lock[source] !== 0) continue;
          lock[source] = maxLength - distance + 2;
          touched.push(source);
          nextLevel.push(source);
        }
      }
      level = nextLevel;
    }
  }

  /** On leaving a node: its lock follows the best successor off the path, and so do those that wait for it. */
  function unlock(node: number, start: number): void {
    let best = lock[node]!;
    for (let q = out.offsets[node]!; q < out.offsets[node + 1]!; q++) {
      const next = outNode[q]!;
      if (next === start) best = maxLength + 1;
      else if (lock[next] !== 0) {
        if (onPath[next] === 0) best = Math.max(best, lock[next]! - 1);
        waiting[next] ??= new Set();
        waiting[next].add(node);
      }
    }
    lock[node] = best;
    const raised = [node];
    for (let next = raised.pop(); next !== undefined; next = raised.pop()) {
      for (const behind of waiting[next] ?? []) {
        if (onPath[behind] === 1 || lock[behind]! >= lock[next]! - 1) continue;
        lock[behind] = lock[next]! - 1;
        raised.push(behind);
      }
    }
  }

  function searchFrom(start: number): void {
    let length = 1;
    path[1] = start;
    cursor[1] = out.offsets[start]!;
    onPath[start] = 1;
    while (length > 0 && visits <= budget) {
      const node = path[length]!;
      const end = out.offsets[node + 1]!;
      let p = cursor[length]!;
      let deeper = false;
      while (p < end && !deeper) {
        const next = outNode[p++]!;
        visits++;
        if (next === start) {
          if (length >= minLength) visit(path.subarray(1, length + 1), length);
        } else if (onPath[next] === 0 && length + 1 < lock[next]!) {
          cursor[length] = p;
          length++;
          path[length] = next;
          cursor[length] = out.offsets[next]!;
          onPath[next] = 1;
          if (learns) lock[next] = length;
          deeper = true;
        }
      }
      if (deeper) continue;
      onPath[node] = 0;
      length--;
      if (learns && length > 0) unlock(node, start);
    }
    for (; length > 0; length--) onPath[path[length]!] = 0;
  }

  let start = first;
  for (; start < last && visits <= budget; start++) {
    if (out.offsets[start] === out.offsets[start + 1] || incoming.offsets[start] === incoming.offsets[start + 1])
      continue;
    lockByDistance(start);
    searchFrom(start);
    for (const node of touched) {
      lock[node] = 0;
      waiting[node]?.clear();
    }
  }
  const truncated = visits > budget;
  return { truncated, visits, searchedNodes: truncated ? start - 1 : nodeCount };
}

function distinctEdges({ from, to }: StaticRingInput): Int32Array {
  const seen = createSequenceSet();
  const kept: number[] = [];
  const pair = new Int32Array(2);
  for (let e = 0; e < from.length; e++) {
    pair[0] = from[e]!;
    pair[1] = to[e]!;
    if (pair[0] !== pair[1] && seen.add(pair, 2)) kept.push(e);
  }
  return Int32Array.from(kept);
}

import { mulberry32 } from '../../src/graph/mulberry32.ts';

/** Transfers in columns, sorted by time; seconds within one year. */
export interface TemporalGraph {
  readonly nodeCount: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly seconds: Int32Array;
}

const SEED = 42;
const DAY = 86_400;
const YEAR = 365 * DAY;
const BLOCK = 50;

/**
 * A seeded temporal multigraph in the shape of a bank's year: 55 % of the transfers between Zipf-distributed (0.75, shift 10)
 * ends, 30 % inside blocks of 50 accounts, 15 % repeating or reversing an earlier one; on top, transfers/2000 rings of
 * three to eight hops within 72 hours.
 */
export function temporalGraph(nodeCount: number, transferCount: number): TemporalGraph {
  const random = mulberry32(SEED);
  const below = (n: number) => Math.floor(random() * n);
  const zipf = zipfEnds(nodeCount, random, below);
  const from = new Int32Array(transferCount);
  const to = new Int32Array(transferCount);
  const seconds = new Int32Array(transferCount);
  const planted = plantRings(nodeCount, { from, to, seconds }, below);
  for (let e = planted; e < transferCount; ) {
    const kind = random();
    let a: number;
    let b: number;
    if (kind < 0.55) {
      a = zipf();
      b = zipf();
    } else if (kind < 0.85 || e - planted < 100) {
      a = below(nodeCount);
      b = Math.min(nodeCount - 1, a - (a % BLOCK) + below(BLOCK));
    } else {
      const earlier = planted + below(e - planted);
      const repeats = random() < 0.7;
      a = repeats ? from[earlier]! : to[earlier]!;
      b = repeats ? to[earlier]! : from[earlier]!;
    }
    if (a === b) continue;
    from[e] = a;
    to[e] = b;
    seconds[e++] = 1 + below(YEAR);
  }
  return sortByTime({ nodeCount, from, to, seconds });
}

function zipfEnds(nodeCount: number, random: () => number, below: (n: number) => number): () => number {
  const cumulated = new Float64Array(nodeCount);
  let total = 0;
  for (let i = 0; i < nodeCount; i++) {
    total += (i + 10) ** -0.75;
    cumulated[i] = total;
  }
  const permutation = Int32Array.from({ length: nodeCount }, (_, i) => i);
  for (let i = nodeCount - 1; i > 0; i--) {
    const j = below(i + 1);
    const kept = permutation[i]!;
    permutation[i] = permutation[j]!;
    permutation[j] = kept;
  }
  return () => {
    const wanted = random() * total;
    let low = 0;
    let high = nodeCount - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulated[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    return permutation[low]!;
  };
}

function plantRings(
  nodeCount: number,
  { from, to, seconds }: Pick<TemporalGraph, 'from' | 'to' | 'seconds'>,
  below: (n: number) => number,
): number {
  let e = 0;
  for (let ring = 0; ring < Math.floor(from.length / 2000) && e < from.length - 10; ring++) {
    const hops = 3 + below(6);
    const start = 1 + below(YEAR - 3 * DAY);
    const nodes: number[] = [];
    while (nodes.length < hops) {
      const node = below(nodeCount);
      if (!nodes.includes(node)) nodes.push(node);
    }
    const delays = Array.from({ length: hops }, () => below(3 * DAY)).sort((a, b) => a - b);
    for (let i = 0; i < hops; i++) {
      from[e] = nodes[i]!;
      to[e] = nodes[(i + 1) % hops]!;
      seconds[e++] = start + delays[i]! + i;
    }
  }
  return e;
}

function sortByTime({ nodeCount, from, to, seconds }: TemporalGraph): TemporalGraph {
  const keys = new Float64Array(from.length);
  for (let e = 0; e < keys.length; e++) keys[e] = seconds[e]! * 2 ** 23 + e;
  const order = Int32Array.from(keys.sort(), (key) => key % 2 ** 23);
  const gather = (column: Int32Array) => Int32Array.from(order, (edge) => column[edge]!);
  return { nodeCount, from: gather(from), to: gather(to), seconds: gather(seconds) };
}

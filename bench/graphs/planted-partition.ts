import { mulberry32 } from '../../src/graph/mulberry32.ts';

/** Undirected edges without repeats, a < b, sorted. */
export interface PlainGraph {
  readonly nodeCount: number;
  readonly a: Int32Array;
  readonly b: Int32Array;
}

const SEED = 42;
const DEGREE = 11;
const MIXING = 0.3;

/** A seeded planted-partition graph with power-law community sizes (10 to 2000 nodes), mean degree 11, 30 % of edges anywhere. */
export function plantedPartition(nodeCount: number): PlainGraph {
  const random = mulberry32(SEED);
  const start = [0];
  for (let p = 0; p < nodeCount; start.push(p)) {
    p += Math.min(Math.floor(10 * (1 - random()) ** (-1 / 1.2)), 2000, nodeCount - p);
  }
  const community = new Int32Array(nodeCount);
  for (let c = 0; c + 1 < start.length; c++) community.fill(c, start[c], start[c + 1]);
  const pick = (low: number, high: number) => low + Math.floor((high - low) * random() ** 1.6);
  const keys = new Float64Array(Math.floor((nodeCount * DEGREE) / 2));
  for (let k = 0; k < keys.length; ) {
    const a = Math.floor(random() ** 1.3 * nodeCount);
    const own = community[a]!;
    const b = random() < MIXING ? Math.floor(random() * nodeCount) : pick(start[own]!, start[own + 1]!);
    if (a !== b) keys[k++] = Math.min(a, b) * nodeCount + Math.max(a, b);
  }
  const distinct = keys.sort().filter((key, i) => i === 0 || key !== keys[i - 1]);
  return {
    nodeCount,
    a: Int32Array.from(distinct, (key) => Math.floor(key / nodeCount)),
    b: Int32Array.from(distinct, (key) => key % nodeCount),
  };
}

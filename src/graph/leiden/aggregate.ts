import { buildCsr } from '../csr.ts';
import type { Labels } from '../union-find.ts';
import type { WeightedGraph } from '../weighted-graph.ts';

/** One node per part; weights between parts add up. Weight inside a part stays in its degree only, for no move changes it. */
export function aggregate(graph: WeightedGraph, { label, count }: Labels): WeightedGraph {
  const { offsets, target, weight, isUnit, degree, totalDegree } = graph;
  const members = buildCsr(count, label);
  const newOffsets = new Int32Array(count + 1);
  const newDegree = new Float64Array(count);
  const newTarget = new Int32Array(target.length);
  const newWeight = new Float64Array(target.length);
  const toPart = new Float64Array(count);
  let used = 0;
  for (let part = 0; part < count; part++) {
    const begin = used;
    for (let i = members.offsets[part]!; i < members.offsets[part + 1]!; i++) {
      const v = members.edges[i]!;
      newDegree[part]! += degree[v]!;
      for (let p = offsets[v]!; p < offsets[v + 1]!; p++) {
        const other = label[target[p]!]!;
        const sum = toPart[other]!;
        newTarget[used] = other;
        // Added, not branched upon: nobody can predict whether a part is met for the first time.
        used += Number(sum === 0);
        toPart[other] = sum + (isUnit ? 1 : weight[p]!);
      }
    }
    // What lies inside the part drops out.
    toPart[part] = 0;
    let kept = begin;
    for (let p = begin; p < used; p++) {
      const other = newTarget[p]!;
      const sum = toPart[other]!;
      newTarget[kept] = other;
      newWeight[kept] = sum;
      kept += Number(sum !== 0);
      toPart[other] = 0;
    }
    used = kept;
    newOffsets[part + 1] = used;
  }
  return {
    nodeCount: count,
    offsets: newOffsets,
    target: newTarget.subarray(0, used),
    weight: newWeight.subarray(0, used),
    isUnit: false,
    degree: newDegree,
    totalDegree,
  };
}

/**
 * Levels of a directed weighted flow: each edge wants its end one level above its start, in the least-squares sense
 * (MacKay, Johnson, Sansom, "How directed is a directed network?", 2020). Incoherence is 0 where every edge climbs exactly
 * one level and 1 for a ring. Nodes without flow get level 0.
 */
export function flowLevels(
  count: number,
  edges: readonly { from: number; to: number; amount: number }[],
): { levels: Float64Array; incoherence: number } {
  const levels = new Float64Array(count);
  if (edges.length === 0) return { levels, incoherence: 1 };
  const near: { other: number; step: 1 | -1; weight: number }[][] = Array.from({ length: count }, () => []);
  for (const { from, to, amount } of edges) {
    // The root keeps one large sum from bending everything, and a trifle from counting as much as a stream.
    const weight = Math.sqrt(amount);
    near[from]!.push({ other: to, step: -1, weight });
    near[to]!.push({ other: from, step: 1, weight });
  }
  for (let round = 0; round < 300; round++) {
    let moved = 0;
    for (let v = 0; v < count; v++) {
      let sum = 0;
      let weights = 0;
      for (const { other, step, weight } of near[v]!) {
        sum += weight * (levels[other]! + step);
        weights += weight;
      }
      if (weights === 0) continue;
      const next = sum / weights;
      moved = Math.max(moved, Math.abs(next - levels[v]!));
      levels[v] = next;
    }
    if (moved < 1e-4) break;
  }
  let sum = 0;
  let weights = 0;
  for (const { from, to, amount } of edges) {
    sum += Math.sqrt(amount) * (levels[to]! - levels[from]! - 1) ** 2;
    weights += Math.sqrt(amount);
  }
  return { levels, incoherence: weights > 0 ? sum / weights : 1 };
}

/**
 * Levels of a directed weighted flow: each edge wants its end one level above its start, in the least-squares sense
 * (MacKay, Johnson, Sansom, "How directed is a directed network?", 2020). Incoherence is 0 where every edge climbs exactly
 * one level and 1 for a ring. Nodes without flow get level 0.
 */
export function flowLevels(
  count: number,
  edges: readonly { from: number; to: number }[],
): { levels: Float64Array; incoherence: number } {
  const levels = new Float64Array(count);
  if (edges.length === 0) return { levels, incoherence: 1 };
  const out: number[][] = Array.from({ length: count }, () => []);
  const into: number[][] = Array.from({ length: count }, () => []);
  for (const { from, to } of edges) {
    out[from]!.push(to);
    into[to]!.push(from);
  }
  for (let round = 0; round < 300; round++) {
    let moved = 0;
    for (let v = 0; v < count; v++) {
      const degree = out[v]!.length + into[v]!.length;
      if (degree === 0) continue;
      let sum = 0;
      for (const w of out[v]!) sum += levels[w]! - 1;
      for (const w of into[v]!) sum += levels[w]! + 1;
      const next = sum / degree;
      moved = Math.max(moved, Math.abs(next - levels[v]!));
      levels[v] = next;
    }
    if (moved < 1e-4) break;
  }
  let sum = 0;
  for (const { from, to } of edges) sum += (levels[to]! - levels[from]! - 1) ** 2;
  return { levels, incoherence: sum / edges.length };
}

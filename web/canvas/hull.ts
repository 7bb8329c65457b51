/** A point on the canvas in canvas units or pixels. */
export interface Point {
  x: number;
  y: number;
}

/** Points on the circle that stands for the padding. */
const STEPS = 24;

/** Convex hull of discs of the given padding round the points, as a closed polygon. */
export function paddedHull(points: readonly Point[], padding: number): Point[] {
  // Only the outermost points can touch the padded hull, so that thousands of members cost one pass.
  const rim: Point[] = [];
  for (const { x, y } of convexHull(points)) {
    for (let step = 0; step < STEPS; step++) {
      const angle = (step / STEPS) * 2 * Math.PI;
      rim.push({ x: x + padding * Math.cos(angle), y: y + padding * Math.sin(angle) });
    }
  }
  return convexHull(rim);
}

/** Andrew's monotone chain (1979), in O(n log n); one or two points are their own hull. */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  if (sorted.length < 3) return sorted;
  return [...halfHull(sorted), ...halfHull(sorted.reverse())];
}

function halfHull(sorted: readonly Point[]): Point[] {
  const out: Point[] = [];
  for (const point of sorted) {
    while (out.length > 1 && turn(out.at(-2)!, out.at(-1)!, point) <= 0) out.pop();
    out.push(point);
  }
  out.pop();
  return out;
}

function turn(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

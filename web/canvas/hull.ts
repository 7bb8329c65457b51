/** A point on the canvas in canvas units or pixels. */
export interface Point {
  x: number;
  y: number;
}

/** Convex hull of discs of the given padding round the points (Andrew's monotone chain), as a closed polygon. */
export function paddedHull(points: readonly Point[], padding: number): Point[] {
  const rim: Point[] = [];
  for (const { x, y } of points) {
    for (let step = 0; step < 24; step++) {
      const angle = (step / 24) * 2 * Math.PI;
      rim.push({ x: x + padding * Math.cos(angle), y: y + padding * Math.sin(angle) });
    }
  }
  rim.sort((a, b) => a.x - b.x || a.y - b.y);
  const chain = (all: readonly Point[]) => {
    const out: Point[] = [];
    for (const p of all) {
      while (out.length > 1 && turn(out.at(-2)!, out.at(-1)!, p) <= 0) out.pop();
      out.push(p);
    }
    out.pop();
    return out;
  };
  return [...chain(rim), ...chain([...rim].reverse())];
}

function turn(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

import { round } from './glyphs.ts';

type Point = readonly [number, number];

/** Path of the convex hull round discs of `pad` px about the points (Andrew's monotone chain). */
export function hullPath(points: readonly Point[], pad: number): string {
  const hull = convexHull(rimPoints(points, pad));
  return `M${hull.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}Z`;
}

/** Whether a point lies inside the hull that `hullPath` draws. */
export function insideHull(points: readonly Point[], pad: number, [px, py]: Point): boolean {
  const hull = convexHull(rimPoints(points, pad));
  return hull.every(([x, y], i) => {
    const [nx, ny] = hull[(i + 1) % hull.length]!;
    return (nx - x) * (py - y) - (ny - y) * (px - x) >= 0;
  });
}

function rimPoints(points: readonly Point[], pad: number): Point[] {
  return points.flatMap(([x, y]) =>
    Array.from({ length: 28 }, (_, k): Point => {
      const angle = (k / 28) * 2 * Math.PI;
      return [x + pad * Math.cos(angle), y + pad * Math.sin(angle)];
    }),
  );
}

function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (list: readonly Point[]) =>
    list.reduce<Point[]>((hull, point) => {
      while (hull.length > 1 && turn(hull.at(-2)!, hull.at(-1)!, point) <= 0) hull.pop();
      hull.push(point);
      return hull;
    }, []);
  return [...half(sorted).slice(0, -1), ...half([...sorted].reverse()).slice(0, -1)];
}

function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

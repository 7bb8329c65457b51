import fc from 'fast-check';
import { expect, test } from 'vitest';
import { convexHull, type Point, paddedHull } from '../../web/canvas/hull.ts';

const coordinate = fc.integer({ min: -500, max: 500 });
const points = fc.array(fc.record({ x: coordinate, y: coordinate }), { minLength: 1, maxLength: 60 });

function isInside({ x, y }: Point, polygon: readonly Point[]): boolean {
  return polygon.every((a, index) => {
    const b = polygon[(index + 1) % polygon.length]!;
    return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) >= -1e-6;
  });
}

test('every point lies inside the padded hull, with room round it', () => {
  fc.assert(
    fc.property(points, (all) => {
      const hull = paddedHull(all, 36);
      for (const { x, y } of all) {
        // A polygon of 24 corners keeps a little less than the circle it stands for.
        for (const [dx, dy] of [
          [35, 0],
          [0, 35],
          [-35, 0],
          [0, -35],
        ] as const) {
          expect(isInside({ x: x + dx, y: y + dy }, hull)).toBe(true);
        }
      }
    }),
  );
});

test('the hull of a square is its corners, whatever lies within', () => {
  const square = [
    { x: 0, y: 0 },
    { x: 4, y: 0 },
    { x: 4, y: 4 },
    { x: 0, y: 4 },
  ];
  expect(convexHull([...square, { x: 2, y: 2 }, { x: 2, y: 0 }]).sort((a, b) => a.x - b.x || a.y - b.y)).toEqual(
    [...square].sort((a, b) => a.x - b.x || a.y - b.y),
  );
});

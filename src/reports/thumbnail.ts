import { round } from './network/glyphs.ts';
import { hullPath, insideHull } from './network/hull.ts';
import type { NetworkView } from './network/network-view.ts';
import { shapeAt, shapeKind } from './network/shapes.ts';

const WIDTH = 110;
const HEIGHT = 70;
const MARGIN = 9;
const HULL_PAD = 7;

/** A cluster at 110 × 70 px: shapes, lines and hull without words. */
export function thumbnailSvg(view: NetworkView, cluster: string, rank: number): string {
  const { nodes, edges } = view;
  if (nodes.length === 0) return `<svg width="${WIDTH}" height="${HEIGHT}" aria-hidden="true"></svg>`;
  const xs = nodes.map(({ x }) => x);
  const ys = nodes.map(({ y }) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [spanX, spanY] = [Math.max(...xs) - left || 1, Math.max(...ys) - top || 1];
  const scale = Math.min((WIDTH - 2 * MARGIN) / spanX, (HEIGHT - 2 * MARGIN) / spanY);
  const at = new Map(
    nodes.map(({ id, x, y }) => [
      id,
      [round(WIDTH / 2 + (x - left - spanX / 2) * scale), round(HEIGHT / 2 + (y - top - spanY / 2) * scale)] as const,
    ]),
  );
  const members = nodes.filter((node) => node.cluster === cluster).map(({ id }) => at.get(id)!);
  const colour = `var(--h-${((rank - 1) % 12) + 1})`;
  const strangers = nodes.filter((node) => node.cluster !== cluster).map(({ id }) => at.get(id)!);
  const hasHull = members.length >= 3 && !strangers.some((point) => insideHull(members, HULL_PAD, point));
  const hull = hasHull
    ? `<path d="${hullPath(members, HULL_PAD)}" fill="${colour}" fill-opacity=".07" stroke="${colour}" stroke-width=".75"/>`
    : '';
  const lines = edges.map(({ from, to, relation }) => {
    const [a, b] = [at.get(from)!, at.get(to)!];
    const money = relation === 'TRANSFERRED' || relation === 'INVOICED';
    return `<path d="M${a[0]} ${a[1]}L${b[0]} ${b[1]}" stroke="var(--r-${relation.toLowerCase().replaceAll('_', '-')})" stroke-width="${money ? 1.1 : 0.6}" opacity="${money ? 0.85 : 0.6}"/>`;
  });
  const small = nodes.length > 24 ? 2 : 2.6;
  const shapes = nodes.map(({ id, kind, variant, level }) => {
    const [x, y] = at.get(id)!;
    const r = level === 'high' ? small * 1.5 : level === 'medium' ? small * 1.25 : small;
    return shapeAt(shapeKind(kind, variant), x, y, r, `fill="var(--k-${kind})"`);
  });
  return `<svg width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">${hull}${lines.join('')}${shapes.join('')}</svg>`;
}

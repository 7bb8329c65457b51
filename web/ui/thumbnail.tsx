import type { ClusterCard } from '../../src/api/contract.ts';
import { paddedHull } from '../canvas/hull.ts';
import { shapePath } from './glyphs.ts';

const WIDTH = 112;
const HEIGHT = 72;
const MARGIN = 13;

/** A cluster in small: shapes, lines and its hull, no words. */
export function Thumbnail({ card }: { card: ClusterCard }) {
  const { nodes, edges } = card.thumbnail;
  if (nodes.length === 0) return <span class="thumbnail" />;
  const xs = nodes.map((node) => node.x);
  const ys = nodes.map((node) => node.y);
  const fit = (value: number, all: number[], size: number) => {
    const [least, most] = [Math.min(...all), Math.max(...all)];
    return most - least < 1e-9 ? size / 2 : MARGIN + ((value - least) / (most - least)) * (size - 2 * MARGIN);
  };
  const places = nodes.map((node) => ({ ...node, x: fit(node.x, xs, WIDTH), y: fit(node.y, ys, HEIGHT) }));
  const hull = paddedHull(places, 9);
  const color = ((card.rank - 1) % 12) + 1;
  return (
    <svg class="thumbnail" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {nodes.length > 1 && (
        <path
          class={`hull h-${color}`}
          d={`M${hull.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`}
        />
      )}
      {edges.map(([from, to]) => {
        const a = places[from];
        const b = places[to];
        return a && b ? <line key={`${from}-${to}`} x1={a.x} y1={a.y} x2={b.x} y2={b.y} /> : null;
      })}
      {places.map(({ kind, level, x, y }, index) => (
        <path
          key={index}
          class={`k-${kind}`}
          d={shapePath(kind, level === 'high' ? 5.5 : level === 'medium' ? 4.6 : 3.8)}
          transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
        />
      ))}
    </svg>
  );
}

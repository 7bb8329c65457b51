import { flowLevels } from './flow-levels.ts';
import { layeredPlaces } from './layout-flow.ts';
import { circularPlaces } from './layout-ring.ts';
import { stressPlaces } from './layout-stress.ts';
import { sizeOf } from './money-sums.ts';
import type { NetworkView, ViewNode } from './network-view.ts';
import type { Places } from './placing.ts';
import { separate } from './separate.ts';

export interface Placement {
  /** Centres in pixels, in the order of the view's nodes. */
  x: Float64Array;
  y: Float64Array;
  width: number;
  height: number;
}

/** Space round the picture for the hull and the labels of the outermost nodes. */
const MARGIN = { x: 50, top: 46, bottom: 58 } as const;
/** Flow that runs mostly one way is drawn in columns (MacKay, Johnson, Sansom 2020: incoherence 0 is a perfect order, 1 a ring). */
const MOST_INCOHERENCE = 0.5;
/** Sums below this share of the largest do not decide where anything stands. */
const TRIFLE = 0.02;

/**
 * Places a network for a picture `width` pixels wide; the height follows from the content. Deterministic: the same view
 * gives the same places. Money that runs one way goes in columns from left to right with owners above; a plain ring is a
 * circle; everything else is placed by graph distance (stress).
 */
export function layoutNetwork(view: Pick<NetworkView, 'nodes' | 'edges'>, options: { width: number }): Placement {
  const { nodes, edges } = view;
  const at = new Map(nodes.map((node, i) => [node.id, i]));
  const links = edges
    .map((edge) => ({
      from: at.get(edge.from) ?? -1,
      to: at.get(edge.to) ?? -1,
      money: edge.relation === 'TRANSFERRED' || edge.relation === 'INVOICED',
      amount: sizeOf(edge.amounts),
    }))
    .filter(({ from, to }) => from >= 0 && to >= 0 && from !== to);
  const inner = { width: options.width - 2 * MARGIN.x };
  if (nodes.length === 0) return { x: new Float64Array(), y: new Float64Array(), width: options.width, height: 80 };
  const all = links.filter((link) => link.money);
  const largest = Math.max(0, ...all.map(({ amount }) => amount));
  const money = all.filter(({ amount }) => amount >= largest * TRIFLE);
  const { levels, incoherence } = flowLevels(nodes.length, money);
  const moving = new Set(money.flatMap(({ from, to }) => [from, to]));
  const isLayered = moving.size >= 4 && moving.size * 2 >= nodes.length && incoherence <= MOST_INCOHERENCE;
  const places =
    circularPlaces(nodes, links, money) ??
    (isLayered
      ? layeredPlaces(nodes, links, money, levels, moving, inner.width)
      : stressPlaces(nodes, links, inner.width));
  separate(places, inner.width);
  return framed(places, nodes, options.width);
}

/** Shifts the points into a frame of the given width, narrower content centred. */
function framed({ x, y }: Places, nodes: readonly ViewNode[], width: number): Placement {
  const [left, right, top, bottom] = [Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)];
  const room = width - 2 * MARGIN.x;
  const scale = right - left > room ? room / (right - left) : 1;
  const offset = MARGIN.x + (room - (right - left) * scale) / 2;
  const height = Math.round(bottom - top + MARGIN.top + MARGIN.bottom);
  for (let i = 0; i < nodes.length; i++) {
    x[i] = Math.round((offset + (x[i]! - left) * scale) * 10) / 10;
    y[i] = Math.round((y[i]! - top + MARGIN.top) * 10) / 10;
  }
  return { x, y, width, height };
}

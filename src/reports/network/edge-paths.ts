import { escapeMarkup } from '../escape.ts';
import type { Token } from '../theme.ts';
import { round } from './glyphs.ts';
import { sizeOf } from './money-sums.ts';
import type { ViewEdge, ViewNode } from './network-view.ts';
import { rimOf, type ShapeKind } from './shapes.ts';

interface Ends {
  node: ViewNode;
  x: number;
  y: number;
  r: number;
  shape: ShapeKind;
}

/** A line between two nodes as a quadratic curve from rim to rim, straight where the control point lies between. */
export interface EdgeCurve {
  edge: ViewEdge;
  start: readonly [number, number];
  control: readonly [number, number];
  end: readonly [number, number];
  /** Tip of the arrowhead, or the end again where there is none. */
  tip: readonly [number, number];
  width: number;
  head: number;
  length: number;
}

const WITH_ARROW = new Set(['FOUNDED', 'OWNS', 'MANAGES', 'TRANSFERRED', 'INVOICED']);
/** Bends that are tried in turn, as a share of the length. */
const BENDS = [0, 0.12, -0.12, 0.22, -0.22, 0.34, -0.34];

/** Width of a line of money: a step wider for each tenfold sum (whole units of its currency). */
function moneyWidth(amount: number): number {
  const millions = Math.max(amount / 1e6, 1e-9);
  return Math.min(7, Math.max(1.2, 1.2 + 3.1 * (Math.log10(millions) - 0.7)));
}

/** Curves of all edges whose ends are in the picture; bent only for parallel or opposite edges, or to miss a node. */
export function edgeCurves(nodes: readonly Ends[], edges: readonly ViewEdge[]): EdgeCurve[] {
  const byId = new Map(nodes.map((node) => [node.node.id, node]));
  const parallel = new Map<string, ViewEdge[]>();
  for (const edge of edges) {
    const key = edge.from < edge.to ? `${edge.from} ${edge.to}` : `${edge.to} ${edge.from}`;
    const list = parallel.get(key);
    if (list) list.push(edge);
    else parallel.set(key, [edge]);
  }
  const curves: EdgeCurve[] = [];
  for (const list of parallel.values()) {
    list.forEach((edge, i) => {
      const from = byId.get(edge.from);
      const to = byId.get(edge.to);
      if (!from || !to || from === to) return;
      const along = edge.from < edge.to ? 1 : -1;
      const fixed = list.length > 1 ? (i - (list.length - 1) / 2) * 0.24 * along : null;
      const bends = fixed === null || fixed === 0 ? BENDS : [fixed];
      const bend = bends.find((b) => clearOf(nodes, from, to, b)) ?? bends[0]!;
      curves.push(curveOf(edge, from, to, bend));
    });
  }
  return curves;
}

function controlOf(from: Ends, to: Ends, bend: number): [number, number] {
  return [(from.x + to.x) / 2 - (to.y - from.y) * bend, (from.y + to.y) / 2 + (to.x - from.x) * bend];
}

/** Whether the curve stays clear of every other node. */
function clearOf(nodes: readonly Ends[], from: Ends, to: Ends, bend: number): boolean {
  const [cx, cy] = controlOf(from, to, bend);
  const [left, right] = [Math.min(from.x, to.x, cx), Math.max(from.x, to.x, cx)];
  const [top, bottom] = [Math.min(from.y, to.y, cy), Math.max(from.y, to.y, cy)];
  return nodes.every((other) => {
    if (other === from || other === to) return true;
    const near = other.r + 5;
    if (other.x < left - near || other.x > right + near || other.y < top - near || other.y > bottom + near) return true;
    for (let k = 1; k < 16; k++) {
      const t = k / 16;
      const x = (1 - t) ** 2 * from.x + 2 * (1 - t) * t * cx + t * t * to.x;
      const y = (1 - t) ** 2 * from.y + 2 * (1 - t) * t * cy + t * t * to.y;
      if ((x - other.x) ** 2 + (y - other.y) ** 2 < near * near) return false;
    }
    return true;
  });
}

function curveOf(edge: ViewEdge, from: Ends, to: Ends, bend: number): EdgeCurve {
  const control = controlOf(from, to, bend);
  const money = edge.amounts.length > 0;
  const width = money ? moneyWidth(sizeOf(edge.amounts)) : 1.25;
  const head = WITH_ARROW.has(edge.relation) ? (money ? 6 + width * 1.1 : 6.5) : 0;
  const [ax, ay] = unit(control[0] - from.x, control[1] - from.y);
  const startGap = rimOf(from.shape, from.r, ax, ay) + 2;
  const [bx, by] = unit(to.x - control[0], to.y - control[1]);
  const endGap = rimOf(to.shape, to.r, bx, by) + 2.5;
  const tip = [to.x - bx * endGap, to.y - by * endGap] as const;
  const end = [tip[0] - bx * head * 0.85, tip[1] - by * head * 0.85] as const;
  const start = [from.x + ax * startGap, from.y + ay * startGap] as const;
  return { edge, start, control, end, tip, width, head, length: Math.hypot(end[0] - start[0], end[1] - start[1]) };
}

/** The point at `t` in [0, 1] of a curve. */
export function pointOn({ start, control, end }: EdgeCurve, t: number): [number, number] {
  const at = (i: 0 | 1) => (1 - t) ** 2 * start[i] + 2 * (1 - t) * t * control[i] + t * t * end[i];
  return [at(0), at(1)];
}

/** Line and arrowhead: solid for a fact, dashed where it ended, dotted for a suggestion. */
export function drawEdge(curve: EdgeCurve, colour: (token: Token) => string, title: string): string {
  const { edge, start, control, end, tip, width, head } = curve;
  const own = colour(`r-${edge.relation.toLowerCase().replaceAll('_', '-')}` as Token);
  const dash = edge.inferred
    ? ' stroke-dasharray="0.1 4" stroke-linecap="round"'
    : edge.ended
      ? ' stroke-dasharray="6 4"'
      : '';
  const p = ([x, y]: readonly [number, number]) => `${round(x)} ${round(y)}`;
  const line = `<path d="M${p(start)}Q${p(control)} ${p(end)}" fill="none" stroke="${own}" stroke-width="${round(width)}"${dash}/>`;
  if (head === 0) return `<g><title>${escapeMarkup(title)}</title>${line}</g>`;
  const [ux, uy] = unit(tip[0] - control[0], tip[1] - control[1]);
  const half = edge.amounts.length > 0 ? 3.2 + width * 0.75 : 3.4;
  const left = [tip[0] - ux * head - uy * half, tip[1] - uy * head + ux * half] as const;
  const right = [tip[0] - ux * head + uy * half, tip[1] - uy * head - ux * half] as const;
  return `<g><title>${escapeMarkup(title)}</title>${line}<path d="M${p(tip)}L${p(left)}L${p(right)}Z" fill="${own}"/></g>`;
}

function unit(dx: number, dy: number): [number, number] {
  const length = Math.hypot(dx, dy) || 1;
  return [dx / length, dy / length];
}

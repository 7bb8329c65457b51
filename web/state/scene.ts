import type { ViewEdge, ViewRelation } from '../../src/reports/network/network-view.ts';
import { type Board, type BoardNode, nodeRadius } from './board.ts';
import { moreToExpand, visibleOf } from './visible.ts';

/** An edge as it is drawn: widths and lengths in px at zoom 1. */
export interface SceneEdge {
  edge: ViewEdge;
  width: number;
  head: number;
  pattern: 'solid' | 'dashed' | 'dotted';
  /** Bend in parts of the length, 0 = straight. */
  bend: number;
  /** Always written, not only on hover. */
  labelled: boolean;
}

/** Members of one cluster in view, and which of the twelve hull colours is theirs. */
export interface Hull {
  cluster: string;
  members: string[];
  color: number;
}

/** Everything the canvas draws, free of any drawing library. */
export interface Scene {
  nodes: BoardNode[];
  edges: SceneEdge[];
  hulls: Hull[];
  more: ReadonlyMap<string, number>;
}

export const MONEY_RELATIONS: readonly ViewRelation[] = ['TRANSFERRED', 'INVOICED'];
const WITH_ARROW: readonly ViewRelation[] = ['FOUNDED', 'OWNS', 'MANAGES', ...MONEY_RELATIONS];
/** Above this, edges are not bent round nodes that lie in their way: there is no room to gain. */
const MAX_NODES_TO_MISS = 250;
const MAX_HULLS = 12;

/** The scene of a board; `clusters` in the order in which they came into view (their hull colours). */
export function sceneOf(board: Board, clusters: readonly string[]): Scene {
  const { nodes, edges } = visibleOf(board);
  const places = new Map(nodes.map((node) => [node.id, node]));
  const bends = bendsOf(edges, places);
  return {
    nodes,
    edges: edges.map((edge) => sceneEdge(edge, bends.get(edge.id) ?? 0)),
    hulls: clusters.slice(0, MAX_HULLS).flatMap((cluster, index) => {
      const members = nodes.filter((node) => node.cluster === cluster).map((node) => node.id);
      return members.length > 1 ? [{ cluster, members, color: index + 1 }] : [];
    }),
    more: moreToExpand(board),
  };
}

function sceneEdge(edge: ViewEdge, bend: number): SceneEdge {
  const isMoney = MONEY_RELATIONS.includes(edge.relation);
  const width = isMoney ? moneyWidth(edge) : 1.25;
  return {
    edge,
    width,
    head: WITH_ARROW.includes(edge.relation) ? (isMoney ? 6 + 1.1 * width : 6.5) : 0,
    pattern: edge.inferred ? 'dotted' : edge.ended ? 'dashed' : 'solid',
    bend,
    labelled: isMoney || (edge.relation === 'OWNS' && edge.label !== null),
  };
}

/** Width of a money edge: `clamp(1.2, 1.2 + 3.1 × (log10(million ₸) − 0.7), 7)` px; other currencies by their number. */
export function moneyWidth(edge: Pick<ViewEdge, 'amounts'>): number {
  let minor = 0;
  for (const amount of edge.amounts) minor = Math.max(minor, Number(amount.minor));
  if (minor <= 0) return 1.2;
  return Math.min(7, Math.max(1.2, 1.2 + 3.1 * (Math.log10(minor / 1e8) - 0.7)));
}

/** Bends for parallel and opposite edges, and for edges that would run through a third node. */
function bendsOf(edges: readonly ViewEdge[], places: ReadonlyMap<string, BoardNode>): Map<string, number> {
  const pairs = new Map<string, ViewEdge[]>();
  for (const edge of edges) {
    const key = edge.from < edge.to ? `${edge.from}|${edge.to}` : `${edge.to}|${edge.from}`;
    const list = pairs.get(key);
    if (list) list.push(edge);
    else pairs.set(key, [edge]);
  }
  const bends = new Map<string, number>();
  for (const list of pairs.values()) {
    if (list.length === 1) {
      const edge = list[0]!;
      if (places.size <= MAX_NODES_TO_MISS) bends.set(edge.id, clearBend(edge, places));
      continue;
    }
    list.forEach((edge, index) => {
      const offset = (index - (list.length - 1) / 2) * 0.2;
      // One side is told by the pair, not by the edge: an opposite edge must turn its bend round.
      bends.set(edge.id, edge.from < edge.to ? offset : -offset);
    });
  }
  return bends;
}

/** Bends that are tried, the least first; where none is clear, the first bend is still better than none. */
const BENDS_TRIED = [0, 0.14, -0.14, 0.24, -0.24] as const;
const STEPS_TRIED = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;

function clearBend(edge: ViewEdge, places: ReadonlyMap<string, BoardNode>): number {
  const a = places.get(edge.from);
  const b = places.get(edge.to);
  if (!a || !b) return 0;
  const others = [...places.values()].filter((node) => node !== a && node !== b && isNear(node, a, b));
  return BENDS_TRIED.find((bend) => others.every((node) => !touches(node, a, b, bend))) ?? BENDS_TRIED[1];
}

/** Whether a node lies close enough to the line for any of the bends to touch it. */
function isNear(node: BoardNode, a: BoardNode, b: BoardNode): boolean {
  const room = 40 + 0.15 * Math.hypot(b.x - a.x, b.y - a.y);
  return (
    node.x > Math.min(a.x, b.x) - room &&
    node.x < Math.max(a.x, b.x) + room &&
    node.y > Math.min(a.y, b.y) - room &&
    node.y < Math.max(a.y, b.y) + room
  );
}

function touches(node: BoardNode, a: BoardNode, b: BoardNode, bend: number): boolean {
  const reach = nodeRadius(node.level) + 4;
  let from = a as { x: number; y: number };
  for (const t of [...STEPS_TRIED, 1]) {
    const to = curvePoint(a, b, bend, t);
    if (distanceToSegment(node, from, to) < reach) return true;
    from = to;
  }
  return false;
}

/** A point of a bent edge: quadratic, its control point off the middle by `bend` × length (y downwards). */
export function curvePoint(
  a: { x: number; y: number },
  b: { x: number; y: number },
  bend: number,
  t: number,
): { x: number; y: number } {
  const mx = (a.x + b.x) / 2 - (b.y - a.y) * bend;
  const my = (a.y + b.y) / 2 + (b.x - a.x) * bend;
  const at = (p: number, c: number, q: number) => (1 - t) ** 2 * p + 2 * (1 - t) * t * c + t * t * q;
  return { x: at(a.x, mx, b.x), y: at(a.y, my, b.y) };
}

function distanceToSegment(
  { x, y }: { x: number; y: number },
  a: { x: number; y: number },
  b: { x: number; y: number },
): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / length));
  return Math.hypot(x - a.x - t * dx, y - a.y - t * dy);
}

/** Clusters in view in the order of first appearance: the order gives the hull's colour and number. */
export function clustersInView(board: Board): string[] {
  const first = board.recipe.flatMap((step) => (step.add === 'cluster' ? [step.id] : []));
  const rest = new Set<string>();
  for (const node of board.nodes.values()) if (node.cluster && !first.includes(node.cluster)) rest.add(node.cluster);
  return [...first, ...[...rest].sort()];
}

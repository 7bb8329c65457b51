import { UndirectedGraph } from 'graphology';
import forceAtlas2, { type ForceAtlas2Settings } from 'graphology-layout-forceatlas2';
import type { NetworkView, ViewEdge, ViewNode } from '../../src/reports/network/network-view.ts';
import { type Board, nodeRadius } from './board.ts';

/** A place on the canvas in canvas units (pixels at zoom 1, y downwards). */
export interface Place {
  x: number;
  y: number;
}

interface Disc extends Place {
  id: string;
  radius: number;
  fixed: boolean;
}

/** Room that a node keeps free for its label, in canvas units. */
const LABEL_ROOM = 15;
/** Boards above this size are placed without a force run: a ring and the overlap pass are enough there. */
const MAX_FORCE_NODES = 700;
const FORCE_ITERATIONS = 60;

/** Typed here, because a CommonJS default export is read differently by the page's and the tests' module settings. */
const runForce = forceAtlas2 as unknown as (
  graph: UndirectedGraph,
  options: { iterations: number; settings: ForceAtlas2Settings },
) => Record<string, Place>;

/** Scales a network's seeded positions (roughly −1…1) to the canvas and takes overlaps apart. */
export function spread(network: NetworkView): Map<string, Place> {
  const half = 70 + 62 * Math.sqrt(network.nodes.length);
  const discs = network.nodes.map((node) => disc(node, node.x * half, node.y * half, false));
  separate(discs, 60);
  return new Map(discs.map(({ id, x, y }) => [id, { x, y }]));
}

/**
 * Places new nodes round their source while every known node stays where it is: first a ring that looks for the free
 * side, then a short ForceAtlas2 (Jacomy et al. 2014, known nodes fixed), then an overlap pass on the new nodes only.
 */
export function placeRound(
  board: Board,
  source: string | null,
  fresh: readonly ViewNode[],
  edges: readonly ViewEdge[],
): Map<string, Place> {
  if (fresh.length === 0) return new Map();
  const centre = (source !== null && board.nodes.get(source)) || freeCorner(board);
  const start = freeAngle(board, centre);
  const ids = fresh.map((node) => node.id).sort();
  const byId = new Map(fresh.map((node) => [node.id, node]));
  const discs: Disc[] = [];
  const perRing = Math.max(6, Math.min(ids.length, 22));
  ids.forEach((id, index) => {
    const ring = Math.floor(index / perRing);
    const inRing = Math.min(perRing, ids.length - ring * perRing);
    const arc = source === null ? 2 * Math.PI : Math.min(2 * Math.PI, 0.45 * inRing);
    const angle = start + (inRing === 1 ? 0 : ((index % perRing) / (inRing - (arc < 6 ? 1 : 0)) - 0.5) * arc);
    const distance = source === null && ids.length === 1 ? 0 : 120 + 70 * ring + 2 * inRing;
    discs.push(
      disc(byId.get(id)!, centre.x + Math.cos(angle) * distance, centre.y + Math.sin(angle) * distance, false),
    );
  });
  for (const node of board.nodes.values()) discs.push(disc(node, node.x, node.y, true));
  if (discs.length <= MAX_FORCE_NODES && ids.length > 1) force(board, discs, edges);
  separate(discs, 80);
  return new Map(discs.filter((one) => !one.fixed).map(({ id, x, y }) => [id, { x, y }]));
}

function disc(node: ViewNode, x: number, y: number, fixed: boolean): Disc {
  return { id: node.id, x, y, radius: nodeRadius(node.level) + LABEL_ROOM, fixed };
}

/** The middle of the widest gap between the directions in which neighbours already lie. */
function freeAngle(board: Board, centre: Place): number {
  const angles: number[] = [];
  for (const node of board.nodes.values()) {
    const dx = node.x - centre.x;
    const dy = node.y - centre.y;
    if ((dx !== 0 || dy !== 0) && Math.hypot(dx, dy) < 420) angles.push(Math.atan2(dy, dx));
  }
  if (angles.length === 0) return 0;
  angles.sort((a, b) => a - b);
  let best = angles[0]! + 2 * Math.PI - angles.at(-1)!;
  let at = angles.at(-1)! + best / 2;
  for (let i = 1; i < angles.length; i++) {
    const gap = angles[i]! - angles[i - 1]!;
    if (gap > best) {
      best = gap;
      at = angles[i - 1]! + gap / 2;
    }
  }
  return at;
}

/** Where something without a source goes: to the right of everything. */
function freeCorner(board: Board): Place {
  if (board.nodes.size === 0) return { x: 0, y: 0 };
  let right = Number.NEGATIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const { x, y } of board.nodes.values()) {
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: right + 180, y: (top + bottom) / 2 };
}

function force(board: Board, discs: Disc[], edges: readonly ViewEdge[]): void {
  const graph = new UndirectedGraph();
  for (const { id, x, y, radius, fixed } of discs)
    graph.addNode(id, { x: x / 10, y: y / 10, size: radius / 10, fixed });
  for (const edge of [...edges, ...board.edges.values()]) {
    const known = graph.hasNode(edge.from) && graph.hasNode(edge.to) && edge.from !== edge.to;
    if (known && !graph.hasEdge(edge.from, edge.to)) graph.addEdge(edge.from, edge.to);
  }
  const places = runForce(graph, {
    iterations: FORCE_ITERATIONS,
    settings: { adjustSizes: true, gravity: 0, scalingRatio: 8, slowDown: 8 },
  });
  for (const one of discs) {
    const place = places[one.id];
    if (one.fixed || !place || !Number.isFinite(place.x) || !Number.isFinite(place.y)) continue;
    one.x = place.x * 10;
    one.y = place.y * 10;
  }
}

/** Pushes overlapping discs apart, cell by cell; fixed ones do not move. In place, repeatable. */
function separate(discs: Disc[], rounds: number): void {
  const cell = 2 * (17 + LABEL_ROOM);
  for (let round = 0; round < rounds; round++) {
    const grid = new Map<string, number[]>();
    discs.forEach((one, index) => {
      const key = `${Math.floor(one.x / cell)},${Math.floor(one.y / cell)}`;
      const list = grid.get(key);
      if (list) list.push(index);
      else grid.set(key, [index]);
    });
    let moved = false;
    for (let i = 0; i < discs.length; i++) {
      const a = discs[i]!;
      const column = Math.floor(a.x / cell);
      const row = Math.floor(a.y / cell);
      for (let dx = -1; dx <= 1; dx++) {
        for (let dy = -1; dy <= 1; dy++) {
          for (const j of grid.get(`${column + dx},${row + dy}`) ?? []) {
            if (j > i && pushApart(a, discs[j]!, i + j)) moved = true;
          }
        }
      }
    }
    if (!moved) return;
  }
}

function pushApart(a: Disc, b: Disc, seed: number): boolean {
  if (a.fixed && b.fixed) return false;
  let dx = b.x - a.x;
  let dy = b.y - a.y;
  let distance = Math.hypot(dx, dy);
  const wanted = a.radius + b.radius;
  if (distance >= wanted - 0.5) return false;
  if (distance < 1e-6) {
    // Exactly on one another: a direction that depends on nothing but their order.
    dx = Math.cos(seed * 2.4);
    dy = Math.sin(seed * 2.4);
    distance = 1;
  }
  const push = (wanted - Math.min(distance, wanted)) / distance / (a.fixed || b.fixed ? 1 : 2);
  if (!a.fixed) {
    a.x -= dx * push;
    a.y -= dy * push;
  }
  if (!b.fixed) {
    b.x += dx * push;
    b.y += dy * push;
  }
  return true;
}

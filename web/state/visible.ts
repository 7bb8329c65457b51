import type { ViewEdge } from '../../src/reports/network/network-view.ts';
import type { Board, BoardNode } from './board.ts';
import { legendKind } from './legend.ts';

/** What of a board is drawn: everything but what the reader hid. */
export interface Visible {
  nodes: BoardNode[];
  edges: ViewEdge[];
  hidden: number;
}

/** Nodes and edges that no filter hides; an edge goes with its ends. Order is by id, so that drawing is repeatable. */
export function visibleOf(board: Board): Visible {
  const nodes: BoardNode[] = [];
  const shown = new Set<string>();
  for (const node of board.nodes.values()) {
    if (board.hiddenNodes.has(node.id) || board.hiddenKinds.has(legendKind(node))) continue;
    nodes.push(node);
    shown.add(node.id);
  }
  const edges: ViewEdge[] = [];
  for (const edge of board.edges.values()) {
    if (!shown.has(edge.from) || !shown.has(edge.to) || board.hiddenRelations.has(edge.relation)) continue;
    if (edge.ended && board.hiddenLines.has('ended')) continue;
    if (edge.inferred && board.hiddenLines.has('inferred')) continue;
    edges.push(edge);
  }
  nodes.sort(byId);
  edges.sort(byId);
  return { nodes, edges, hidden: board.nodes.size - nodes.length };
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Per node, how many neighbours in the data are not on the board yet (`+12`); nodes with none are left out. */
export function moreToExpand(board: Board): Map<string, number> {
  const seen = new Map<string, Set<string>>();
  const note = (a: string, b: string) => {
    const known = seen.get(a);
    if (known) known.add(b);
    else seen.set(a, new Set([b]));
  };
  for (const edge of board.edges.values()) {
    // A guess is no neighbour in the data.
    if (edge.from === edge.to || edge.inferred) continue;
    note(edge.from, edge.to);
    note(edge.to, edge.from);
  }
  const more = new Map<string, number>();
  for (const node of board.nodes.values()) {
    const left = node.neighbours - (seen.get(node.id)?.size ?? 0);
    if (left > 0) more.set(node.id, left);
  }
  return more;
}

/** A node and its neighbours among the given edges: what stays in full when the pointer rests on it. */
export function neighbourhood(edges: readonly ViewEdge[], id: string): Set<string> {
  const near = new Set([id]);
  for (const edge of edges) {
    if (edge.from === id) near.add(edge.to);
    if (edge.to === id) near.add(edge.from);
  }
  return near;
}

/** Whether an edge stays in full: it touches the node pointed at, or lies between two nodes in focus. */
export function isInFocus(edge: ViewEdge, hovered: string | null, focus: ReadonlySet<string> | null): boolean {
  if (focus === null) return true;
  if (hovered !== null) return edge.from === hovered || edge.to === hovered;
  return focus.has(edge.from) && focus.has(edge.to);
}

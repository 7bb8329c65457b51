import type { ViewEdge, ViewNode, ViewRelation } from '../../src/reports/network/network-view.ts';
import type { LegendKind } from './legend.ts';

/** A node on the canvas: `x`, `y` in canvas units (pixels at zoom 1, y downwards). */
export interface BoardNode extends ViewNode {
  /** Moved by hand; stays where it is whatever is added. */
  pinned: boolean;
}

/** How a board came about: replayed from the address when the page is opened again. */
export type RecipeStep =
  | { add: 'cluster'; id: string }
  | { add: 'entity'; id: string }
  | { add: 'suggestions'; id: string }
  | { add: 'neighbours'; id: string; kind: string | null; limit: number | null; by: 'risk' | 'amount' };

/** A cut that the reader must see: `shown` of `total`, and the order in which was cut. */
export interface Cut {
  source: string;
  label: string;
  shown: number;
  total: number;
  by: 'risk' | 'amount';
}

/** What is on the canvas. Immutable: every change makes a new board, so that undo is the board before. */
export interface Board {
  recipe: readonly RecipeStep[];
  nodes: ReadonlyMap<string, BoardNode>;
  edges: ReadonlyMap<string, ViewEdge>;
  hiddenNodes: ReadonlySet<string>;
  hiddenKinds: ReadonlySet<LegendKind>;
  hiddenRelations: ReadonlySet<ViewRelation>;
  hiddenLines: ReadonlySet<'ended' | 'inferred'>;
  cuts: readonly Cut[];
}

export const EMPTY_BOARD: Board = {
  recipe: [],
  nodes: new Map(),
  edges: new Map(),
  hiddenNodes: new Set(),
  hiddenKinds: new Set(),
  hiddenRelations: new Set(),
  hiddenLines: new Set(),
  cuts: [],
};

/** Half the height of a node at zoom 1, in pixels: three steps by risk. */
export function nodeRadius(level: ViewNode['level']): number {
  return level === 'high' ? 17 : level === 'medium' ? 14 : 11.5;
}

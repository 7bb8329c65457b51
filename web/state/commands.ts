import type { Relation } from '../../src/model/vocabulary.ts';
import type { NetworkView } from '../../src/reports/network/network-view.ts';
import { type Board, type BoardNode, EMPTY_BOARD, type RecipeStep } from './board.ts';
import type { LegendKind } from './legend.ts';
import { placeRound, spread } from './placement.ts';

/** Everything that changes the board. Each has a name that undo shows. */
export type Command =
  /** Starts a new board with a cluster or an entity's surroundings. */
  | { type: 'open'; step: RecipeStep; network: NetworkView; label: string; cut?: boolean }
  /** Adds what is next to `source`, or (source null) something found by search. */
  | { type: 'add'; step: RecipeStep; source: string | null; network: NetworkView; label: string; cut?: boolean }
  | { type: 'hide'; ids: readonly string[]; label: string }
  | { type: 'restore' }
  | { type: 'toggle-kind'; kind: LegendKind; label: string }
  | { type: 'toggle-relation'; relation: Relation; label: string }
  | { type: 'toggle-line'; line: 'ended' | 'inferred'; label: string }
  | { type: 'move'; id: string; x: number; y: number; label: string };

/** A text key and its values. */
export interface CommandName {
  key: `web.done.${'opened' | 'added' | 'hid' | 'restored' | 'toggled' | 'moved'}`;
  values: { label: string; count: number };
}

/** The board after a command; the same object where nothing changed. */
export function applyCommand(board: Board, command: Command): Board {
  switch (command.type) {
    case 'open':
      return merge(EMPTY_BOARD, command, spread(command.network));
    case 'add': {
      const fresh = command.network.nodes.filter((node) => !board.nodes.has(node.id));
      const placed = placeRound(board, command.source, fresh, command.network.edges);
      return merge(board, command, placed);
    }
    case 'hide': {
      const ids = command.ids.filter((id) => board.nodes.has(id) && !board.hiddenNodes.has(id));
      return ids.length === 0 ? board : { ...board, hiddenNodes: new Set([...board.hiddenNodes, ...ids]) };
    }
    case 'restore': {
      const { hiddenNodes, hiddenKinds, hiddenRelations, hiddenLines } = board;
      if (hiddenNodes.size + hiddenKinds.size + hiddenRelations.size + hiddenLines.size === 0) return board;
      return {
        ...board,
        hiddenNodes: new Set(),
        hiddenKinds: new Set(),
        hiddenRelations: new Set(),
        hiddenLines: new Set(),
      };
    }
    case 'toggle-kind':
      return { ...board, hiddenKinds: toggled(board.hiddenKinds, command.kind) };
    case 'toggle-relation':
      return { ...board, hiddenRelations: toggled(board.hiddenRelations, command.relation) };
    case 'toggle-line':
      return { ...board, hiddenLines: toggled(board.hiddenLines, command.line) };
    case 'move': {
      const node = board.nodes.get(command.id);
      if (!node) return board;
      const nodes = new Map(board.nodes);
      nodes.set(command.id, { ...node, x: command.x, y: command.y, pinned: true });
      return { ...board, nodes };
    }
  }
}

function merge(
  board: Board,
  {
    step,
    source,
    network,
    label,
    cut,
  }: { step: RecipeStep; source?: string | null; network: NetworkView; label: string; cut?: boolean },
  positions: ReadonlyMap<string, { x: number; y: number }>,
): Board {
  const nodes = new Map(board.nodes);
  for (const node of network.nodes) {
    const known = nodes.get(node.id);
    const at = known ?? positions.get(node.id) ?? { x: 0, y: 0 };
    const next: BoardNode = { ...node, x: at.x, y: at.y, pinned: known?.pinned ?? false };
    nodes.set(node.id, next);
  }
  const edges = new Map(board.edges);
  for (const edge of network.edges) edges.set(edge.id, edge);
  const cuts = board.cuts.filter((known) => known.source !== (source ?? step.id));
  if (cut !== false && network.nodes.length < network.total.nodes) {
    cuts.push({
      source: source ?? step.id,
      label,
      shown: network.nodes.length,
      total: network.total.nodes,
      by: network.cutBy ?? 'risk',
    });
  }
  const recipe = board.recipe.some((known) => sameStep(known, step)) ? board.recipe : [...board.recipe, step];
  return { ...board, nodes, edges, cuts, recipe };
}

function sameStep(a: RecipeStep, b: RecipeStep): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function toggled<T>(set: ReadonlySet<T>, value: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}

/** How undo and redo call a command: "Expanded Altair: 25". */
export function nameOf(command: Command, board: Board): CommandName {
  const label = 'label' in command ? command.label : '';
  switch (command.type) {
    case 'open':
      return { key: 'web.done.opened', values: { label, count: command.network.nodes.length } };
    case 'add':
      return {
        key: 'web.done.added',
        values: { label, count: command.network.nodes.filter((node) => !board.nodes.has(node.id)).length },
      };
    case 'hide':
      return { key: 'web.done.hid', values: { label, count: command.ids.length } };
    case 'restore':
      return { key: 'web.done.restored', values: { label, count: 0 } };
    case 'move':
      return { key: 'web.done.moved', values: { label, count: 1 } };
    default:
      return { key: 'web.done.toggled', values: { label, count: 0 } };
  }
}

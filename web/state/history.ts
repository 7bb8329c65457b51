import type { NetworkView } from '../../src/reports/network/network-view.ts';
import { type Board, EMPTY_BOARD } from './board.ts';
import { applyCommand, type Command, type CommandName, nameOf } from './commands.ts';

/** A board, and the named changes that can be taken back or made again. Camera, hover and selection are not changes. */
export interface History {
  past: readonly { board: Board; name: CommandName }[];
  present: Board;
  future: readonly { board: Board; name: CommandName }[];
}

export const EMPTY_HISTORY: History = { past: [], present: EMPTY_BOARD, future: [] };

/** Steps that can be taken back; older ones are forgotten. */
const MAX_STEPS = 200;

/** Applies a command; a command that changes nothing leaves no step. */
export function perform(history: History, command: Command): History {
  const next = applyCommand(history.present, command);
  if (next === history.present) return history;
  const past = [...history.past, { board: history.present, name: nameOf(command, history.present) }].slice(-MAX_STEPS);
  return { past, present: next, future: [] };
}

/** Takes the last change back. */
export function undo(history: History): History {
  const last = history.past.at(-1);
  if (!last) return history;
  return {
    past: history.past.slice(0, -1),
    present: last.board,
    future: [{ board: history.present, name: last.name }, ...history.future],
  };
}

/** Makes the last change that was taken back again. */
export function redo(history: History): History {
  const [next, ...rest] = history.future;
  if (!next) return history;
  return { past: [...history.past, { board: history.present, name: next.name }], present: next.board, future: rest };
}

/** Puts newly worded labels and notes into every board, wherever its nodes stand: a change of language is no step. */
export function relabel(history: History, networks: readonly NetworkView[]): History {
  const nodes = new Map(networks.flatMap((network) => network.nodes.map((node) => [node.id, node] as const)));
  const edges = new Map(networks.flatMap((network) => network.edges.map((edge) => [edge.id, edge] as const)));
  const reworded = (board: Board): Board => ({
    ...board,
    nodes: new Map(
      [...board.nodes].map(([id, node]) => {
        const fresh = nodes.get(id);
        return [id, fresh ? { ...node, label: fresh.label, note: fresh.note } : node];
      }),
    ),
    edges: new Map(
      [...board.edges].map(([id, edge]) => {
        const fresh = edges.get(id);
        return [id, fresh ? { ...edge, label: fresh.label } : edge];
      }),
    ),
  });
  return {
    past: history.past.map((step) => ({ ...step, board: reworded(step.board) })),
    present: reworded(history.present),
    future: history.future.map((step) => ({ ...step, board: reworded(step.board) })),
  };
}

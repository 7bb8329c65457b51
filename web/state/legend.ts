import type { Relation } from '../../src/model/vocabulary.ts';
import { RELATIONS } from '../../src/model/vocabulary.ts';
import type { ViewNode, ViewRelation } from '../../src/reports/network/network-view.ts';
import type { Board } from './board.ts';

/** Kinds as the legend tells them apart: cash machines and cash are another shape than accounts. */
export const LEGEND_KINDS = ['company', 'person', 'account', 'cash', 'address', 'contact'] as const;
export type LegendKind = (typeof LEGEND_KINDS)[number];

/** The legend's kind of a node. */
export function legendKind(node: Pick<ViewNode, 'kind' | 'variant'>): LegendKind {
  if (node.kind === 'account' && (node.variant === 'atm' || node.variant === 'cash')) return 'cash';
  return node.kind;
}

export interface LegendEntry<T> {
  name: T;
  count: number;
  hidden: boolean;
}

export interface Legend {
  kinds: LegendEntry<LegendKind>[];
  relations: LegendEntry<Relation>[];
  lines: LegendEntry<'ended' | 'inferred'>[];
  dissolved: number;
}

/** What is on the canvas, counted; entries that do not occur are left out, hidden ones stay so that they can come back. */
export function legendOf(board: Board): Legend {
  const kinds = new Map<LegendKind, number>();
  let dissolved = 0;
  for (const node of board.nodes.values()) {
    if (board.hiddenNodes.has(node.id)) continue;
    kinds.set(legendKind(node), (kinds.get(legendKind(node)) ?? 0) + 1);
    if (node.status === 'dissolved') dissolved++;
  }
  const relations = new Map<ViewRelation, number>();
  let ended = 0;
  let inferred = 0;
  for (const edge of board.edges.values()) {
    if (board.hiddenNodes.has(edge.from) || board.hiddenNodes.has(edge.to)) continue;
    relations.set(edge.relation, (relations.get(edge.relation) ?? 0) + 1);
    if (edge.ended) ended++;
    if (edge.inferred) inferred++;
  }
  return {
    kinds: entries(LEGEND_KINDS, kinds, board.hiddenKinds),
    relations: entries<Relation>(RELATIONS_IN_LEGEND, relations, board.hiddenRelations),
    lines: entries(
      ['ended', 'inferred'] as const,
      new Map([['ended', ended] as const, ['inferred', inferred] as const]),
      board.hiddenLines,
    ),
    dissolved,
  };
}

/** Money first: it is what the reader follows. */
const RELATIONS_IN_LEGEND: readonly Relation[] = [
  'TRANSFERRED',
  'INVOICED',
  ...RELATIONS.filter((relation) => relation !== 'TRANSFERRED' && relation !== 'INVOICED'),
];

function entries<T extends string>(
  names: readonly T[],
  counts: ReadonlyMap<string, number>,
  hidden: ReadonlySet<string>,
): LegendEntry<T>[] {
  return names
    .map((name) => ({ name, count: counts.get(name) ?? 0, hidden: hidden.has(name) }))
    .filter((entry) => entry.count > 0);
}

import type { Money } from '../../model/money.ts';
import type { NodeKind, Relation } from '../../model/vocabulary.ts';

/** A network as it is drawn, on screen and on paper: what is shown, and how much is not. */
export interface NetworkView {
  nodes: ViewNode[];
  edges: ViewEdge[];
  /** Counts before anything was cut, and the order in which was cut. */
  total: { nodes: number; edges: number };
  cutBy: 'risk' | 'amount' | null;
}

export interface ViewNode {
  id: string;
  kind: NodeKind;
  /** Account kind (`card`, `atm` …), contact kind, or `sole-trader`, `branch`, `farm`. */
  variant: string | null;
  label: string;
  /** One more fact under the label, already in the reader's words, or null. */
  note: string | null;
  score: number;
  level: 'high' | 'medium' | 'low' | 'none';
  status: 'active' | 'dissolved' | 'inactive' | 'reference';
  listed: boolean;
  cluster: string | null;
  /** Distinct neighbours in the data, to be compared with those on the canvas (`+12`). */
  neighbours: number;
  /** Seeded start position, roughly −1…1. */
  x: number;
  y: number;
}

/** What an edge stands for: a relation of the data, or the guess that two entities are one (always dotted, never a fact). */
export type ViewRelation = Relation | 'POSSIBLY_SAME';

/** One edge per pair, direction and relation; money is summed by the server. */
export interface ViewEdge {
  id: string;
  relation: ViewRelation;
  from: string;
  to: string;
  /** Role or share (`60 %`) where there is one. */
  label: string | null;
  /** Facts behind the edge. */
  count: number;
  /** Sums by currency; empty for relations without money. */
  amounts: Money[];
  /** First and last day, or the interval of a relation; null = unknown. */
  fromDay: string | null;
  toDay: string | null;
  /** Ended before the as-of day: drawn dashed. */
  ended: boolean;
  /** A suggestion, not a fact: drawn dotted. */
  inferred: boolean;
}

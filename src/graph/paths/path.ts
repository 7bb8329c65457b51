import type { Relation } from '../../model/vocabulary.ts';

/** One step of a path: a relation (by its number among its kind) or a transfer (by its edge number). */
export interface PathStep {
  relation: Relation;
  /** Direction of the relation itself, whichever way the path walks it. */
  from: number;
  to: number;
  /** Where the step's facts are: which columns of the projection, and the numbers in them. */
  columns: 'roles' | 'sites' | 'contacts' | 'holdings' | 'transfers' | 'buildings';
  edges: number[];
}

export interface Path {
  /** Nodes in walking order. */
  nodes: number[];
  steps: PathStep[];
  /** Sum of the steps' lengths (control), or the number of steps (money). */
  weight: number;
}

/** Why there is no path: none at all, only longer ones, or the search gave up. */
export type NoPath = 'not-connected' | 'too-far' | 'budget';

export interface PathSearch {
  maxHops: number;
  limit: number;
  /** Most partial paths to look at before giving up; what was found until then is returned. */
  budget: number;
}

export interface PathResult {
  paths: Path[];
  /** Null where there is a path. With paths and `budget`, more may exist. */
  none: NoPath | null;
}

import type { ViewNode } from './network-view.ts';

/** A relation between two positions in the list of nodes, as the layouts need it. */
export interface Link {
  from: number;
  to: number;
  money: boolean;
  /** Whole units of money, 0 for other relations. */
  amount: number;
}

/** Points in pixels without a frame yet, in the order of the nodes. */
export interface Places {
  x: Float64Array;
  y: Float64Array;
}

/** Half the width, and the height above and below its centre, of the space that a node takes with its label, in pixels. */
export const NODE_BOX = { halfWidth: 44, above: 24, below: 42 } as const;

/** Whether a node is where money leaves the accounts. */
export function isExit({ kind, variant }: ViewNode): boolean {
  return kind === 'account' && (variant === 'atm' || variant === 'cash');
}

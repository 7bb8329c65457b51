import { movementTypes, TRANSFER } from './cash.ts';
import { gathered } from './gathered.ts';
import { transferDays } from './months.ts';
import { accountParties } from './parties.ts';
import type { Projection } from './projection.ts';
import type { RingInput } from './rings/ring-index.ts';

/** Transfers as a ring search takes them, and the edge number of each. */
export interface RingTransfers {
  input: RingInput;
  edges: Int32Array;
}

/** Positions of the first and one past the last transfer that a search takes. */
export interface TransferRange {
  readonly begin: number;
  readonly end: number;
  /** Of these only some; default all. */
  readonly only?: (edge: number) => boolean;
}

/**
 * Transfers among accounts, cash ends left out (contracts: Cash). At holder level accounts of one holder are one node:
 * its holder; an account without a holder, or with several, stands for itself.
 */
export function ringTransfers(
  projection: Projection,
  level: 'account' | 'holder',
  { begin, end, only = () => true }: TransferRange = { begin: 0, end: projection.transfers.count },
): RingTransfers {
  const { transfers, nodes } = projection;
  const types = movementTypes(projection);
  let count = 0;
  for (let edge = begin; edge < end; edge++) if (types[edge] === TRANSFER && only(edge)) count++;
  const edges = new Int32Array(count);
  let next = 0;
  for (let edge = begin; edge < end; edge++) if (types[edge] === TRANSFER && only(edge)) edges[next++] = edge;

  const { start } = nodes.range.account;
  const parties = level === 'holder' ? accountParties(projection) : null;
  const partiesAt = (accountOf: Int32Array) => {
    const ends = gathered(accountOf, edges);
    if (parties) for (let i = 0; i < ends.length; i++) ends[i] = parties[ends[i]! - start]!;
    return ends;
  };
  const mixed = transfers.precisions === 'mixed';
  const days = mixed ? transferDays(transfers) : null;
  return {
    edges,
    input: {
      nodeCount: nodes.count,
      from: partiesAt(transfers.from),
      to: partiesAt(transfers.to),
      at: gathered(transfers.at, edges),
      amount: gathered(transfers.amountMinor, edges),
      currency: gathered(transfers.currency, edges),
      ...(days && { day: gathered(days, edges), precision: gathered(transfers.precision, edges) }),
    },
  };
}

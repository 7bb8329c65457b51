import { movementTypes, TRANSFER } from './cash.ts';
import { transferDays } from './months.ts';
import type { Projection } from './projection.ts';
import type { RingInput } from './rings/ring-index.ts';

/** Transfers as a ring search takes them, and the edge number of each. */
export interface RingTransfers {
  input: RingInput;
  edges: Int32Array;
}

/**
 * Transfers among accounts, cash ends left out (contracts: Cash). At holder level accounts of one holder are one node:
 * its holder; an account without a holder, or with several, stands for itself.
 */
export function ringTransfers(projection: Projection, level: 'account' | 'holder'): RingTransfers {
  const { transfers, accounts, nodes } = projection;
  const types = movementTypes(projection);
  let count = 0;
  for (const type of types) if (type === TRANSFER) count++;
  const edges = new Int32Array(count);
  let next = 0;
  for (let edge = 0; edge < transfers.count; edge++) if (types[edge] === TRANSFER) edges[next++] = edge;

  const { start } = nodes.range.account;
  const party = (account: number) => {
    const holder = level === 'holder' ? accounts.holder[account - start]! : -1;
    return holder >= 0 ? holder : account;
  };
  const mixed = transfers.precisions === 'mixed';
  const days = mixed ? transferDays(transfers) : null;
  return {
    edges,
    input: {
      nodeCount: nodes.count,
      from: edges.map((edge) => party(transfers.from[edge]!)),
      to: edges.map((edge) => party(transfers.to[edge]!)),
      at: Float64Array.from(edges, (edge) => transfers.at[edge]!),
      amount: Float64Array.from(edges, (edge) => transfers.amountMinor[edge]!),
      currency: Uint8Array.from(edges, (edge) => transfers.currency[edge]!),
      ...(days && {
        day: edges.map((edge) => days[edge]!),
        precision: Uint8Array.from(edges, (edge) => transfers.precision[edge]!),
      }),
    },
  };
}

import { partiesOfTransfer } from './businesses.ts';
import { movementTypes, TRANSFER } from './cash.ts';
import { accountsByHolder } from './parties.ts';
import type { Projection } from './projection.ts';

/** What one party did with others: transfers (cash and its own accounts left out) and invoices, both in time order. */
export interface Deals {
  transfers: number[];
  invoices: number[];
}

/** Deals of one holder, in O(its deals · log). */
export function createDealFinder(projection: Projection): (holder: number) => Deals {
  const { transfers, invoices, nodes } = projection;
  const types = movementTypes(projection);
  const accounts = accountsByHolder(projection);
  return (holder) => {
    const found: Deals = { transfers: [], invoices: [] };
    for (let a = accounts.offsets[holder]!; a < accounts.offsets[holder + 1]!; a++) {
      const account = nodes.range.account.start + accounts.edges[a]!;
      for (const side of [transfers.out, transfers.in]) {
        for (let i = side.offsets[account]!; i < side.offsets[account + 1]!; i++) {
          const edge = side.edges[i]!;
          const { payer, payee } = partiesOfTransfer(projection, edge);
          if (types[edge] === TRANSFER && payer !== payee) found.transfers.push(edge);
        }
      }
    }
    for (const side of [invoices.out, invoices.in]) {
      for (let i = side.offsets[holder]!; i < side.offsets[holder + 1]!; i++) {
        const invoice = side.edges[i]!;
        if (invoices.from[invoice] !== invoices.to[invoice]) found.invoices.push(invoice);
      }
    }
    found.transfers.sort((a, b) => a - b);
    found.invoices.sort((a, b) => a - b);
    return found;
  };
}

import { transferDays } from './months.ts';
import type { Projection } from './projection.ts';
import type { RingInput } from './rings/ring-index.ts';

/** Invoices as a ring search takes them, from seller to buyer: the way of the goods. */
export function ringInvoices({ invoices, nodes }: Projection): RingInput {
  const { from, to, at, precision, amountMinor, currency } = invoices;
  const mixed = precision.some((value) => value !== precision[0]);
  return {
    nodeCount: nodes.count,
    from: to,
    to: from,
    at,
    amount: amountMinor,
    currency,
    ...(mixed && { day: transferDays(invoices), precision }),
  };
}

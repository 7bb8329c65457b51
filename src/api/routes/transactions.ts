import { z } from 'zod';
import { findNode } from '../../explore/explorer.ts';
import { transactionPageOf, transfersOfAccounts } from '../../explore/transactions.ts';
import { accountsOf } from '../../graph/paths/money-paths.ts';
import { defineRoute } from '../route.ts';
import { transactionPage } from '../schemas.ts';

/** GET /api/transactions?from=&to=: transfers behind an edge of the picture, or all transfers of one entity. */
export const route = defineRoute({
  method: 'get',
  path: '/transactions',
  permission: 'case:read',
  summary: 'Transfers from one entity to another (holders stand for their accounts), or all of one entity.',
  input: z.object({
    from: z.string(),
    to: z.string().optional(),
    offset: z.coerce.number().int().nonnegative().default(0),
    limit: z.coerce.number().int().min(1).max(200).default(25),
  }),
  output: transactionPage,
  answer(explorer, { from, to, offset, limit }) {
    const { transfers } = explorer.projection;
    const payers = new Set(accountsOf(explorer.projection, findNode(explorer, from)));
    let edges = transfersOfAccounts(explorer, payers);
    if (to !== undefined) {
      const payees = new Set(accountsOf(explorer.projection, findNode(explorer, to)));
      edges = edges.filter((edge) => payers.has(transfers.from[edge]!) && payees.has(transfers.to[edge]!));
    }
    return transactionPageOf(explorer, edges, offset, limit);
  },
});

import { z } from 'zod';
import { findCluster } from '../../explore/cluster-card.ts';
import { transactionPageOf, transfersOfAccounts } from '../../explore/transactions.ts';
import { defineRoute } from '../route.ts';
import { transactionPage } from '../schemas.ts';

/** GET /api/clusters/:id/transactions: transfers of the cluster's accounts in time order. */
export const route = defineRoute({
  method: 'get',
  path: '/clusters/:id/transactions',
  permission: 'case:read',
  summary: 'Transfers of the accounts in a cluster, in time order, with source rows.',
  input: z.object({
    id: z.string(),
    offset: z.coerce.number().int().nonnegative().default(0),
    limit: z.coerce.number().int().min(1).max(200).default(25),
  }),
  output: transactionPage,
  answer(explorer, { id, offset, limit }) {
    const { cluster } = findCluster(explorer, id);
    const { nodes } = explorer.projection;
    const accounts = new Set(
      cluster.members.filter((member) => member.startsWith('account:')).map((member) => nodes.find(member)),
    );
    return transactionPageOf(explorer, transfersOfAccounts(explorer, accounts), offset, limit);
  },
});

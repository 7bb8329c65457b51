import { z } from 'zod';
import { findingTransfers } from '../../explore/finding-view.ts';
import { transactionPageOf } from '../../explore/transactions.ts';
import { defineRoute } from '../route.ts';
import { transactionPage } from '../schemas.ts';

/** GET /api/findings/:id/rows: the transfers behind a finding. */
export const route = defineRoute({
  method: 'get',
  path: '/findings/:id/rows',
  permission: 'case:read',
  summary: 'The transfers behind a finding, in time order, with source rows.',
  input: z.object({
    id: z.string(),
    offset: z.coerce.number().int().nonnegative().default(0),
    limit: z.coerce.number().int().min(1).max(200).default(25),
  }),
  output: transactionPage,
  async answer(explorer, { id, offset, limit }) {
    return transactionPageOf(explorer, await findingTransfers(explorer, id), offset, limit);
  },
});

import { z } from 'zod';
import { findNode } from '../../explore/explorer.ts';
import { NODE_KINDS } from '../../model/vocabulary.ts';
import { neighbourhood } from '../../reports/network/select-network.ts';
import { defineRoute } from '../route.ts';
import { neighbours } from '../schemas.ts';

/** GET /api/entities/:id/neighbours: what an entity is connected to, with counts before any cut. */
export const route = defineRoute({
  method: 'get',
  path: '/entities/:id/neighbours',
  permission: 'case:read',
  summary: 'Neighbours of an entity, by risk or amount, with counts per kind.',
  input: z.object({
    id: z.string(),
    kind: z.enum(NODE_KINDS).optional(),
    limit: z.coerce.number().int().min(0).max(500).default(25),
    by: z.enum(['risk', 'amount']).default('risk'),
  }),
  output: neighbours,
  answer(explorer, { id, kind, limit, by }) {
    const kinds = kind ? [kind] : NODE_KINDS;
    const { projection, run } = explorer;
    return neighbourhood(projection, run, [projection.nodes.id(findNode(explorer, id))], { kinds, limit, by });
  },
});

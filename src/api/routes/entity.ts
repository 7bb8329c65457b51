import { z } from 'zod';
import { entityDetailOf } from '../../explore/entity-detail.ts';
import { findNode } from '../../explore/explorer.ts';
import { defineRoute } from '../route.ts';
import { entityDetail } from '../schemas.ts';

/** GET /api/entities/:id: facts, relations, findings and score of one entity. */
export const route = defineRoute({
  method: 'get',
  path: '/entities/:id',
  permission: 'case:read',
  summary: 'An entity: facts with their source rows, relations, findings and score.',
  input: z.object({ id: z.string() }),
  output: entityDetail,
  answer: (explorer, { id }) => entityDetailOf(explorer, findNode(explorer, id)),
});

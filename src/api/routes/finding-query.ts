import { z } from 'zod';
import { findingQuery } from '../../explore/finding-query.ts';
import { defineRoute } from '../route.ts';
import { findingQuery as output } from '../schemas.ts';

/** GET /api/findings/:id/query: the Cypher query behind a finding's rule. */
export const route = defineRoute({
  method: 'get',
  path: '/findings/:id/query',
  permission: 'case:read',
  summary: 'The saved Cypher query of a finding’s rule, asked about its subjects; null where there is none.',
  input: z.object({ id: z.string() }),
  output,
  answer: (explorer, { id }) => findingQuery(explorer, id),
});

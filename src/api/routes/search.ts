import { z } from 'zod';
import { search } from '../../explore/search.ts';
import { defineRoute } from '../route.ts';
import { searchResult } from '../schemas.ts';

/** GET /api/search?q=: entities by identifier or name. */
export const route = defineRoute({
  method: 'get',
  path: '/search',
  permission: 'case:read',
  summary: 'Entities by BIN, IIN, account, phone or name; Kazakh, Russian and Latin spellings fall together.',
  input: z.object({
    q: z.string().max(200),
    limit: z.coerce.number().int().min(1).max(100).default(10),
  }),
  output: searchResult,
  answer: (explorer, { q, limit }) => search(explorer, q, limit),
});

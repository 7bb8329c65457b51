import { z } from 'zod';
import { findingView } from '../../explore/finding-view.ts';
import { defineRoute } from '../route.ts';
import { findingPage } from '../schemas.ts';

/** GET /api/findings: what the rules found that belongs to no cluster, a page at a time. */
export const route = defineRoute({
  method: 'get',
  path: '/findings',
  permission: 'case:read',
  summary: 'Findings outside clusters, highest score first.',
  input: z.object({
    offset: z.coerce.number().int().nonnegative().default(0),
    limit: z.coerce.number().int().min(1).max(100).default(25),
  }),
  output: findingPage,
  answer(explorer, { offset, limit }) {
    const findings = explorer.run?.looseFindings ?? [];
    const shown = findings.slice(offset, offset + limit);
    return { total: findings.length, offset, findings: shown.map(({ id }) => findingView(explorer, id)) };
  },
});

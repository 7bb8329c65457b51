import { z } from 'zod';
import { pathDocumentOf } from '../../explore/path-document.ts';
import { labelOf } from '../../reports/network/entity-view.ts';
import { networkAmong } from '../../reports/network/select-network.ts';
import { defineRoute } from '../route.ts';
import { pathAnswer } from '../schemas.ts';

/** GET /api/path?a=&b=: evidenced paths between two entities. */
export const route = defineRoute({
  method: 'get',
  path: '/path',
  permission: 'case:read',
  summary: 'Shortest evidenced paths over control relations, or money paths that respect time.',
  input: z.object({
    a: z.string(),
    b: z.string(),
    kind: z.enum(['control', 'money', 'any']).default('control'),
    hops: z.coerce.number().int().min(1).max(12).default(6),
    limit: z.coerce.number().int().min(1).max(20).default(5),
  }),
  output: pathAnswer,
  async answer(explorer, { a, b, kind, hops, limit }) {
    const document = await pathDocumentOf(explorer, { from: a, to: b, kind, maxHops: hops, limit });
    const { nodes } = explorer.projection;
    const ids = [...new Set([document.from, document.to, ...document.paths.flatMap((path) => path.nodes)])];
    const onPaths = ids.map((id) => nodes.find(id));
    return {
      ...document,
      labels: Object.fromEntries(ids.map((id, i) => [id, labelOf(explorer.projection, onPaths[i]!)])),
      network: networkAmong(explorer.projection, explorer.run, new Set(onPaths)),
    };
  },
});

import { z } from 'zod';
import { clusterCard } from '../../explore/cluster-card.ts';
import { CLUSTER_KINDS } from '../../model/vocabulary.ts';
import { defineRoute } from '../route.ts';
import { clusterPage } from '../schemas.ts';

/** GET /api/clusters: the ranked list, a page at a time. */
export const route = defineRoute({
  method: 'get',
  path: '/clusters',
  permission: 'case:read',
  summary: 'Clusters by risk, highest first.',
  input: z.object({
    kind: z.enum(CLUSTER_KINDS).optional(),
    offset: z.coerce.number().int().nonnegative().default(0),
    limit: z.coerce.number().int().min(1).max(100).default(25),
  }),
  output: clusterPage,
  answer(explorer, { kind, offset, limit }) {
    const ranked = (explorer.run?.document.clusters ?? []).map((cluster, i) => ({ cluster, rank: i + 1 }));
    const wanted = kind ? ranked.filter(({ cluster }) => cluster.kind === kind) : ranked;
    const shown = wanted.slice(offset, offset + limit);
    return {
      total: wanted.length,
      offset,
      clusters: shown.map(({ cluster, rank }) => clusterCard(explorer, cluster, rank)),
    };
  },
});

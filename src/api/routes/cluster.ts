import { z } from 'zod';
import { clusterCard, findCluster } from '../../explore/cluster-card.ts';
import { findingView } from '../../explore/finding-view.ts';
import { entityView } from '../../reports/network/entity-view.ts';
import { clusterNetwork } from '../../reports/network/select-network.ts';
import { defineRoute } from '../route.ts';
import { clusterDetail } from '../schemas.ts';

/** GET /api/clusters/:id: one cluster with its network, findings and members. */
export const route = defineRoute({
  method: 'get',
  path: '/clusters/:id',
  permission: 'case:read',
  summary: 'A cluster: why it was flagged, who is in it, and how it is drawn.',
  input: z.object({
    id: z.string(),
    nodes: z.coerce.number().int().min(1).max(2000).default(300),
  }),
  output: clusterDetail,
  answer(explorer, { id, nodes: maxNodes }) {
    const { cluster, rank, run } = findCluster(explorer, id);
    const { nodes } = explorer.projection;
    const memberRows = cluster.members.map((member) => {
      const view = entityView(explorer.projection, run, nodes.find(member));
      const indicators = run.entities.get(member)?.indicators ?? [];
      return { id: member, kind: view.kind, label: view.label, score: view.score, indicators };
    });
    memberRows.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    return {
      ...clusterCard(explorer, cluster, rank),
      cluster,
      findings: cluster.findings.map((finding) => findingView(explorer, finding)),
      network: clusterNetwork(explorer.projection, run, cluster, { maxNodes }),
      memberRows,
    };
  },
});

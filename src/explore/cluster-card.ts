import type { z } from 'zod';
import type { clusterPage } from '../api/schemas.ts';
import { TamyrError } from '../model/errors.ts';
import type { Cluster } from '../model/finding.ts';
import type { Money } from '../model/money.ts';
import { clusterNetwork } from '../reports/network/select-network.ts';
import type { RunIndex } from '../reports/run-index.ts';
import type { Explorer } from './explorer.ts';

type ClusterCard = z.infer<typeof clusterPage>['clusters'][number];

/** Nodes in a thumbnail: enough for the shape, few enough to read at 112 × 72. */
const THUMBNAIL_NODES = 24;

/** A cluster as a row of the ranked list. */
export function clusterCard(explorer: Explorer, cluster: Cluster, rank: number): ClusterCard {
  const { id, kind, score, title, summary, indicators, lineage, members, turnover } = cluster;
  const count = (prefix: string) => members.filter((member) => member.startsWith(`${prefix}:`)).length;
  return {
    id,
    rank,
    kind,
    score,
    title,
    summary,
    members: { company: count('company'), person: count('person'), account: count('account') },
    moved: sumByCurrency([...turnover.in, ...turnover.inside]),
    indicators,
    lineage,
    thumbnail: thumbnailOf(explorer, cluster),
  };
}

function thumbnailOf(explorer: Explorer, cluster: Cluster): ClusterCard['thumbnail'] {
  const network = clusterNetwork(explorer.projection, explorer.run!, cluster, {
    maxNodes: THUMBNAIL_NODES,
  });
  const position = new Map(network.nodes.map((node, i) => [node.id, i]));
  return {
    nodes: network.nodes.map(({ kind, level, x, y }) => ({ kind, level, x, y })),
    edges: network.edges.map((edge) => [position.get(edge.from)!, position.get(edge.to)!]),
  };
}

function sumByCurrency(money: readonly Money[]): Money[] {
  const sums = new Map<string, bigint>();
  for (const { minor, currency } of money) sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(minor));
  return [...sums].map(([currency, minor]) => ({ minor: String(minor), currency }));
}

/** A cluster of the run by its id, with its rank. */
export function findCluster({ run }: Explorer, id: string): { cluster: Cluster; rank: number; run: RunIndex } {
  const at = run?.document.clusters.findIndex((cluster) => cluster.id === id) ?? -1;
  if (run && at >= 0) return { cluster: run.document.clusters[at]!, rank: at + 1, run };
  throw new TamyrError({
    code: 'no-such-cluster',
    what: `The run has no cluster "${id}".`,
    expected: run ? `one of its ${run.document.clusters.length} clusters` : 'a run; there is none yet',
    todo: run ? 'Clusters can change from run to run; start from the list.' : 'Make one: tamyr analyze',
  });
}

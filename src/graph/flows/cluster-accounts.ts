import { controlledGroups } from '../controlled-groups.ts';
import { accountParties } from '../parties.ts';
import type { Projection } from '../projection.ts';

/** Clusters of common control and the accounts of their firms. */
export interface ClusterAccounts {
  /** Number of clusters of common control, whether they are asked for or not. */
  readonly count: number;
  /** Companies of each cluster as nodes, ascending; empty for those that are not asked for. */
  readonly firms: readonly (readonly number[])[];
  /** By account (node − first account): cluster of its only holder, −1 none. */
  readonly clusterOf: Int32Array;
  /** By company (node − first company): its cluster, −1 none. */
  readonly clusterOfFirm: Int32Array;
}

const known = new WeakMap<Projection, { leastOwners: number; clusters: ClusterAccounts }>();

/** Clusters of N01 with at least `leastOwners` groups of firms without a common owner: a holding alone is none. */
export function clusterAccounts(projection: Projection, leastOwners: number): ClusterAccounts {
  const before = known.get(projection);
  if (before?.leastOwners === leastOwners) return before.clusters;
  const { nodes } = projection;
  const { community, members, owners } = controlledGroups(projection);
  const { start, end } = nodes.range.company;
  const clusterOfFirm = Int32Array.from(community, (n) => (n >= 0 && owners[n]! >= leastOwners ? n : -1));
  const clusterOf = Int32Array.from(accountParties(projection), (party) =>
    party >= start && party < end ? clusterOfFirm[party - start]! : -1,
  );
  const firms = members.map((own, n) => (owners[n]! >= leastOwners ? own.map((firm) => start + firm) : []));
  const clusters = { count: members.length, firms, clusterOf, clusterOfFirm };
  known.set(projection, { leastOwners, clusters });
  return clusters;
}

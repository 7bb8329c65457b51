import type { Projection } from '../graph/projection.ts';
import type { Cluster } from '../model/finding.ts';
import type { DetectorRuns } from './choose-rules.ts';
import { clusterMembers } from './cluster-members.ts';
import { type ClusterEvidence, clusterScore } from './cluster-score.ts';
import { clusterSeeds } from './cluster-seeds.ts';
import type { SeedGroup } from './group-seeds.ts';
import type { Scores } from './score.ts';
import { clusterTurnover } from './turnover.ts';

/** A cluster before ids and texts. */
export interface FoundCluster {
  readonly kind: SeedGroup['kind'];
  /** Ascending. */
  readonly members: readonly number[];
  /** Members that a finding is about. */
  readonly core: ReadonlySet<number>;
  /** Position of the strongest finding that it grew from. */
  readonly seed: number;
  readonly organisers: readonly number[];
  /** Findings with at least half of their subjects inside, by position. */
  readonly drafts: readonly number[];
  readonly turnover: Cluster['turnover'];
  readonly score: number;
  readonly parts: readonly ClusterEvidence[];
}

export interface FoundClusters {
  readonly clusters: readonly FoundCluster[];
  /** Position of the cluster by node, −1 for none. */
  readonly clusterOf: Int32Array;
}

/** Finds disjoint clusters, their members, turnover and score (docs/method.md). */
export function findClusters(projection: Projection, runs: DetectorRuns, scores: Scores): FoundClusters {
  const { holders } = scores;
  const seeds = clusterSeeds(projection, runs, holders);
  const { groups, groupOf, members, drafts } = clusterMembers(projection, seeds, runs, holders);
  const turnover = clusterTurnover(projection, groupOf, groups.length, holders);
  const organisers = organisersOf(projection, runs, groupOf, groups.length);
  const clusters = groups.map((group, i): FoundCluster => {
    const { score, parts } = clusterScore(
      scores,
      members[i]!.filter((node) => !group.rim.has(node) && !holders.holdersOf(node).some((who) => groupOf[who] === i)),
    );
    return {
      kind: group.kind,
      members: members[i]!,
      core: group.core,
      seed: group.seeds[0]!.draft,
      organisers: organisers[i]!,
      drafts: drafts[i]!,
      turnover: turnover[i]!,
      score,
      parts,
    };
  });
  return { clusters, clusterOf: groupOf };
}

/** Persons of N05's findings, by the cluster they are members of. */
function organisersOf(
  { nodes }: Projection,
  { ran, drafts }: DetectorRuns,
  groupOf: Int32Array,
  groups: number,
): number[][] {
  const found = Array.from({ length: groups }, () => new Set<number>());
  for (const { rule, subjects } of drafts) {
    if (ran[rule]!.detector.indicator !== 'N05') continue;
    for (const node of subjects)
      if (groupOf[node]! >= 0 && nodes.kind(node) === 'person') found[groupOf[node]!]!.add(node);
  }
  return found.map((set) => [...set].sort((a, b) => a - b));
}

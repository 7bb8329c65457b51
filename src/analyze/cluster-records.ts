import type { Projection } from '../graph/projection.ts';
import type { Cluster, Contribution, Finding, Run } from '../model/finding.ts';
import { byCodePoint } from '../model/order.ts';
import { clusterSummary, clusterTitle } from './cluster-texts.ts';
import type { FoundCluster } from './clusters.ts';
import { byContribution, findingIdsByIndicator } from './entity-records.ts';
import { traceLineage } from './lineage.ts';
import type { Scores } from './score.ts';

export interface ClusterRecords {
  /** In the order of the found clusters. */
  readonly clusters: Cluster[];
  readonly gone: Run['gone'];
}

/** Clusters with ids, lineage and texts. */
export function clusterRecords(
  projection: Projection,
  found: readonly FoundCluster[],
  scores: Scores,
  findings: readonly Finding[],
  previous: readonly Cluster[],
): ClusterRecords {
  const members = found.map((cluster) => cluster.members.map((node): string => projection.nodes.id(node)));
  const descent = traceLineage(
    members.map((ids) => ({ members: ids })),
    previous,
  );
  const clusters = found.map((cluster, i): Cluster => {
    const indicators = contributions(cluster, scores, findings);
    const facts = { ...cluster, seed: findings[cluster.seed]!.indicator, projection };
    return {
      id: descent.clusters[i]!.id,
      kind: cluster.kind,
      score: cluster.score,
      members: members[i]!,
      organisers: cluster.organisers.map((node) => projection.nodes.id(node)),
      findings: cluster.drafts.map((position) => findings[position]!.id).sort(byCodePoint),
      turnover: cluster.turnover,
      indicators,
      lineage: descent.clusters[i]!.lineage,
      title: clusterTitle({ ...facts, strongest: null }),
      summary: clusterSummary({ ...facts, strongest: strongestFinding(cluster, indicators, findings) }),
    };
  });
  return { clusters, gone: descent.gone };
}

function contributions({ parts, drafts }: FoundCluster, scores: Scores, findings: readonly Finding[]): Contribution[] {
  const ids = findingIdsByIndicator(drafts, findings);
  const all: Contribution[] = parts.flatMap(({ indicator, contribution, countedIn, bans, value, showing, of }) => {
    const code = scores.indicators[indicator]!.indicator;
    const own = ids.get(code);
    ids.delete(code);
    if (!own && !(bans > 0)) return [];
    return {
      indicator: code,
      contribution,
      ...(own ? { findings: own } : {}),
      value,
      members: { showing, of },
      bans,
      ...(countedIn === null ? {} : { countedIn: scores.indicators[countedIn]!.indicator }),
    };
  });
  for (const [indicator, own] of ids) all.push({ indicator, contribution: 0, findings: own });
  return all.sort(byContribution);
}

/** The finding with the highest score of the first indicator that has one, else the finding the cluster grew from. */
function strongestFinding(
  { drafts, seed }: FoundCluster,
  indicators: readonly Contribution[],
  findings: readonly Finding[],
): Finding {
  const leading = indicators.find(
    ({ findings: own, contribution }) => own !== undefined && contribution > 0,
  )?.indicator;
  const own = drafts.map((position) => findings[position]!).filter(({ indicator }) => indicator === leading);
  own.sort((a, b) => b.score - a.score || byCodePoint(a.id, b.id));
  return own[0] ?? findings[seed]!;
}

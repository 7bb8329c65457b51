import type { Cluster, EntityScore, Finding, Run, RunDocument } from '../model/finding.ts';
import type { ViewNode } from './network/network-view.ts';

/** A run prepared for looking things up by id; made once per run. */
export interface RunIndex {
  readonly run: Run;
  readonly document: RunDocument;
  readonly entities: ReadonlyMap<string, EntityScore>;
  readonly clusters: ReadonlyMap<string, Cluster>;
  readonly findings: ReadonlyMap<string, Finding>;
  /** Cluster of each member. */
  readonly clusterOf: ReadonlyMap<string, string>;
  /** Place of each cluster by score, from 1. */
  readonly rankOf: ReadonlyMap<string, number>;
  /** Findings that stand in no cluster, best first. */
  readonly looseFindings: readonly Finding[];
  /** Findings that name an entity as subject, best first. */
  findingsOf(id: string): readonly Finding[];
}

/** Indexes a run: one pass over its findings, clusters and entities. */
export function indexRun(document: RunDocument): RunIndex {
  const clusterOf = new Map<string, string>();
  const rankOf = new Map<string, number>();
  document.clusters.forEach((cluster, i) => {
    rankOf.set(cluster.id, i + 1);
    for (const member of cluster.members) clusterOf.set(member, cluster.id);
  });
  const bySubject = new Map<string, Finding[]>();
  for (const finding of document.findings) {
    for (const subject of finding.subjects) {
      const list = bySubject.get(subject);
      if (list) list.push(finding);
      else bySubject.set(subject, [finding]);
    }
  }
  const inClusters = new Set(document.clusters.flatMap(({ findings }) => findings));
  return {
    run: document.run,
    document,
    entities: new Map(document.entities.map((entity) => [entity.id, entity])),
    clusters: new Map(document.clusters.map((cluster) => [cluster.id, cluster])),
    findings: new Map(document.findings.map((finding) => [finding.id, finding])),
    clusterOf,
    rankOf,
    looseFindings: document.findings.filter(({ id }) => !inClusters.has(id)),
    findingsOf: (id) => bySubject.get(id) ?? [],
  };
}

/** The step of a score by the run's own lines: at a line counts as over it; above 0 without reaching one is low. */
export function levelOf(score: number, lines: { high: number; medium: number }): ViewNode['level'] {
  if (score >= lines.high) return 'high';
  if (score >= lines.medium) return 'medium';
  return score > 0 ? 'low' : 'none';
}

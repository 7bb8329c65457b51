import { canonicalJson } from '../model/canonical-json.ts';
import type { Cluster, EntityScore, Finding, Run, RunDocument } from '../model/finding.ts';
import { byCodePoint } from '../model/order.ts';
import { traceLineage } from './lineage.ts';

/** What one run has that another has not; the second is looked at from the first. */
export interface RunComparison {
  readonly from: string;
  readonly to: string;
  /** True where findings, clusters and scores are the same. */
  readonly same: boolean;
  /** What was asked or read differently; `what` is `asOf`, `M07.windowMs`, `lines`, `input transactions.csv` … */
  readonly differences: readonly { what: string; from: string | null; to: string | null }[];
  /** By indicator; only where something differs. `changed`: about the same subjects, on other rows or with another score. */
  readonly findings: readonly FindingChanges[];
  readonly entities: EntityChanges;
  readonly clusters: ClusterChanges;
}

export interface FindingChanges {
  readonly indicator: string;
  readonly before: number;
  readonly after: number;
  /** Ids of the second run's findings that the first had not, and the reverse. */
  readonly in: readonly string[];
  readonly out: readonly string[];
  readonly changed: readonly { from: string; to: string }[];
}

export interface EntityChanges {
  readonly before: number;
  readonly after: number;
  /** Entities that pass the high line in one run only. */
  readonly intoHigh: readonly string[];
  readonly outOfHigh: readonly string[];
  /** Everyone whose score differs, by how much, largest first. */
  readonly moves: readonly EntityMove[];
}

export interface EntityMove {
  readonly id: string;
  /** Rank (1 = most suspicious, equals share the best) and score; null where the score was 0. */
  readonly from: Standing | null;
  readonly to: Standing | null;
}

interface Standing {
  readonly rank: number;
  readonly score: number;
}

export interface ClusterChanges {
  readonly before: number;
  readonly after: number;
  /** Clusters of the second run that are not the same members with the same score, in its order. */
  readonly changed: readonly {
    id: string;
    previous: readonly string[];
    change: Cluster['lineage']['change'] | 'rescored';
    members: number;
    score: number;
  }[];
  /** Clusters of the first run that nobody carries on, with the reason. */
  readonly gone: readonly { id: string; reason: string }[];
}

/** Compares two kept runs: what a changed threshold, or a night, did. O(n log n) in findings and entities. */
export function compareRuns(from: RunDocument, to: RunDocument): RunComparison {
  const findings = findingChanges(from.findings, to.findings);
  const entities = entityChanges(from, to);
  const clusters = clusterChanges(from.clusters, to.clusters);
  return {
    from: from.run.id,
    to: to.run.id,
    same: findings.length + entities.moves.length + clusters.changed.length + clusters.gone.length === 0,
    differences: differences(from.run, to.run),
    findings,
    entities,
    clusters,
  };
}

function differences(from: Run, to: Run): RunComparison['differences'] {
  const before = settings(from);
  const after = settings(to);
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort(byCodePoint)
    .map((what) => ({ what, from: before.get(what) ?? null, to: after.get(what) ?? null }))
    .filter((line) => line.from !== line.to);
}

/** Everything a run was told and read, one line each. */
function settings(run: Run): Map<string, string> {
  const { rules, ...others } = run.options;
  const all = new Map<string, string>([['asOf', run.asOf]]);
  for (const [name, value] of Object.entries(others)) {
    if (name !== 'asOf') all.set(name, canonicalJson(value));
  }
  for (const [rule, options] of Object.entries((rules ?? {}) as Record<string, Record<string, unknown>>)) {
    all.set(rule, 'run');
    for (const [name, value] of Object.entries(options)) all.set(`${rule}.${name}`, canonicalJson(value));
  }
  for (const { file, digest, rows } of run.inputs) all.set(`input ${file}`, `${rows} rows, ${digest}`);
  return all;
}

function findingChanges(from: readonly Finding[], to: readonly Finding[]): FindingChanges[] {
  const before = byIndicator(from);
  const after = byIndicator(to);
  const changes = [...new Set([...before.keys(), ...after.keys()])].sort(byCodePoint).map((indicator) => {
    const old = before.get(indicator) ?? [];
    const now = after.get(indicator) ?? [];
    return { indicator, before: old.length, after: now.length, ...matched(old, now) };
  });
  return changes.filter((line) => line.in.length + line.out.length + line.changed.length > 0);
}

/** Findings are the same by id and score, changed by subjects. */
function matched(old: readonly Finding[], now: readonly Finding[]): Pick<FindingChanges, 'in' | 'out' | 'changed'> {
  const known = new Map(old.map((finding) => [finding.id, finding]));
  const changed: { from: string; to: string }[] = [];
  const fresh: Finding[] = [];
  for (const finding of now) {
    const twin = known.get(finding.id);
    if (!twin) fresh.push(finding);
    else {
      known.delete(finding.id);
      if (twin.score !== finding.score) changed.push({ from: twin.id, to: finding.id });
    }
  }
  const left = new Map<string, string[]>();
  for (const finding of known.values()) {
    const key = finding.subjects.join('\n');
    left.set(key, [...(left.get(key) ?? []), finding.id]);
  }
  const entered: string[] = [];
  for (const finding of fresh) {
    const twin = left.get(finding.subjects.join('\n'))?.shift();
    if (twin === undefined) entered.push(finding.id);
    else changed.push({ from: twin, to: finding.id });
  }
  return {
    in: entered.sort(byCodePoint),
    out: [...left.values()].flat().sort(byCodePoint),
    changed: changed.sort((a, b) => byCodePoint(a.to, b.to)),
  };
}

function byIndicator(findings: readonly Finding[]): Map<string, Finding[]> {
  const all = new Map<string, Finding[]>();
  for (const finding of findings) {
    const own = all.get(finding.indicator);
    if (own) own.push(finding);
    else all.set(finding.indicator, [finding]);
  }
  return all;
}

function entityChanges(from: RunDocument, to: RunDocument): EntityChanges {
  const before = standings(from.entities);
  const after = standings(to.entities);
  const moves: EntityMove[] = [];
  for (const [id, standing] of after) {
    const old = before.get(id) ?? null;
    if (old?.score !== standing.score) moves.push({ id, from: old, to: standing });
  }
  for (const [id, standing] of before) if (!after.has(id)) moves.push({ id, from: standing, to: null });
  const distance = ({ from, to }: EntityMove) => Math.abs((to?.score ?? 0) - (from?.score ?? 0));
  const high = ({ run, entities }: RunDocument) =>
    entities.filter(({ score }) => score >= run.lines.high).map(({ id }) => id);
  const highBefore = new Set(high(from));
  const highAfter = new Set(high(to));
  return {
    before: from.entities.length,
    after: to.entities.length,
    intoHigh: [...highAfter].filter((id) => !highBefore.has(id)).sort(byCodePoint),
    outOfHigh: [...highBefore].filter((id) => !highAfter.has(id)).sort(byCodePoint),
    moves: moves.sort((a, b) => distance(b) - distance(a) || byCodePoint(a.id, b.id)),
  };
}

/** Entities are sorted by score already. */
function standings(entities: readonly EntityScore[]): Map<string, Standing> {
  let rank = 0;
  return new Map(
    entities.map(({ id, score }, i) => {
      if (i === 0 || score !== entities[i - 1]!.score) rank = i + 1;
      return [id, { rank, score }];
    }),
  );
}

function clusterChanges(from: readonly Cluster[], to: readonly Cluster[]): ClusterChanges {
  const descent = traceLineage(to, from);
  const scoreOf = new Map(from.map(({ id, score }) => [id, score]));
  const changed = to.flatMap(({ id, members, score }, i) => {
    const { previous, change } = descent.clusters[i]!.lineage;
    const isSame = change === 'same';
    if (isSame && scoreOf.get(previous[0]!) === score) return [];
    return [{ id, previous, change: isSame ? ('rescored' as const) : change, members: members.length, score }];
  });
  return {
    before: from.length,
    after: to.length,
    changed,
    gone: descent.gone.map(({ id, reason }) => ({ id, reason })),
  };
}

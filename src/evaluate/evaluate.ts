/** What a finding must tell to be judged; ids are full entity ids. */
interface JudgedFinding {
  id: string;
  indicator: string;
  subjects: readonly string[];
  transactions: readonly string[];
}

/** A run beside the facts that labels are compared with; `entities` are those with a score above 0. */
export interface JudgedRun {
  run: string;
  findings: Iterable<JudgedFinding>;
  clusters: Iterable<{ members: readonly string[] }>;
  entities: Iterable<{ id: string; score: number }>;
  /** Holders (full ids) of an account; empty where it has none. */
  holdersOf(accountId: string): readonly string[];
  /** Accounts or holders on both sides of a transaction and who really acted; empty where it is unknown. */
  partiesOf(transactionId: string): readonly string[];
  /** All entities of a kind (`company`, `person`, `account`, …) in the store. */
  entityIds(kind: string): Iterable<string>;
}

export interface EntityLabel {
  entityId: string;
  schemeId: string;
  schemeKind: string;
  part: string;
  difficulty: string;
}

export interface TransactionLabel {
  transactionId: string;
  schemeId: string;
  schemeKind: string;
}

/** The truth about a data set; kinds that start with `honest-` are look-alikes, all others planted schemes. */
export interface Labels {
  entities: readonly EntityLabel[];
  transactions: readonly TransactionLabel[];
}

export interface EvaluateOptions {
  /** The high line: an honest entity with at least this score is a false alarm. Default 0.5. */
  highLine?: number;
}

/** The evaluation of a run; ratios are rounded to six places and null where there is nothing to divide by. */
export interface Evaluation {
  run: string;
  /** `above`: schemes with an entity at or above the high line, a stricter measure than being found. */
  schemes: {
    kind: string;
    difficulty: string;
    planted: number;
    found: number;
    recall: number | null;
    above: number;
  }[];
  indicators: { indicator: string; findings: number; true: number; precision: number | null }[];
  honest: { kind: string; entities: number; above: number }[];
  auc: number | null;
  precisionAt: { '10': number | null; '100': number | null };
  /** Transactions of planted schemes, and how many of them some finding names. */
  transactions: { planted: number; named: number; recall: number | null };
  /** Labelled entities that the store does not know; they count with score 0. */
  unknownEntities: number;
}

const DEFAULT_HIGH_LINE = 0.5;
/** A cluster finds a scheme only if it has at most this many times the scheme's size. */
const MAX_CLUSTER_RATIO = 10;

/** Compares a run with labels: recall per kind of scheme, precision per indicator, separation, false alarms. */
export function evaluate(labels: Labels, run: JudgedRun, options: EvaluateOptions = {}): Evaluation {
  const highLine = options.highLine ?? DEFAULT_HIGH_LINE;
  const planted = new Set<string>();
  for (const { entityId, schemeKind } of labels.entities) if (!isHonest(schemeKind)) planted.add(entityId);
  const schemes = createSchemes(labels.entities);
  const named = new Set<string>();
  const perIndicator = new Map<string, { findings: number; true: number }>();
  for (const finding of run.findings) {
    const held = new Set<string>();
    for (const subject of finding.subjects) addWithHolders(held, subject, run);
    for (const transaction of finding.transactions) {
      named.add(transaction);
      for (const party of run.partiesOf(transaction)) addWithHolders(held, party, run);
    }
    schemes.mark(held);
    const count = perIndicator.get(finding.indicator) ?? { findings: 0, true: 0 };
    count.findings += 1;
    if (isTrue(finding.subjects, planted, run)) count.true += 1;
    perIndicator.set(finding.indicator, count);
  }
  for (const { members } of run.clusters) {
    const held = new Set<string>();
    for (const member of members) addWithHolders(held, member, run);
    schemes.mark(held, members.length);
  }
  const scores = new Map<string, number>();
  for (const { id, score } of run.entities) scores.set(id, score);
  const plantedTransactions = new Set<string>();
  for (const { transactionId, schemeKind } of labels.transactions) {
    if (!isHonest(schemeKind)) plantedTransactions.add(transactionId);
  }
  let namedCount = 0;
  for (const transaction of plantedTransactions) if (named.has(transaction)) namedCount += 1;
  const separation = separate(labels.entities, planted, scores, run);
  return {
    run: run.run,
    schemes: schemes.summary((id) => (scores.get(id) ?? 0) >= highLine),
    indicators: [...perIndicator]
      .sort(([a], [b]) => compare(a, b))
      .map(([indicator, { findings, true: hits }]) => ({
        indicator,
        findings,
        true: hits,
        precision: ratio(hits, findings),
      })),
    honest: honestAbove(labels.entities, planted, scores, highLine),
    ...separation,
    transactions: {
      planted: plantedTransactions.size,
      named: namedCount,
      recall: ratio(namedCount, plantedTransactions.size),
    },
  };
}

function isHonest(schemeKind: string): boolean {
  return schemeKind.startsWith('honest-');
}

function addWithHolders(held: Set<string>, id: string, run: JudgedRun): void {
  held.add(id);
  if (id.startsWith('account:')) for (const holder of run.holdersOf(id)) held.add(holder);
}

/** At least half of the subjects are planted; an account is if it or one of its holders is. */
function isTrue(subjects: readonly string[], planted: ReadonlySet<string>, run: JudgedRun): boolean {
  if (subjects.length === 0) return false;
  let count = 0;
  for (const id of subjects) {
    if (planted.has(id)) count += 1;
    else if (id.startsWith('account:') && run.holdersOf(id).some((holder) => planted.has(holder))) count += 1;
  }
  return count * 2 >= subjects.length;
}

/** The planted schemes, and which of them were found so far. */
function createSchemes(labels: readonly EntityLabel[]) {
  const schemes = new Map<string, { kind: string; difficulty: string; entities: Set<string>; found: boolean }>();
  const ofEntity = new Map<string, string[]>();
  for (const { entityId, schemeId, schemeKind, difficulty } of labels) {
    if (isHonest(schemeKind)) continue;
    const scheme = schemes.get(schemeId) ?? { kind: schemeKind, difficulty, entities: new Set(), found: false };
    schemes.set(schemeId, scheme);
    if (scheme.entities.has(entityId)) continue;
    scheme.entities.add(entityId);
    ofEntity.set(entityId, [...(ofEntity.get(entityId) ?? []), schemeId]);
  }
  return {
    /** Marks the schemes of which at least half are held, by a cluster of the given size or by a finding. */
    mark(held: ReadonlySet<string>, clusterSize?: number): void {
      const hits = new Map<string, number>();
      for (const id of held) for (const scheme of ofEntity.get(id) ?? []) hits.set(scheme, (hits.get(scheme) ?? 0) + 1);
      for (const [id, count] of hits) {
        const scheme = schemes.get(id)!;
        if (count * 2 < scheme.entities.size) continue;
        if (clusterSize !== undefined && clusterSize > MAX_CLUSTER_RATIO * scheme.entities.size) continue;
        scheme.found = true;
      }
    },
    summary(isAbove: (id: string) => boolean): Evaluation['schemes'] {
      const groups = new Map<string, Omit<Evaluation['schemes'][number], 'recall'>>();
      for (const { kind, difficulty, found, entities } of schemes.values()) {
        const key = `${kind}\u0000${difficulty}`;
        const group = groups.get(key) ?? { kind, difficulty, planted: 0, found: 0, above: 0 };
        group.planted += 1;
        if (found) group.found += 1;
        if ([...entities].some(isAbove)) group.above += 1;
        groups.set(key, group);
      }
      return [...groups]
        .sort(([a], [b]) => compare(a, b))
        .map(([, group]) => ({ ...group, recall: ratio(group.found, group.planted) }));
    },
  };
}

function honestAbove(
  labels: readonly EntityLabel[],
  planted: ReadonlySet<string>,
  scores: ReadonlyMap<string, number>,
  highLine: number,
): Evaluation['honest'] {
  const kinds = new Map<string, Set<string>>();
  for (const { entityId, schemeKind } of labels) {
    if (!isHonest(schemeKind)) continue;
    const entities = kinds.get(schemeKind) ?? new Set();
    kinds.set(schemeKind, entities);
    // Who is in a planted scheme too is no honest decoy.
    if (!planted.has(entityId)) entities.add(entityId);
  }
  return [...kinds]
    .sort(([a], [b]) => compare(a, b))
    .map(([kind, entities]) => ({
      kind,
      entities: entities.size,
      above: [...entities].filter((id) => (scores.get(id) ?? 0) >= highLine).length,
    }));
}

/**
 * Area under the ROC curve (the Mann–Whitney statistic, ties count one half) and precision among the k highest (of
 * entities with equal scores at the cut each counts with the share of the places left), over all entities of the kinds
 * that have labels; whoever has no score has 0.
 */
function separate(
  labels: readonly EntityLabel[],
  planted: ReadonlySet<string>,
  scores: ReadonlyMap<string, number>,
  run: JudgedRun,
): Pick<Evaluation, 'auc' | 'precisionAt' | 'unknownEntities'> {
  const labelled = new Set(labels.map(({ entityId }) => entityId));
  const unseen = new Set(labelled);
  const kinds = new Set([...labelled].map((id) => id.slice(0, id.indexOf(':'))));
  // Counts per score are enough, however many entities there are.
  const groups = new Map<number, { positive: number; negative: number }>();
  const count = (id: string): void => {
    const score = scores.get(id) ?? 0;
    const group = groups.get(score) ?? { positive: 0, negative: 0 };
    if (planted.has(id)) group.positive += 1;
    else group.negative += 1;
    groups.set(score, group);
  };
  for (const kind of kinds) {
    for (const id of run.entityIds(kind)) {
      unseen.delete(id);
      count(id);
    }
  }
  for (const id of unseen) count(id);
  const ranked = [...groups].sort(([a], [b]) => b - a).map(([, group]) => group);
  const positives = ranked.reduce((sum, { positive }) => sum + positive, 0);
  const negatives = ranked.reduce((sum, { negative }) => sum + negative, 0);
  let below = negatives;
  let wins = 0;
  for (const { positive, negative } of ranked) {
    below -= negative;
    wins += positive * (below + negative / 2);
  }
  return {
    auc: ratio(wins, positives * negatives),
    precisionAt: { '10': precisionAmong(ranked, 10), '100': precisionAmong(ranked, 100) },
    unknownEntities: unseen.size,
  };
}

function precisionAmong(ranked: readonly { positive: number; negative: number }[], most: number): number | null {
  let places = most;
  let hits = 0;
  for (const { positive, negative } of ranked) {
    const size = positive + negative;
    const taken = Math.min(size, places);
    hits += (positive * taken) / size;
    places -= taken;
    if (places === 0) break;
  }
  return ratio(hits, most - places);
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1e6) / 1e6;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

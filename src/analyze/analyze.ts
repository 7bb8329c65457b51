import type { Detector } from '../detectors/detector.ts';
import { forgetUnknown } from '../graph/known-values.ts';
import type { Nodes, Projection } from '../graph/projection.ts';
import { canonicalJson } from '../model/canonical-json.ts';
import type { ComposedRun, Finding, Run, RunDocument, StoredRates } from '../model/finding.ts';
import { jsonLines } from '../model/json-lines.ts';
import { byCodePoint } from '../model/order.ts';
import { formatDay } from '../model/time.ts';
import { NODE_KINDS, type Texts } from '../model/vocabulary.ts';
import { countLines, DEFAULT_LINES, type LineCounts, type ScoreLines } from './chance.ts';
import { type ChosenRule, chooseRules, collectRuns, type DetectorChoice, type DetectorRuns } from './choose-rules.ts';
import { clusterRecords } from './cluster-records.ts';
import { type FoundClusters, findClusters } from './clusters.ts';
import { entityRecords } from './entity-records.ts';
import { findingRecords, type RowLookup } from './finding-records.ts';
import { runIdMaker } from './ids.ts';
import { type Ground, groundOf, type RuleResult, ruleResult } from './rule-result.ts';
import { type Scores, type Scoring, startScoring } from './score.ts';

export interface AnalysisOptions extends DetectorChoice {
  /** Scores from which something is called high and medium. */
  readonly lines?: ScoreLines | undefined;
  /** Of the shuffles by which the lines are tried. */
  readonly seed?: number | undefined;
  /** Base rates of another run's population, used instead of this one's where they are of the same rule, version and kind. */
  readonly baseline?: readonly StoredRates[] | undefined;
  /** Told before each rule: how many are done, of how many, and which is next. */
  readonly onProgress?: ((done: number, total: number, indicator: string) => void) | undefined;
}

/** What was found, by node and edge numbers: no ids of rows, no places, no sentences yet. */
export interface Analysis {
  readonly runs: DetectorRuns;
  readonly scores: Scores;
  readonly clusters: FoundClusters;
  readonly lines: ScoreLines;
  readonly counts: LineCounts;
  readonly seed: number;
  readonly timings: Readonly<Record<string, number>>;
}

/** Runs the rules over a projection and scores entities and clusters; a pure function but for its timings. */
export function analyzeProjection(
  projection: Projection,
  detectors: readonly Detector[],
  options: AnalysisOptions = {},
): Analysis {
  const started = startAnalysis(projection, detectors, options);
  const { chosen, ground } = started;
  for (const [position, rule] of chosen.entries()) {
    options.onProgress?.(position, chosen.length, rule.detector.indicator);
    started.take(position, ruleResult(rule, ground));
  }
  return started.finish();
}

/** An analysis whose rules may be run in any order, by anybody. */
export interface StartedAnalysis {
  readonly ground: Ground;
  /** Rules to run, by code. */
  readonly chosen: readonly ChosenRule[];
  /** Takes the result of the rule at a position of `chosen`; each is taken once. */
  take(position: number, result: RuleResult): void;
  /** Scores, clusters and counts, when all rules have been taken. */
  finish(): Analysis;
}

/** Chooses the rules and gets ready to take their results. */
export function startAnalysis(
  projection: Projection,
  detectors: readonly Detector[],
  { lines = DEFAULT_LINES, seed = 1, baseline, ...choice }: AnalysisOptions,
): StartedAnalysis {
  const began = performance.now();
  const timings: Record<string, number> = { evidence: 0 };
  const timed = <T>(stage: string, work: () => T): T => {
    const started = performance.now();
    const result = work();
    timings[stage] = performance.now() - started;
    return result;
  };
  const { chosen, notRun } = chooseRules(projection, detectors, choice);
  const ground = groundOf(projection, baseline);
  const scoring: Scoring = startScoring(ground);
  const found = new Map<number, RuleResult['detection']>();
  return {
    ground,
    chosen,
    take(position, { detection, measured, detectMs, scoreMs }) {
      found.set(position, detection);
      if (measured) scoring.add(position, measured);
      timings[chosen[position]!.detector.indicator] = detectMs;
      timings.evidence! += scoreMs;
    },
    finish() {
      timings.rules = performance.now() - began;
      forgetUnknown();
      const ran = chosen.map((rule, i) => ({ ...rule, detection: found.get(i)! }));
      const runs = timed('order', () => collectRuns(ran, notRun));
      const scores = timed('score', () => scoring.finish(runs));
      const counts = timed('chance', () => countLines(projection, scores, lines, seed));
      const clusters = timed('clusters', () => findClusters(projection, runs, scores));
      return { runs, scores, clusters, lines, counts, seed, timings };
    },
  };
}

export interface RunContext {
  readonly product: Run['product'];
  /** Files read, sorted by name, then digest. */
  readonly inputs: Run['inputs'];
  /** What the user chose, for `run.json`. */
  readonly options: Run['options'];
  readonly previous: RunDocument | null;
  readonly rows: RowLookup;
  /** What a reader must know besides what the rules say: exemptions that people made. */
  readonly notes?: readonly Texts[];
}

/** Writes an analysis down as a run: ids, places, sentences, canonical order. */
export function composeRun(projection: Projection, analysis: Analysis, context: RunContext): ComposedRun {
  return writeRun(projection.nodes, analysis, writeFindings(projection, analysis, context));
}

/** What of a run takes the whole projection to write; the rest takes only the entities' ids. */
export interface WrittenFindings {
  readonly records: Finding[];
  readonly clusters: ReturnType<typeof clusterRecords>['clusters'];
  /** All of the run but its id and the number of entities. */
  readonly run: Omit<Run, 'id' | 'counts'> & { readonly counts: Omit<Run['counts'], 'entities'> };
}

/** Writes findings and clusters down. */
export function writeFindings(projection: Projection, analysis: Analysis, context: RunContext): WrittenFindings {
  const { runs, scores, counts, lines, seed } = analysis;
  const records = findingRecords(projection, runs, context.rows);
  const previous = context.previous?.clusters ?? [];
  const { clusters, gone } = clusterRecords(projection, analysis.clusters.clusters, scores, records, previous);
  const { range } = projection.nodes;
  return {
    records,
    clusters,
    run: {
      product: context.product,
      asOf: formatDay(projection.asOfDay),
      inputs: context.inputs,
      options: {
        ...context.options,
        rules: Object.fromEntries(runs.ran.map((r) => [r.detector.indicator, r.options])),
      },
      seed,
      previous: context.previous?.run.id ?? null,
      counts: {
        findings: records.length,
        clusters: clusters.length,
        nodes: Object.fromEntries(NODE_KINDS.map((kind) => [kind, range[kind].end - range[kind].start])),
        transactions: projection.transfers.count,
      },
      byIndicator: Object.fromEntries(
        runs.ran.map(({ detector, detection }) => [detector.indicator, detection.findings.length]),
      ),
      notRun: [...runs.notRun],
      lines: { ...lines, above: counts.above, byChance: counts.byChance },
      notes: [...runNotes(projection, runs), ...(context.notes ?? [])],
      gone,
    },
  };
}

/** Writes the scores of all entities down, and what was written of the findings in its canonical order. */
export function writeRun(nodes: Nodes, analysis: Analysis, written: WrittenFindings): ComposedRun {
  const { runs, scores } = analysis;
  const { records, clusters } = written;
  const { clusterOf } = analysis.clusters;
  const entities = entityRecords(nodes, runs, scores, records, (node) => clusters[clusterOf[node]!]?.id ?? null);
  const byScore = <T extends { id: string; score: number }>(a: T, b: T) => b.score - a.score || byCodePoint(a.id, b.id);
  const results = { findings: [...records].sort(byScore), clusters: [...clusters].sort(byScore), entities };
  const run = { ...written.run, counts: { ...written.run.counts, entities: entities.count } };
  const id = runIdMaker(run);
  for (const finding of results.findings) id.add(withoutPlaces(finding));
  const kept = {
    findings: jsonLines(results.findings),
    clusters: jsonLines(results.clusters, id.add),
    entities: jsonLines(results.entities, id.add),
  };
  return {
    run: { id: id.finish(), ...run },
    ...results,
    kept,
    baseRates: [...scores.stored],
    timings: { ...analysis.timings },
  };
}

/** A finding without the places of its rows, as a line. */
function withoutPlaces(finding: Finding): string {
  return canonicalJson({ ...finding, evidence: finding.evidence.map(({ sources: _, ...line }) => line) });
}

const SMALL_REFERENCE: Texts = {
  en: 'Small reference: fewer than 200 entities of a kind; how rare a value is can only be said roughly.',
  kk: 'Салыстыру тобы шағын: бір түрдегі нысандар 200-ден аз; мәннің сиректігі шамамен ғана айтылады.',
  ru: 'Малая группа сравнения: объектов одного вида меньше 200; редкость значения известна лишь приблизительно.',
};

function runNotes(projection: Projection, runs: DetectorRuns): Texts[] {
  const notes = runs.ran.flatMap(({ detection }) => detection.notes ?? []);
  const small = (['account', 'company', 'person'] as const).some((kind) => {
    const count = projection.nodes.range[kind].end - projection.nodes.range[kind].start;
    return count > 0 && count < 200;
  });
  return small ? [...notes, SMALL_REFERENCE] : notes;
}

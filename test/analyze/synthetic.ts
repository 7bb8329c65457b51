import { type Analysis, type AnalysisOptions, analyzeProjection, composeRun } from '../../src/analyze/analyze.ts';
import type { RowLookup } from '../../src/analyze/finding-records.ts';
import type { Detection, Detector, Draft } from '../../src/detectors/detector.ts';
import type { Projection } from '../../src/graph/projection.ts';
import type { RunDocument } from '../../src/model/finding.ts';
import type { Texts } from '../../src/model/vocabulary.ts';

const text = (en: string): Texts => ({ en, kk: en, ru: en });

/** A rule that gives what the test says. */
export function rule(
  indicator: string,
  detect: (projection: Projection) => Detection,
  given: Partial<Pick<Detector, 'family' | 'nature' | 'inputs' | 'version'>> = {},
): Detector {
  return {
    indicator,
    name: `rule-${indicator.toLowerCase()}`,
    version: 1,
    family: 'control',
    nature: 'event',
    subjects: ['company'],
    source: 'a test',
    inputs: [],
    options: {},
    texts: {
      title: text('Title'),
      definition: text('Definition'),
      sentence: text(`${indicator} holds.`),
      evidence: {},
    },
    detect,
    ...given,
  };
}

/** Values by id; everyone else of the kinds named is known to be 0. */
export function measure(
  projection: Projection,
  values: Readonly<Record<string, number>>,
  zeroFor: readonly ('company' | 'person' | 'account')[] = [],
): Detection['measured'] {
  const all = new Map<number, number>();
  for (const kind of zeroFor) {
    for (let node = projection.nodes.range[kind].start; node < projection.nodes.range[kind].end; node++)
      all.set(node, 0);
  }
  for (const [id, value] of Object.entries(values)) all.set(projection.nodes.find(id), value);
  return { node: Int32Array.from(all.keys()), value: Float64Array.from(all.values()) };
}

/** A finding about entities named by id. */
export function draft(projection: Projection, subjects: readonly string[], more: Partial<Draft> = {}): Draft {
  return {
    subjects: subjects.map((id) => projection.nodes.find(id)),
    score: 0.8,
    severity: 'high',
    evidence: [],
    values: {},
    ...more,
  };
}

/** A rule with one finding per list of ids, that measures nothing. */
export function findingsRule(
  indicator: string,
  groups: readonly (readonly string[])[],
  more: Partial<Draft> = {},
): Detector {
  return rule(indicator, (projection) => ({
    findings: groups.map((ids) => draft(projection, ids, more)),
    measured: null,
  }));
}

/** Rows as they were numbered in the literal tables. */
const literalRows: RowLookup = {
  source: (table, row) => ({ file: `${table}.csv`, line: row + 2 }),
  id: (table, row) => `${table}-${row}`,
};

export function runOf(
  projection: Projection,
  detectors: readonly Detector[],
  options: AnalysisOptions & { previous?: RunDocument; rows?: RowLookup } = {},
): RunDocument {
  return compose(projection, analyzeProjection(projection, detectors, options), options);
}

function compose(
  projection: Projection,
  analysis: Analysis,
  { previous, rows = literalRows }: { previous?: RunDocument; rows?: RowLookup } = {},
): RunDocument {
  const { kept: _, ...run } = composeRun(projection, analysis, {
    product: { name: 'tamyr', version: '0.0.0' },
    inputs: [],
    options: {},
    previous: previous ?? null,
    rows,
  });
  return { ...run, entities: [...run.entities] };
}

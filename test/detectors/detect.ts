import { expect } from 'vitest';
import type { Detection, Detector, Draft, DraftValue } from '../../src/detectors/detector.ts';
import { readOptions } from '../../src/detectors/options.ts';
import type { Projection } from '../../src/graph/projection.ts';
import { formatText } from '../../src/i18n/format-text.ts';
import type { RateTable } from '../../src/model/rates.ts';
import type { TextValue } from '../../src/model/text.ts';
import { LANGUAGES } from '../../src/model/vocabulary.ts';
import { type LiteralTables, nodeIn, projectionOf } from '../graph/projection-of.ts';

/** A rule run over literal tables, with the look-ups that expectations need. */
export interface Detected extends Detection {
  projection: Projection;
  /** Ids of a finding's subjects, sorted. */
  subjects(finding: number): string[];
  /** Value of an evidence line. */
  evidence(finding: number, what: string): number | string | undefined;
  /** Measured value of an entity; undefined = unknown. */
  value(id: string): number | undefined;
  /** The sentence in English. */
  sentence(finding: number): string;
}

/** Runs a rule and checks what holds for every finding: bounds, texts in all languages, captions, rows behind each number. */
export function detect(
  detector: Detector,
  tables: LiteralTables,
  { asOf, set = {}, rates }: { asOf?: string; set?: Record<string, string>; rates?: RateTable } = {},
): Detected {
  const projection = projectionOf(tables, { ...(asOf !== undefined && { asOf }), ...(rates && { rates }) });
  const detection = detector.detect(projection, readOptions(detector, set));
  for (const draft of detection.findings) checkDraft(detector, projection, draft);
  const values = new Map<number, number>();
  const { node, value } = detection.measured ?? { node: [], value: [] };
  for (let i = 0; i < node.length; i++) values.set(node[i]!, value[i]!);
  for (const known of values.values()) expect(known >= 0 && known <= 1).toBe(true);
  const of = (finding: number) => {
    const draft = detection.findings[finding];
    if (!draft) throw new Error(`there are only ${detection.findings.length} findings`);
    return draft;
  };
  return {
    ...detection,
    projection,
    subjects: (finding) =>
      of(finding)
        .subjects.map((node) => String(projection.nodes.id(node)))
        .sort(),
    evidence: (finding, what) => of(finding).evidence.find((line) => line.what === what)?.value,
    value: (id) => values.get(nodeIn(projection, id)),
    sentence: (finding) => sentenceOf(detector, projection, of(finding), 'en'),
  };
}

function checkDraft(detector: Detector, projection: Projection, draft: Draft): void {
  expect(draft.score > 0 && draft.score <= 1, `score ${draft.score}`).toBe(true);
  expect(draft.subjects.length).toBeGreaterThan(0);
  expect(new Set(draft.subjects).size).toBe(draft.subjects.length);
  for (const language of LANGUAGES)
    expect(sentenceOf(detector, projection, draft, language)).not.toMatch(/[{}]|NaN|undefined/);
  for (const line of draft.evidence) {
    expect(detector.texts.evidence[line.what], `caption of ${line.what}`).toBeDefined();
    const behind = (line.rows?.length ?? 0) + (line.transfers?.length ?? 0) + (draft.transfers?.length ?? 0);
    expect(behind, `rows behind ${line.what}`).toBeGreaterThan(0);
  }
  if (draft.transfers) expect([...draft.transfers]).toEqual([...new Set(draft.transfers)].sort((a, b) => a - b));
}

function sentenceOf(
  detector: Detector,
  { nodes }: Projection,
  { values }: Draft,
  language: (typeof LANGUAGES)[number],
): string {
  const nameOf = (node: number) => nodes.name(node) ?? nodes.id(node);
  const texts = Object.entries(values).map(([name, value]): [string, TextValue] => [name, written(value, nameOf)]);
  return formatText(detector.texts.sentence[language], Object.fromEntries(texts), language);
}

function written(value: DraftValue, nameOf: (node: number) => string): TextValue {
  if (typeof value !== 'object') return value;
  if ('node' in value) return nameOf(value.node);
  if ('nodes' in value) return { names: value.nodes.slice(0, 4).map(nameOf), total: value.nodes.length };
  return value;
}

/** `n` company rows with made-up Kazakh ids, each completed by `make`. */
export function firms(n: number, make: (i: number) => Record<string, string | number> = () => ({})) {
  return Array.from({ length: n }, (_, i) => ({ id: firm(i), name: `Firm ${i + 1}`, ...make(i) }));
}

/** Id of the i-th made-up firm. */
export function firm(i: number): string {
  return `company:2001400${String(i + 1).padStart(5, '0')}`;
}

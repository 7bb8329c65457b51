import type { Detection, Detector, Draft, OptionValues } from '../detectors/detector.ts';
import { missingInputs } from '../detectors/inputs.ts';
import { readOptions } from '../detectors/options.ts';
import type { Projection } from '../graph/projection.ts';
import { TamyrError } from '../model/errors.ts';
import type { Run } from '../model/finding.ts';
import { byCodePoint } from '../model/order.ts';
import type { Texts } from '../model/vocabulary.ts';

/** What a user set, as text: `{ M07: { window: '72h' } }`. */
export type RuleSettings = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** One rule to run, with its options as they will be used. */
export interface ChosenRule {
  readonly detector: Detector;
  readonly options: OptionValues;
}

/** One rule that ran; what it measured has become evidence (`rule-result.ts`). */
export interface RanDetector extends ChosenRule {
  readonly detection: Omit<Detection, 'measured'>;
}

/** A finding before it has an id, with the rule that made it. */
export interface RanDraft {
  /** Position in `DetectorRuns.ran`. */
  readonly rule: number;
  readonly draft: Draft;
  /** Subjects, ascending, each once. */
  readonly subjects: readonly number[];
}

export interface DetectorRuns {
  /** By indicator. */
  readonly ran: readonly RanDetector[];
  /** By indicator, subjects, transfers: an order that no row order changes. */
  readonly drafts: readonly RanDraft[];
  readonly notRun: Run['notRun'];
}

export interface DetectorChoice {
  /** Codes of the rules to run; default all. */
  readonly only?: readonly string[] | undefined;
  readonly set?: RuleSettings | undefined;
}

/** Rules whose inputs are in the data, by code; the others are named with what they lack. */
export function chooseRules(
  projection: Projection,
  detectors: readonly Detector[],
  { only, set = {} }: DetectorChoice = {},
): { chosen: ChosenRule[]; notRun: Run['notRun'] } {
  if (only) checkRuleNames(only, detectors, '--only');
  checkRuleNames(Object.keys(set), detectors, '--set');
  const wanted = detectors
    .filter(({ indicator }) => !only || only.includes(indicator))
    .sort((a, b) => byCodePoint(a.indicator, b.indicator));
  const chosen: ChosenRule[] = [];
  const notRun: Run['notRun'] = [];
  for (const detector of wanted) {
    const missing = missingInputs(detector, projection.inputs);
    if (missing) {
      const text = notInData(missing);
      notRun.push({ indicator: detector.indicator, why: text.en, text });
    } else chosen.push({ detector, options: readOptions(detector, set[detector.indicator] ?? {}) });
  }
  return { chosen, notRun };
}

/** What the rules found, in an order that no row order and no thread changes. */
export function collectRuns(ran: readonly RanDetector[], notRun: Run['notRun']): DetectorRuns {
  return { ran, drafts: orderedDrafts(ran), notRun };
}

function notInData(missing: readonly string[]): Texts {
  const list = (or: string) => missing.map((input) => input.replaceAll(' or ', ` ${or} `)).join(', ');
  return {
    en: `not in the data: ${list('or')}`,
    kk: `деректерде жоқ: ${list('немесе')}`,
    ru: `нет в данных: ${list('или')}`,
  };
}

/** Refuses codes of rules that do not exist. */
function checkRuleNames(codes: readonly string[], detectors: readonly Detector[], where: string): void {
  const known = new Set(detectors.map(({ indicator }) => indicator));
  for (const code of codes) {
    if (known.has(code)) continue;
    throw new TamyrError({
      code: 'rule-unknown',
      what: `There is no rule “${code}”.`,
      where,
      expected: `one of ${[...known].sort(byCodePoint).join(', ')}`,
      todo: 'List the rules with: tamyr indicators',
    });
  }
}

function orderedDrafts(ran: readonly RanDetector[]): RanDraft[] {
  const drafts = ran.flatMap(({ detection }, rule) =>
    detection.findings.map((draft) => ({
      rule,
      draft,
      subjects: [...new Set(draft.subjects)].sort((a, b) => a - b),
    })),
  );
  const none: readonly number[] = [];
  return drafts.sort(
    (a, b) =>
      a.rule - b.rule ||
      compareNumbers(a.subjects, b.subjects) ||
      compareNumbers(a.draft.transfers ?? none, b.draft.transfers ?? none) ||
      compareNumbers(a.draft.invoices ?? none, b.draft.invoices ?? none) ||
      b.draft.score - a.draft.score,
  );
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

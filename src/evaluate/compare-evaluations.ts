import type { Evaluation } from './evaluate.ts';

/** How much worse a figure may be than the stored one before it counts; shares of 1. */
interface Tolerance {
  /** Recall of all schemes of one difficulty together. */
  recall: number;
  /** Recall of one kind at one difficulty: few are planted, so one scheme more or less moves it much. */
  kindRecall: number;
  /** Precision of an indicator with at least twenty findings, before or now. */
  precision: number;
  /** Share of all honest look-alikes above the high line. */
  honestAbove: number;
  auc: number;
  precisionAt100: number;
}

/** One scheme of five may be lost by chance, two not; the other figures come from hundreds of entities. */
const TOLERANCE: Tolerance = {
  recall: 0.02,
  kindRecall: 0.25,
  precision: 0.1,
  honestAbove: 0.005,
  auc: 0.01,
  precisionAt100: 0.03,
};

/** A figure beside the stored one; `worse` where it left the tolerance. */
export interface ComparedFigure {
  what: string;
  stored: number | null;
  now: number | null;
  worse: boolean;
}

const LEAST_FINDINGS = 20;

/** Compares an evaluation with a stored one: the figures of the whole first, then kinds of scheme, then indicators. */
export function compareEvaluations(
  stored: Evaluation,
  now: Evaluation,
  tolerance: Tolerance = TOLERANCE,
): ComparedFigure[] {
  const figures: ComparedFigure[] = [];
  /** Higher is better; a figure that is there no longer is worse, one that is new is not. */
  const add = (what: string, before: number | null, after: number | null, allowed: number): void => {
    const worse = before !== null && (after === null || after < before - allowed - 1e-9);
    figures.push({ what, stored: before, now: after, worse });
  };
  for (const difficulty of difficultiesOf(stored, now)) {
    const what = `recall ${difficulty || 'of schemes'}`;
    add(what, recallOf(stored, difficulty), recallOf(now, difficulty), tolerance.recall);
  }
  const [honestBefore, honestNow] = [honestShareAbove(stored), honestShareAbove(now)];
  figures.push({
    what: 'honest above the high line',
    stored: honestBefore,
    now: honestNow,
    worse: honestBefore !== null && honestNow !== null && honestNow > honestBefore + tolerance.honestAbove + 1e-9,
  });
  add('AUC', stored.auc, now.auc, tolerance.auc);
  add('precision at 100', stored.precisionAt['100'], now.precisionAt['100'], tolerance.precisionAt100);
  const kinds = new Map(now.schemes.map((scheme) => [`${scheme.kind} ${scheme.difficulty}`, scheme.recall]));
  for (const { kind, difficulty, recall } of stored.schemes) {
    const what = `${kind} ${difficulty}`;
    add(`recall of ${what.trim()}`, recall, kinds.get(what) ?? null, tolerance.kindRecall);
  }
  const indicators = new Map(now.indicators.map((row) => [row.indicator, row]));
  for (const { indicator, findings, precision } of stored.indicators) {
    const row = indicators.get(indicator);
    if (row && Math.max(findings, row.findings) < LEAST_FINDINGS) continue;
    add(`precision of ${indicator}`, precision, row?.precision ?? null, tolerance.precision);
  }
  return figures;
}

/** Found over planted of one difficulty; null where none was planted. */
export function recallOf({ schemes }: Evaluation, difficulty: string): number | null {
  let planted = 0;
  let found = 0;
  for (const scheme of schemes) {
    if (scheme.difficulty !== difficulty) continue;
    planted += scheme.planted;
    found += scheme.found;
  }
  return planted === 0 ? null : found / planted;
}

/** Share of the honest look-alikes above the high line; null where there are none. */
export function honestShareAbove({ honest }: Evaluation): number | null {
  let entities = 0;
  let above = 0;
  for (const row of honest) {
    entities += row.entities;
    above += row.above;
  }
  return entities === 0 ? null : above / entities;
}

function difficultiesOf(...evaluations: readonly Evaluation[]): string[] {
  const order = ['plain', 'split', 'camouflaged'];
  const found = new Set(evaluations.flatMap(({ schemes }) => schemes.map(({ difficulty }) => difficulty)));
  const place = (difficulty: string): number => (order.indexOf(difficulty) + order.length + 1) % (order.length + 1);
  return [...found].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

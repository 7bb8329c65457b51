import { describe, expect, it } from 'vitest';
import { compareEvaluations } from '../../src/evaluate/compare-evaluations.ts';
import { comparisonTable } from '../../src/evaluate/comparison-table.ts';
import type { Evaluation } from '../../src/evaluate/evaluate.ts';
import { goalsOf } from '../../src/evaluate/goals.ts';

function evaluation(rest: Partial<Evaluation> = {}): Evaluation {
  return {
    run: 'r-1',
    schemes: [
      { kind: 'ring', difficulty: 'plain', planted: 5, found: 5, recall: 1, above: 0 },
      { kind: 'stack', difficulty: 'plain', planted: 95, found: 95, recall: 1, above: 0 },
      { kind: 'ring', difficulty: 'camouflaged', planted: 5, found: 3, recall: 0.6, above: 0 },
    ],
    indicators: [{ indicator: 'M07', findings: 20, true: 18, precision: 0.9 }],
    honest: [{ kind: 'honest-farm', entities: 400, above: 2 }],
    auc: 0.95,
    precisionAt: { '10': 1, '100': 0.97 },
    transactions: { planted: 10, named: 9, recall: 0.9 },
    unknownEntities: 0,
    ...rest,
  };
}

/** What became worse against the evaluation above. */
function worse(rest: Partial<Evaluation>): string[] {
  return compareEvaluations(evaluation(), evaluation(rest))
    .filter((figure) => figure.worse)
    .map(({ what }) => what);
}

function rings(found: number): Evaluation['schemes'] {
  return evaluation().schemes.map((scheme, k) => (k === 0 ? { ...scheme, found, recall: found / 5 } : scheme));
}

describe('an evaluation against a stored one', () => {
  it('is no worse where nothing changed', () => {
    expect(worse({})).toEqual([]);
  });

  it('may lose one scheme of five of a kind, not two', () => {
    expect(worse({ schemes: rings(4) })).toEqual([]);
    expect(worse({ schemes: rings(3) })).toEqual(['recall of ring plain']);
  });

  it('is worse where a difficulty as a whole loses more than two in a hundred', () => {
    const lost = (found: number) =>
      evaluation().schemes.map((scheme, k) => (k === 1 ? { ...scheme, found, recall: found / 95 } : scheme));
    expect(worse({ schemes: lost(93) })).toEqual([]);
    expect(worse({ schemes: lost(92) })).toEqual(['recall plain']);
  });

  it('is worse where a kind is there no longer', () => {
    expect(worse({ schemes: evaluation().schemes.slice(0, 2) })).toEqual([
      'recall camouflaged',
      'recall of ring camouflaged',
    ]);
  });

  it('is worse where an indicator finds nothing any more or is less precise by more than a tenth', () => {
    expect(worse({ indicators: [] })).toEqual(['precision of M07']);
    const of = (hits: number) => [{ indicator: 'M07', findings: 20, true: hits, precision: hits / 20 }];
    expect(worse({ indicators: of(16) })).toEqual([]);
    expect(worse({ indicators: of(15) })).toEqual(['precision of M07']);
  });

  it('says nothing of the precision of an indicator with a handful of findings', () => {
    const few = (hits: number) =>
      evaluation({ indicators: [{ indicator: 'M07', findings: 4, true: hits, precision: hits / 4 }] });
    expect(compareEvaluations(few(4), few(1)).filter((figure) => figure.worse)).toEqual([]);
  });

  it('is worse where more honest firms stand above the line, or the ranking is worse', () => {
    const honest = (above: number) => [{ kind: 'honest-farm', entities: 400, above }];
    expect(worse({ honest: honest(4) })).toEqual([]);
    expect(worse({ honest: honest(5) })).toEqual(['honest above the high line']);
    expect(worse({ auc: 0.93 })).toEqual(['AUC']);
    expect(worse({ precisionAt: { '10': 1, '100': 0.93 } })).toEqual(['precision at 100']);
  });

  it('is printed with each figure that became worse, and with the goals', () => {
    const now = evaluation({ auc: 0.9, precisionAt: { '10': 1, '100': 0.945 } });
    const text = comparisonTable(compareEvaluations(evaluation(), now), goalsOf(now));
    expect(text).toContain('8 of 9 figures');
    expect(text).toContain('worse: AUC: 95.0 % before, 90.0 % now');
    expect(text).toContain('reached: recall plain 100.0 % (at least 95.0 %)');
    expect(text).toContain('reached: honest above the high line 0.5 % (at most 0.5 %)');
    expect(text).toContain('missed: precision at 100 94.5 % (at least 95.0 %)');
    expect(text).not.toContain('recall split');
  });
});

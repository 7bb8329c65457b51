import { describe, expect, it } from 'vitest';
import { type EntityLabel, evaluate, type JudgedRun, type Labels } from '../../src/evaluate/evaluate.ts';
import { evaluationTable } from '../../src/evaluate/table.ts';

function label(entityId: string, schemeId: string, schemeKind: string, difficulty = 'plain'): EntityLabel {
  return { entityId, schemeId, schemeKind, part: '', difficulty };
}

const C = (n: number) => `company:${n}`;

function run(rest: Partial<JudgedRun>): JudgedRun {
  return {
    run: 'r-1',
    findings: [],
    clusters: [],
    entities: [],
    holdersOf: () => [],
    partiesOf: () => [],
    entityIds: () => [],
    ...rest,
  };
}

function labels(...entities: EntityLabel[]): Labels {
  return { entities, transactions: [] };
}

function finding(indicator: string, subjects: string[], transactions: string[] = []) {
  return { id: `f-${indicator}-${subjects.join()}`, indicator, subjects, transactions };
}

describe('found schemes', () => {
  const truth = labels(
    label(C(1), 's1', 'ring'),
    label(C(2), 's1', 'ring'),
    label(C(3), 's1', 'ring'),
    label(C(4), 's2', 'ring', 'split'),
    label(C(5), 's2', 'ring', 'split'),
    label(C(9), 'h1', 'honest-farm'),
  );

  it('stand above the line where one of their entities does', () => {
    const entities = [
      { id: C(2), score: 0.5 },
      { id: C(4), score: 0.49 },
    ];
    const above = evaluate(truth, run({ entities })).schemes.map((scheme) => [scheme.difficulty, scheme.above]);
    expect(above).toEqual([
      ['plain', 1],
      ['split', 0],
    ]);
  });

  it('are those of which a finding holds at least half', () => {
    // 1 of 3 is less than half, 1 of 2 is half.
    const result = evaluate(truth, run({ findings: [finding('M07', [C(1)]), finding('M07', [C(4)])] }));
    expect(result.schemes).toEqual([
      { kind: 'ring', difficulty: 'plain', planted: 1, found: 0, recall: 0, above: 0 },
      { kind: 'ring', difficulty: 'split', planted: 1, found: 1, recall: 1, above: 0 },
    ]);
  });

  it('are not put together from two findings', () => {
    const result = evaluate(truth, run({ findings: [finding('M07', [C(1)]), finding('R02', [C(2)])] }));
    expect(result.schemes[0]).toMatchObject({ found: 0 });
  });

  it('take the parties of a finding’s transactions and the holders of accounts into account', () => {
    const judged = run({
      findings: [finding('M07', ['account:a'], ['t1'])],
      holdersOf: (id) => (id === 'account:a' ? [C(1)] : id === 'account:b' ? [C(2)] : []),
      partiesOf: (id) => (id === 't1' ? ['account:a', 'account:b'] : []),
    });
    expect(evaluate(truth, judged).schemes[0]).toMatchObject({ planted: 1, found: 1, recall: 1, above: 0 });
  });

  it('may be held by a cluster of at most ten times their size', () => {
    const others = (n: number) => Array.from({ length: n }, (_, i) => C(100 + i));
    const withCluster = (members: string[]) => evaluate(truth, run({ clusters: [{ members }] })).schemes[0]!.found;
    expect(withCluster([C(1), C(2), ...others(28)])).toBe(1);
    expect(withCluster([C(1), C(2), ...others(29)])).toBe(0);
  });

  it('are counted over several schemes of a kind', () => {
    const three = labels(label(C(1), 'a', 'ring'), label(C(2), 'b', 'ring'), label(C(3), 'c', 'ring'));
    const result = evaluate(three, run({ findings: [finding('M07', [C(1)]), finding('M07', [C(3)])] }));
    expect(result.schemes).toEqual([
      { kind: 'ring', difficulty: 'plain', planted: 3, found: 2, recall: 0.666667, above: 0 },
    ]);
  });
});

describe('indicators', () => {
  const truth = labels(label(C(1), 's', 'ring'), label(C(2), 's', 'ring'), label(C(3), 'h', 'honest-holding'));

  it('are true where at least half of the subjects are planted', () => {
    const result = evaluate(
      truth,
      run({
        findings: [
          finding('R02', [C(1), C(2)]),
          finding('R02', [C(1), C(7)]),
          finding('R02', [C(1), C(7), C(8)]),
          finding('M07', [C(3)]),
        ],
      }),
    );
    expect(result.indicators).toEqual([
      { indicator: 'M07', findings: 1, true: 0, precision: 0 },
      { indicator: 'R02', findings: 3, true: 2, precision: 0.666667 },
    ]);
  });

  it('take an account for planted when its holder is', () => {
    const judged = run({
      findings: [finding('M01', ['account:x']), finding('M01', ['account:y'])],
      holdersOf: (id) => (id === 'account:x' ? [C(2)] : [C(3)]),
    });
    expect(evaluate(truth, judged).indicators).toEqual([{ indicator: 'M01', findings: 2, true: 1, precision: 0.5 }]);
  });
});

describe('honest decoys', () => {
  it('are above the line at 0.5 and more, and planted ones are not counted', () => {
    const truth = labels(
      label(C(1), 'h', 'honest-holding'),
      label(C(2), 'h', 'honest-holding'),
      label(C(3), 'h', 'honest-holding'),
      label(C(3), 's', 'ring'),
      label(C(4), 'k', 'honest-farm'),
    );
    const entities = [
      { id: C(1), score: 0.5 },
      { id: C(2), score: 0.499 },
      { id: C(3), score: 0.9 },
    ];
    expect(evaluate(truth, run({ entities })).honest).toEqual([
      { kind: 'honest-farm', entities: 1, above: 0 },
      { kind: 'honest-holding', entities: 2, above: 1 },
    ]);
    expect(evaluate(truth, run({ entities }), { highLine: 0.35 }).honest[1]).toMatchObject({ above: 2 });
  });
});

describe('separation', () => {
  const ids = Array.from({ length: 5 }, (_, i) => C(i + 1));
  const entityIds = (kind: string) => (kind === 'company' ? ids : ['person:never']);

  it('counts pairs in the right order, ties one half, no score as 0', () => {
    // Positives 0.9 and 0; negatives 0.9, 0.4, 0. Pairs: 0.9 wins ½+1+1, 0 wins 0+0+½; 3 of 6.
    const truth = labels(label(C(1), 's', 'ring'), label(C(2), 's', 'ring'));
    const entities = [
      { id: C(1), score: 0.9 },
      { id: C(3), score: 0.9 },
      { id: C(4), score: 0.4 },
    ];
    const result = evaluate(truth, run({ entities, entityIds }));
    expect(result.auc).toBe(0.5);
    // Five entities in all, so ten places hold all of them: 2 of 5.
    expect(result.precisionAt).toEqual({ '10': 0.4, '100': 0.4 });
    expect(result.unknownEntities).toBe(0);
  });

  it('is 1 for a perfect order and only looks at the kinds that have labels', () => {
    const truth = labels(label(C(1), 's', 'ring'));
    const entities = [
      { id: C(1), score: 0.2 },
      { id: 'person:never', score: 0.9 },
    ];
    expect(evaluate(truth, run({ entities, entityIds })).auc).toBe(1);
  });

  it('shares the last places among equals', () => {
    // One at 0.9 planted; 18 at 0.5 of which 6 are planted: 1 + 9 · 6/18 = 4 of 10.
    const many = Array.from({ length: 19 }, (_, i) => C(i));
    const truth = labels(...many.slice(0, 7).map((id) => label(id, 's', 'ring')));
    const entities = many.map((id, i) => ({ id, score: i === 0 ? 0.9 : 0.5 }));
    const result = evaluate(truth, run({ entities, entityIds: () => many }));
    expect(result.precisionAt['10']).toBe(0.4);
    expect(result.precisionAt['100']).toBe(0.368421);
  });

  it('counts labelled entities that the store lacks', () => {
    const result = evaluate(labels(label(C(77), 's', 'ring')), run({ entityIds }));
    expect(result.unknownEntities).toBe(1);
    expect(result.auc).toBe(0.5);
  });
});

describe('nothing to divide by', () => {
  it('gives null, and the table says so', () => {
    const result = evaluate({ entities: [], transactions: [] }, run({}));
    expect(result).toEqual({
      run: 'r-1',
      schemes: [],
      indicators: [],
      honest: [],
      auc: null,
      precisionAt: { '10': null, '100': null },
      transactions: { planted: 0, named: 0, recall: null },
      unknownEntities: 0,
    });
    expect(evaluationTable(result)).toContain('AUC none');
  });
});

describe('transactions', () => {
  it('of planted schemes are counted when a finding names them', () => {
    const truth: Labels = {
      entities: [],
      transactions: [
        { transactionId: 't1', schemeId: 's', schemeKind: 'ring' },
        { transactionId: 't2', schemeId: 's', schemeKind: 'ring' },
        { transactionId: 't3', schemeId: 'h', schemeKind: 'honest-farm' },
      ],
    };
    const result = evaluate(truth, run({ findings: [finding('M07', [C(1)], ['t1', 't3'])] }));
    expect(result.transactions).toEqual({ planted: 2, named: 1, recall: 0.5 });
  });
});

describe('the table', () => {
  it('lines up columns and writes ratios as per cent', () => {
    const truth = labels(label(C(1), 's', 'ring'), label(C(2), 'h', 'honest-farm'));
    const text = evaluationTable(evaluate(truth, run({ findings: [finding('M07', [C(1)])], entityIds: () => [C(1)] })));
    expect(text).toContain(
      [
        'scheme  difficulty  planted  found   recall  above the line',
        'ring    plain             1      1  100.0 %               0',
      ].join('\n'),
    );
    expect(text).toContain(
      ['honest decoy  entities  above the line', 'honest-farm          1               0'].join('\n'),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../src/analyze/compare-runs.ts';
import type { Detector } from '../../src/detectors/detector.ts';
import type { RunDocument } from '../../src/model/finding.ts';
import { projectionOf } from '../graph/projection-of.ts';
import { draft, findingsRule, measure, rule, runOf } from './synthetic.ts';

const firm = (n: number) => `company:9401400${String(n).padStart(5, '0')}`;
const firms = projectionOf({ companies: Array.from({ length: 200 }, (_, i) => ({ id: firm(i) })) });

/** A rule that flags firms from a number of firms headed on. */
const heads: Detector = {
  ...rule('R02', () => ({ findings: [], measured: null })),
  options: { warn: { default: 5, unit: 'count', ours: true, text: { en: 'warn', kk: 'warn', ru: 'warn' } } },
  detect: (p, options) => {
    const counts = { [firm(1)]: 12, [firm(2)]: 7, [firm(3)]: 5 };
    const warn = Number(options.warn);
    return {
      findings: Object.entries(counts)
        .filter(([, n]) => n >= warn)
        .map(([id, n]) => draft(p, [id], { score: n / (n + warn) })),
      measured: measure(p, Object.fromEntries(Object.entries(counts).map(([id, n]) => [id, n / (n + warn)])), [
        'company',
      ]),
    };
  },
};
const life = rule(
  'R10',
  (p) => ({ findings: [draft(p, [firm(9)])], measured: measure(p, { [firm(9)]: 1 }, ['company']) }),
  {
    family: 'life',
  },
);
const run = (warn: string, more: readonly Detector[] = []): RunDocument =>
  runOf(firms, [heads, life, ...more], { set: { R02: { warn } } });

describe('two runs compared', () => {
  it('say that nothing changed where nothing did', () => {
    expect(compareRuns(run('5'), run('5'))).toMatchObject({
      same: true,
      differences: [],
      findings: [],
      entities: { intoHigh: [], outOfHigh: [], moves: [] },
      clusters: { changed: [], gone: [] },
    });
  });

  it('name the option that differs, the findings that left, and who moved by how much', () => {
    const before = run('5');
    const after = run('6');
    const { same, differences, findings, entities } = compareRuns(before, after);
    expect(same).toBe(false);
    expect(differences).toEqual([{ what: 'R02.warn', from: '5', to: '6' }]);
    const idOf = (document: RunDocument, subject: string) =>
      document.findings.find(({ subjects, indicator }) => subjects[0] === subject && indicator === 'R02')!.id;
    expect(findings).toEqual([
      {
        indicator: 'R02',
        before: 3,
        after: 2,
        in: [],
        out: [idOf(before, firm(3))],
        changed: [firm(1), firm(2)]
          .map((subject) => ({ from: idOf(before, subject), to: idOf(after, subject) }))
          .sort((a, b) => (a.to < b.to ? -1 : 1)),
      },
    ]);
    expect(entities.moves.map(({ id }) => id)).not.toContain(firm(9));
    for (const { id, from, to } of entities.moves) {
      expect(from?.score).toBe(before.entities.find((entity) => entity.id === id)?.score);
      expect(to?.score).toBe(after.entities.find((entity) => entity.id === id)?.score);
    }
    const back = compareRuns(after, before);
    expect(back.findings[0]).toMatchObject({ in: [idOf(before, firm(3))], out: [] });
  });

  it('take a finding about the same subjects on other rows as changed, not as one out and one in', () => {
    const paid = projectionOf({
      transactions: [1, 2, 3].map((day) => ({
        at: `2026-01-0${day}T10:00:00Z`,
        from_account: 'account:a',
        to_account: 'account:b',
        amount: '5',
      })),
    });
    const on = (transfers: number[]) =>
      runOf(paid, [rule('M07', (p) => ({ findings: [draft(p, ['account:a'], { transfers })], measured: null }))]);
    const [line] = compareRuns(on([0, 1]), on([0, 1, 2])).findings;
    expect(line).toMatchObject({ in: [], out: [], before: 1, after: 1 });
    expect(line!.changed[0]!.from).not.toBe(line!.changed[0]!.to);
  });

  it('trace clusters and say where those that ended went', () => {
    const control = (groups: number[][]) => [
      findingsRule(
        'N01',
        groups.map((group) => group.map(firm)),
      ),
      findingsRule('R11', [groups.map((group) => firm(group[0]!))]),
    ];
    const before = run(
      '5',
      control([
        [20, 21, 22, 23],
        [30, 31, 32],
      ]),
    );
    const after = run('5', control([[20, 21, 22, 23, 24]]));
    const { clusters } = compareRuns(before, after);
    const [large, small] = [20, 30].map((n) => before.clusters.find(({ members }) => members.includes(firm(n)))!);
    expect(clusters).toMatchObject({
      before: 2,
      after: 1,
      changed: [{ previous: [large!.id], change: 'grown', members: 5 }],
      gone: [{ id: small!.id, reason: 'none of its members is in a cluster of this run' }],
    });
  });

  it('count who passes the high line in one run only', () => {
    const more = (['tax', 'lists'] as const).map((family, i) =>
      rule(`T0${i}`, (p) => ({ findings: [], measured: measure(p, { [firm(9)]: 1 }, ['company']) }), { family }),
    );
    const { entities } = compareRuns(run('5'), run('5', more));
    expect(entities.intoHigh).toEqual([firm(9)]);
    expect(entities.moves[0]).toMatchObject({ id: firm(9), to: { rank: 1 } });
  });
});

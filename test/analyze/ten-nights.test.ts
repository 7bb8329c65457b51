import { expect, it } from 'vitest';
import { commonControl } from '../../src/detectors/common-control.ts';
import { minimumCapital } from '../../src/detectors/minimum-capital.ts';
import type { RunDocument } from '../../src/model/finding.ts';
import { projectionOf } from '../graph/projection-of.ts';
import { runOf } from './synthetic.ts';

const firm = (n: number) => `company:9401400${String(n).padStart(5, '0')}`;
const person = (n: number) => `person:8501013${String(n).padStart(5, '0')}`;
const day = (night: number) => `2026-03-${String(night).padStart(2, '0')}`;

interface Stake {
  firms: number[];
  who: number;
  role: 'executive' | 'founder';
  /** Nights from and to which it holds; without an end it lasts. */
  from: number;
  to?: number;
  /** Night on which the row arrives; default when it begins. */
  arrives?: number;
}

const STAKES: Stake[] = [
  { firms: [1, 2, 3, 4], who: 1, role: 'executive', from: 1 },
  { firms: [5, 6, 7], who: 2, role: 'executive', from: 1, to: 9 },
  { firms: [8], who: 2, role: 'executive', from: 1, to: 4 },
  { firms: [9], who: 1, role: 'executive', from: 3 },
  // Three firms had this head all along, but their rows come five nights late.
  { firms: [10, 11, 12], who: 3, role: 'executive', from: 1, arrives: 5 },
  // One person founds, and leaves, firms of two groups.
  { firms: [1, 2, 3, 4, 9, 10, 11, 12], who: 4, role: 'founder', from: 6, to: 7 },
  { firms: [5, 6, 7], who: 5, role: 'executive', from: 10 },
];

/** What is known on a night: 12 firms with hardly any capital, and the stakes that have arrived. */
function night(n: number, previous: RunDocument | null): RunDocument {
  const arrived = STAKES.filter(({ from, arrives = from }) => arrives <= n);
  const projection = projectionOf(
    {
      companies: Array.from({ length: 60 }, (_, i) => ({
        id: firm(i + 1),
        registered_at: '2020-01-01',
        capital: i < 12 ? 100 : 100_000_000_00,
        capital_currency: 'KZT',
      })),
      roles: arrived.flatMap(({ firms, who, role, from, to }) =>
        firms.map((f) => ({
          company_id: firm(f),
          holder_id: person(who),
          role,
          from: day(from),
          // An end becomes known on its day.
          to: to !== undefined && to <= n ? day(to) : null,
        })),
      ),
    },
    { asOf: day(n) },
  );
  return runOf(projection, [commonControl, minimumCapital], previous ? { previous } : {});
}

it('ten nights: clusters keep their ids while they grow, shrink, merge and split, and every end has its reason', () => {
  const ids: Record<string, string> = {};
  let previous: RunDocument | null = null;
  const seen: Record<string, string>[] = [];
  const gone: (readonly { id: string; reason: string }[])[] = [];
  for (let n = 1; n <= 10; n++) {
    const run: RunDocument = night(n, previous);
    const again = night(n, previous);
    expect(again.clusters, `night ${n} twice`).toEqual(run.clusters);
    expect(run.clusters.every(({ kind }) => kind === 'shell-cluster')).toBe(true);
    const lines: Record<string, string> = {};
    for (const [name, first] of [
      ['A', 1],
      ['B', 5],
      ['C', 10],
    ] as const) {
      const cluster = run.clusters.find(({ members }) => members.includes(firm(first)));
      if (!cluster) continue;
      lines[name] = cluster.lineage.change;
      ids[`${name}${n}`] = cluster.id;
    }
    seen.push(lines);
    gone.push(run.run.gone.map(({ id, reason }) => ({ id, reason })));
    previous = run;
  }
  expect(seen).toEqual([
    { A: 'new', B: 'new' },
    { A: 'same', B: 'same' }, // nothing came
    { A: 'grown', B: 'same' },
    { A: 'same', B: 'shrunk' },
    { A: 'same', B: 'same', C: 'new' }, // late rows
    { A: 'merged', B: 'same', C: 'merged' },
    { A: 'split', B: 'same', C: 'split' },
    { A: 'same', B: 'same', C: 'same' },
    { A: 'same', C: 'same' }, // B's head left
    { A: 'same', B: 'new', C: 'same' },
  ]);
  for (let n = 2; n <= 10; n++) expect(ids[`A${n}`], `A on night ${n}`).toBe(ids.A1);
  for (let n = 2; n <= 8; n++) expect(ids[`B${n}`], `B on night ${n}`).toBe(ids.B1);
  expect(ids.C6).toBe(ids.A1);
  expect(new Set([ids.A1, ids.B1, ids.C5, ids.C7]).size).toBeGreaterThanOrEqual(3);
  expect(ids.C8).toBe(ids.C7);
  const reasons = gone.flatMap((lines, i) => lines.map((line) => ({ night: i + 1, ...line })));
  expect(reasons).toEqual([
    { night: 6, id: ids.C5, reason: `merged into ${ids.A1}` },
    { night: 9, id: ids.B1, reason: 'none of its members is in a cluster of this run' },
  ]);
});

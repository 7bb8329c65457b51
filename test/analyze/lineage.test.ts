import { describe, expect, it } from 'vitest';
import { clusterHash, traceLineage } from '../../src/analyze/lineage.ts';
import type { RunDocument } from '../../src/model/finding.ts';
import { projectionOf } from '../graph/projection-of.ts';
import { findingsRule, runOf } from './synthetic.ts';

const previous = [
  { id: 'c-one', members: ['a', 'b', 'c', 'd'] },
  { id: 'c-two', members: ['e', 'f'] },
];
const trace = (...clusters: string[]) =>
  traceLineage(
    clusters.map((members) => ({ members: members.split('') })),
    previous,
  );

describe('lineage', () => {
  it('starts with ids that hash the members', () => {
    const { clusters, gone } = traceLineage([{ members: ['a', 'b'] }], []);
    expect(clusters).toEqual([{ id: clusterHash(['a', 'b']), lineage: { previous: [], change: 'new' } }]);
    expect(clusters[0]?.id).toMatch(/^c-[0-9a-f]{12}$/);
    expect(gone).toEqual([]);
  });

  it('keeps the id of what is the same, grew or shrank', () => {
    expect(trace('abcd', 'ef')).toEqual({
      clusters: [
        { id: 'c-one', lineage: { previous: ['c-one'], change: 'same' } },
        { id: 'c-two', lineage: { previous: ['c-two'], change: 'same' } },
      ],
      gone: [],
    });
    expect(trace('abcdx', 'e').clusters.map(({ id, lineage }) => [id, lineage.change])).toEqual([
      ['c-one', 'grown'],
      ['c-two', 'shrunk'],
    ]);
  });

  it('merges two into one under the id of the larger part, and says where the other went', () => {
    expect(trace('abcdef')).toEqual({
      clusters: [{ id: 'c-one', lineage: { previous: ['c-one', 'c-two'], change: 'merged' } }],
      gone: [{ id: 'c-two', reason: 'merged into c-one', text: expect.objectContaining({ ru: 'вошёл в c-one' }) }],
    });
  });

  it('splits one in two: the larger part keeps the id, the other gets its own', () => {
    expect(trace('abc', 'dx', 'ef').clusters).toEqual([
      { id: 'c-one', lineage: { previous: ['c-one'], change: 'split' } },
      { id: clusterHash(['d', 'x']), lineage: { previous: ['c-one'], change: 'split' } },
      { id: 'c-two', lineage: { previous: ['c-two'], change: 'same' } },
    ]);
  });

  it('names what ended, and what is new', () => {
    const { clusters, gone } = trace('abcd', 'xyz');
    expect(gone).toEqual([
      { id: 'c-two', reason: 'none of its members is in a cluster of this run', text: expect.any(Object) },
    ]);
    expect(clusters[1]?.lineage).toEqual({ previous: [], change: 'new' });
  });

  it('takes one shared member neither for a merger nor for a split', () => {
    expect(trace('abc', 'dpqrs', 'ef').clusters.map(({ lineage }) => lineage)).toEqual([
      { previous: ['c-one'], change: 'shrunk' },
      { previous: [], change: 'new' },
      { previous: ['c-two'], change: 'same' },
    ]);
    const small = [
      { id: 'c-big', members: ['a', 'b', 'c', 'd', 'e'] },
      { id: 'c-odd', members: ['v', 'w', 'x', 'y', 'z'] },
    ];
    expect(traceLineage([{ members: ['a', 'b', 'c', 'd', 'e', 'z'] }], small)).toMatchObject({
      clusters: [{ id: 'c-big', lineage: { previous: ['c-big'], change: 'grown' } }],
      gone: [
        { id: 'c-odd', reason: 'fell apart: at most 1 of its 5 members together, in c-big', text: expect.any(Object) },
      ],
    });
  });

  it('does not depend on the order of the clusters', () => {
    const forward = trace('ab', 'cd', 'efx').clusters;
    const backward = trace('efx', 'cd', 'ab').clusters;
    expect([...backward].reverse()).toEqual(forward);
    expect(new Set(forward.map(({ id }) => id)).size).toBe(3);
  });
});

describe('lineage over two runs', () => {
  const firm = (n: number) => `company:9401400${String(n).padStart(5, '0')}`;
  const firms = projectionOf({ companies: Array.from({ length: 20 }, (_, i) => ({ id: firm(i) })) });
  const run = (groups: number[][], previous?: RunDocument) => {
    const communities = groups.map((numbers) => numbers.map(firm));
    const detectors = [findingsRule('N01', communities), findingsRule('R10', communities)];
    return runOf(firms, detectors, previous ? { previous } : {});
  };
  const idOf = ({ clusters }: RunDocument, n: number) => clusters.find(({ members }) => members.includes(firm(n)))?.id;

  it('is kept by clusters and written into run.json', () => {
    const first = run([
      [0, 1, 2],
      [3, 4, 5, 6, 7, 8],
      [10, 11, 12],
      [13, 14, 15],
      [17, 18, 19],
    ]);
    expect(first.clusters.every(({ lineage }) => lineage.change === 'new')).toBe(true);
    const second = run(
      [
        [0, 1, 2, 9],
        [3, 4, 5],
        [6, 7, 8],
        [10, 11, 12, 13, 14, 15],
      ],
      first,
    );
    const changeOf = (n: number) => second.clusters.find(({ members }) => members.includes(firm(n)))?.lineage;
    expect(changeOf(0)).toEqual({ change: 'grown', previous: [idOf(first, 0)] });
    expect(changeOf(3)).toEqual({ change: 'split', previous: [idOf(first, 3)] });
    expect(changeOf(6)).toEqual({ change: 'split', previous: [idOf(first, 3)] });
    expect(changeOf(10)?.change).toBe('merged');
    expect(idOf(second, 0)).toBe(idOf(first, 0));
    expect([idOf(second, 3), idOf(second, 6)]).toContain(idOf(first, 3));
    expect([idOf(first, 10), idOf(first, 13)]).toContain(idOf(second, 10));
    expect(second.run.previous).toBe(first.run.id);
    expect(second.run.gone.map(({ id }) => id).sort()).toEqual(
      [idOf(first, 17), [idOf(first, 10), idOf(first, 13)].find((id) => id !== idOf(second, 10))].sort(),
    );
    const third = run([[0, 1, 2]], second);
    expect(third.clusters[0]).toMatchObject({ id: idOf(first, 0), lineage: { change: 'shrunk' } });
    expect(run([[0, 1, 2]], third).clusters[0]?.lineage.change).toBe('same');
  });
});

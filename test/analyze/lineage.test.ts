import { describe, expect, it } from 'vitest';
import { clusterHash, traceLineage } from '../../src/analyze/lineage.ts';

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
      gone: [{ id: 'c-two', reason: 'merged into c-one' }],
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
    expect(gone).toEqual([{ id: 'c-two', reason: 'none of its members is in a cluster of this run' }]);
    expect(clusters[1]?.lineage).toEqual({ previous: [], change: 'new' });
  });

  it('does not depend on the order of the clusters', () => {
    const forward = trace('ab', 'cd', 'efx').clusters;
    const backward = trace('efx', 'cd', 'ab').clusters;
    expect([...backward].reverse()).toEqual(forward);
    expect(new Set(forward.map(({ id }) => id)).size).toBe(3);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCsr } from '../../src/graph/csr.ts';
import { sharedInt32 } from '../../src/graph/shared-columns.ts';

const NODES = 12;

describe('adjacency in compressed sparse rows', () => {
  it('groups edges by node in the order given, without those that have no node', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1, max: NODES - 1 }), { maxLength: 60 }), (nodeOf) => {
        const column = Int32Array.from(nodeOf);
        for (const options of [{ skipBlank: true }, { skipBlank: true, allocate: sharedInt32 }]) {
          const { offsets, edges } = buildCsr(NODES, column, options);
          for (let node = 0; node < NODES; node++) {
            const expected = [...nodeOf.keys()].filter((edge) => nodeOf[edge] === node);
            expect([...edges.subarray(offsets[node], offsets[node + 1])]).toEqual(expected);
          }
          expect(offsets[NODES]).toBe(nodeOf.filter((node) => node >= 0).length);
        }
      }),
    );
  });

  it('takes the edges that are named, in that order', () => {
    const { offsets, edges } = buildCsr(3, Int32Array.of(2, 0, 2, 2), { order: Int32Array.of(3, 0, 1) });
    expect([...offsets]).toEqual([0, 1, 1, 3]);
    expect([...edges]).toEqual([1, 3, 0]);
  });

  it('refuses an edge of a node that is not there, and a blank one where nobody said to skip it', () => {
    expect(() => buildCsr(3, Int32Array.of(0, 3))).toThrow('edge 1 names node 3');
    expect(() => buildCsr(3, Int32Array.of(0, -1))).toThrow('edge 1 names node -1');
    expect(() => buildCsr(3, Int32Array.of(-2), { skipBlank: true })).toThrow('edge 0 names node -2');
  });
});

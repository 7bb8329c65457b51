import { describe, expect, it } from 'vitest';
import { betweenness } from '../../src/graph/betweenness.ts';
import { buildWeightedGraph } from '../../src/graph/weighted-graph.ts';

const graphOf = (count: number, edges: [number, number][]) =>
  buildWeightedGraph(
    count,
    Int32Array.from(edges, ([a]) => a),
    Int32Array.from(edges, ([, b]) => b),
  );

describe('betweenness', () => {
  it('is the number of pairs whose only shortest path leads over a node', () => {
    expect([
      ...betweenness(
        graphOf(4, [
          [0, 1],
          [1, 2],
          [2, 3],
        ]),
      ),
    ]).toEqual([0, 2, 2, 0]);
  });

  it('is shared where several paths are as short', () => {
    expect([
      ...betweenness(
        graphOf(4, [
          [0, 1],
          [1, 3],
          [0, 2],
          [2, 3],
        ]),
      ),
    ]).toEqual([0.5, 0.5, 0.5, 0.5]);
  });

  it('is that of the hub alone in a star', () => {
    expect([
      ...betweenness(
        graphOf(5, [
          [0, 1],
          [0, 2],
          [0, 3],
          [0, 4],
        ]),
      ),
    ]).toEqual([6, 0, 0, 0, 0]);
  });
});

import { expect, test } from 'vitest';
import { nodeRadius } from '../../web/state/board.ts';
import { EMPTY_HISTORY, perform } from '../../web/state/history.ts';
import { legendOf } from '../../web/state/legend.ts';
import { clustersInView, curvePoint, moneyWidth, sceneOf } from '../../web/state/scene.ts';
import { moreToExpand, neighbourhood, visibleOf } from '../../web/state/visible.ts';
import { edge, network, node } from './network.ts';

const million = (value: number) => ({ amounts: [{ minor: String(value * 1e8), currency: 'KZT' }] });

function boardOf(...[nodes, edges]: Parameters<typeof network>) {
  const step = { add: 'cluster', id: 'c-1' } as const;
  return perform(EMPTY_HISTORY, { type: 'open', step, network: network(nodes, edges), label: '' });
}

test('the width of money grows with its logarithm, between 1.2 and 7 px', () => {
  expect(moneyWidth({ amounts: [] })).toBe(1.2);
  expect(moneyWidth(million(1))).toBe(1.2);
  expect(moneyWidth(million(42.1))).toBeCloseTo(1.2 + 3.1 * (Math.log10(42.1) - 0.7), 9);
  expect(moneyWidth(million(1e6))).toBe(7);
});

test('opposite edges bend to different sides, a single one is straight', () => {
  const { present } = boardOf(
    [node('a', { x: -1 }), node('b', { x: 1 }), node('c', { y: 1 })],
    [edge('a', 'b'), edge('b', 'a'), edge('a', 'c')],
  );
  const bends = Object.fromEntries(sceneOf(present, []).edges.map(({ edge, bend }) => [edge.id, bend]));
  // The side is turned with the direction: equal signs on opposite edges are different sides of the line.
  expect(bends['a>b']).not.toBe(0);
  expect(bends['b>a']).toBe(bends['a>b']);
  expect(bends['a>c']).toBe(0);
});

test('an edge that would run through a third node goes round it', () => {
  const { present } = boardOf([node('a', { x: -1 }), node('b'), node('c', { x: 1 })], [edge('a', 'c')]);
  const { a, b, c } = Object.fromEntries(present.nodes);
  const bend = sceneOf(present, []).edges[0]!.bend;
  expect(bend).not.toBe(0);
  for (let t = 0; t <= 1; t += 0.05) {
    const point = curvePoint(a!, c!, bend, t);
    expect(Math.hypot(point.x - b!.x, point.y - b!.y)).toBeGreaterThan(nodeRadius('none'));
  }
});

test('a suggestion is a line of its own in the legend, can be hidden, and is no neighbour in the data', () => {
  const guess = edge('a', 'b', { relation: 'POSSIBLY_SAME', inferred: true, count: 0 });
  const history = boardOf([node('a', { neighbours: 1 }), node('b', { neighbours: 1 }), node('c')], [guess]);
  expect(moreToExpand(history.present)).toEqual(
    new Map([
      ['a', 1],
      ['b', 1],
    ]),
  );
  expect(legendOf(history.present)).toMatchObject({ relations: [], lines: [{ name: 'inferred', count: 1 }] });
  const hidden = perform(history, { type: 'toggle-line', line: 'inferred', label: '' });
  expect(visibleOf(hidden.present).edges).toEqual([]);
});

test('a fact is solid, what ended is dashed, a suggestion is dotted', () => {
  const { present } = boardOf(
    [node('a'), node('b'), node('c'), node('d')],
    [edge('a', 'b'), edge('a', 'c', { ended: true }), edge('a', 'd', { inferred: true })],
  );
  expect(sceneOf(present, []).edges.map(({ pattern }) => pattern)).toEqual(['solid', 'dashed', 'dotted']);
});

test('an edge goes with its ends, and the legend keeps what is off so that it can come back', () => {
  const history = boardOf([node('a'), node('b', { kind: 'person' })], [edge('b', 'a')]);
  const off = perform(history, { type: 'toggle-kind', kind: 'person', label: '' });
  expect(visibleOf(off.present)).toMatchObject({ edges: [], hidden: 1 });
  expect(legendOf(off.present).kinds).toContainEqual({ name: 'person', count: 1, hidden: true });
  const on = perform(off, { type: 'toggle-kind', kind: 'person', label: '' });
  expect(visibleOf(on.present).edges).toHaveLength(1);
});

test('cash machines are a kind of their own in the legend', () => {
  const { present } = boardOf([node('a', { kind: 'account', variant: 'atm' }), node('b', { kind: 'account' })]);
  expect(legendOf(present).kinds.map(({ name }) => name)).toEqual(['account', 'cash']);
});

test('how many more there are counts neighbours, not edges, and hidden ones are no news', () => {
  const history = boardOf(
    [node('a', { neighbours: 5 }), node('b', { neighbours: 1 })],
    [edge('a', 'b'), edge('b', 'a'), edge('a', 'b', { id: 'again' })],
  );
  expect([...moreToExpand(history.present)]).toEqual([['a', 4]]);
  const hidden = perform(history, { type: 'hide', ids: ['b'], label: '' });
  expect(moreToExpand(hidden.present).get('a')).toBe(4);
});

test('hovering keeps a node and its neighbours', () => {
  expect([...neighbourhood([edge('a', 'b'), edge('c', 'a'), edge('c', 'd')], 'a')]).toEqual(['a', 'b', 'c']);
});

test('hulls are numbered by the order in which clusters came, with at least two members in view', () => {
  const { present } = boardOf([
    node('a', { cluster: 'c-1' }),
    node('b', { cluster: 'c-1' }),
    node('c', { cluster: 'c-0' }),
    node('d', { cluster: 'c-0' }),
    node('e', { cluster: 'c-9' }),
  ]);
  expect(clustersInView(present)).toEqual(['c-1', 'c-0', 'c-9']);
  expect(sceneOf(present, clustersInView(present)).hulls.map(({ cluster, color }) => [cluster, color])).toEqual([
    ['c-1', 1],
    ['c-0', 2],
  ]);
});

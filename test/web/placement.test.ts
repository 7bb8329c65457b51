import { expect, test } from 'vitest';
import { nodeRadius } from '../../web/state/board.ts';
import { EMPTY_HISTORY, perform } from '../../web/state/history.ts';
import { placeRound, spread } from '../../web/state/placement.ts';
import { edge, network, node } from './network.ts';

const ring = Array.from({ length: 30 }, (_, index) =>
  node(`n${index}`, { x: Math.cos(index / 5), y: Math.sin(index / 5), neighbours: 40 }),
);

function opened() {
  const view = network(
    ring,
    ring.slice(1).map((one) => edge('n0', one.id)),
  );
  return perform(EMPTY_HISTORY, { type: 'open', step: { add: 'cluster', id: 'c' }, network: view, label: '' });
}

test('nodes do not lie on one another, and the same network gives the same picture', () => {
  const places = [...spread(network(ring)).values()];
  for (const [index, a] of places.entries()) {
    for (const b of places.slice(index + 1)) {
      expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(2 * nodeRadius('none'));
    }
  }
  expect([...spread(network(ring)).values()]).toEqual(places);
});

test('an expand moves nothing that is there and puts what is new near its source', () => {
  const before = opened().present;
  const fresh = Array.from({ length: 25 }, (_, index) => node(`new${index}`));
  const edges = fresh.map((one) => edge('n3', one.id));
  const after = perform(opened(), {
    type: 'add',
    step: { add: 'neighbours', id: 'n3', kind: null, limit: 25, by: 'risk' },
    source: 'n3',
    network: network([ring[3]!, ...fresh], edges),
    label: '',
  }).present;
  for (const [id, { x, y }] of before.nodes) expect(after.nodes.get(id)).toMatchObject({ x, y });
  const source = after.nodes.get('n3')!;
  for (const one of fresh) {
    const placed = after.nodes.get(one.id)!;
    expect(Math.hypot(placed.x - source.x, placed.y - source.y)).toBeLessThan(700);
  }
});

test('places do not depend on the order in which new nodes come', () => {
  const board = opened().present;
  const fresh = Array.from({ length: 12 }, (_, index) => node(`new${index}`));
  const edges = fresh.map((one) => edge('n3', one.id));
  const there = placeRound(board, 'n3', fresh, edges);
  const back = placeRound(board, 'n3', [...fresh].reverse(), edges);
  for (const [id, place] of there) expect(back.get(id)).toEqual(place);
});

test('nodes with exactly the same position are taken apart', () => {
  const places = [...spread(network([node('a'), node('b'), node('c')])).values()];
  expect(new Set(places.map(({ x, y }) => `${x}|${y}`)).size).toBe(3);
  for (const { x, y } of places) expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
});

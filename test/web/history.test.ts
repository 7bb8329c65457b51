import { expect, test } from 'vitest';
import type { Command } from '../../web/state/commands.ts';
import { EMPTY_HISTORY, perform, redo, relabel, undo } from '../../web/state/history.ts';
import { edge, network, node } from './network.ts';

const open: Command = {
  type: 'open',
  step: { add: 'cluster', id: 'c-1' },
  network: network([node('a', { neighbours: 3, x: -0.5 }), node('b', { x: 0.5 })], [edge('a', 'b')]),
  label: 'One',
};
const add: Command = {
  type: 'add',
  step: { add: 'neighbours', id: 'a', kind: null, limit: 25, by: 'risk' },
  source: 'a',
  network: network([node('a', { neighbours: 3 }), node('c'), node('d')], [edge('a', 'c'), edge('a', 'd')], 40),
  label: 'A',
};

test('an expanded board goes back to the very board before, and forth again', () => {
  const opened = perform(EMPTY_HISTORY, open);
  const expanded = perform(opened, add);
  expect([...expanded.present.nodes.keys()]).toEqual(['a', 'b', 'c', 'd']);
  expect(expanded.past.at(-1)?.name).toEqual({ key: 'web.done.added', values: { label: 'A', count: 2 } });
  const back = undo(expanded);
  expect(back.present).toBe(opened.present);
  expect(redo(back).present).toBe(expanded.present);
});

test('a new change forgets what was taken back', () => {
  const back = undo(perform(perform(EMPTY_HISTORY, open), add));
  const hidden = perform(back, { type: 'hide', ids: ['b'], label: 'B' });
  expect(hidden.future).toEqual([]);
  expect(redo(hidden)).toBe(hidden);
});

test('a command that changes nothing is no step', () => {
  const opened = perform(EMPTY_HISTORY, open);
  expect(perform(opened, { type: 'restore' })).toBe(opened);
  expect(perform(opened, { type: 'hide', ids: ['not here'], label: '' })).toBe(opened);
});

test('what is hidden stays hidden after an expand, and comes back with restore', () => {
  const hidden = perform(perform(EMPTY_HISTORY, open), { type: 'hide', ids: ['b'], label: 'B' });
  const expanded = perform(hidden, add);
  expect([...expanded.present.hiddenNodes]).toEqual(['b']);
  expect(perform(expanded, { type: 'restore' }).present.hiddenNodes.size).toBe(0);
});

test('a cut is kept with its order and its whole', () => {
  const expanded = perform(perform(EMPTY_HISTORY, open), add);
  expect(expanded.present.cuts).toEqual([{ source: 'a', label: 'A', shown: 3, total: 40, by: 'risk' }]);
});

test('a change of language rewords every board and moves nothing', () => {
  const expanded = perform(perform(EMPTY_HISTORY, open), add);
  const reworded = relabel(expanded, [network([node('a', { label: 'А', x: 0.9 }), node('c', { label: 'Ц' })])]);
  expect(reworded.present.nodes.get('c')?.label).toBe('Ц');
  expect(reworded.past[1]?.board.nodes.get('a')?.label).toBe('А');
  const before = expanded.present.nodes.get('a')!;
  expect(reworded.present.nodes.get('a')).toMatchObject({ x: before.x, y: before.y });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EMPTY_ADDRESS, readAddress, type ViewAddress, writeAddress } from '../../web/state/view-url.ts';

const id = fc.oneof(
  fc.constantFrom(
    'company:240340001012',
    'contact:phone:77011234567',
    'c-1f',
    'address:алматы|рыскулова|57',
    'person:~4f1c',
  ),
  fc.string({ minLength: 1 }),
);
const step = fc.oneof(
  fc.record({ add: fc.constantFrom('cluster' as const, 'entity' as const, 'suggestions' as const), id }),
  fc.record({
    add: fc.constant('neighbours' as const),
    id,
    kind: fc.constantFrom(null, 'company', 'person'),
    limit: fc.constantFrom(null, 25, 500),
    by: fc.constantFrom('risk' as const, 'amount' as const),
  }),
);

test('an address read back is the view that was written', () => {
  const address: fc.Arbitrary<ViewAddress> = fc.record({
    recipe: fc
      .tuple(fc.record({ add: fc.constantFrom('cluster' as const, 'entity' as const), id }), fc.array(step))
      .map(([first, rest]) => [first, ...rest]),
    hiddenNodes: fc.array(id),
    off: fc.uniqueArray(fc.constantFrom('person', 'OWNS', 'ended')),
    selected: fc.option(id),
    tab: fc.option(fc.constantFrom('members', 'transfers')),
  });
  fc.assert(
    fc.property(address, (view) => {
      expect(readAddress(writeAddress(view))).toEqual(view);
    }),
  );
});

test('the first screen, and what nobody understands, is an empty view', () => {
  expect(writeAddress(EMPTY_ADDRESS)).toBe('#/');
  for (const hash of ['', '#', '#/', '#/nonsense/1', '#/cluster/']) expect(readAddress(hash)).toEqual(EMPTY_ADDRESS);
  expect(readAddress('#/cluster/c-1?off=person,<script>&do=neighbours&do=x~y').off).toEqual(['person']);
});

test('ids stay readable in the address', () => {
  const recipe = [{ add: 'entity' as const, id: 'company:240340001012' }];
  expect(writeAddress({ ...EMPTY_ADDRESS, recipe })).toBe('#/entity/company:240340001012');
});

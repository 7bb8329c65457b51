import { expect, it } from 'vitest';
import type { EntityId } from '../../src/model/id.ts';
import { publicId } from '../../src/model/public-id.ts';

const KEY = '00'.repeat(32);
const ids = ['person:850101300010', 'account:KZ868560000000008812', 'contact:phone:77010000001'] as EntityId[];

it('never contains what the id was made of, and is the same every time', () => {
  for (const id of ids) {
    const masked = publicId(id, KEY);
    expect(masked).toMatch(/^(person|account|contact):~[0-9a-f]{20}$/);
    expect(masked).not.toContain(id.slice(id.lastIndexOf(':') + 1));
    expect(publicId(id, KEY)).toBe(masked);
  }
});

it('differs between entities and between keys', () => {
  expect(new Set(ids.map((id) => publicId(id, KEY))).size).toBe(ids.length);
  expect(publicId(ids[0]!, KEY)).not.toBe(publicId(ids[0]!, '11'.repeat(32)));
});

it('leaves what is public by law as it is', () => {
  expect(publicId('company:940140000385' as EntityId, KEY)).toBe('company:940140000385');
});

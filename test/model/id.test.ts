import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accountId,
  countryOf,
  type EntityId,
  keyOf,
  kindOf,
  localPersonId,
  readReference,
  splitId,
} from '../../src/model/id.ts';
import { NODE_KINDS } from '../../src/model/vocabulary.ts';

describe('full ids', () => {
  test('have a kind and a key', () => {
    expect(splitId('company:GB:SL012732')).toEqual({ kind: 'company', key: 'GB:SL012732' });
    for (const text of ['', 'company', 'company:', ':x', 'GB:SL012732', 'Company:1', 'firm:1']) {
      expect(splitId(text)).toBeNull();
    }
  });

  test('fall apart and come together again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NODE_KINDS), fc.string({ minLength: 1 }), (kind, key) => {
        const id = `${kind}:${key}` as EntityId;
        return kindOf(id) === kind && keyOf(id) === key && splitId(id)?.key === key;
      }),
    );
  });

  test.each([
    ['company:940140000385', 'KZ'],
    ['company:GB:SL012732', 'GB'],
    ['person:XX:9', 'XX'],
    ['person:local:940140000385:executive:0123', null],
    ['account:KZ86', null],
  ])('the country of %s is %s', (id, country) => {
    expect(countryOf(id as EntityId)).toBe(country);
  });
});

describe('references', () => {
  test.each([
    ['940140000385', null, null, 'company:940140000385'],
    ['061211600012', null, null, 'person:061211600012'],
    [' 061211600012 ', null, null, 'person:061211600012'],
    ['061211600012', 'company', null, 'company:061211600012'],
    ['GB:SL012732', 'company', null, 'company:GB:SL012732'],
    ['GB:SL012732', null, null, 'kind-unknown'],
    ['KZ:940140000385', 'company', null, 'company:940140000385'],
    ['KZ:9401', 'company', null, 'not-twelve-digits'],
    ['SL012732', 'company', 'GB', 'company:GB:SL012732'],
    ['GB:SL012732', 'company', 'FR', 'company:GB:SL012732'],
    ['940140000385', 'company', 'KZ', 'company:940140000385'],
    ['SL012732', null, 'GB', 'kind-unknown'],
    ['person:DE:1', 'company', null, 'person:DE:1'],
    ['account:1', null, null, 'kind-mismatch'],
    ['', null, null, 'blank'],
    ['8.70101E+11', null, null, 'scientific'],
    ['8,70101e+11', null, null, 'scientific'],
    ['94014000038', null, null, 'not-twelve-digits'],
    ['Ivanov', 'person', null, 'not-twelve-digits'],
  ] as const)('%s of kind %s and country %s is %s', (text, kind, country, expected) => {
    expect(readReference(text, kind, ['company', 'person'], country)).toBe(expected);
  });

  test('accounts are never prefixed by a country', () => {
    expect(accountId('KZ86')).toBe('account:KZ86');
    expect(accountId(' account:KZ86 ')).toBe('account:KZ86');
    expect(accountId('GB:1')).toBe('account:GB:1');
  });

  test('a name alone is one person within a company and role, by its folded spelling', () => {
    const company = 'company:940140000385' as EntityId;
    const id = localPersonId(company, 'executive', 'ИВАНОВ Иван');
    expect(id).toMatch(/^person:local:940140000385:executive:[0-9a-f]{12}$/);
    expect(localPersonId(company, 'executive', 'Иванов  иван')).toBe(id);
    expect(localPersonId(company, 'founder', 'ИВАНОВ Иван')).not.toBe(id);
    expect(localPersonId('company:990140004654' as EntityId, 'executive', 'ИВАНОВ Иван')).not.toBe(id);
  });
});

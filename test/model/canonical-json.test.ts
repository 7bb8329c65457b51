import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../src/model/canonical-json.ts';

describe('canonical JSON', () => {
  test('orders keys by code point, whatever order they came in', () => {
    expect(canonicalJson({ b: 1, a: { d: 1, c: 2 }, A: 3, '10': 4, '9': 5 })).toBe(
      '{"10":4,"9":5,"A":3,"a":{"c":2,"d":1},"b":1}',
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (object) => {
        const turned = Object.fromEntries(Object.entries(object).reverse());
        return canonicalJson(turned) === canonicalJson(object);
      }),
    );
  });

  test('orders characters beyond the basic plane after all others', () => {
    expect(canonicalJson({ '\u{1f600}': 1, '\uff5e': 2 })).toBe('{"\uff5e":2,"\u{1f600}":1}');
  });

  test('rounds numbers to six places, without minus zero', () => {
    expect(canonicalJson([0.1 + 0.2, 1 / 3, -0.0000001, -0, 1e21, 5])).toBe('[0.3,0.333333,0,0,1e+21,5]');
    expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
  });

  test('writes a number as its nearest six places read', () => {
    const reads = (value: number) => String(Number(value.toFixed(6)) || 0);
    const near = fc.integer({ min: -3_000_000, max: 3_000_000 }).map((n) => (n + 0.5) / 1e6);
    fc.assert(
      fc.property(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), near), (value) => {
        expect(canonicalJson(value)).toBe(Number.isInteger(value) ? String(value || 0) : reads(value));
      }),
      { numRuns: 2000 },
    );
  });

  test('writes big integers as digits, leaves undefined out, refuses functions', () => {
    expect(canonicalJson({ a: 2n ** 64n, b: undefined, c: null })).toBe('{"a":18446744073709551616,"c":null}');
    expect(() => canonicalJson(() => 1)).toThrow(TypeError);
  });

  test('is JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false } as never), (value) => {
        expect(() => JSON.parse(canonicalJson(value))).not.toThrow();
      }),
    );
  });
});

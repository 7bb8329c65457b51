import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exponentOf, formatMinor, isCurrencyCode, MAX_AMOUNT_MINOR, parseAmount } from '../../src/model/money.ts';

/** Minor units by whole-number arithmetic alone: rounds half to even. */
function exact(digits: bigint, decimals: number, exponent: number): { minor: bigint; rounded: boolean } {
  const shift = exponent - decimals;
  if (shift >= 0) return { minor: digits * 10n ** BigInt(shift), rounded: false };
  const unit = 10n ** BigInt(-shift);
  const [whole, rest] = [digits / unit, digits % unit];
  const up = rest * 2n > unit || (rest * 2n === unit && whole % 2n === 1n);
  return { minor: up ? whole + 1n : whole, rounded: rest !== 0n };
}

function written(digits: bigint, decimals: number): string {
  const text = digits.toString().padStart(decimals + 1, '0');
  return decimals === 0 ? text : `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
}

const currency = fc.constantFrom('KZT', 'JPY', 'KWD', 'BTC', 'CLF', 'ZZZ');

describe('amounts', () => {
  test('are read exactly, for any number of digits and decimals', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 22n), fc.integer({ min: 0, max: 12 }), currency, (digits, decimals, code) => {
        const parsed = parseAmount(written(digits, decimals), code);
        const { minor, rounded } = exact(digits, decimals, exponentOf(code));
        if (minor > BigInt(MAX_AMOUNT_MINOR)) expect(parsed).toEqual({ defect: 'too-large' });
        else expect(parsed).toEqual({ minor: Number(minor), rounded });
      }),
      { numRuns: 2000 },
    );
  });

  test('exponents say the same as digits', () => {
    fc.assert(
      fc.property(
        fc.bigInt(0n, 10n ** 12n),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: -6, max: 6 }),
        (digits, decimals, power) => {
          const shifted = decimals - power;
          const plain = shifted >= 0 ? written(digits, shifted) : `${digits}${'0'.repeat(-shifted)}`;
          const exponent = `${written(digits, decimals)}${power < 0 ? 'e' : 'E+'}${power}`;
          expect(parseAmount(exponent, 'KZT')).toEqual(parseAmount(plain, 'KZT'));
        },
      ),
    );
  });

  test('come back from their written form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_AMOUNT_MINOR }), currency, (minor, code) => {
        expect(parseAmount(formatMinor(minor, code), code)).toEqual({ minor, rounded: false });
      }),
    );
  });

  test.each([
    ['0.125', 'KZT', 12, true],
    ['0.135', 'KZT', 14, true],
    ['0.1250001', 'KZT', 13, true],
    ['1.5', 'JPY', 2, true],
    ['2.5', 'JPY', 2, true],
    ['5.123456789E7', 'USD', 5_123_456_789, false],
    ['.5', 'KZT', 50, false],
    ['5.', 'KZT', 500, false],
    ['+5', 'KZT', 500, false],
    ['-0', 'KZT', 0, false],
    ['0.00000001', 'BTC', 1, false],
  ])('%s %s is %d', (text, code, minor, rounded) => {
    expect(parseAmount(text, code)).toEqual({ minor, rounded });
  });

  test.each([
    ['', 'not-a-number'],
    ['.', 'not-a-number'],
    ['1,5', 'not-a-number'],
    ['1 000', 'not-a-number'],
    ['abc', 'not-a-number'],
    ['1e', 'not-a-number'],
    ['NaN', 'not-a-number'],
    ['Infinity', 'not-a-number'],
    ['0x10', 'not-a-number'],
    ['-5', 'negative'],
    ['−5', 'negative'],
    ['90071992547409.92', 'too-large'],
    ['1e400', 'too-large'],
    ['1e999', 'too-large'],
  ])('"%s" is %s', (text, defect) => {
    expect(parseAmount(text, 'KZT')).toEqual({ defect });
  });

  test('the largest amount is exact', () => {
    expect(parseAmount('90071992547409.91', 'KZT')).toEqual({ minor: MAX_AMOUNT_MINOR, rounded: false });
  });

  test('are written with all decimals of the currency', () => {
    expect(formatMinor('4210000050', 'KZT')).toBe('42100000.50');
    expect(formatMinor(5n, 'KZT')).toBe('0.05');
    expect(formatMinor(-5, 'KZT')).toBe('-0.05');
    expect(formatMinor(5, 'JPY')).toBe('5');
    expect(formatMinor(1, 'BTC')).toBe('0.00000001');
  });
});

test('currencies are three to five capitals or digits', () => {
  expect(['KZT', 'USDT', 'XXX', 'MATIC'].every(isCurrencyCode)).toBe(true);
  expect(['', 'kzt', 'KZ', '398', 'TENGES', 'K T'].some(isCurrencyCode)).toBe(false);
});

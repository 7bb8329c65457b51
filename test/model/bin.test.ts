import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTwelveDigits, isValidKzNumber, kzCheckDigit, kzForm, readKzNumber } from '../../src/model/bin.ts';

const DATA = process.env.TAMYR_TEST_DATA;
const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 12, maxLength: 12 });

describe('BIN and IIN', () => {
  test.each([
    '940140000385',
    '990140004654',
    '200240900095',
    '010840004141',
    '030540007456',
    '190340029530',
    '210940045848',
    '130942004011',
    '080541006650',
    '250240005276',
    '061211600012',
  ])('%s is valid', (number) => {
    expect(isValidKzNumber(number)).toBe(true);
  });

  test('061211600012 passes only on the second pass of weights', () => {
    const first = [...'06121160001'].reduce((sum, digit, i) => sum + Number(digit) * (i + 1), 0) % 11;
    expect(first).toBe(10);
    expect(kzCheckDigit('061211600012')).toBe(2);
  });

  test('000813159890 can have no check digit at all', () => {
    expect(kzCheckDigit('000813159890')).toBeNull();
    expect(isValidKzNumber('000813159890')).toBe(false);
  });

  test('a company says when and as what it was registered', () => {
    expect(readKzNumber('940140000385')).toEqual({
      form: 'bin',
      checkDigitOk: true,
      digitsOk: true,
      registeredMonth: '1994-01',
      birthDate: null,
      attribute: 'head-office',
    });
    expect(readKzNumber('130942004011')).toMatchObject({
      registeredMonth: '2013-09',
      attribute: 'representative-office',
    });
    expect(readKzNumber('080541006650')).toMatchObject({ attribute: 'branch' });
  });

  test('a person says when it was born; unreal dates and centuries are marked', () => {
    expect(readKzNumber('061211600012')).toMatchObject({ form: 'iin', birthDate: '2006-12-11', digitsOk: true });
    expect(readKzNumber('900229300001')).toMatchObject({ birthDate: null, digitsOk: false });
    expect(readKzNumber('960229300001')).toMatchObject({ birthDate: '1996-02-29', digitsOk: true });
    expect(readKzNumber('900101900001')).toMatchObject({ birthDate: null, digitsOk: false });
    expect(readKzNumber('900101000001')).toMatchObject({ birthDate: null, digitsOk: true });
  });

  test('the fifth digit tells a company from a person', () => {
    expect(Array.from({ length: 10 }, (_, d) => kzForm(`9401${d}0000000`))).toEqual([
      'iin',
      'iin',
      'iin',
      'iin',
      'bin',
      'bin',
      'bin',
      'iin',
      'iin',
      'iin',
    ]);
  });

  test('one wrong digit among the first ten is found wherever the first pass decides (the eleventh weighs 11, that is nothing)', () => {
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
        const sum = (text: string) =>
          [...text].slice(0, 11).reduce((total, digit, i) => total + Number(digit) * (i + 1), 0);
        const changed = number.slice(0, at) + ((Number(number[at]) + by) % 10) + number.slice(at + 1);
        fc.pre(sum(number) % 11 !== 10 && sum(changed) % 11 !== 10);
        return kzCheckDigit(number) !== kzCheckDigit(changed);
      }),
    );
  });

  test('twelve ASCII digits and nothing else have the shape', () => {
    for (const bad of [
      '',
      '94014000038',
      '9401400003855',
      '94014000038X',
      '９４０１４００００３８５',
      '8.70101E+11',
      ' 94014000038',
    ]) {
      expect(isTwelveDigits(bad)).toBe(false);
    }
    fc.assert(fc.property(digits, (number) => isTwelveDigits(number)));
  });

  test('reading never throws, and a number made with the check digit asked for is right', () => {
    fc.assert(
      fc.property(digits, (number) => {
        const check = kzCheckDigit(number);
        const { checkDigitOk } = readKzNumber(number);
        if (check === null) return !checkDigitOk;
        return (
          readKzNumber(number.slice(0, 11) + check).checkDigitOk && checkDigitOk === (number[11] === String(check))
        );
      }),
    );
  });

  test.skipIf(DATA === undefined)('agrees with the published vectors', () => {
    const lines = readFileSync(join(DATA!, 'kz_cis_layouts', 'id_vectors.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    const vectors = lines.map((line) => line.split(',')).filter(([scheme]) => scheme!.startsWith('kz_'));
    expect(vectors.length).toBeGreaterThanOrEqual(6);
    for (const [, value, valid] of vectors) expect([value, isValidKzNumber(value!)]).toEqual([value, valid === '1']);
  });
});

import { expect, it } from 'vitest';
import { compareToRatio, ratioOfDecimal } from '../../src/graph/ratio.ts';

it('reads decimals as exact fractions', () => {
  expect(ratioOfDecimal('0.8')).toEqual({ numerator: 8, denominator: 10 });
  expect(ratioOfDecimal(' 1 ')).toEqual({ numerator: 1, denominator: 1 });
  expect(ratioOfDecimal('1.050')).toEqual({ numerator: 1050, denominator: 1000 });
  for (const text of ['', '-1', '1e3', '0,8', '.5', '12345678901234567'])
    expect(() => ratioOfDecimal(text)).toThrow(`"${text}"`);
});

it('compares exactly where floating point would round', () => {
  const most = Number.MAX_SAFE_INTEGER;
  const ratio = { numerator: most - 1, denominator: most };
  expect((most - 2) * most === (most - 1) * (most - 1)).toBe(true);
  expect(compareToRatio(most - 2, most - 1, ratio)).toBe(-1);
  expect(compareToRatio(most - 1, most, ratio)).toBe(0);
  expect(compareToRatio(most - 1, most - 1, ratio)).toBe(1);
  expect(compareToRatio(8, 10, ratioOfDecimal('0.8'))).toBe(0);
  expect(compareToRatio(0, 0, ratioOfDecimal('0.8'))).toBe(0);
});

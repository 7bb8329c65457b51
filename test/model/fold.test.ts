import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldName } from '../../src/model/fold.ts';
import { foldCompanyName } from '../../src/model/fold-company-name.ts';

describe('folded names', () => {
  test.each([
    ['Құдайбергенов Ғалым', 'Кудайбергенов Галым'],
    ['Әлия Өмірбек Ұлы', 'алия омирбек улы'],
    ['ИВАНОВ  Иван', 'Иванов, Иван'],
    ['Хасанов', 'Khassanov'.replace('ss', 's')],
    ['Юлия Яковлева', 'Yuliya Yakovleva'],
    ['Щукин', 'Shchukin'],
    ['Жанна', 'Zhanna'],
    ['Müller', 'Muller'],
    ["О'Нил", 'ОНил'],
    ['«Алма-Ата»', 'Алма Ата'],
    ['ﬁrma', 'firma'],
  ])('%s and %s fall together', (a, b) => {
    expect(foldName(a)).toBe(foldName(b));
  });

  test('different names stay apart', () => {
    expect(foldName('Иванов Иван')).not.toBe(foldName('Иванов Игорь'));
  });

  test('folding again changes nothing, and leaves no capitals, marks or double blanks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const folded = foldName(name);
        return !/\s{2}|^\s|\s$|\p{Lu}/u.test(folded) && foldName(`  ${name} `) === folded;
      }),
    );
  });
});

describe('company names', () => {
  test('a name that is nothing but a legal form stays', () => {
    expect(foldCompanyName('ТОО')).toBe('too');
    expect(foldCompanyName('АО АО')).not.toBe('');
  });
});

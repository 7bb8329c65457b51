import { describe, expect, it } from 'vitest';
import { formatText } from '../../src/i18n/format-text.ts';
import { dayOf } from '../../src/model/time.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('formatText', () => {
  it('chooses the plural form of each language', () => {
    const ru = '{count, plural, one {# фирма} few {# фирмы} many {# фирм} other {# фирмы}}';
    const of = (n: number) => plain(formatText(ru, { count: n }, 'ru'));
    expect([1, 2, 5, 11, 14, 21, 22, 111, 1240].map(of)).toEqual([
      '1 фирма',
      '2 фирмы',
      '5 фирм',
      '11 фирм',
      '14 фирм',
      '21 фирма',
      '22 фирмы',
      '111 фирм',
      '1 240 фирм',
    ]);
    expect(formatText('{n, plural, one {# firm} other {# firms}}', { n: 1 }, 'en')).toBe('1 firm');
    expect(formatText('{n, plural, one {# firm} other {# firms}}', { n: 1240 }, 'en')).toBe('1,240 firms');
    expect(formatText('{n, plural, =0 {жоқ} other {# фирма}}', { n: 0 }, 'kk')).toBe('жоқ');
  });

  it('writes money, shares, days, durations and names', () => {
    const values = {
      sum: { money: { minor: '18640000000', currency: 'KZT' } },
      part: { share: 0.87 },
      from: { day: dayOf(2026, 3, 3) },
      within: { durationMs: 6 * 86_400_000 },
      who: { names: ['А', 'Б', 'В', 'Г', 'Д'], total: 15 },
    };
    expect(plain(formatText('С {from} за {within} {sum} ({part}): {who}.', values, 'ru'))).toBe(
      'С 03.03.2026 за 6 дней 186,4 млн ₸ (87 %): А, Б, В и ещё 12.',
    );
    expect(plain(formatText('{sum, money, full} on {from, date, long}', values, 'en'))).toBe(
      '186,400,000.00 ₸ on 3 March 2026',
    );
    expect(formatText('{who} және', { who: { names: ['А', 'Б'], total: 2 } }, 'kk')).toBe('А және Б және');
    expect(formatText('{who}', { who: { names: ['A', 'B', 'C', 'D'], total: 4 } }, 'en')).toBe('A, B, C and D');
    expect(formatText('{who, plural, one {a firm} other {# firms}}', { who: values.who }, 'en')).toBe('15 firms');
  });

  it('writes Kazakh endings, choices, and nested plurals', () => {
    expect(formatText('шегі {n, kk, ablative} бастап', { n: 10 }, 'kk')).toBe('шегі 10-нан бастап');
    const nested = '{way, select, in {{n, plural, one {# came} other {# came in}}} other {it’s {way}}}';
    expect(formatText(nested, { way: 'in', n: 3 }, 'en')).toBe('3 came in');
    expect(formatText(nested, { way: 'out' }, 'en')).toBe('it’s out');
  });

  it('leaves apostrophes and values alone, and quotes braces', () => {
    expect(formatText("the firm's '{n}' is {n}", { n: '{n} <b>' }, 'en')).toBe("the firm's {n} is {n} <b>");
    expect(formatText("don''t", {}, 'en')).toBe("don't");
  });

  it('refuses a missing value and a broken template, and quotes both', () => {
    expect(() => formatText('{count} firms', {}, 'en')).toThrow('no value for “count” in “{count} firms”');
    expect(() => formatText('{toString}', {}, 'en')).toThrow('no value');
    expect(() => formatText('{n, plural, one {# firm}}', { n: 1 }, 'en')).toThrow('no “other”');
    expect(() => formatText('a } b', {}, 'en')).toThrow(SyntaxError);
    expect(() => formatText('{n', { n: 1 }, 'en')).toThrow(SyntaxError);
    expect(() => formatText('{n, plural, other {# }}', { n: 'many' }, 'en')).toThrow('must be a number');
  });
});

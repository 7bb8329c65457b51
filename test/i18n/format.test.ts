import { describe, expect, it } from 'vitest';
import {
  formatAmount,
  formatCut,
  formatDate,
  formatDateLong,
  formatMomentLocal,
  formatMoneyCount,
  formatMoneyFull,
  formatMoneyShort,
  formatNumber,
  formatScore,
  formatShare,
  kazakhAblative,
  kazakhPossessive,
} from '../../src/i18n/format.ts';
import { formatDuration } from '../../src/i18n/format-duration.ts';
import { dayOf, parseMoment } from '../../src/model/time.ts';
import type { Language } from '../../src/model/vocabulary.ts';

const LANGUAGES: Language[] = ['kk', 'ru', 'en'];
const DAY = dayOf(2026, 3, 14);
const kzt = (tenge: number) => ({ minor: String(Math.round(tenge * 100)), currency: 'KZT' });

/** Plain spaces stand for no-break spaces in the table below. */
function inAll(write: (language: Language) => string): string[] {
  return LANGUAGES.map((language) => {
    const text = write(language);
    expect(text, 'no ordinary space inside a figure').not.toMatch(/\d \d/);
    return text.replaceAll('\u00a0', ' ');
  });
}

describe('formats, in Kazakh, Russian, English', () => {
  it.each<[string, (language: Language) => string, string[]]>([
    ['millions', (l) => formatMoneyShort(kzt(42_100_000.5), l), ['42,1 млн ₸', '42,1 млн ₸', '42.1 m ₸']],
    ['milliards', (l) => formatMoneyShort(kzt(1_900_000_000), l), ['1,9 млрд ₸', '1,9 млрд ₸', '1.9 bn ₸']],
    ['thousands', (l) => formatMoneyShort(kzt(13_000), l), ['13 мың ₸', '13 тыс. ₸', '13 k ₸']],
    ['trillions', (l) => formatMoneyShort(kzt(13.2e12), l), ['13,2 трлн ₸', '13,2 трлн ₸', '13.2 tn ₸']],
    [
      'whole millions keep a decimal',
      (l) => formatMoneyShort(kzt(742e6), l),
      ['742,0 млн ₸', '742,0 млн ₸', '742.0 m ₸'],
    ],
    ['rounds into the next unit', (l) => formatMoneyShort(kzt(999_960), l), ['1,0 млн ₸', '1,0 млн ₸', '1.0 m ₸']],
    ['tenge', (l) => formatMoneyShort(kzt(950), l), ['950 ₸', '950 ₸', '950 ₸']],
    ['nothing', (l) => formatMoneyShort(kzt(0), l), ['0 ₸', '0 ₸', '0 ₸']],
    ['negative', (l) => formatMoneyShort(kzt(-13_000), l), ['-13 мың ₸', '-13 тыс. ₸', '-13 k ₸']],
    [
      'another currency',
      (l) => formatMoneyShort({ minor: '250000000', currency: 'USD' }, l),
      ['2,5 млн USD', '2,5 млн USD', '2.5 m USD'],
    ],
    [
      'a crypto-asset',
      (l) => formatMoneyShort({ minor: '12500000', currency: 'BTC' }, l),
      ['0,125 BTC', '0,125 BTC', '0.125 BTC'],
    ],
    [
      'full money',
      (l) => formatMoneyFull(kzt(42_100_000.5), l),
      ['42 100 000,50 ₸', '42 100 000,50 ₸', '42,100,000.50 ₸'],
    ],
    ['an amount', (l) => formatAmount(kzt(1240), l), ['1 240,00', '1 240,00', '1,240.00']],
    ['a number', (l) => formatNumber(1240, l), ['1 240', '1 240', '1,240']],
    ['a fraction', (l) => formatNumber(1240.5, l), ['1 240,5', '1 240,5', '1,240.5']],
    ['a share', (l) => formatShare(0.93, l), ['93 %', '93 %', '93 %']],
    ['a small share', (l) => formatShare(0.002, l), ['0,2 %', '0,2 %', '0.2 %']],
    ['almost all', (l) => formatShare(0.9999, l), ['99,9 %', '99,9 %', '99.9 %']],
    ['almost nothing', (l) => formatShare(1e-7, l), ['< 0,01 %', '< 0,01 %', '< 0.01 %']],
    ['a score', (l) => formatScore(0.9, l), ['0,90', '0,90', '0.90']],
    ['a date', (l) => formatDate(DAY, l), ['14.03.2026', '14.03.2026', '14 Mar 2026']],
    ['a date in a sentence', (l) => formatDateLong(DAY, l), ['2026 ж. 14 наурыз', '14 марта 2026 г.', '14 March 2026']],
    [
      'a moment, in Almaty',
      (l) => formatMomentLocal(parseMoment('2026-03-14T04:41:10Z')!, l),
      ['14.03.2026 09:41', '14.03.2026 09:41', '14 Mar 2026, 09:41'],
    ],
    [
      'a moment of day precision',
      (l) => formatMomentLocal(parseMoment('2026-03-14')!, l),
      ['14.03.2026', '14.03.2026', '14 Mar 2026'],
    ],
    ['a count', (l) => formatCut(25, 1240, l), ['1 240 объектінің 25-і', '25 из 1 240', '25 of 1,240']],
    [
      'money and the transfers behind it',
      (l) => formatMoneyCount(kzt(42_100_000), 18, l),
      ['42,1 млн ₸ · 18', '42,1 млн ₸ · 18', '42.1 m ₸ · 18'],
    ],
    ['six days', (l) => formatDuration(6 * 86_400_000, l), ['6 күн', '6 дней', '6 days']],
    ['72 hours', (l) => formatDuration(72 * 3_600_000, l), ['3 күн', '3 дня', '3 days']],
    ['days and hours', (l) => formatDuration(50 * 3_600_000, l), ['2 күн 2 сағ', '2 дня 2 ч', '2 days 2 h']],
    ['hours', (l) => formatDuration(19_200_000, l), ['5 сағ 20 мин', '5 ч 20 мин', '5 h 20 min']],
    ['minutes', (l) => formatDuration(660_000, l), ['11 мин', '11 мин', '11 min']],
  ])('%s', (_name, write, expected) => {
    expect(inAll(write)).toEqual(expected);
  });

  it('gives Kazakh numerals the ending of their last word', () => {
    expect([1, 5, 7, 8, 12, 25, 46, 100, 1000].map((n) => `${n}-${kazakhPossessive(n)}`)).toEqual([
      '1-еуі',
      '5-еуі',
      '7-уі',
      '8-і',
      '12-сі',
      '25-і',
      '46-сы',
      '100-і',
      '1000-ы',
    ]);
    expect([3, 5, 10, 14, 20, 30, 40, 90, 100, 1000].map((n) => `${n}-${kazakhAblative(n)}`)).toEqual([
      '3-тен',
      '5-тен',
      '10-нан',
      '14-тен',
      '20-дан',
      '30-дан',
      '40-тан',
      '90-нан',
      '100-ден',
      '1000-нан',
    ]);
  });
});

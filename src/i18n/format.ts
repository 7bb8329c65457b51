import { exponentOf, type Money } from '../model/money.ts';
import { civilOf, type Day, localDay, localMinuteOfInstant, type Moment } from '../model/time.ts';
import type { Language } from '../model/vocabulary.ts';

/**
 * Numbers, money and dates as a reader of the language expects them. Own code, so that the same value gives the same
 * bytes in every browser and on every machine; no-break spaces inside, so that no figure is torn apart at a line's end.
 */

const NBSP = '\u00a0';
const DECIMAL: Readonly<Record<Language, string>> = { en: '.', kk: ',', ru: ',' };
const GROUP: Readonly<Record<Language, string>> = { en: ',', kk: NBSP, ru: NBSP };
/** Words for thousands, millions, milliards, trillions. */
const UNITS: Readonly<Record<Language, readonly string[]>> = {
  en: ['k', 'm', 'bn', 'tn'],
  kk: ['мың', 'млн', 'млрд', 'трлн'],
  ru: ['тыс.', 'млн', 'млрд', 'трлн'],
};
const SHORT_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  en: 'January February March April May June July August September October November December'.split(' '),
  kk: 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан'.split(' '),
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' '),
};
/** Month names that stand alone, on an axis. */
const AXIS_MONTHS: Readonly<Record<Language, readonly string[]>> = {
  en: SHORT_MONTHS,
  kk: 'қаң ақп нау сәу мам мау шіл там қыр қаз қар жел'.split(' '),
  ru: 'янв фев мар апр май июн июл авг сен окт ноя дек'.split(' '),
};

/** Digits in groups of three with the language's marks: `1240.5`, 1 decimal → `1,240.5`, `1 240,5`. */
export function formatNumber(value: number, language: Language, decimals?: number): string {
  if (!Number.isFinite(value)) return '?';
  if (decimals === undefined) return grouped(trimmed(value.toFixed(Number.isInteger(value) ? 0 : 2)), language);
  return grouped(value.toFixed(decimals), language);
}

/** A score or a contribution, always two decimals: `0.91`, `0,91`. */
export function formatScore(score: number, language: Language): string {
  return grouped(score.toFixed(2), language);
}

/**
 * A share of 1 in per cent: whole from 10 %, one decimal below, two below 0.1 %; never rounded up to the whole
 * and never down to nothing.
 */
export function formatShare(share: number, language: Language): string {
  const percent = share * 100;
  const size = Math.abs(percent);
  const digits = size >= 10 || size === 0 ? 0 : size >= 0.1 ? 1 : 2;
  let text = trimmed(percent.toFixed(digits));
  if (size < 100 && Math.abs(Number(text)) >= 100) text = trimmed((Math.trunc(percent * 10) / 10).toFixed(1));
  if (size > 0 && Number(text) === 0) return `<${NBSP}${grouped('0.01', language)}${NBSP}%`;
  return `${grouped(text, language)}${NBSP}%`;
}

/** Currency as it stands after an amount: `₸`, else the code. */
function currencySign(currency: string): string {
  return currency === 'KZT' ? '₸' : currency;
}

/** Money in a sentence or a label: `42.1 m ₸`, `13 тыс. ₸`, `1.9 bn USD`. Rounded half away from zero. */
export function formatMoneyShort({ minor, currency }: Money, language: Language): string {
  return `${shortAmount(minor, exponentOf(currency), language)}${NBSP}${currencySign(currency)}`;
}

function shortAmount(minor: string, exponent: number, language: Language): string {
  const negative = minor.startsWith('-');
  const size = BigInt(negative ? minor.slice(1) : minor);
  const one = 10n ** BigInt(exponent);
  const sign = negative ? '-' : '';
  for (let power = 4; power >= 1; power--) {
    const unit = one * 1000n ** BigInt(power);
    const decimals = power === 1 ? 0 : 1;
    // The unit is the one in which the *rounded* number reaches 1: 999,960 is 1.0 m, not 1000 k.
    const roundedBelow = power === 1 ? size >= unit : roundedDiv(size, unit / 1000n, decimalsOf(power - 1)) >= 1000;
    if (size < unit && !(size > 0n && roundedBelow)) continue;
    const value = Math.max(1, roundedDiv(size, unit, decimals));
    return `${sign}${grouped(value.toFixed(decimals), language)}${NBSP}${UNITS[language][power - 1]}`;
  }
  return `${sign}${grouped(trimmed(smallAmount(size, one, exponent)), language)}`;
}

function decimalsOf(power: number): number {
  return power >= 2 ? 1 : 0;
}

/** Below a thousand: whole units, or the decimals that matter for a crypto-asset or a few tenge. */
function smallAmount(size: bigint, one: bigint, exponent: number): string {
  const whole = size / one;
  if (size % one === 0n || exponent === 0) return String(whole);
  const rest = String(size % one).padStart(exponent, '0');
  return `${whole}.${whole === 0n ? rest : rest.slice(0, 2)}`;
}

/** `size / unit` rounded half up to the given decimals. */
function roundedDiv(size: bigint, unit: bigint, decimals: number): number {
  const scale = 10n ** BigInt(decimals);
  return Number((2n * size * scale + unit) / (2n * unit)) / Number(scale);
}

/** Money to the last digit, for tables: `42,100,000.50 ₸`. */
export function formatMoneyFull(money: Money, language: Language): string {
  return `${formatAmount(money, language)}${NBSP}${currencySign(money.currency)}`;
}

/** Money to the last digit without its sign, for a column whose head names the currency. */
export function formatAmount({ minor, currency }: Money, language: Language): string {
  const exponent = exponentOf(currency);
  const negative = minor.startsWith('-');
  const digits = (negative ? minor.slice(1) : minor).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const text = exponent === 0 ? whole : `${whole}.${digits.slice(-exponent)}`;
  return grouped(negative ? `-${text}` : text, language);
}

/** A calendar day in a table: `14 Mar 2026`, `14.03.2026`. */
export function formatDate(day: Day, language: Language): string {
  const { year, month, dayOfMonth } = civilOf(day);
  if (language === 'en') return `${dayOfMonth}${NBSP}${SHORT_MONTHS[month - 1]}${NBSP}${year}`;
  return `${two(dayOfMonth)}.${two(month)}.${year}`;
}

/** A calendar day in a sentence: `14 March 2026`, `14 марта 2026 г.`, `2026 ж. 14 наурыз`. */
export function formatDateLong(day: Day, language: Language): string {
  const { year, month, dayOfMonth } = civilOf(day);
  const name = MONTHS[language][month - 1];
  if (language === 'kk') return `${year}${NBSP}ж.${NBSP}${dayOfMonth}${NBSP}${name}`;
  return `${dayOfMonth}${NBSP}${name}${NBSP}${year}${language === 'ru' ? `${NBSP}г.` : ''}`;
}

/** A moment in Almaty's time to the minute; a day where only the day is known: `14.03.2026 09:41`, `14 Mar 2026, 09:41`. */
export function formatMomentLocal(moment: Moment, language: Language): string {
  const date = formatDate(localDay(moment), language);
  if (moment.precision === 'day') return date;
  return `${date}${language === 'en' ? ',' : ''}${NBSP}${formatTimeOfDay(moment.ms)}`;
}

/** Wall-clock time in Almaty of an instant (UTC ms): `09:41`. */
function formatTimeOfDay(utcMs: number): string {
  const minute = localMinuteOfInstant(utcMs);
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** Name of a month (1–12) on an axis: `Mar`, `мар`, `нау`. */
export function formatAxisMonth(month: number, language: Language): string {
  return AXIS_MONTHS[language][month - 1]!;
}

/** `42.1 m ₸ · 18`: the sum and the number of transfers behind it. */
export function formatMoneyCount(money: Money, count: number, language: Language): string {
  return `${formatMoneyShort(money, language)}${NBSP}·${NBSP}${formatNumber(count, language)}`;
}

/** How much of a whole is shown: `25 of 1,240`, `25 из 1 240`, `1 240 объектінің 25-і`. */
export function formatCut(shown: number, total: number, language: Language): string {
  const part = formatNumber(shown, language);
  const whole = formatNumber(total, language);
  if (language === 'kk') return `${whole}${NBSP}объектінің ${part}-${kazakhPossessive(shown)}`;
  return `${part}${NBSP}${language === 'ru' ? 'из' : 'of'}${NBSP}${whole}`;
}

/** Possessive ending of a Kazakh numeral ("25-і of them"): collective forms up to seven, else after the last word's vowels. */
export function kazakhPossessive(value: number): string {
  if (value >= 1 && value <= 7) return ['еуі', 'еуі', 'еуі', 'еуі', 'еуі', 'уы', 'уі'][value - 1]!;
  return ending(value, {
    ones: ['', 'і', 'сі', 'і', 'і', 'і', 'сы', 'сі', 'і', 'ы'],
    tens: ['', 'ы', 'сы', 'ы', 'ы', 'і', 'ы', 'і', 'і', 'ы'],
    hundred: 'і',
    powers: ['ы', 'ы', 'ы', 'ы'],
    zero: 'і',
  });
}

/** Ablative ending of a Kazakh numeral, for thresholds: `5-тен бастап`, `10-нан бастап`. */
export function kazakhAblative(value: number): string {
  return ending(value, {
    ones: ['', 'ден', 'ден', 'тен', 'тен', 'тен', 'дан', 'ден', 'ден', 'дан'],
    tens: ['', 'нан', 'дан', 'дан', 'тан', 'ден', 'тан', 'тен', 'нен', 'нан'],
    hundred: 'ден',
    powers: ['нан', 'нан', 'тан', 'нан'],
    zero: 'ден',
  });
}

interface Endings {
  ones: readonly string[];
  tens: readonly string[];
  hundred: string;
  /** After thousand, million, milliard, trillion. */
  powers: readonly string[];
  zero: string;
}

/** The ending that the last spoken word of a whole number takes. */
function ending(value: number, endings: Endings): string {
  let rest = Math.trunc(Math.abs(value));
  if (rest === 0) return endings.zero;
  let power = -1;
  while (rest % 1000 === 0 && power < 3) {
    rest /= 1000;
    power++;
  }
  if (power >= 0) return endings.powers[power]!;
  if (rest % 10 !== 0) return endings.ones[rest % 10]!;
  if (rest % 100 !== 0) return endings.tens[Math.floor((rest % 100) / 10)]!;
  return endings.hundred;
}

/** Puts the language's marks into a plain decimal text. */
function grouped(plain: string, language: Language): string {
  const negative = plain.startsWith('-');
  const [whole = '0', fraction] = (negative ? plain.slice(1) : plain).split('.');
  const isZero = !/[1-9]/.test(plain);
  const body = whole.replace(/\B(?=(\d{3})+$)/g, GROUP[language]);
  return `${negative && !isZero ? '-' : ''}${body}${fraction ? DECIMAL[language] + fraction : ''}`;
}

/** Drops zeros at the end of the decimals. */
function trimmed(plain: string): string {
  return plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

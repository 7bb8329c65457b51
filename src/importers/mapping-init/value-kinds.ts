import { isValidKzNumber, kzForm } from '../../model/bin.ts';
import { parseMoment } from '../../model/time.ts';
import { compileDatePattern } from '../mapping/date-pattern.ts';

/** What the cells of a column look like. */
export type ValueKind =
  | 'bin'
  | 'iin'
  | 'iso-date'
  | 'date'
  | 'unix-s'
  | 'unix-ms'
  | 'currency'
  | 'country'
  | 'email'
  | 'phone'
  | 'account'
  | 'amount'
  | 'amount-comma'
  | 'whole'
  | 'text';

/** Date patterns that are tried, in this order; of two that fit the first is taken and the other named. */
const DATE_PATTERNS = [
  'dd.MM.yyyy HH:mm:ss',
  'dd.MM.yyyy HH:mm',
  'dd.MM.yyyy',
  'd.M.yyyy',
  'dd/MM/yyyy HH:mm:ss',
  'dd/MM/yyyy',
  'MM/dd/yyyy HH:mm:ss',
  'MM/dd/yyyy',
  'd/M/yyyy',
  'M/d/yyyy',
  'dd-MM-yyyy',
  'dd-MMM-yyyy',
  'd MMM yyyy',
  'MMM d, yyyy',
  'yyyy/MM/dd HH:mm',
  'yyyy/MM/dd HH:mm:ss',
  'yyyy/MM/dd',
  'yyyy-MM-dd H:mm:ss',
  'yyyyMMdd',
  'dd.MM.yy',
] as const;

const PATTERNS = DATE_PATTERNS.map((text) => {
  const pattern = compileDatePattern(text);
  if ('badField' in pattern) throw new Error(`date pattern ${text}: ${pattern.badField}`);
  return pattern;
});
const CURRENCIES = new Set(
  'KZT USD EUR RUB RUR GBP CNY UZS KGS TRY CHF JPY AED USDT BTC ETH XXX 398 840 978 643'.split(' '),
);

/** Patterns that read the text as a date. */
export function datePatternsOf(text: string): string[] {
  return PATTERNS.filter((pattern) => pattern.read(text) !== null).map(({ text: name }) => name);
}

const TESTS: readonly (readonly [ValueKind, (text: string) => boolean])[] = [
  ['bin', (text) => /^\d{12}$/.test(text) && isValidKzNumber(text) && kzForm(text) === 'bin'],
  ['iin', (text) => /^\d{12}$/.test(text) && isValidKzNumber(text) && kzForm(text) === 'iin'],
  ['iso-date', (text) => /^\d{4}-\d{2}-\d{2}/.test(text) && parseMoment(text) !== null],
  ['date', (text) => datePatternsOf(text).length > 0],
  ['unix-s', (text) => /^1\d{9}(?:\.\d+)?$/.test(text)],
  ['unix-ms', (text) => /^1\d{12}$/.test(text)],
  ['currency', (text) => CURRENCIES.has(text.toUpperCase())],
  ['country', (text) => /^[A-Z]{2}$/.test(text)],
  ['email', (text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)],
  ['phone', (text) => /^(?:\+7|8)[\s(-]*7\d{2}[\s)-]*\d{3}[\s-]?\d{2}[\s-]?\d{2}$/.test(text)],
  ['account', (text) => /^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(text) || /^\d{16}$/.test(text)],
  ['whole', (text) => /^-?\d{1,15}$/.test(text)],
  ['amount', (text) => /^-?\d{1,15}(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)],
  ['amount-comma', (text) => /^-?\d{1,3}(?:[ \u00a0\u202f]?\d{3})*(?:,\d+)?$|^-?\d+,\d+$/.test(text)],
];

/** Kinds that a text fits; `text` always. */
export function kindsOf(text: string): ValueKind[] {
  return [...TESTS.filter(([, test]) => test(text)).map(([kind]) => kind), 'text'];
}

/** Kinds from the most to the least telling. */
export const KIND_ORDER: readonly ValueKind[] = [...TESTS.map(([kind]) => kind), 'text'];

import { dayOf, isReadableDate } from '../../model/time.ts';

/** A date as a pattern read it; what the pattern does not name is null. */
export interface PatternDate {
  year: number;
  month: number | null;
  dayOfMonth: number | null;
  /** Null where the pattern has no hours. */
  msOfDay: number | null;
  /** Of the text itself (`X`, `Z`); null where the pattern has none. */
  offsetMinutes: number | null;
}

/** A compiled Unicode date pattern (UTS #35). */
export interface DatePattern {
  text: string;
  /** Null where the text does not fit or names no day between 1800 and 2100. */
  read(text: string): PatternDate | null;
}

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const SHORT = MONTHS.map((name) => name.slice(0, 3));

type Field =
  | 'year'
  | 'shortYear'
  | 'month'
  | 'monthName'
  | 'day'
  | 'hour'
  | 'hour12'
  | 'minute'
  | 'second'
  | 'fraction'
  | 'half'
  | 'offset';

const FIELDS: readonly (readonly [RegExp, Field, string])[] = [
  [/^yyyy$|^uuuu$|^y$|^u$/, 'year', '(\\d{4,6})'],
  [/^yy$|^uu$/, 'shortYear', '(\\d{2})'],
  [/^MMMM$|^LLLL$/, 'monthName', `(${MONTHS.join('|')})`],
  [/^MMM$|^LLL$/, 'monthName', `(${SHORT.join('|')})\\.?`],
  [/^MM$|^LL$/, 'month', '(\\d{2})'],
  [/^M$|^L$/, 'month', '(\\d{1,2})'],
  [/^dd$/, 'day', '(\\d{2})'],
  [/^d$/, 'day', '(\\d{1,2})'],
  [/^HH$|^kk$/, 'hour', '(\\d{2})'],
  [/^H$|^k$/, 'hour', '(\\d{1,2})'],
  [/^hh$|^KK$/, 'hour12', '(\\d{2})'],
  [/^h$|^K$/, 'hour12', '(\\d{1,2})'],
  [/^mm$/, 'minute', '(\\d{2})'],
  [/^m$/, 'minute', '(\\d{1,2})'],
  [/^ss$/, 'second', '(\\d{2})'],
  [/^s$/, 'second', '(\\d{1,2})'],
  [/^S+$/, 'fraction', '(\\d+)'],
  [/^a+$/, 'half', '([ap]\\.?m\\.?)'],
  [/^[XxZ]+$/, 'offset', '(z|[+-]\\d{2}(?::?\\d{2})?)'],
];

/**
 * Compiles a date pattern such as `dd.MM.yyyy`, `MMM d, yyyy` or `yyyy-MM-dd'T'HH:mm:ssXXX`. Month names are English, in any case;
 * `d`, `M`, `H` and the like read one or two digits; `yy` from 70 on is 19xx. Answers the first bad letter instead where there is one.
 */
export function compileDatePattern(text: string): DatePattern | { badField: string } {
  const fields: Field[] = [];
  let regex = '';
  for (const [token] of text.matchAll(/'(?:[^']|'')*'|([A-Za-z])\1*|\s+|[^A-Za-z]/g)) {
    if (/^'/.test(token)) regex += token === "''" ? "'" : escaped(token.slice(1, -1).replaceAll("''", "'"));
    else if (/^\s+$/.test(token)) regex += '\\s+';
    else if (/^[A-Za-z]/.test(token)) {
      const known = FIELDS.find(([letters]) => letters.test(token));
      // `T` between date and time is so usual that it need not be quoted.
      if (!known && token === 'T') regex += 'T';
      else if (!known) return { badField: token };
      else {
        fields.push(known[1]);
        regex += known[2];
      }
    } else regex += escaped(token);
  }
  if (!fields.includes('year') && !fields.includes('shortYear')) return { badField: 'no year' };
  const compiled = new RegExp(`^${regex}$`, 'i');
  return {
    text,
    read(value) {
      const match = compiled.exec(value.trim());
      return match === null ? null : dateOf(fields, match);
    },
  };
}

function escaped(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function dateOf(fields: readonly Field[], match: RegExpExecArray): PatternDate | null {
  const date: PatternDate = { year: 0, month: null, dayOfMonth: null, msOfDay: null, offsetMinutes: null };
  let hour: number | null = null;
  let afternoon: boolean | null = null;
  let rest = 0;
  for (let i = 0; i < fields.length; i++) {
    const text = match[i + 1]!.toLowerCase();
    const value = Number(text);
    switch (fields[i]!) {
      case 'year':
        date.year = value;
        break;
      case 'shortYear':
        date.year = value >= 70 ? 1900 + value : 2000 + value;
        break;
      case 'month':
        date.month = value;
        break;
      case 'monthName':
        date.month = SHORT.indexOf(text.slice(0, 3)) + 1;
        break;
      case 'day':
        date.dayOfMonth = value;
        break;
      case 'hour':
      case 'hour12':
        if (value > (fields[i] === 'hour' ? 24 : 12)) return null;
        hour = fields[i] === 'hour12' && value === 12 ? 0 : value;
        break;
      case 'minute':
        if (value > 59) return null;
        rest += value * 60_000;
        break;
      case 'second':
        if (value > 60) return null;
        rest += Math.min(value, 59) * 1000;
        break;
      case 'fraction':
        rest += Number(text.slice(0, 3).padEnd(3, '0'));
        break;
      case 'half':
        afternoon = text.startsWith('p');
        break;
      case 'offset':
        date.offsetMinutes = offsetOf(text);
    }
  }
  if (hour !== null) date.msOfDay = (hour + (afternoon ? 12 : 0)) * 3_600_000 + rest;
  if (hour === 24 && rest > 0) return null;
  return isReadable(date) ? date : null;
}

function offsetOf(text: string): number {
  if (text === 'z') return 0;
  const digits = text.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0);
  return text.startsWith('-') ? -minutes : minutes;
}

/** Years after 2100 pass: as an end they mean "unknown", and whoever takes the date refuses them elsewhere. */
function isReadable({ year, month, dayOfMonth }: PatternDate): boolean {
  const leapTwin = year > 2100 ? 2000 + (year % 100) : year;
  return isReadableDate(leapTwin, month ?? 1, dayOfMonth ?? 1);
}

/** Days since 1970-01-01 on which the date begins: the first of what the pattern does not name. */
export function firstDayOf({ year, month, dayOfMonth }: PatternDate): number {
  return dayOf(year, month ?? 1, dayOfMonth ?? 1);
}

/** The first day after a date that names only a year, or a year and a month. */
export function dayAfter({ year, month }: PatternDate): number {
  return month === null || month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1);
}

import { exponentOf, MAX_AMOUNT_MINOR, parseAmount } from '../../model/money.ts';
import { DAY_MS, type Day, dayOf, instantOf, isReadableDate, NO_DAY, parseMoment } from '../../model/time.ts';

const ZERO = 48;
const [DASH, POINT, COLON, SPACE, UPPER_T, UPPER_Z] = [45, 46, 58, 32, 84, 90];
const DAY_BYTES = 10;
const SECOND_BYTES = 19;
/** Numbers of so many digits are exact, whatever the digits. */
const EXACT_DIGITS = 15;

/** What `parseMoment` reads, without an object a cell. */
export interface PlainMoment {
  ms: number;
  precision: 'instant' | 'day';
}

/** Reads bytes as `parseMoment` reads their text; false where they are no moment. */
export function readMoment(source: Buffer, from: number, to: number, into: PlainMoment): boolean {
  const length = to - from;
  const zulu = length === SECOND_BYTES + 1 && source[to - 1] === UPPER_Z;
  if (length === DAY_BYTES || length === SECOND_BYTES || zulu) {
    const day = readDay(source, from);
    if (day !== NO_DAY && length === DAY_BYTES) {
      into.ms = day * DAY_MS;
      into.precision = 'day';
      return true;
    }
    const msOfDay = day === NO_DAY ? -1 : readTime(source, from + DAY_BYTES);
    if (msOfDay >= 0) {
      into.ms = instantOf(day, msOfDay, zulu ? 0 : null);
      into.precision = 'instant';
      return true;
    }
  }
  const moment = parseMoment(source.toString('utf8', from, to));
  if (moment === null) return false;
  into.ms = moment.ms;
  into.precision = moment.precision;
  return true;
}

/** The day of `YYYY-MM-DD`; `NO_DAY` where there is none. */
function readDay(source: Uint8Array, at: number): Day {
  if (source[at + 4] !== DASH || source[at + 7] !== DASH) return NO_DAY;
  const century = twoDigits(source, at);
  const years = twoDigits(source, at + 2);
  const month = twoDigits(source, at + 5);
  const dayOfMonth = twoDigits(source, at + 8);
  if (century < 0 || years < 0 || month < 0 || month > 12 || dayOfMonth < 0 || dayOfMonth > 31) return NO_DAY;
  return dayIn(century * 100 + years, month, dayOfMonth);
}

const [FIRST_YEAR, LAST_YEAR] = [1800, 2100];
const UNSEEN = 0x7fffffff;
/** Days that were looked up: thirteen months of 32 days a year. */
const seenDays = new Int32Array((LAST_YEAR - FIRST_YEAR + 1) * 13 * 32).fill(UNSEEN);

function dayIn(year: number, month: number, dayOfMonth: number): Day {
  if (year < FIRST_YEAR || year > LAST_YEAR) return NO_DAY;
  const at = ((year - FIRST_YEAR) * 13 + month) * 32 + dayOfMonth;
  const seen = seenDays[at]!;
  if (seen !== UNSEEN) return seen;
  const day = isReadableDate(year, month, dayOfMonth) ? dayOf(year, month, dayOfMonth) : NO_DAY;
  seenDays[at] = day;
  return day;
}

/** Milliseconds of `THH:MM:SS` in the day; −1 where it is none, or one of those that hold a leap second or hour 24. */
function readTime(source: Uint8Array, at: number): number {
  if ((source[at] !== UPPER_T && source[at] !== SPACE) || source[at + 3] !== COLON || source[at + 6] !== COLON)
    return -1;
  const hour = twoDigits(source, at + 1);
  const minute = twoDigits(source, at + 4);
  const second = twoDigits(source, at + 7);
  if (hour < 0 || minute < 0 || second < 0 || hour > 23 || minute > 59 || second > 59) return -1;
  return ((hour * 60 + minute) * 60 + second) * 1000;
}

function twoDigits(source: Uint8Array, at: number): number {
  const tens = source[at]! - ZERO;
  const ones = source[at + 1]! - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** Reads bytes as `parseAmount` reads their text; NaN where they are no amount, or one that had to be rounded. */
export function readAmount(source: Buffer, from: number, to: number, currency: string): number {
  const exponent = exponentOf(currency);
  const plain = to - from <= EXACT_DIGITS ? readDecimal(source, from, to, exponent) : -1;
  if (plain >= 0) return plain;
  const parsed = parseAmount(source.toString('utf8', from, to), currency);
  return 'defect' in parsed || parsed.rounded ? Number.NaN : parsed.minor;
}

/** Digits with at most `exponent` decimals; −1 where they are anything else. */
function readDecimal(source: Uint8Array, from: number, to: number, exponent: number): number {
  let value = 0;
  let decimals = -1;
  for (let at = from; at < to; at++) {
    const digit = source[at]! - ZERO;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      if (decimals >= 0) decimals++;
    } else if (digit === POINT - ZERO && decimals < 0 && at > from) decimals = 0;
    else return -1;
  }
  if (decimals === 0 || decimals > exponent) return -1;
  for (let d = Math.max(decimals, 0); d < exponent; d++) value *= 10;
  return value <= MAX_AMOUNT_MINOR ? value : -1;
}

const MOST_WORDS = 32;

/** Reads words of which a column has few, each once: `read` is asked for those that are new. */
export function createWords<T>(read: (text: string) => T) {
  const known: { bytes: Buffer; value: T }[] = [];
  let last: (typeof known)[number] | null = null;
  return (source: Buffer, from: number, to: number): T => {
    if (last !== null && spells(last.bytes, source, from, to)) return last.value;
    for (const word of known) if (spells(word.bytes, source, from, to)) return (last = word).value;
    const value = read(source.toString('utf8', from, to));
    if (known.length < MOST_WORDS) known.push({ bytes: Buffer.from(source.subarray(from, to)), value });
    return value;
  };
}

function spells(word: Uint8Array, source: Uint8Array, from: number, to: number): boolean {
  if (word.length !== to - from) return false;
  for (let k = 0; k < word.length; k++) if (word[k] !== source[from + k]) return false;
  return true;
}

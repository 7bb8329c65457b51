import { formatDay } from '../../model/time.ts';

/** What a cell's number stands for by its style: a date, a time of day, digits with zeros before them, or itself. */
export type NumberFormat = 'date' | 'date-time' | 'time' | { digits: number } | null;

const DAY_MS = 86_400_000;
/** Days from Excel's day 0 to 1970-01-01, where day 60 was never and 61 is 1 March 1900. */
const EPOCH_1900 = 25_569;
const EPOCH_1904 = 24_107;

/** Formats that have a number and no text (ECMA-376, 18.8.30), those of East Asian versions included. */
export function builtInFormat(id: number): NumberFormat {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return 'date';
  if (id === 22) return 'date-time';
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)) return 'time';
  return null;
}

/** Reads a format's text such as `dd.mm.yyyy`, `000000000000`. */
export function numberFormatOf(code: string): NumberFormat {
  const first = code.split(';', 1)[0]!;
  const bare = first.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[[^\]]*\]/g, '');
  if (/^0{2,}$/.test(bare)) return { digits: bare.length };
  const hasDate = /[yd]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare));
  const hasTime = /[hs]/i.test(bare);
  if (!hasDate && !hasTime) return null;
  if (/general/i.test(bare)) return null;
  return hasDate ? (hasTime ? 'date-time' : 'date') : 'time';
}

/** A number as a spreadsheet keeps it, as the text that a person would see in full: never rounded, never in exponents. */
export function numberText(written: string, format: NumberFormat, since1904: boolean): string {
  const value = Number(written);
  if (written.trim() === '' || !Number.isFinite(value)) return written;
  if (typeof format === 'string') return momentText(value, format, since1904);
  const text = /^-?\d+$/.test(written) ? written : plainDigits(value, 15);
  return format !== null && /^\d+$/.test(text) ? text.padStart(format.digits, '0') : text;
}

/** A double without an exponent. `significant`: digits that count, for 0.1 + 0.2 is 0.3 to whoever wrote the table. */
export function plainDigits(value: number, significant: number): string {
  if (Number.isInteger(value)) return Math.abs(value) < 1e21 ? String(value) : BigInt(value).toString();
  const rounded = String(Number(value.toPrecision(significant)));
  const [digits, exponent] = rounded.split('e-');
  if (exponent === undefined) return rounded;
  const sign = digits!.startsWith('-') ? '-' : '';
  return `${sign}0.${'0'.repeat(Number(exponent) - 1)}${digits!.replace(/[-.]/g, '')}`;
}

function momentText(serial: number, format: 'date' | 'date-time' | 'time', since1904: boolean): string {
  if (serial < 0 || serial > 2_958_466) return plainDigits(serial, 15);
  const whole = Math.floor(serial);
  const ms = Math.round((serial - whole) * DAY_MS);
  const day = whole + Math.floor(ms / DAY_MS);
  const time = clock(ms % DAY_MS);
  if (format === 'time' && whole === 0) return time;
  // Day 60 is a 29 February 1900 that never was: Lotus thought so, and days before it are one off.
  const days = since1904 ? day - EPOCH_1904 : day - EPOCH_1900 + (day <= 60 ? 1 : 0);
  return format === 'date' && ms % DAY_MS === 0 ? formatDay(days) : `${formatDay(days)}T${time}`;
}

function clock(ms: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const rest = ms % 1000;
  const seconds = Math.floor(ms / 1000);
  const text = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return rest === 0 ? text : `${text}.${String(rest).padStart(3, '0')}`;
}

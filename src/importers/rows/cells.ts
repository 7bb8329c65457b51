import { type AmountDefect, isCurrencyCode, parseAmount } from '../../model/money.ts';
import { type Day, localDay, type Moment, NO_DAY, parseMoment } from '../../model/time.ts';
import type { RejectCode } from '../reject-codes.ts';
import type { RowWriter } from './row-writer.ts';

/** A column of a canonical table and where its cells stand in a record; `at` is −1 where the file has no such column. */
export interface Column {
  readonly name: string;
  readonly at: number;
}

/** Which cell of a record is which column of the table, and which columns the table does not know. */
export interface Layout {
  readonly at: ReadonlyMap<string, number>;
  readonly extras: readonly Column[];
}

const EXPECTED_DATE = 'a date YYYY-MM-DD or date-time of the years 1800–2100';
const AMOUNT_CODES = {
  'not-a-number': 'not-a-number',
  negative: 'negative-amount',
  'too-large': 'too-large',
} as const satisfies Record<AmountDefect, RejectCode>;

/** Reads the cells of one table's records; blanks are '' (text), `NO_DAY`, NaN; what cannot be read is told to the writer. */
export type CellReader = ReturnType<typeof createCellReader>;

export function createCellReader(table: string, layout: Layout, writer: RowWriter) {
  let cells: readonly string[] = [];
  let base = 0;
  let kept: Record<string, string> | null = null;
  const extras = [...layout.extras].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));

  const column = (name: string): Column => ({ name, at: layout.at.get(name) ?? -1 });

  const text = ({ at }: Column): string => {
    if (at < 0) return '';
    const cell = cells[base + at]!;
    const { length } = cell;
    if (length === 0 || (length === 1 && isDash(cell.charCodeAt(0)))) return '';
    const first = cell.charCodeAt(0);
    const last = cell.charCodeAt(length - 1);
    return first > 32 && first < 128 && last > 32 && last < 128 ? cell : blankIfDash(cell.trim());
  };

  const badCell = (required: boolean, { name }: Column, code: RejectCode, value: string, expected: string): void => {
    if (required) writer.refuse(table, name, code, value, expected);
    else writer.defect(table, name, code, value, expected);
  };

  const amountOf = (of: Column, currency: string, required: boolean): number => {
    const value = text(of);
    if (value === '') {
      if (required) writer.refuse(table, of.name, 'blank-required', '', 'an amount');
      return Number.NaN;
    }
    const parsed = parseAmount(value, currency);
    if ('defect' in parsed) {
      badCell(required, of, AMOUNT_CODES[parsed.defect], value, `a decimal number of ${currency}, not negative`);
      return Number.NaN;
    }
    if (parsed.rounded) {
      writer.defect(table, of.name, 'rounded', value, `as many decimals as ${currency} has`);
      kept ??= {};
      kept[of.name] = value;
    }
    return parsed.minor;
  };

  const dayOf = (of: Column, isEnd: boolean): Day => {
    const value = text(of);
    if (value === '') return NO_DAY;
    const moment = parseMoment(value);
    if (moment !== null) return localDay(moment);
    if (isEnd && isAfter2100(value)) return NO_DAY;
    writer.defect(table, of.name, 'bad-date', value, EXPECTED_DATE);
    return NO_DAY;
  };

  return {
    table,
    writer,
    column,
    text,
    /** Points the reader at a record. */
    use(record: readonly string[], from: number): void {
      cells = record;
      base = from;
      kept = null;
    },
    /** Text that must be there; '' and a refusal where it is not. */
    required(of: Column, expected: string): string {
      const value = text(of);
      if (value === '') writer.refuse(table, of.name, 'blank-required', '', expected);
      return value;
    },
    textOrNull(of: Column): string | null {
      const value = text(of);
      return value === '' ? null : value;
    },
    /** One of a few words, in any case; null where blank or (a defect) another. */
    word<W extends string>(of: Column, words: readonly W[]): W | null {
      const value = text(of);
      if (value === '') return null;
      if ((words as readonly string[]).includes(value)) return value as W;
      const lower = value.toLowerCase();
      if ((words as readonly string[]).includes(lower)) return lower as W;
      writer.defect(table, of.name, 'unknown-word', value, `one of ${words.join(', ')}`);
      return null;
    },
    day: (of: Column): Day => dayOf(of, false),
    /** A day on which something ends: after 2100 means unknown. */
    endDay: (of: Column): Day => dayOf(of, true),
    requiredMoment(of: Column): Moment | null {
      const value = text(of);
      const moment = value === '' ? null : parseMoment(value);
      if (moment === null) {
        writer.refuse(table, of.name, value === '' ? 'blank-required' : 'bad-date', value, EXPECTED_DATE);
      }
      return moment;
    },
    amount: (of: Column, currency: string): number => amountOf(of, currency, false),
    requiredAmount: (of: Column, currency: string): number => amountOf(of, currency, true),
    /** A number of people and the like: NaN where blank or unreadable. */
    count(of: Column): number {
      const value = text(of);
      if (value === '') return Number.NaN;
      if (/^\d{1,9}(\.0+)?$/.test(value)) return Number(value);
      writer.defect(table, of.name, 'not-a-number', value, 'a whole number, 0 or more');
      return Number.NaN;
    },
    /** Percent, 0–100. */
    share(of: Column): number {
      const value = text(of);
      if (value === '') return Number.NaN;
      const number = /^\d+(\.\d+)?\s*%?$/.test(value) ? Number.parseFloat(value) : Number.NaN;
      if (number <= 100) return number;
      writer.defect(table, of.name, 'bad-share', value, 'a share in percent, 0–100');
      return Number.NaN;
    },
    currency(of: Column): string {
      const value = text(of);
      if (value === '' || value === 'KZT') return 'KZT';
      const code = value.toUpperCase();
      if (isCurrencyCode(code)) return code;
      writer.defect(table, of.name, 'bad-currency', value, 'a currency code such as KZT');
      return 'KZT';
    },
    /** ISO 3166 alpha-2 in capitals; null where blank or unreadable. */
    country(of: Column): string | null {
      const value = text(of);
      if (value === '') return null;
      const code = value.toUpperCase();
      if (/^[A-Z]{2}$/.test(code)) return code;
      writer.defect(table, of.name, 'bad-country', value, 'a two-letter country code');
      return null;
    },
    /** JSON of the columns that the table does not know, and of amounts that were rounded as they were written; null where there are none. */
    attrs(more: readonly Column[] = []): string | null {
      for (const of of extras) {
        const value = text(of);
        if (value !== '') (kept ??= {})[of.name] = value;
      }
      for (const of of more) {
        const value = text(of);
        if (value !== '') (kept ??= {})[of.name] = value;
      }
      return kept === null ? null : sortedJson(kept);
    },
  };
}

/** A hyphen or dash that stands alone says "nothing". */
function isDash(c: number): boolean {
  return c === 0x2d || c === 0x2013 || c === 0x2014;
}

function blankIfDash(text: string): string {
  return text.length === 1 && isDash(text.charCodeAt(0)) ? '' : text;
}

/** A date with a year after 2100, which registers write for "no end". */
function isAfter2100(text: string): boolean {
  const year = /^(\d{4,6})-\d{2}-\d{2}/.exec(text);
  return year !== null && Number(year[1]) > 2100;
}

function sortedJson(values: Record<string, string>): string {
  const names = Object.keys(values);
  if (names.length === 1) return JSON.stringify(values);
  names.sort();
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, values[name]])));
}

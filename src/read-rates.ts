import { basename } from 'node:path';
import { readCsv } from './importers/text/csv-reader.ts';
import { decodeText } from './importers/text/decode.ts';
import { fileBytes } from './importers/text/file-bytes.ts';
import { TamyrError } from './model/errors.ts';
import { isCurrencyCode } from './model/money.ts';
import { byCodePoint } from './model/order.ts';
import type { Rate, RateTable } from './model/rates.ts';
import { parseDay } from './model/time.ts';

const COLUMNS = ['from', 'currency', 'kzt'] as const;
const LAYOUT = { delimiter: null, header: true, columns: null, skipLines: 0 };
/** Digits that a double holds exactly. */
const MOST_DIGITS = 15;

/** Reads a table of exchange rates: CSV with the columns `from` (day), `currency`, `kzt` (for one unit). Anything else in it is refused with its line. */
export async function readRates(path: string): Promise<RateTable> {
  const name = basename(path);
  const rates: Rate[] = [];
  const lineOf = new Map<string, number>();
  for await (const group of readCsv(decodeText(fileBytes(path, name), null, name), LAYOUT, name)) {
    const width = group.columns.length;
    const [from, currency, kzt] = COLUMNS.map((column) =>
      group.columns.findIndex((given) => given.trim().toLowerCase() === column),
    ) as [number, number, number];
    if (from < 0 || currency < 0 || kzt < 0) {
      throw badRates(path, 1, `Its columns are ${group.columns.join(', ')}.`, `the columns ${COLUMNS.join(', ')}`);
    }
    const broken = group.broken[0];
    if (broken) throw badRates(path, broken.line, `“${broken.raw.trim()}” cannot be cut into cells.`, broken.expected);
    for (let i = 0; i < group.count; i++) {
      const cell = (column: number) => group.cells[i * width + column]!.trim();
      const line = group.line[i]!;
      const rate = readRate(path, line, cell(from), cell(currency), cell(kzt));
      const key = `${rate.currency} ${rate.from}`;
      const other = lineOf.get(key);
      if (other !== undefined) {
        const what = `${rate.currency} has a rate of ${cell(from)} already on line ${other}.`;
        throw badRates(path, line, what, 'one rate for each currency and day');
      }
      lineOf.set(key, line);
      rates.push(rate);
    }
  }
  if (rates.length === 0) throw badRates(path, 1, 'There is no rate in it.', 'at least one row below the column names');
  return rates.sort((a, b) => byCodePoint(a.currency, b.currency) || a.from - b.from);
}

function readRate(path: string, line: number, from: string, currency: string, kzt: string): Rate {
  const day = parseDay(from);
  if (day === null) throw badRates(path, line, `“${from}” is no day.`, 'from: a day such as 2026-01-01');
  if (!isCurrencyCode(currency) || currency === 'KZT') {
    throw badRates(path, line, `“${currency}” is no foreign currency.`, 'currency: a code such as USD');
  }
  const match = /^(\d+)(?:\.(\d+))?$/.exec(kzt);
  const digits = match ? match[1]! + (match[2] ?? '') : '';
  if (digits.length === 0 || digits.length > MOST_DIGITS || Number(digits) === 0) {
    throw badRates(path, line, `“${kzt}” is no rate.`, 'kzt: tenge for one unit of the currency, such as 512.35');
  }
  return { from: day, currency, units: Number(digits), decimals: match![2]?.length ?? 0 };
}

function badRates(path: string, line: number, what: string, expected: string): TamyrError {
  const where = `--rates ${path}, line ${line}`;
  return new TamyrError({ code: 'bad-rates', what: `The table of rates cannot be used. ${what}`, where, expected });
}

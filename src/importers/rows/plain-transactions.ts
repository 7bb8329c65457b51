import { isCurrencyCode } from '../../model/money.ts';
import { PRECISION_DAY, PRECISION_INSTANT } from '../../model/time.ts';
import { CHANNELS } from '../../model/vocabulary.ts';
import { fourOf, marksEqual, WORD_BYTES } from '../../model/words.ts';
import { cellOf, type PackedColumn } from '../../store/packed-column.ts';
import type { FactColumnsBuilder } from './fact-columns.ts';
import type { PlainCells } from './plain-cells.ts';
import { createWords, type PlainMoment, readAmount, readMoment } from './plain-values.ts';
import { readParty } from './references.ts';
import type { TakePlain } from './table-row.ts';

const ACCOUNT = Buffer.from('account:');
const ACCOUNT_WORDS = new Uint32Array(Uint8Array.from(ACCOUNT).buffer);
const [PLUS, COLON] = [43, 58];
const [PLUSES, COLONS] = [fourOf(PLUS), fourOf(COLON)];

/** A word of a few, as a text and as a packed cell. */
interface Word {
  text: string;
  cell: Uint32Array;
}

/** Takes records of transactions that have an id and nothing to refuse, to empty or to repair: the same as `transactions` would. */
export function plainTransactions(cells: PlainCells, at: ReadonlyMap<string, number>): TakePlain {
  const column = (name: string): number => at.get(name) ?? -1;
  const id = column('id');
  const time = column('at');
  const from = column('from_account');
  const to = column('to_account');
  const amount = column('amount');
  const currency = column('currency');
  const channel = column('channel');
  const payer = column('payer_id');
  const confirmed = column('confirmed');
  const texts = ['id', 'purpose', 'mcc', 'invoice_id', 'from_name', 'to_name'].filter((name) => column(name) >= 0);
  const textCells = texts.map(column);
  const currencies = createWords((text) => (isCurrencyCode(text.toUpperCase()) ? wordOf(text.toUpperCase()) : null));
  const channels = createWords(oneOf(CHANNELS));
  const confirmations = createWords(oneOf(['yes', 'no']));
  const tenge = wordOf('KZT');
  const moment: PlainMoment = { ms: 0, precision: 'day' };

  /** Whether a side is an account for sure. */
  const isAccount = (side: number): boolean => {
    if (!cells.find(side)) return false;
    if (begins(cells, ACCOUNT)) return true;
    return !hasColonOrPlus(cells);
  };
  const putAccount = (into: PackedColumn, row: number, side: number): void => {
    if (cells.find(side))
      into.put(row, cells.view, cells.from, cells.to, begins(cells, ACCOUNT) ? null : ACCOUNT_WORDS);
  };
  /** The columns of the present batch: looking them up by name for every row took a fifth of the time. */
  let into: ReturnType<typeof columnsOf> | null = null;

  return (rows, line) => {
    if (!cells.find(id) || !cells.find(time) || !readMoment(cells.source, cells.from, cells.to, moment)) return false;
    const money = cells.find(currency) ? currencies(cells.source, cells.from, cells.to) : tenge;
    if (money === null || !cells.find(amount)) return false;
    const minor = readAmount(cells.source, cells.from, cells.to, money.text);
    if (Number.isNaN(minor)) return false;
    const by = cells.find(channel) ? channels(cells.source, cells.from, cells.to) : undefined;
    if (by === null) return false;
    const mayBeCash = by?.text === 'atm' || by?.text === 'cash';
    const hasFrom = isAccount(from);
    if (!hasFrom && (!mayBeCash || cells.find(from))) return false;
    const hasTo = isAccount(to);
    if (!hasTo && (!mayBeCash || !hasFrom || cells.find(to))) return false;
    const party = cells.find(payer) ? readParty(cells.text(), { expects: 'any' }) : '';
    if (party !== '' && !party.includes(':')) return false;
    const isConfirmed = cells.find(confirmed) ? confirmations(cells.source, cells.from, cells.to) : undefined;
    if (isConfirmed === null) return false;

    const row = rows.addPackedRow(line);
    if (into?.packed !== rows.packed || into.at !== rows.columns.at) into = columnsOf(rows, texts);
    into.at[row] = moment.ms;
    into.precision[row] = moment.precision === 'day' ? PRECISION_DAY : PRECISION_INSTANT;
    into.amount[row] = minor;
    putAccount(into.from, row, from);
    putAccount(into.to, row, to);
    into.currency.putCell(row, money.cell);
    if (by) into.channel.putCell(row, by.cell);
    if (party !== '') into.payer.putText(row, party);
    if (isConfirmed) into.confirmed.putCell(row, isConfirmed.cell);
    for (let k = 0; k < texts.length; k++) {
      if (cells.find(textCells[k]!)) into.texts[k]!.put(row, cells.view, cells.from, cells.to);
    }
    return true;
  };
}

function columnsOf({ packed, columns }: FactColumnsBuilder, texts: readonly string[]) {
  return {
    packed,
    at: columns.at as Float64Array,
    precision: columns.precision as Int32Array,
    amount: columns.amount as Float64Array,
    from: packed.from_account!,
    to: packed.to_account!,
    currency: packed.currency!,
    channel: packed.channel!,
    payer: packed.payer_id!,
    confirmed: packed.confirmed!,
    texts: texts.map((name) => packed[name]!),
  };
}

function wordOf(text: string): Word {
  return { text, cell: cellOf(text) };
}

/** Reads one of a few words, in any case. */
function oneOf(words: readonly string[]): (text: string) => Word | null {
  return (text) => {
    const lower = text.toLowerCase();
    return words.includes(lower) ? wordOf(lower) : null;
  };
}

function begins({ source, from, to }: PlainCells, prefix: Uint8Array): boolean {
  if (to - from < prefix.length) return false;
  for (let k = 0; k < prefix.length; k++) if (source[from + k] !== prefix[k]) return false;
  return true;
}

function hasColonOrPlus({ view, from, to }: PlainCells): boolean {
  let at = from;
  for (; at + WORD_BYTES <= to; at += WORD_BYTES) {
    const word = view.getInt32(at, true);
    if ((marksEqual(word, COLONS) | marksEqual(word, PLUSES)) !== 0) return true;
  }
  for (; at < to; at++) if (view.getUint8(at) === COLON || view.getUint8(at) === PLUS) return true;
  return false;
}

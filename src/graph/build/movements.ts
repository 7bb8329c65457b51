import { TamyrError } from '../../model/errors.ts';
import type { NumberedBatch } from '../../model/facts.ts';
import { DAY_MS, localDayOfInstant, PRECISION_DAY } from '../../model/time.ts';
import { CHANNELS } from '../../model/vocabulary.ts';
import { buildCsr } from '../csr.ts';
import {
  finished,
  type Growing,
  growingFloat64,
  growingInt8,
  growingInt32,
  growingUint8,
  reserve,
} from '../growing.ts';
import type { InvoiceColumns, TransferColumns } from '../projection.ts';
import { sharedInt8, sharedInt32, sharedUint16 } from '../shared-columns.ts';
import type { TextNumbers } from './text-numbers.ts';

export interface MovementsBuilder<T> {
  /** Takes rows in (at, id) order. */
  add(batch: NumberedBatch): void;
  finish(nodeCount: number): T;
}

/** Collects `transactions`; rows after the as-of day are unseen. */
export function buildTransfers(asOfDay: number, invoiceIds: TextNumbers): MovementsBuilder<TransferColumns> {
  const base = movementColumns(asOfDay);
  let confirmed: Growing<Int8Array> | null = null;
  let invoice: Growing<Int32Array> | null = null;
  const answers = codeLookup(['no', 'yes']);
  const channel = growingInt8();
  const payer = growingInt32();
  const channels = codeLookup(CHANNELS);
  const mcc = merchantCategories();
  return {
    add(batch) {
      const to = batch.columns.to_account as Int32Array;
      const from = batch.columns.from_account as Int32Array;
      const channelText = batch.columns.channel as (string | null)[] | undefined;
      const payerNode = batch.columns.payer_id as Int32Array | undefined;
      const needed = base.count() + batch.length;
      const expected = Math.max(needed, batch.tableRows ?? 0);
      const mccOf = mcc.reader(batch, needed, expected);
      const confirmedText = batch.columns.confirmed as (string | null)[] | undefined;
      const invoiceText = batch.columns.invoice_id as (string | null)[] | undefined;
      // Most extracts have neither: their columns begin with the first value.
      if (confirmedText?.some(isGiven)) confirmed ??= { data: sharedInt8(expected).fill(-1) };
      if (invoiceText?.some(isGiven)) invoice ??= { data: sharedInt32(expected).fill(-1) };
      reserve([channel, payer, ...(confirmed ? [confirmed] : []), ...(invoice ? [invoice] : [])], needed, expected);
      base.add(batch, from, to, (i, at) => {
        if (confirmed) confirmed.data[at] = confirmedText ? answers(confirmedText[i]!) : -1;
        if (invoice) invoice.data[at] = invoiceText?.[i] ? invoiceIds.add(invoiceText[i]) : -1;
        channel.data[at] = channelText ? channels(channelText[i]!) : -1;
        payer.data[at] = payerNode ? payerNode[i]! : -1;
        mccOf?.(i, at);
      });
    },
    finish(nodeCount) {
      const count = base.count();
      const shared = base.finish(nodeCount);
      return {
        ...shared,
        precisions: precisionsOf(shared.precision),
        channel: finished(channel, count),
        payer: finished(payer, count),
        ...mcc.finish(count),
        confirmed: confirmed && finished(confirmed, count),
        invoice: invoice && finished(invoice, count),
      };
    },
  };
}

const isGiven = (text: string | null) => text !== null;

export interface InvoicesBuilder extends MovementsBuilder<InvoiceColumns> {
  /** Turns numbers of invoice ids into positions of invoices, −1 where there is no such invoice. */
  locate(numbers: Int32Array): void;
}

/** Collects `invoices`, from the buyer to the seller. All ids that transfers name are in `invoiceIds` before the first row. */
export function buildInvoices(asOfDay: number, invoiceIds: TextNumbers): InvoicesBuilder {
  let positionOf: Int32Array | null = null;
  const base = movementColumns(asOfDay);
  const vat = growingFloat64();
  return {
    add(batch) {
      const vatMinor = batch.columns.vat as Float64Array | undefined;
      const id = batch.columns.id as (string | null)[] | undefined;
      if (invoiceIds.count > 0) positionOf ??= new Int32Array(invoiceIds.count).fill(-1);
      reserve([vat], base.count() + batch.length, batch.tableRows);
      base.add(batch, batch.columns.buyer_id as Int32Array, batch.columns.seller_id as Int32Array, (i, at) => {
        vat.data[at] = vatMinor ? vatMinor[i]! : Number.NaN;
        const number = positionOf && id?.[i] ? invoiceIds.find(id[i]) : -1;
        if (number >= 0) positionOf![number] = at;
      });
    },
    locate(numbers) {
      for (let i = 0; i < numbers.length; i++)
        numbers[i] = positionOf && numbers[i]! >= 0 ? positionOf[numbers[i]!]! : -1;
    },
    finish(nodeCount) {
      const count = base.count();
      return { ...base.finish(nodeCount), vatMinor: finished(vat, count) };
    },
  };
}

/** Codes of merchant categories in two bytes a row, allocated when the first row names one. */
function merchantCategories() {
  const mccs = [''];
  const codes = new Map<string | null, number>([
    [null, 0],
    ['', 0],
  ]);
  let column: Growing<Uint16Array> | null = null;

  const codeOf = (text: string): number => {
    const code = mccs.push(text) - 1;
    if (code > 0xffff) {
      throw new TamyrError({
        code: 'too-many-categories',
        what: `The data has more than 65,535 merchant categories; the next is "${text}".`,
        where: 'transactions.mcc',
        expected: 'four-digit codes of ISO 18245',
        todo: 'Check that the column read as mcc holds category codes.',
      });
    }
    codes.set(text, code);
    return code;
  };

  return {
    /** Says how to keep the categories of a batch, with which there are `needed` rows; null where there are none at all. */
    reader(batch: NumberedBatch, needed: number, expected: number): ((i: number, at: number) => void) | null {
      const texts = batch.columns.mcc as (string | null)[] | undefined;
      if (!column && !texts?.some((text) => text !== null && text !== '')) return null;
      column ??= { data: sharedUint16(expected) };
      const growing = column;
      reserve([growing], needed, expected);
      return (i, at) => {
        const text = texts?.[i] ?? null;
        growing.data[at] = codes.get(text) ?? codeOf(text!);
      };
    },
    finish(count: number): Pick<TransferColumns, 'mcc' | 'mccs'> {
      if (!column) return { mcc: null, mccs };
      reserve([column], count);
      return { mcc: finished(column, count), mccs };
    },
  };
}

const CASH_HAS_NO_NODE = { skipBlank: true, allocate: sharedInt32 };

function movementColumns(asOfDay: number) {
  const columns = {
    from: growingInt32(),
    to: growingInt32(),
    at: growingFloat64(),
    precision: growingUint8(),
    amountMinor: growingFloat64(),
    currency: growingUint8(),
    row: growingInt32(),
  };
  const currencies: string[] = [];
  let lastCurrency = '';
  let lastCode = -1;
  let count = 0;

  const currencyCode = (text: string): number => {
    if (text === lastCurrency) return lastCode;
    let code = currencies.indexOf(text);
    if (code < 0) code = currencies.push(text) - 1;
    if (code > 255) {
      throw new TamyrError({
        code: 'too-many-currencies',
        what: `The data has more than 256 currencies; the 257th is "${text}".`,
        expected: 'at most 256 currency codes in one store',
        todo: 'Check that the column read as currency holds currencies.',
      });
    }
    lastCurrency = text;
    lastCode = code;
    return code;
  };

  return {
    count: () => count,
    add(batch: NumberedBatch, from: Int32Array, to: Int32Array, extra: (i: number, at: number) => void) {
      reserve(Object.values(columns), count + batch.length, batch.tableRows);
      const at = batch.columns.at as Float64Array;
      const precision = batch.columns.precision as Int32Array;
      const amount = batch.columns.amount as Float64Array;
      const currency = batch.columns.currency as (string | null)[];
      for (let i = 0; i < batch.length; i++) {
        const day = precision[i] === PRECISION_DAY ? at[i]! / DAY_MS : localDayOfInstant(at[i]!);
        if (day > asOfDay) continue;
        columns.from.data[count] = from[i]!;
        columns.to.data[count] = to[i]!;
        columns.at.data[count] = at[i]!;
        columns.precision.data[count] = precision[i]!;
        columns.amountMinor.data[count] = amount[i]!;
        columns.currency.data[count] = currencyCode(currency[i] ?? 'KZT');
        columns.row.data[count] = batch.row[i]!;
        extra(i, count);
        count++;
      }
    },
    finish(nodeCount: number) {
      const from = finished(columns.from, count);
      const to = finished(columns.to, count);
      return {
        count,
        from,
        to,
        at: finished(columns.at, count),
        precision: finished(columns.precision, count),
        amountMinor: finished(columns.amountMinor, count),
        currency: finished(columns.currency, count),
        currencies,
        row: finished(columns.row, count),
        out: buildCsr(nodeCount, from, CASH_HAS_NO_NODE),
        in: buildCsr(nodeCount, to, CASH_HAS_NO_NODE),
      };
    },
  };
}

function precisionsOf(precision: Uint8Array): TransferColumns['precisions'] {
  let days = 0;
  for (const value of precision) days += value;
  return days === 0 ? 'instant' : days === precision.length ? 'day' : 'mixed';
}

/** Position of a word in a vocabulary, −1 for null and words that are not in it. */
export function codeLookup(words: readonly string[]): (text: string | null) => number {
  const codes = new Map(words.map((word, i) => [word, i]));
  return (text) => (text === null ? -1 : (codes.get(text) ?? -1));
}

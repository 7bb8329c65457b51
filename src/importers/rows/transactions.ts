import type { EntityId } from '../../model/id.ts';
import { PRECISION_DAY, PRECISION_INSTANT } from '../../model/time.ts';
import { CHANNELS } from '../../model/vocabulary.ts';
import type { CellReader, Column } from './cells.ts';
import { plainTransactions } from './plain-transactions.ts';
import { optionalParty, readAccount } from './references.ts';
import type { TableRow } from './table-row.ts';

const CONFIRMED = ['yes', 'no'] as const;

/** Money moved between two accounts; a blank side is cash where the channel says so. */
export const transactions: TableRow = {
  table: 'transactions',
  required: ['id', 'at', 'from_account', 'to_account', 'amount'],
  optional: ['currency', 'channel', 'purpose', 'payer_id', 'confirmed', 'mcc', 'invoice_id', 'from_name', 'to_name'],
  preparePlain: plainTransactions,
  prepare(cells, occurrences) {
    const { writer } = cells;
    const column = {
      id: cells.column('id'),
      at: cells.column('at'),
      from: cells.column('from_account'),
      to: cells.column('to_account'),
      amount: cells.column('amount'),
      currency: cells.column('currency'),
      channel: cells.column('channel'),
      purpose: cells.column('purpose'),
      payer: cells.column('payer_id'),
      confirmed: cells.column('confirmed'),
      mcc: cells.column('mcc'),
      invoice: cells.column('invoice_id'),
      fromName: cells.column('from_name'),
      toName: cells.column('to_name'),
    };

    return () => {
      const moment = cells.requiredMoment(column.at);
      const currency = cells.currency(column.currency);
      const amount = cells.requiredAmount(column.amount, currency);
      const channel = cells.word(column.channel, CHANNELS);
      const from = side(cells, column.from, channel);
      const to = side(cells, column.to, channel);
      if (from === null && to === null) {
        writer.refuse('transactions', 'from_account', 'blank-side', '', 'at least one account');
      }
      const payer = optionalParty(cells, column.payer, { expects: 'any' });
      const confirmed = cells.word(column.confirmed, CONFIRMED);
      const attrs = cells.attrs();
      if (moment === null) return;
      const precision = moment.precision === 'day' ? PRECISION_DAY : PRECISION_INSTANT;
      const purpose = cells.textOrNull(column.purpose);
      const mcc = cells.textOrNull(column.mcc);
      const invoice = cells.textOrNull(column.invoice);
      const fromName = cells.textOrNull(column.fromName);
      const toName = cells.textOrNull(column.toName);
      const id =
        cells.text(column.id) ||
        occurrences.idOf(
          JSON.stringify([
            'transactions',
            moment.ms,
            precision,
            from,
            to,
            amount,
            currency,
            channel,
            purpose,
            payer,
            confirmed,
            mcc,
            invoice,
            fromName,
            toName,
            attrs,
          ]),
        );

      const rows = writer.addTo('transactions');
      const i = rows.addRow(writer.line);
      const into = rows.columns as Record<string, unknown[]>;
      into.id![i] = id;
      into.at![i] = moment.ms;
      into.precision![i] = precision;
      into.from_account![i] = from;
      into.to_account![i] = to;
      into.amount![i] = amount;
      into.currency![i] = currency;
      into.channel![i] = channel;
      into.purpose![i] = purpose;
      into.payer_id![i] = payer;
      into.confirmed![i] = confirmed;
      into.mcc![i] = mcc;
      into.invoice_id![i] = invoice;
      into.from_name![i] = fromName;
      into.to_name![i] = toName;
      into.attrs![i] = attrs;
    };
  },
};

/** One side's account; null for cash, and (with a refusal) for a blank side of any other channel. */
function side(cells: CellReader, of: Column, channel: string | null): EntityId | null {
  const text = cells.text(of);
  if (text !== '') return readAccount(cells, of, text);
  if (channel !== 'atm' && channel !== 'cash') {
    cells.writer.refuse('transactions', of.name, 'blank-side', '', 'an account, or channel atm or cash');
  }
  return null;
}

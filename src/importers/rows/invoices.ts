import { PRECISION_DAY, PRECISION_INSTANT } from '../../model/time.ts';
import { requiredParty } from './references.ts';
import type { TableRow } from './table-row.ts';

/** Invoices between companies (or sole traders); `amount` includes `vat`. */
export const invoices: TableRow = {
  table: 'invoices',
  required: ['id', 'issued_at', 'seller_id', 'buyer_id', 'amount'],
  optional: ['vat', 'currency', 'goods'],
  prepare(cells, occurrences) {
    const { writer } = cells;
    const column = {
      id: cells.column('id'),
      issuedAt: cells.column('issued_at'),
      seller: cells.column('seller_id'),
      buyer: cells.column('buyer_id'),
      amount: cells.column('amount'),
      vat: cells.column('vat'),
      currency: cells.column('currency'),
      goods: cells.column('goods'),
    };
    return () => {
      const moment = cells.requiredMoment(column.issuedAt);
      const seller = requiredParty(cells, column.seller, { expects: 'company' });
      const buyer = requiredParty(cells, column.buyer, { expects: 'company' });
      const currency = cells.currency(column.currency);
      const amount = cells.requiredAmount(column.amount, currency);
      const vat = cells.amount(column.vat, currency);
      const goods = cells.textOrNull(column.goods);
      const attrs = cells.attrs();
      if (moment === null) return;
      const precision = moment.precision === 'day' ? PRECISION_DAY : PRECISION_INSTANT;
      const id =
        cells.text(column.id) ||
        occurrences.idOf(
          JSON.stringify([
            'invoices',
            moment.ms,
            precision,
            seller,
            buyer,
            amount,
            Number.isNaN(vat) ? null : vat,
            currency,
            goods,
            attrs,
          ]),
        );
      const rows = writer.addTo('invoices');
      const i = rows.addRow(writer.line);
      const into = rows.columns as Record<string, unknown[]>;
      into.id![i] = id;
      into.at![i] = moment.ms;
      into.precision![i] = precision;
      into.seller_id![i] = seller;
      into.buyer_id![i] = buyer;
      into.amount![i] = amount;
      into.vat![i] = vat;
      into.currency![i] = currency;
      into.goods![i] = goods;
      into.attrs![i] = attrs;
    };
  },
};

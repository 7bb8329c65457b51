import { ACCOUNT_KINDS } from '../../model/vocabulary.ts';
import { optionalParty, readAccount } from './references.ts';
import type { TableRow } from './table-row.ts';

const HOLDER_KINDS = ['person', 'company'] as const;

/** Accounts, cards, wallets, cash machines and cash desks; an account listed again has another holder too. */
export const accounts: TableRow = {
  table: 'accounts',
  required: ['id'],
  optional: [
    'kind',
    'holder_id',
    'holder_kind',
    'bank',
    'country',
    'opened_at',
    'closed_at',
    'opening_balance',
    'currency',
  ],
  prepare(cells) {
    const { writer } = cells;
    const column = {
      id: cells.column('id'),
      kind: cells.column('kind'),
      holder: cells.column('holder_id'),
      holderKind: cells.column('holder_kind'),
      bank: cells.column('bank'),
      country: cells.column('country'),
      openedAt: cells.column('opened_at'),
      closedAt: cells.column('closed_at'),
      openingBalance: cells.column('opening_balance'),
      currency: cells.column('currency'),
    };
    return () => {
      const text = cells.required(column.id, 'an account number');
      const id = text === '' ? null : readAccount(cells, column.id, text);
      const kind = cells.word(column.kind, ACCOUNT_KINDS);
      const holderKind = cells.word(column.holderKind, HOLDER_KINDS);
      const holder = optionalParty(cells, column.holder, { expects: 'any', kind: holderKind });
      const country = cells.country(column.country);
      const openedAt = cells.day(column.openedAt);
      const closedAt = cells.endDay(column.closedAt);
      const currency = cells.currency(column.currency);
      const openingBalance = cells.amount(column.openingBalance, currency);
      const attrs = cells.attrs();
      if (id === null) return;
      const rows = writer.addTo('accounts');
      const i = rows.addRow(writer.line);
      const into = rows.columns as Record<string, unknown[]>;
      into.id![i] = id;
      into.kind![i] = kind;
      into.holder_id![i] = holder;
      into.bank![i] = cells.textOrNull(column.bank);
      into.country![i] = country;
      into.opened_at![i] = openedAt;
      into.closed_at![i] = closedAt;
      into.opening_balance![i] = openingBalance;
      into.currency![i] = cells.text(column.currency) === '' && Number.isNaN(openingBalance) ? null : currency;
      into.attrs![i] = attrs;
    };
  },
};

import type { FactTable } from '../../model/facts.ts';
import { accounts } from './accounts.ts';
import { addresses } from './addresses.ts';
import { companies } from './companies.ts';
import { contacts } from './contacts.ts';
import { invoices } from './invoices.ts';
import { lists } from './lists.ts';
import { names } from './names.ts';
import { persons } from './persons.ts';
import { roles } from './roles.ts';
import type { TableRow } from './table-row.ts';
import { taxReturns } from './tax-returns.ts';
import { transactions } from './transactions.ts';

/** The canonical tables. */
export const TABLE_ROWS: Readonly<Record<FactTable, TableRow>> = {
  companies,
  persons,
  roles,
  names,
  addresses,
  contacts,
  accounts,
  transactions,
  invoices,
  tax_returns: taxReturns,
  lists,
};

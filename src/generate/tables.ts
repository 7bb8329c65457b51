/** Columns of the generated tables, in the order of the canonical format; the two tables of labels come last. */
export const TABLE_COLUMNS = {
  companies: [
    'id',
    'name',
    'country',
    'legal_form',
    'registered_at',
    'dissolved_at',
    'status',
    'oked',
    'kato',
    'address',
    'capital',
    'employees',
    'size_class',
    'phone',
    'email',
  ],
  persons: ['id', 'name', 'country', 'birth_date'],
  roles: ['company_id', 'holder_id', 'role', 'holder_kind', 'share', 'from', 'to'],
  names: ['entity_id', 'name', 'from', 'to'],
  addresses: ['entity_id', 'address', 'from', 'to'],
  contacts: ['entity_id', 'kind', 'value', 'from', 'to'],
  accounts: ['id', 'kind', 'holder_id', 'holder_kind', 'bank', 'country', 'opened_at', 'closed_at', 'opening_balance'],
  transactions: [
    'id',
    'at',
    'from_account',
    'to_account',
    'amount',
    'currency',
    'channel',
    'purpose',
    'payer_id',
    'confirmed',
    'mcc',
    'invoice_id',
    'from_name',
    'to_name',
  ],
  invoices: ['id', 'issued_at', 'seller_id', 'buyer_id', 'amount', 'vat', 'currency', 'goods'],
  tax_returns: [
    'company_id',
    'period',
    'turnover',
    'taxes_paid',
    'vat_charged',
    'vat_paid',
    'employees',
    'payroll',
    'fixed_assets',
  ],
  lists: ['entity_id', 'list', 'from', 'to', 'reference'],
  labels_entities: ['entity_id', 'scheme_id', 'scheme_kind', 'part', 'difficulty'],
  labels_transactions: ['transaction_id', 'scheme_id', 'scheme_kind'],
} as const;

export type TableName = keyof typeof TABLE_COLUMNS;
export const TABLE_NAMES = Object.keys(TABLE_COLUMNS) as TableName[];

/** One cell; undefined is written as an empty one. */
export type Cell = string | number | undefined;

/** One row of one table, its cells in the order of the table's columns (missing ones at the end are empty). */
export interface GeneratedRow {
  table: TableName;
  cells: readonly Cell[];
}

export function row(table: TableName, ...cells: Cell[]): GeneratedRow {
  return { table, cells };
}

/** Tiyn as a decimal of tenge, without a fraction where there is none. */
export function money(minor: number): string {
  const fraction = minor % 100;
  const whole = (minor - fraction) / 100;
  return fraction === 0 ? String(whole) : `${whole}.${String(fraction).padStart(2, '0')}`;
}

/**
 * Facts as the store keeps them: the canonical tables after reading, one row per accepted record, every value normalised
 * (full entity ids, days, minor units). Importers write them, stores keep them, the projection reads them.
 */

/**
 * How a column is held in a batch:
 * `ref` a full entity id (string or null) · `text` string or null · `day` Int32 days since 1970-01-01, `NO_DAY` = unknown ·
 * `number` Float64, NaN = unknown (exact integers for `…amount`, minor units) · `code` Int32 small integer, −1 = unknown.
 */
export type ColumnType = 'ref' | 'text' | 'day' | 'number' | 'code';

/** Columns of each fact table, in order. `attrs` is a JSON object of the columns that Tamyr does not know, or null. */
export const FACT_TABLES = {
  companies: {
    id: 'ref',
    name: 'text',
    country: 'text',
    legal_form: 'text',
    registered_at: 'day',
    dissolved_at: 'day',
    status: 'text',
    oked: 'text',
    kato: 'text',
    /** As written; `unit` and `building` are its two folded keys. */
    address: 'text',
    unit: 'ref',
    building: 'ref',
    /** Minor units of `capital_currency`. */
    capital: 'number',
    capital_currency: 'text',
    employees: 'number',
    size_class: 'text',
    phone: 'text',
    phone_contact: 'ref',
    email: 'text',
    email_contact: 'ref',
    attrs: 'text',
  },
  persons: { id: 'ref', name: 'text', country: 'text', birth_date: 'day', sole_trader: 'code', attrs: 'text' },
  roles: {
    company_id: 'ref',
    holder_id: 'ref',
    role: 'text',
    /** Percent, 0–100. */
    share: 'number',
    from: 'day',
    to: 'day',
    attrs: 'text',
  },
  names: { entity_id: 'ref', name: 'text', from: 'day', to: 'day', attrs: 'text' },
  addresses: { entity_id: 'ref', address: 'text', unit: 'ref', building: 'ref', from: 'day', to: 'day', attrs: 'text' },
  contacts: {
    entity_id: 'ref',
    kind: 'text',
    value: 'text',
    contact: 'ref',
    from: 'day',
    to: 'day',
    attrs: 'text',
  },
  accounts: {
    id: 'ref',
    kind: 'text',
    holder_id: 'ref',
    bank: 'text',
    country: 'text',
    opened_at: 'day',
    closed_at: 'day',
    opening_balance: 'number',
    currency: 'text',
    attrs: 'text',
  },
  transactions: {
    /** The bank's own id, or `h-…`: the hash of the row's content and its occurrence number. */
    id: 'text',
    /** UTC ms, or day × 86,400,000 where `precision` is 1 (see `Moment`). */
    at: 'number',
    precision: 'code',
    /** Null where that side is cash. */
    from_account: 'ref',
    to_account: 'ref',
    /** Minor units of `currency`. */
    amount: 'number',
    currency: 'text',
    channel: 'text',
    purpose: 'text',
    payer_id: 'ref',
    confirmed: 'text',
    mcc: 'text',
    invoice_id: 'text',
    from_name: 'text',
    to_name: 'text',
    attrs: 'text',
  },
  invoices: {
    id: 'text',
    at: 'number',
    precision: 'code',
    seller_id: 'ref',
    buyer_id: 'ref',
    amount: 'number',
    vat: 'number',
    currency: 'text',
    goods: 'text',
    attrs: 'text',
  },
  tax_returns: {
    company_id: 'ref',
    /** As written: `2025`, `2025-Q3`, `2025-07`; `from`, `to` are its half-open days. */
    period: 'text',
    from: 'day',
    to: 'day',
    /** Minor units of KZT, like all sums of this table. */
    turnover: 'number',
    taxes_paid: 'number',
    vat_charged: 'number',
    vat_paid: 'number',
    employees: 'number',
    payroll: 'number',
    fixed_assets: 'number',
    attrs: 'text',
  },
  lists: {
    /** A company, person or account; for `WHITELISTED_ADDRESS` the `address:` id of the folded key. */
    entity_id: 'ref',
    list: 'text',
    from: 'day',
    to: 'day',
    reference: 'text',
    attrs: 'text',
  },
} as const satisfies Record<string, Record<string, ColumnType>>;

export type FactTable = keyof typeof FACT_TABLES;
export const FACT_TABLE_NAMES = Object.keys(FACT_TABLES) as FactTable[];

/** Tables whose rows have a key of their own: the same key with other content is a conflict. */
export const KEYED_TABLES = ['transactions', 'invoices'] as const satisfies FactTable[];

/** One column of a batch, by `ColumnType`. */
export type ColumnVector = (string | null)[] | Float64Array | Int32Array;

/**
 * Rows of one table from one file, column by column, as an importer writes them.
 * `line[i]` is the physical line (or sheet row) on which record i begins; one line may make several records.
 */
export interface FactBatch {
  table: FactTable;
  length: number;
  columns: Record<string, ColumnVector>;
  /** Number of the file within the load, as `LoadSession.addFile` gave it. */
  file: number;
  line: Int32Array;
}

/**
 * Rows of one table as a projection reads them: `ref` columns are Int32Array node numbers (−1 = blank), the other types
 * are as in a `FactBatch`.
 */
export interface NumberedBatch {
  length: number;
  columns: Record<string, ColumnVector>;
  /** Row numbers: handles for `Snapshot.details`. */
  row: Int32Array;
  /** Rank of the extract (snapshot day or load): of two values the one with the higher rank is shown. */
  extract: Int32Array;
  /** Validity set by snapshots of the source: the fact is there from `began` (NO_DAY = since ever) until before `ended`. */
  began: Int32Array;
  ended: Int32Array;
  /** Rows of the whole table at most, where known: room for them can be made at once. */
  tableRows?: number;
}

/** Names of a table's columns of one type. */
export function columnsOfType(table: FactTable, type: ColumnType): string[] {
  return Object.entries(FACT_TABLES[table])
    .filter(([, t]) => t === type)
    .map(([name]) => name);
}

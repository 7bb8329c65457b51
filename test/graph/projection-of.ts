import { createProjectionBuilder } from '../../src/graph/build-projection.ts';
import type { Projection } from '../../src/graph/projection.ts';
import { addressId, addressKeys } from '../../src/model/address.ts';
import { contactId } from '../../src/model/contact.ts';
import { FACT_TABLE_NAMES, FACT_TABLES, type FactTable, type NumberedBatch } from '../../src/model/facts.ts';
import { parseAmount } from '../../src/model/money.ts';
import { byCodePoint } from '../../src/model/order.ts';
import type { RateTable } from '../../src/model/rates.ts';
import { localDay, NO_DAY, parseDay, parseMoment } from '../../src/model/time.ts';
import type { ContactKind } from '../../src/model/vocabulary.ts';

type Cell = string | number | null | undefined;
/** Rows by table, in the columns of the fact tables. */
export type LiteralTables = Partial<Record<FactTable, Record<string, Cell>[]>>;

/**
 * A projection from literal rows. Convenience over the fact columns: days as 'YYYY-MM-DD'; `at` as ISO text; amounts as
 * decimal text or minor units as a number; `address` fills unit and building, `phone`/`email` and a contact's `value` fill
 * the contact node; a transaction without `id` gets `t-<n>`, without `currency` KZT. Row numbers are positions in the literal.
 */
export function projectionOf(tables: LiteralTables, options: { asOf?: string; rates?: RateTable } = {}): Projection {
  const rows = Object.fromEntries(
    FACT_TABLE_NAMES.map((table) => [table, (tables[table] ?? []).map((row, i) => complete(table, row, i))]),
  );
  const ids = new Set<string>();
  let latest = 0;
  for (const table of FACT_TABLE_NAMES) {
    for (const row of rows[table]!) {
      for (const [name, type] of Object.entries(FACT_TABLES[table])) {
        const value = row[name];
        if (type === 'ref' && typeof value === 'string') ids.add(value);
        if (
          type === 'day' &&
          typeof value === 'number' &&
          name !== 'to' &&
          name !== 'closed_at' &&
          name !== 'birth_date'
        )
          latest = Math.max(latest, value);
      }
      if (typeof row.at === 'number')
        latest = Math.max(latest, localDay({ ms: row.at, precision: row.precision === 1 ? 'day' : 'instant' }));
    }
  }
  const sorted = [...ids].sort(byCodePoint);
  const nodeOf = new Map(sorted.map((id, i) => [id, i]));
  const asOfDay = options.asOf === undefined ? latest : parseDay(options.asOf)!;
  const builder = createProjectionBuilder({
    asOfDay,
    nodes: sorted.length,
    ...(options.rates && { rates: options.rates }),
  });
  builder.addNodes(sorted);
  for (const table of FACT_TABLE_NAMES) {
    const ordered = rows[table]!.map((values, row) => ({ values, row }));
    const keys = table === 'transactions' || table === 'invoices' ? ['at', 'id'] : Object.keys(FACT_TABLES[table]);
    ordered.sort((a, b) => compareRows(a.values, b.values, keys, nodeOf));
    builder.add(table, numbered(table, ordered, nodeOf));
  }
  return builder.finish();
}

/** Node of an id; throws where the literal does not name it, so that a test cannot pass by a typing error. */
export function nodeIn(projection: Projection, id: string): number {
  const node = projection.nodes.find(id);
  if (node < 0) throw new Error(`the test's data does not name ${id}`);
  return node;
}

function complete(
  table: FactTable,
  given: Record<string, Cell>,
  position: number,
): Record<string, string | number | null> {
  const row: Record<string, Cell> = { ...given };
  if (typeof row.address === 'string') {
    const keys = addressKeys(row.address);
    row.unit ??= addressId(keys.unit);
    row.building ??= addressId(keys.building);
  }
  if (table === 'companies') {
    if (typeof row.phone === 'string') row.phone_contact ??= contactId('phone', row.phone);
    if (typeof row.email === 'string') row.email_contact ??= contactId('email', row.email);
  }
  if (table === 'contacts') row.contact ??= contactId(row.kind as ContactKind, String(row.value));
  if (table === 'transactions' || table === 'invoices') {
    row.id ??= `t-${String(position + 1).padStart(5, '0')}`;
    row.currency ??= 'KZT';
    const moment = parseMoment(String(row.at));
    if (!moment) throw new Error(`the test's data has no moment: ${row.at}`);
    row.at = moment.ms;
    row.precision = moment.precision === 'day' ? 1 : 0;
  }
  for (const [name, type] of Object.entries(FACT_TABLES[table])) {
    if (type === 'day' && typeof row[name] === 'string') row[name] = parseDay(String(row[name]));
    if (type === 'number' && typeof row[name] === 'string')
      row[name] = minor(String(row[name]), String(row.currency ?? 'KZT'));
  }
  return Object.fromEntries(Object.keys(FACT_TABLES[table]).map((name) => [name, row[name] ?? null]));
}

function minor(text: string, currency: string): number {
  const amount = parseAmount(text, currency);
  if ('defect' in amount) throw new Error(`the test's data has no amount: ${text}`);
  return amount.minor;
}

function compareRows(
  a: Record<string, string | number | null>,
  b: Record<string, string | number | null>,
  keys: readonly string[],
  nodeOf: Map<string, number>,
): number {
  for (const key of keys) {
    const x = a[key] ?? null;
    const y = b[key] ?? null;
    if (x === y) continue;
    if (x === null || y === null) return x === null ? -1 : 1;
    if (typeof x === 'number' && typeof y === 'number') return x - y;
    const byNode = (nodeOf.get(String(x)) ?? -1) - (nodeOf.get(String(y)) ?? -1);
    return byNode || byCodePoint(String(x), String(y));
  }
  return 0;
}

function numbered(
  table: FactTable,
  rows: { values: Record<string, string | number | null>; row: number }[],
  nodeOf: Map<string, number>,
): NumberedBatch {
  const columns: NumberedBatch['columns'] = {};
  for (const [name, type] of Object.entries(FACT_TABLES[table])) {
    const cells = rows.map(({ values }) => values[name] ?? null);
    if (type === 'ref')
      columns[name] = Int32Array.from(cells, (cell) => (cell === null ? -1 : nodeOf.get(String(cell))!));
    else if (type === 'text') columns[name] = cells as (string | null)[];
    else if (type === 'day') columns[name] = Int32Array.from(cells, (cell) => (cell === null ? NO_DAY : Number(cell)));
    else if (type === 'code') columns[name] = Int32Array.from(cells, (cell) => (cell === null ? -1 : Number(cell)));
    else columns[name] = Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : Number(cell)));
  }
  return {
    length: rows.length,
    columns,
    row: Int32Array.from(rows, ({ row }) => row),
    extract: new Int32Array(rows.length).fill(1),
    began: new Int32Array(rows.length).fill(NO_DAY),
    ended: new Int32Array(rows.length).fill(NO_DAY),
  };
}

import type { WorkConnection } from '../duckdb/fact-rows.ts';
import { snapshotColumns } from '../duckdb/sorted-rows.ts';
import type { KeyedTable } from '../graph-store.ts';
import type { Neo4jConnection } from './connect.ts';
import { slices } from './gather.ts';
import { inParallel } from './in-parallel.ts';
import { makePaymentTables, type PaymentGroup, type PaymentLayout } from './payment-tables.ts';
import { rangesOf, textsOfForms } from './read-facts.ts';
import { viewLost } from './store-errors.ts';
import type { View } from './view.ts';

const RANGE = 10_000;
const ROWS_OF_IDS = 5_000;
/** Sessions that read side by side: with two, the server works while this process unpacks. */
const SESSIONS = 2;
/** Share of rows with a moment in common above which all ids are read rather than those of these rows. */
const MANY_TIED = 0.2;

const LAYOUTS: Record<KeyedTable, PaymentLayout> = {
  transactions: {
    named: 'read-cash-operations',
    placed: 'read-transfers',
    ends: ['from_account', 'to_account'],
    amounts: ['amount'],
    grouped: ['precision', 'currency', 'channel', 'confirmed', 'mcc'],
    paired: ['payer_id', 'invoice_id', 'purpose', 'from_name', 'to_name', 'attrs'],
  },
  invoices: {
    named: 'read-invoice-records',
    placed: 'read-invoices',
    ends: ['seller_id', 'buyer_id'],
    amounts: ['amount', 'vat'],
    grouped: ['precision', 'currency'],
    paired: ['goods', 'attrs'],
  },
};

/**
 * Makes the view of a keyed table as a snapshot reads it, with node numbers instead of ids. Where nobody asked for ids, only
 * those of rows that have their moment in common are read, for these are all that the order needs.
 */
export async function readPayments(
  connection: Neo4jConnection,
  work: WorkConnection,
  table: KeyedTable,
  columns: readonly string[] | undefined,
  view: View,
): Promise<void> {
  const layout = LAYOUTS[table];
  const wanted = snapshotColumns(table, columns).map(([name]) => name);
  const tables = await makePaymentTables(work, table, layout);
  const [named, placed] = [layout.named, layout.placed].map((name) => connection.text('store', name));
  const readAll = (asked: readonly string[], take: (groups: PaymentGroup[], isPlaced: boolean) => void) =>
    inParallel(
      rangesOf(view.rows(table), RANGE, [named!, placed!]),
      async ({ text, from, to }) => {
        const parameters = { from, to, view: view.seq, wanted: Object.fromEntries(asked.map((name) => [name, true])) };
        return { text, groups: await connection.read<PaymentGroup>(text, parameters, { patient: true }) };
      },
      ({ text, groups }) => take(groups, text === placed),
      SESSIONS,
    );

  await readAll(wanted, (groups, isPlaced) => {
    if (groups.some(({ lost }) => lost)) throw viewLost(connection.address);
    tables.put(groups, isPlaced);
  });
  if (!wanted.includes('id')) {
    const tied = await tables.tiedRows();
    if (tied.length > view.rows(table) * MANY_TIED) {
      await readAll(['id'], (groups) => {
        for (const { row, id } of groups) tables.putIds(row, id);
      });
    } else await readIds(connection, table, tied, tables.putIds);
  }
  await tables.finish(wanted);
}

async function readIds(
  connection: Neo4jConnection,
  table: KeyedTable,
  rows: readonly number[],
  put: (rows: number[], ids: string[]) => void,
): Promise<void> {
  const texts = textsOfForms(
    connection,
    table,
    ['read-record-ids', 'CashOperation'],
    ['read-relationship-ids', 'TRANSFERRED'],
  );
  await inParallel(
    slices(rows, ROWS_OF_IDS).flatMap((some) => texts.map((text) => ({ text, rows: some }))),
    ({ text, rows: some }) => connection.read<{ row: number[]; id: string[] }>(text, { rows: some }, { patient: true }),
    (answers) => {
      for (const { row, id } of answers) put(row, id);
    },
    SESSIONS,
  );
}

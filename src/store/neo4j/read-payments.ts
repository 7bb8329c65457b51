import type { WorkConnection } from '../duckdb/fact-rows.ts';
import { snapshotColumns } from '../duckdb/sorted-rows.ts';
import type { KeyedTable, SnapshotBatch } from '../graph-store.ts';
import { breakTies, orderByMoment, tiedRows, tiesOf } from '../order-by-moment.ts';
import type { Neo4jConnection } from './connect.ts';
import { slices } from './gather.ts';
import { inParallel } from './in-parallel.ts';
import { openNodeNumbers } from './node-numbers.ts';
import { createPaymentColumns, type PaymentColumns, type PaymentGroup, type PaymentLayout } from './payment-columns.ts';
import { rangesOf, textsOfForms } from './read-facts.ts';
import { viewLost } from './store-errors.ts';
import type { View } from './view.ts';

const RANGE = 10_000;
const ROWS_OF_IDS = 5_000;
/** Sessions that read side by side: the server works while this process unpacks. */
const SESSIONS = 3;
/** Share of rows with a moment in common above which all ids are read rather than those of these rows. */
const MANY_TIED = 0.2;

const LAYOUTS: Record<KeyedTable, PaymentLayout> = {
  transactions: {
    named: 'read-cash-operations',
    placed: 'read-transfers',
    ends: ['from_account', 'to_account'],
    amounts: ['amount'],
    grouped: ['precision', 'currency', 'channel', 'confirmed', 'mcc'],
    paired: ['payer_id', 'invoice_id'],
    asNumbers: ['payer_id'],
  },
  invoices: {
    named: 'read-invoice-records',
    placed: 'read-invoices',
    ends: ['seller_id', 'buyer_id'],
    amounts: ['amount', 'vat'],
    grouped: ['precision', 'currency'],
    paired: [],
    asNumbers: [],
  },
};

/**
 * Streams a keyed table in the order of a snapshot, by (at, id), with node numbers instead of ids: ranges of rows from sessions
 * side by side into typed columns. Where nobody asked for ids, only those of rows that have their moment in common are read,
 * for these are all that the order needs.
 * @param ranks rank of each load's extract
 */
export async function* readPayments(
  connection: Neo4jConnection,
  work: WorkConnection,
  table: KeyedTable,
  wanted: readonly string[] | undefined,
  view: View,
  ranks: Int32Array,
): AsyncGenerator<SnapshotBatch> {
  if (view.rows(table) === 0) return;
  const layout = LAYOUTS[table];
  const numbers = await openNodeNumbers(work);
  const columns = createPaymentColumns(table, layout, view.rows(table), numbers);
  await inParallel(
    rangesOf(
      view.rows(table),
      RANGE,
      [layout.named, layout.placed].map((name) => connection.text('store', name)),
    ),
    ({ text, from, to }) => {
      const parameters = { from: BigInt(from), to: BigInt(to), view: BigInt(view.seq) };
      return connection.read<PaymentGroup>(text, parameters, { patient: true });
    },
    (groups) => {
      for (const group of groups) {
        if (group.before?.[3]) throw viewLost(connection.address);
        columns.put(group);
      }
    },
    SESSIONS,
  );
  await numbers.settle();
  const texts = textColumns(table, layout, wanted);
  if (texts.length > 0) await readTexts(connection, table, view, texts, columns);

  const order = orderByMoment(columns.at, columns.rows());
  const ties = tiesOf(columns.at, order);
  if (ties.length > 0) {
    if (!texts.includes('id')) await readIds(connection, table, view, tiedRows(order, ties), columns);
    breakTies(order, ties, columns.textsSoFar('id'));
  }
  yield* columns.inOrder(order, wanted, ranks);
}

/** Columns that come as texts of their own. */
function textColumns(table: KeyedTable, layout: PaymentLayout, wanted: readonly string[] | undefined): string[] {
  const others = new Set(['at', ...layout.ends, ...layout.amounts, ...layout.grouped, ...layout.paired]);
  return snapshotColumns(table, wanted).flatMap(([name]) => (others.has(name) ? [] : [name]));
}

async function readTexts(
  connection: Neo4jConnection,
  table: KeyedTable,
  view: View,
  names: readonly string[],
  columns: PaymentColumns,
): Promise<void> {
  const forms = textsOfForms(
    connection,
    table,
    ['read-record-texts', 'CashOperation'],
    ['read-relationship-texts', 'TRANSFERRED'],
  );
  await inParallel(
    rangesOf(view.rows(table), RANGE, forms),
    ({ text, from, to }) => {
      const parameters = { from: BigInt(from), to: BigInt(to), names };
      return connection.read<{ row: number[]; texts: (string | null)[][] }>(text, parameters, { patient: true });
    },
    (answers) => {
      for (const { row, texts } of answers) {
        texts.forEach((cells, i) => {
          cells.forEach((cell, k) => {
            if (cell !== null) columns.putText(names[k]!, row[i]!, cell);
          });
        });
      }
    },
    SESSIONS,
  );
}

async function readIds(
  connection: Neo4jConnection,
  table: KeyedTable,
  view: View,
  rows: Int32Array,
  columns: PaymentColumns,
): Promise<void> {
  if (rows.length > view.rows(table) * MANY_TIED) return readTexts(connection, table, view, ['id'], columns);
  const forms = textsOfForms(
    connection,
    table,
    ['read-record-ids', 'CashOperation'],
    ['read-relationship-ids', 'TRANSFERRED'],
  );
  await inParallel(
    slices([...rows.sort()], ROWS_OF_IDS).flatMap((some) => forms.map((text) => ({ text, rows: some }))),
    ({ text, rows: some }) => connection.read<{ row: number[]; id: string[] }>(text, { rows: some }, { patient: true }),
    (answers) => {
      for (const { row, id } of answers) {
        for (let i = 0; i < row.length; i++) columns.putText('id', row[i]!, id[i]!);
      }
    },
    SESSIONS,
  );
}

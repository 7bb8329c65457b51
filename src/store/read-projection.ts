import { createProjectionBuilder } from '../graph/build-projection.ts';
import type { Projection } from '../graph/projection.ts';
import { TamyrError } from '../model/errors.ts';
import { FACT_TABLE_NAMES, FACT_TABLES, type FactTable } from '../model/facts.ts';
import type { RateTable } from '../model/rates.ts';
import type { Day } from '../model/time.ts';
import type { GraphStore, Snapshot } from './graph-store.ts';

/** Columns that the projection holds; texts that only a person reads stay in the store. */
const COLUMNS: Partial<Record<FactTable, readonly string[]>> = {
  transactions: [
    ...['at', 'precision', 'from_account', 'to_account', 'amount', 'currency', 'channel', 'payer_id'],
    ...['confirmed', 'mcc', 'invoice_id'],
  ],
  invoices: ['id', 'at', 'precision', 'seller_id', 'buyer_id', 'amount', 'vat', 'currency'],
};

/**
 * Reads the projection of an as-of day out of a snapshot, table by table, streaming; `rates` go with it as they are.
 * @param tables those that the projection is to hold, all unless told
 */
export async function readProjection(
  snapshot: Snapshot,
  asOfDay: Day,
  rates: RateTable = [],
  tables: readonly FactTable[] = FACT_TABLE_NAMES,
): Promise<Projection> {
  const builder = createProjectionBuilder({ asOfDay, nodes: snapshot.nodeCount, rates });
  for await (const ids of snapshot.nodes()) builder.addNodes(ids);
  for (const table of tables) {
    const columns = COLUMNS[table] ?? Object.keys(FACT_TABLES[table]).filter((name) => name !== 'attrs');
    for await (const batch of snapshot.rows(table, columns)) builder.add(table, batch);
  }
  return builder.finish();
}

/** Day to look at where the data speaks of no day at all: undated facts hold on every day. */
const UNDATED: Day = 0;

/** The day to look at by default: the latest that the data speaks of. Throws where nothing has been loaded. */
export async function defaultDay(store: GraphStore): Promise<Day> {
  const latest = await store.latestDay();
  if (latest !== null) return latest;
  if ((await store.loads()).length === 0) throw emptyStore(store.address);
  return UNDATED;
}

/** The error for a store in which nothing has been loaded. */
function emptyStore(address: string): TamyrError {
  return new TamyrError({
    code: 'store-empty',
    what: 'There is no data in this store yet.',
    where: address,
    todo: 'Load some first: tamyr load PATH, or try tamyr demo.',
    exitCode: 3,
  });
}

import type { Projection } from '../../graph/projection.ts';
import type { FactTable } from '../../model/facts.ts';
import { dayOf } from '../../model/time.ts';
import { factColumns, quoted } from '../duckdb/columns.ts';
import { putFacts, type WorkConnection } from '../duckdb/fact-rows.ts';
import type { PrivateDatabase } from '../duckdb/private-database.ts';
import { query } from '../duckdb/query.ts';
import { openDuckDbSnapshot } from '../duckdb/snapshot.ts';
import { readProjection } from '../read-projection.ts';
import type { Neo4jConnection, RunStatement } from './connect.ts';
import { FACT_FORMS } from './fact-forms.ts';
import { columnsOf, slices } from './gather.ts';
import { ROWS_PER_BATCH } from './plan-batches.ts';
import { textOf } from './remains.ts';
import { derivedRelationships, shownAddresses, shownEntities } from './shown.ts';

/** Tables that say what an entity shows. */
const SHOWING = [
  'companies',
  'persons',
  'accounts',
  'names',
  'addresses',
  'contacts',
  'roles',
] as const satisfies FactTable[];
/** Entities brought up to date in one transaction. */
const ENTITIES = 1_000;
/** After every day that facts may speak of: what will be is shown, too. */
const LAST_DAY = dayOf(2101, 1, 1);
/** More than any row number. */
const ALL_ROWS = 2 ** 31;

/** Entities that a load which was just decided in the private database says something about. */
export async function touchedHere(work: WorkConnection, firstRow: (table: FactTable) => number): Promise<string[]> {
  const touched = SHOWING.map((table) => {
    const id = quoted(factColumns(table)[0]![0]);
    return `SELECT ${id} AS id FROM ${quoted(table)} WHERE _row >= ${firstRow(table)}
      UNION SELECT ${id} FROM ${quoted(table)} t JOIN before_${table} b USING (_row)
      WHERE t._extract <> b._extract OR t._began <> b._began OR t._ended <> b._ended`;
  });
  const sql = `SELECT DISTINCT id FROM (${touched.join(' UNION ALL ')}) WHERE id IS NOT NULL ORDER BY id`;
  return (await query<{ id: string }>(work, sql)).map(({ id }) => id);
}

/** Entities that a published load says something about, looked up in Neo4j. */
export async function touchedThere(connection: Neo4jConnection, seq: number): Promise<string[]> {
  const touched = new Set<string>();
  for (const table of SHOWING) for (const id of await touchedIn(connection, table, seq)) touched.add(id);
  return [...touched].sort();
}

/**
 * Brings what entities show in Neo4j (name, status, where they are registered, who holds them …) up to date with the facts,
 * for those that a published load says something about. The facts are read again and go through the projection that analyses
 * read, so that both say the same; `work` has the published loads and its fact tables may be emptied. May be run again at any time.
 */
export async function showEntities(
  connection: Neo4jConnection,
  { database, work }: { database: PrivateDatabase; work: WorkConnection },
  seq: number,
  touched: readonly string[],
): Promise<void> {
  for (const ids of slices(touched, ENTITIES)) {
    for (const table of Object.keys(FACT_FORMS) as FactTable[]) await work.run(`DELETE FROM ${quoted(table)}`);
    for (const table of SHOWING) if (table !== 'roles') await fetchAbout(connection, work, table, ids);
    const snapshot = await openDuckDbSnapshot(database.instance);
    const projection = await readProjection(snapshot, LAST_DAY).finally(() => snapshot.close());
    await connection.transact('write', (run) => show(connection, run, projection, ids), { patient: true });
  }
  await connection.write(connection.text('store', 'finish-load'), { load: BigInt(seq) }, { patient: true });
}

/** Entities in the first column of facts that a load wrote or changed. */
async function touchedIn(connection: Neo4jConnection, table: FactTable, seq: number): Promise<string[]> {
  const parameters = { load: BigInt(seq), column: factColumns(table)[0]![0] };
  const ids: string[] = [];
  for (const text of textsFor(connection, table, 'find-touched')) {
    for (const { id } of await connection.read<{ id: string }>(text, parameters, { patient: true })) ids.push(id);
  }
  return ids;
}

async function fetchAbout(
  connection: Neo4jConnection,
  work: WorkConnection,
  table: FactTable,
  ids: readonly string[],
): Promise<void> {
  const parameters = { keys: ids, before: ALL_ROWS, column: factColumns(table)[0]![0] };
  for (const text of textsFor(connection, table, 'find')) {
    const rows = await connection.read<{ fact: Record<string, unknown> }>(text, parameters, { patient: true });
    await putFacts(
      work,
      table,
      rows.map(({ fact }) => columnsOf(table, fact)),
    );
  }
}

function textsFor(connection: Neo4jConnection, table: FactTable, by: 'find' | 'find-touched'): string[] {
  const { record, relationship } = FACT_FORMS[table];
  const of = by === 'find' ? '-of' : '';
  return [
    textOf(connection, `${by}-records${of}`, 'CompanyRecord', record),
    ...(relationship?.types ?? []).map((type) => textOf(connection, `${by}-relationships${of}`, 'OWNS', type)),
  ];
}

async function show(
  connection: Neo4jConnection,
  run: RunStatement,
  projection: Projection,
  ids: readonly string[],
): Promise<void> {
  const write = async (text: string, rows: readonly unknown[]) => {
    for (const some of slices(rows, ROWS_PER_BATCH)) await run(text, { rows: some });
  };
  const entities = shownEntities(projection);
  for (const [label, rows] of entities) await write(textOf(connection, 'show-entities', 'Company', label), rows);
  const { names, places } = shownAddresses(projection);
  await write(connection.text('store', 'name-entities'), names);
  await write(connection.text('store', 'place-units'), places);
  await run(connection.text('store', 'clear-derived'), { ids });
  for (const [type, rows] of derivedRelationships(projection)) {
    await write(textOf(connection, 'derive-relationships', 'REGISTERED_AT', type), rows);
  }
  await run(connection.text('store', 'derive-shares'), { ids: ids.filter((id) => id.startsWith('company:')) });
}

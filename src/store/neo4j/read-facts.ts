import type { FactTable } from '../../model/facts.ts';
import { factColumns } from '../duckdb/columns.ts';
import { type LooseFact, putFacts, type WorkConnection } from '../duckdb/fact-rows.ts';
import type { Neo4jConnection } from './connect.ts';
import { FACT_FORMS, propertyOf } from './fact-forms.ts';
import { inParallel } from './in-parallel.ts';
import { viewLost } from './store-errors.ts';
import type { View } from './view.ts';

const RANGE = 10_000;

/** The queries of a folder-wide pair (one for nodes, one for relationships) that ask for a table's facts in each of its forms. */
export function textsOfForms(
  connection: Neo4jConnection,
  table: FactTable,
  [records, record]: readonly [file: string, label: string],
  [relationships, relationship]: readonly [file: string, type: string],
): string[] {
  const form = FACT_FORMS[table];
  const types = form.relationship?.types ?? [];
  return [
    connection.text('store', records).replaceAll(record, form.record),
    ...types.map((type) => connection.text('store', relationships).replaceAll(relationship, type)),
  ];
}

/** Copies a table of the view into the private database's table of that name, once. */
export async function readFacts(
  connection: Neo4jConnection,
  work: WorkConnection,
  table: FactTable,
  view: View,
): Promise<void> {
  const texts = textsOfForms(connection, table, ['read-records', 'CompanyRecord'], ['read-relationships', 'OWNS']);
  await inParallel(
    rangesOf(view.rows(table), RANGE, texts),
    (range) => connection.read<{ fact: LooseFact }>(range.text, range, { patient: true }),
    (rows) =>
      putFacts(
        work,
        table,
        rows.map(({ fact }) => asOfView(connection, table, fact, view)),
      ),
  );
}

/** Ranges of row numbers for one query after the other: by turns, one that finds little would leave a session to the other. */
export function* rangesOf(rows: number, size: number, texts: readonly string[]) {
  for (const text of texts) {
    for (let from = 0; from < rows; from += size) yield { text, from, to: Math.min(from + size, rows) };
  }
}

/** A fact's properties as columns of its table, its validity as it was in the view. */
function asOfView(connection: Neo4jConnection, table: FactTable, fact: LooseFact, view: View): LooseFact {
  const columns: Record<string, unknown> = {};
  for (const [name] of factColumns(table)) columns[name] = fact[propertyOf(table, name)];
  for (const name of ['row', 'file', 'line']) columns[`_${name}`] = fact[name];
  const later = ((fact.changed as number | undefined) ?? 0) > view.seq;
  if (later && ((fact.beforeChanged as number | undefined) ?? 0) > view.seq) throw viewLost(connection.address);
  columns._extract = later ? fact.beforeExtract : fact.extract;
  columns._began = later ? fact.beforeBegan : fact.began;
  columns._ended = later ? fact.beforeEnded : fact.ended;
  return columns;
}

import type { FactTable } from '../../model/facts.ts';
import { factColumns } from '../duckdb/columns.ts';
import type { LooseFact } from '../duckdb/fact-rows.ts';
import { loadId } from '../duckdb/load-session.ts';
import type { FactRow, KeyedTable } from '../graph-store.ts';
import type { Neo4jConnection } from './connect.ts';
import { propertyOf } from './fact-forms.ts';
import { slices } from './gather.ts';
import { inParallel } from './in-parallel.ts';
import { textsOfForms } from './read-facts.ts';
import type { View } from './view.ts';

const ROWS = 2_000;

/** A file of a published load, with what a fact says of where it came from. */
export interface Origin {
  readonly seq: number;
  readonly source: string;
  readonly name: string;
  readonly digest: string;
}

/** Whole rows by row number, in the order asked for. */
export async function readDetails(
  connection: Neo4jConnection,
  table: FactTable,
  rows: readonly number[],
  view: View,
  origins: ReadonlyMap<number, Origin>,
): Promise<FactRow[]> {
  const texts = textsOfForms(
    connection,
    table,
    ['find-record-rows', 'CompanyRecord'],
    ['find-relationship-rows', 'OWNS'],
  );
  const wanted = [...new Set(rows)].filter((row) => row < view.rows(table));
  const found = new Map<number, FactRow>();
  await inParallel(
    slices(wanted, ROWS).flatMap((some) => texts.map((text) => ({ text, rows: some }))),
    ({ text, rows: some }) => connection.read<{ fact: LooseFact }>(text, { rows: some }, { patient: true }),
    (answers) => {
      for (const { fact } of answers) found.set(fact.row as number, asDetail(table, fact, origins));
    },
  );
  return rows.map((row) => {
    const fact = found.get(row);
    if (!fact) throw new RangeError(`${table} has no row ${row}`);
    return fact;
  });
}

/** Row numbers by id, in the order asked for. */
export async function readRowNumbers(
  connection: Neo4jConnection,
  table: KeyedTable,
  ids: readonly string[],
  view: View,
): Promise<number[]> {
  const texts = textsOfForms(
    connection,
    table,
    ['find-record-ids', 'CashOperation'],
    ['find-relationship-ids', 'TRANSFERRED'],
  );
  const found = new Map<string, number>();
  await inParallel(
    slices([...new Set(ids)], ROWS).flatMap((some) => texts.map((text) => ({ text, ids: some }))),
    ({ text, ids: some }) => connection.read<{ id: string; row: number }>(text, { ids: some }, { patient: true }),
    (answers) => {
      for (const { id, row } of answers) if (row < view.rows(table)) found.set(id, row);
    },
  );
  return ids.map((id) => {
    const row = found.get(id);
    if (row === undefined) throw new RangeError(`${table} has no row with the id "${id}"`);
    return row;
  });
}

function asDetail(table: FactTable, fact: LooseFact, origins: ReadonlyMap<number, Origin>): FactRow {
  const { seq, source, name, digest } = origins.get(fact.file as number)!;
  const values = factColumns(table).map(([column]) => [column, fact[propertyOf(table, column)] ?? null]);
  return {
    row: fact.row as number,
    values: Object.fromEntries(values),
    load: loadId(seq),
    source,
    file: name,
    digest,
    line: fact.line as number,
  };
}

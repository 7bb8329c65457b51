import neo4j from 'neo4j-driver';
import type { ColumnType, FactTable } from '../../model/facts.ts';
import { civilOf, NO_DAY } from '../../model/time.ts';
import { factColumns } from '../duckdb/columns.ts';
import type { StoredBatch } from '../duckdb/fact-rows.ts';
import type { Neo4jConnection } from './connect.ts';
import { FACT_FORMS, propertyOf, typeOfRole } from './fact-forms.ts';

/** Rows of one transaction: more of them wait for each other's locks more often. */
export const ROWS_PER_BATCH = 2_000;

/** Some rows that one statement writes in one transaction. */
export interface Batch {
  /** The same for the same rows of the same load, at every try. */
  key: string;
  text: string;
  rows: unknown[];
}

/** The server's own number of an entity's node, by its id. */
export type NodeOf = (id: string) => number;

/**
 * Turns new facts of a table into batches, each of one form: a type of relationship or the label of a node.
 * @param part distinguishes the batches of these facts from those of the table's others
 */
export async function* factBatches(
  connection: Neo4jConnection,
  table: FactTable,
  seq: number,
  facts: AsyncIterable<StoredBatch>,
  nodeOf: NodeOf,
  part = '',
): AsyncGenerator<Batch> {
  const { record, relationship } = FACT_FORMS[table];
  const open = new Map<string, { rows: unknown[]; written: number; text: string }>();
  const formed = (form: string) => {
    let batch = open.get(form);
    if (!batch) open.set(form, (batch = { rows: [], written: 0, text: textFor(connection, form, form === record) }));
    return batch;
  };
  const close = (form: string, batch: { rows: unknown[]; written: number; text: string }): Batch => {
    const { rows, text } = batch;
    batch.rows = [];
    return { key: `${seq}/${table}/${form}/${part}${batch.written++}`, text, rows };
  };
  const full: Batch[] = [];
  for await (const stored of facts) {
    const rowOf = propertiesOf(table, stored, seq);
    for (let i = 0; i < stored.length; i++) {
      const ends = relationship ? endsOf(table, stored, i) : null;
      const form = ends?.type ?? record;
      const batch = formed(form);
      if (ends) {
        const [from, to] = [nodeOf(ends.from), nodeOf(ends.to)];
        batch.rows.push(form === 'TRANSFERRED' ? transferRow(stored, i, from, to) : [from, to, rowOf(i)]);
      } else {
        const about = FACT_FORMS[table].about.map((column) => stored.columns[column]![i] as string | null);
        const nodes = [...new Set(about)].filter((id) => id !== null).map(nodeOf);
        batch.rows.push([nodes, rowOf(i)]);
      }
      if (batch.rows.length === ROWS_PER_BATCH) full.push(close(form, batch));
    }
    yield* full.splice(0);
  }
  for (const [form, batch] of open) if (batch.rows.length > 0) yield close(form, batch);
}

function textFor(connection: Neo4jConnection, form: string, isRecord: boolean): string {
  if (isRecord) return connection.text('store', 'write-records').replaceAll('CompanyRecord', form);
  if (form === 'TRANSFERRED') return connection.text('store', 'write-transfers');
  return connection.text('store', 'write-relationships').replaceAll('OWNS', form);
}

/** Type and ends of a row that is a relationship; null where one of them is not known. */
function endsOf(
  table: FactTable,
  { columns }: StoredBatch,
  i: number,
): { type: string; from: string; to: string } | null {
  const form = FACT_FORMS[table].relationship!;
  const filled = (names: readonly string[]): string | null => {
    for (const name of names) if (columns[name]![i]) return columns[name]![i] as string;
    return null;
  };
  const type = table === 'roles' ? typeOfRole(columns.role![i] as string | null) : form.types[0]!;
  const from = filled(form.from);
  const to = filled(form.to);
  return type !== null && from !== null && to !== null ? { type, from, to } : null;
}

/** Numbers of a column as Neo4j keeps them: whole ones as INTEGER, all of `share` as FLOAT; null = unknown. */
function numberOf(name: string, value: number): bigint | number | null {
  if (Number.isNaN(value)) return null;
  return name !== 'share' && Number.isSafeInteger(value) ? BigInt(value) : value;
}

/** A day as DATE; null = unknown. */
export function dateOf(day: number): unknown {
  if (day === NO_DAY) return null;
  const { year, month, dayOfMonth } = civilOf(day);
  return new neo4j.types.Date(year, month, dayOfMonth);
}

/** A function from the place of a row to its properties. */
function propertiesOf(table: FactTable, { columns }: StoredBatch, seq: number): (i: number) => Record<string, unknown> {
  const kinds: [string, string, ColumnType][] = factColumns(table).map(([name, type]) => [
    name,
    propertyOf(table, name),
    type,
  ]);
  return (i) => {
    const properties: Record<string, unknown> = { ...metaOf(columns, i), load: BigInt(seq) };
    for (const [name, property, type] of kinds) {
      const value = columns[name]![i]!;
      if (value === null) continue;
      if (typeof value === 'string') properties[property] = value;
      else if (type === 'day') properties[property] = dateOf(value);
      else if (type === 'code') properties[property] = value === -1 ? null : BigInt(value);
      else properties[property] = numberOf(name, value);
    }
    return properties;
  };
}

function metaOf(columns: StoredBatch['columns'], i: number): Record<string, unknown> {
  return {
    row: BigInt(columns._row![i] as number),
    file: BigInt(columns._file![i] as number),
    line: BigInt(columns._line![i] as number),
    extract: BigInt(columns._extract![i] as number),
    began: dateOf(columns._began![i] as number),
    ended: dateOf(columns._ended![i] as number),
  };
}

/** Columns of `write-transfers`, in its order. */
const TRANSFER_COLUMNS = [
  ...['id', 'at', 'precision', 'amount', 'currency', 'channel', 'purpose', 'payer_id'],
  ...['confirmed', 'mcc', 'invoice_id', 'from_name', 'to_name', 'attrs', '_row', '_file', '_line', '_extract'],
];

function transferRow({ columns }: StoredBatch, i: number, from: number, to: number): unknown[] {
  const row: unknown[] = [from, to];
  for (const name of TRANSFER_COLUMNS) {
    const value = columns[name]![i]!;
    row.push(Number.isNaN(value) || (name === 'precision' && value === -1) ? null : value);
  }
  row.push(dateOf(columns._began![i] as number), dateOf(columns._ended![i] as number));
  return row;
}

import { FACT_TABLE_NAMES, type FactTable } from '../../model/facts.ts';
import { columnsWithEntities, factColumns, isKeyed, quoted } from '../duckdb/columns.ts';
import { type LooseFact, putFacts, putTexts, type WorkConnection } from '../duckdb/fact-rows.ts';
import { query } from '../duckdb/query.ts';
import { stageName } from '../duckdb/stage.ts';
import type { Neo4jConnection, Parameters } from './connect.ts';
import { FACT_FORMS, propertyOf } from './fact-forms.ts';
import { inParallel } from './in-parallel.ts';

/** Keys asked for at a time, and rows of a range. */
const KEYS = 5_000;
const RANGE = 20_000;

/**
 * Brings what a load may repeat, contradict or end into the private database: facts with the same id, facts about the same
 * entities, and for a snapshot all facts of its source. Also makes `listed_before`, the entities that a table of the store lists.
 */
export async function gatherFacts(
  connection: Neo4jConnection,
  work: WorkConnection,
  load: { tables: readonly FactTable[]; firstRow(table: FactTable): number; snapshotFiles: readonly number[] | null },
): Promise<void> {
  for (const table of FACT_TABLE_NAMES) {
    const before = load.firstRow(table);
    if (before === 0) continue;
    const known = new Set<number>();
    const put = async (facts: LooseFact[]) => {
      const fresh = facts.filter(({ row }) => !known.has(row as number));
      for (const { row } of fresh) known.add(row as number);
      await putFacts(
        work,
        table,
        fresh.map((fact) => columnsOf(table, fact)),
      );
    };
    if (load.snapshotFiles) await inRanges(connection, table, before, load.snapshotFiles, put);
    if (load.tables.includes(table)) await byKey(connection, work, table, before, put);
  }
  await findListed(connection, work, load);
}

async function inRanges(
  connection: Neo4jConnection,
  table: FactTable,
  before: number,
  files: readonly number[],
  put: (facts: LooseFact[]) => Promise<void>,
): Promise<void> {
  if (files.length === 0) return;
  const numbers = files.map(BigInt);
  for (const text of textsOf(connection, table, 'from')) {
    for (let from = 0; from < before; from += RANGE) {
      await put(await ask(connection, text, { from, to: Math.min(from + RANGE, before), files: numbers }));
    }
  }
}

async function byKey(
  connection: Neo4jConnection,
  work: WorkConnection,
  table: FactTable,
  before: number,
  put: (facts: LooseFact[]) => Promise<void>,
): Promise<void> {
  const column = factColumns(table)[0]![0];
  const keys = await distinct(work, `SELECT DISTINCT ${quoted(column)} AS id FROM ${stageName(table)}`);
  const texts = textsOf(connection, table, isKeyed(table) ? 'keyed' : 'of');
  const asked = slices(keys, KEYS).flatMap((some) => texts.map((text) => ({ text, keys: some })));
  // Rows go into the database in the order of the questions, whichever is answered first.
  await inParallel(
    asked,
    ({ text, keys: some }) => ask(connection, text, { keys: some, before, column: propertyOf(table, column) }),
    put,
  );
}

/** The queries that find a table's facts in each of its forms. */
function textsOf(connection: Neo4jConnection, table: FactTable, by: 'keyed' | 'of' | 'from'): string[] {
  const { record, relationship } = FACT_FORMS[table];
  const records = by === 'keyed' ? 'find-keyed-records' : `find-records-${by}`;
  const relationships = by === 'keyed' ? 'find-keyed-relationships' : `find-relationships-${by}`;
  const recordText = connection
    .text('store', records)
    .replaceAll(by === 'keyed' ? 'CashOperation' : 'CompanyRecord', record);
  const types = relationship?.types ?? [];
  return [
    recordText,
    ...types.map((type) =>
      connection.text('store', relationships).replaceAll(by === 'keyed' ? 'TRANSFERRED' : 'OWNS', type),
    ),
  ];
}

async function ask(connection: Neo4jConnection, text: string, parameters: Parameters): Promise<LooseFact[]> {
  const rows = await connection.read<{ fact: LooseFact }>(text, parameters, { patient: true });
  return rows.map(({ fact }) => fact);
}

/** A fact's properties as columns of its table. */
export function columnsOf(table: FactTable, fact: LooseFact): LooseFact {
  const columns: Record<string, unknown> = {};
  for (const [name] of factColumns(table)) columns[name] = fact[propertyOf(table, name)];
  for (const name of ['row', 'file', 'line', 'extract', 'began', 'ended']) columns[`_${name}`] = fact[name];
  return columns;
}

async function findListed(
  connection: Neo4jConnection,
  work: WorkConnection,
  { tables, firstRow }: { tables: readonly FactTable[]; firstRow(table: FactTable): number },
): Promise<void> {
  const listed: string[] = [];
  const named = tables.flatMap((table) =>
    columnsWithEntities(table).map((column) => `SELECT DISTINCT ${quoted(column)} AS id FROM ${stageName(table)}`),
  );
  const any = (['companies', 'persons', 'accounts'] as const).some((table) => firstRow(table) > 0);
  if (any && named.length > 0) {
    const kinds = `split_part(id, ':', 1) IN ('company', 'person', 'account')`;
    const ids = await distinct(work, `SELECT DISTINCT id FROM (${named.join(' UNION ')}) WHERE ${kinds}`);
    const text = connection.text('store', 'find-listed');
    await inParallel(
      slices(ids, KEYS),
      (some) => connection.read<{ id: string }>(text, { ids: some }, { patient: true }),
      async (rows) => {
        for (const { id } of rows) listed.push(id);
      },
    );
  }
  await putTexts(work, 'listed_before', listed);
}

async function distinct(work: WorkConnection, sql: string): Promise<string[]> {
  const rows = await query<{ id: string | null }>(work, `SELECT id FROM (${sql}) WHERE id IS NOT NULL ORDER BY id`);
  return rows.map(({ id }) => id!);
}

export function slices<T>(list: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < list.length; at += size) parts.push(list.slice(at, at + size));
  return parts;
}

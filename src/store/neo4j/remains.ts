import { FACT_TABLE_NAMES, type FactTable } from '../../model/facts.ts';
import type { Neo4jConnection } from './connect.ts';
import { FACT_FORMS } from './fact-forms.ts';
import { ENTITY_LABELS } from './vocabulary.ts';

/** A load that was not finished: `writing` counts nowhere yet, `published` only lacks what its entities show. */
export interface Remains {
  seq: number;
  state: 'writing' | 'published';
  /** Digest of what it wanted to write. */
  plan: string;
}

/** Looks for loads that a dead writer left unfinished; whoever asks must hold the lock. */
export function findRemains(connection: Neo4jConnection): Promise<Remains[]> {
  return connection.read<Remains>(connection.text('store', 'find-remains'), {}, { patient: true });
}

/** Takes back what an unfinished load changed of published facts. */
export async function undoChanges(connection: Neo4jConnection, seq: number): Promise<void> {
  const load = BigInt(seq);
  for (const { label, types } of forms()) {
    await untilNone(connection, textOf(connection, 'undo-records', 'CompanyRecord', label), { load });
    for (const type of types)
      await untilNone(connection, textOf(connection, 'undo-relationships', 'OWNS', type), { load });
  }
  // Done after: whoever dies in between takes back nothing and forgets the marks.
  await connection.write(connection.text('store', 'remove-changed-marks'), { load }, { patient: true });
}

/** Removes everything that an unfinished load wrote. */
export async function removeRemains(
  connection: Neo4jConnection,
  seq: number,
  firstRow: (table: FactTable) => number,
): Promise<void> {
  await undoChanges(connection, seq);
  const load = BigInt(seq);
  for (const { table, label, types } of forms()) {
    const from = BigInt(firstRow(table));
    await untilNone(connection, textOf(connection, 'remove-records', 'CompanyRecord', label), { from });
    for (const type of types)
      await untilNone(connection, textOf(connection, 'remove-relationships', 'OWNS', type), { from });
  }
  for (const label of Object.values(ENTITY_LABELS)) {
    await untilNone(connection, textOf(connection, 'remove-entities', 'Company', label), { load });
  }
  await untilNone(connection, connection.text('store', 'remove-keeping'), { load });
  await connection.write(connection.text('store', 'remove-load'), { load }, { patient: true });
}

function forms(): { table: FactTable; label: string; types: readonly string[] }[] {
  return FACT_TABLE_NAMES.map((table) => {
    const { record, relationship } = FACT_FORMS[table];
    return { table, label: record, types: relationship?.types ?? [] };
  });
}

/** A query of the store with the name that stands for all of its kind replaced. */
export function textOf(connection: Neo4jConnection, name: string, standIn: string, actual: string): string {
  return connection.text('store', name).replaceAll(standIn, actual);
}

/** Runs a statement that does some at a time until nothing is left. */
async function untilNone(
  connection: Neo4jConnection,
  text: string,
  parameters: Record<string, unknown>,
): Promise<void> {
  for (let count = 1; count > 0; ) {
    const [done] = await connection.write<{ count: number }>(text, parameters, { patient: true });
    count = done?.count ?? 0;
  }
}

import type { FactTable } from '../../model/facts.ts';
import type { Neo4jConnection } from './connect.ts';
import { rowsProperty } from './writer-lock.ts';

/** What was published when it was opened: facts are never removed and keep what they were before later loads changed them. */
export interface View {
  /** The newest load that counts. */
  readonly seq: number;
  /** Rows of a table: numbers from here on belong to later loads. */
  rows(table: FactTable): number;
}

export async function openView(connection: Neo4jConnection): Promise<View> {
  const [answer] = await connection.read<{ store: Record<string, number | undefined> }>(
    connection.text('store', 'open-view'),
    {},
    { patient: true },
  );
  const store = answer?.store ?? {};
  return { seq: store.seq ?? 0, rows: (table) => store[rowsProperty(table)] ?? 0 };
}

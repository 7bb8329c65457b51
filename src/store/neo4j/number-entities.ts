import { columnWriter } from '../duckdb/chunk-writer.ts';
import type { WorkConnection } from '../duckdb/fact-rows.ts';
import type { Neo4jConnection } from './connect.ts';
import type { View } from './view.ts';
import { ENTITY_LABELS } from './vocabulary.ts';

const SIZE = 20_000;

/**
 * Makes the table `node` of a snapshot: ids of all entities of the view, numbered in code-point order, with `place`, the
 * server's own number, by which relationships name their ends.
 */
export async function numberEntities(connection: Neo4jConnection, work: WorkConnection, view: View): Promise<void> {
  await work.run('CREATE OR REPLACE TEMP TABLE entity (id VARCHAR, place DOUBLE)');
  const appender = await work.createAppender('entity', null, 'temp');
  const write = columnWriter(appender, ['text', 'double']);
  const readKind = async (label: string) => {
    const text = connection.text('store', 'read-entities').replaceAll(ENTITY_LABELS.company, label);
    for (let after = ''; ; ) {
      const parameters = { after, view: view.seq, size: SIZE };
      const [answer] = await connection.read<{ id: string[]; node: number[] }>(text, parameters, { patient: true });
      const { id, node } = answer!;
      if (id.length === 0) return;
      write([id, Float64Array.from(node)], id.length);
      after = id.at(-1)!;
    }
  };
  await Promise.all(Object.values(ENTITY_LABELS).map(readKind));
  appender.closeSync();
  await work.run(`CREATE OR REPLACE TEMP TABLE node AS
    SELECT id, place, (row_number() OVER (ORDER BY id) - 1)::INTEGER AS n FROM entity`);
  await work.run('DROP TABLE entity');
}

import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { FACT_TABLE_NAMES } from '../../model/facts.ts';
import type { KeyedTable, Snapshot } from '../graph-store.ts';
import { oneReading } from '../one-reading.ts';
import { columnsWithEntities, quoted } from './columns.ts';
import { readDetails, readOrigins } from './details.ts';
import { extractRanks } from './extract-ranks.ts';
import { giveBackMemory } from './give-back.ts';
import { query, queryNumber } from './query.ts';
import { readNodeIds, readSortedRows } from './sorted-rows.ts';

const IDS_PER_QUERY = 2_000;

/**
 * Pins two connections to what is published now. One has the node numbers and streams, so rows of one table are read to
 * the end before the next begins; the other looks details up, also in between (facts are never deleted, so that it may
 * have been pinned a moment later).
 */
export async function openDuckDbSnapshot(instance: DuckDBInstance): Promise<Snapshot> {
  const stream = await instance.connect();
  const lookup = await instance.connect();
  await stream.run('BEGIN');
  await numberNodes(stream);
  const nodeCount = await queryNumber(stream, 'SELECT count(*) FROM node');
  const ranks = await extractRanks(stream);
  await lookup.run('BEGIN');
  const origins = await readOrigins(lookup);
  const readings = oneReading();

  const end = async (connection: DuckDBConnection) => {
    await connection.run('ROLLBACK').catch(() => undefined);
    connection.closeSync();
  };

  return {
    nodeCount,
    nodes: () => readings.alone('nodes', () => readNodeIds(stream)),
    rows: (table, columns) => readings.alone(table, () => readSortedRows(stream, table, columns, ranks)),
    async rowsRead() {
      if (!readings.end()) return;
      await end(stream);
      await giveBackMemory(lookup);
    },
    details: (table, numbers, columns) => readDetails(lookup, table, numbers, columns, origins),
    rowNumbers: (table, ids) => readRowNumbers(lookup, table, ids),
    async close() {
      if (readings.end()) await end(stream);
      await end(lookup);
    },
  };
}

/** Makes the table `node`: the distinct ids of all facts, numbered by their UTF-8 bytes, which is the order of code points. */
export async function numberNodes(connection: DuckDBConnection): Promise<void> {
  const ids = FACT_TABLE_NAMES.flatMap((table) =>
    columnsWithEntities(table).map((column) => `SELECT DISTINCT ${quoted(column)} AS id FROM ${quoted(table)}`),
  );
  await connection.run(`CREATE TEMP TABLE node AS SELECT id, (row_number() OVER (ORDER BY id) - 1)::INTEGER AS n
    FROM (${ids.join(' UNION ')}) WHERE id IS NOT NULL`);
}

/** Row numbers by id, in the order asked for. */
async function readRowNumbers(
  connection: DuckDBConnection,
  table: KeyedTable,
  ids: readonly string[],
): Promise<number[]> {
  const found = new Map<string, number>();
  for (let start = 0; start < ids.length; start += IDS_PER_QUERY) {
    const wanted = ids.slice(start, start + IDS_PER_QUERY);
    const rows = await query<{ id: string; _row: number }>(
      connection,
      `SELECT id, _row FROM ${quoted(table)} WHERE id IN (${wanted.map((_, i) => `$${i + 1}`).join(', ')})`,
      [...wanted],
    );
    for (const row of rows) found.set(row.id, row._row);
  }
  return ids.map((id) => {
    const row = found.get(id);
    if (row === undefined) throw new RangeError(`${table} has no row with the id "${id}"`);
    return row;
  });
}

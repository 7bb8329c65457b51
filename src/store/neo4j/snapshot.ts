import type { FactTable } from '../../model/facts.ts';
import { isKeyed } from '../duckdb/columns.ts';
import { extractRanks } from '../duckdb/extract-ranks.ts';
import type { WorkConnection } from '../duckdb/fact-rows.ts';
import { openPrivateDatabase } from '../duckdb/private-database.ts';
import { queryNumber } from '../duckdb/query.ts';
import { readNodeIds, readSortedRows } from '../duckdb/sorted-rows.ts';
import type { KeyedTable, Snapshot } from '../graph-store.ts';
import { oneReading } from '../one-reading.ts';
import type { Neo4jConnection } from './connect.ts';
import { copyLoads } from './copy-loads.ts';
import { type Origin, readDetails, readRowNumbers } from './details.ts';
import { numberEntities } from './number-entities.ts';
import { readFacts } from './read-facts.ts';
import { readPayments } from './read-payments.ts';
import { openView } from './view.ts';

/**
 * A consistent view of what is published now. Tables are read when they are asked for, into a private embedded database that
 * numbers and sorts them by the same code as the embedded store.
 */
export async function openNeo4jSnapshot(connection: Neo4jConnection): Promise<Snapshot> {
  const view = await openView(connection);
  const database = await openPrivateDatabase();
  const work: WorkConnection = await database.instance.connect();
  const readings = oneReading();
  const letGo = async () => {
    if (!readings.end()) return;
    work.closeSync();
    await database.close();
  };
  try {
    const origins: ReadonlyMap<number, Origin> = await copyLoads(connection, work, view.seq);
    await numberEntities(connection, work, view);
    const nodeCount = await queryNumber(work, 'SELECT count(*) FROM node');
    const ranks = await extractRanks(work);
    const copied = new Set<FactTable>();
    return {
      nodeCount,
      nodes: () => readings.alone('nodes', () => readNodeIds(work)),
      rows: (table, columns) =>
        readings.alone(table, async function* () {
          if (isKeyed(table)) {
            yield* readPayments(connection, work, table as KeyedTable, columns, view, ranks);
            return;
          }
          if (!copied.has(table)) await readFacts(connection, work, table, view);
          copied.add(table);
          yield* readSortedRows(work, table, columns, ranks);
        }),
      details: (table, rows) => readDetails(connection, table, rows, view, origins),
      rowNumbers: (table, ids) => readRowNumbers(connection, table, ids, view),
      rowsRead: letGo,
      close: letGo,
    };
  } catch (error) {
    await letGo();
    throw error;
  }
}

import { TamyrError } from '../../model/errors.ts';
import type { Day } from '../../model/time.ts';
import { loadId } from '../duckdb/load-session.ts';
import type { GraphStore, LoadRecord, LoadSession, SourceFile } from '../graph-store.ts';
import { parseNeo4jAddress } from './address.ts';
import { connectNeo4j } from './connect.ts';
import { appendJournal, readJournal } from './journal.ts';
import { openNeo4jLoadSession } from './load-session.ts';
import { prepareDatabase } from './migrate.ts';
import { readRun, readRuns, readSecret, saveRun } from './runs.ts';
import { openNeo4jSnapshot } from './snapshot.ts';

/** Opens (or makes) the store in a database of Neo4j; a `TamyrError` with exit code 3 where that cannot be. */
export async function openNeo4jStore(address: string, { readOnly = false } = {}): Promise<GraphStore> {
  const connection = connectNeo4j(parseNeo4jAddress(address));
  try {
    await prepareDatabase(connection, readOnly);
  } catch (error) {
    await connection.close();
    throw error;
  }

  let loading: LoadSession | null = null;

  return {
    address,

    async startLoad(options) {
      if (readOnly) throw openForReading(address);
      // It may end before it has begun, while another one is open.
      let session: LoadSession | null = null;
      session = await openNeo4jLoadSession(connection, options, () => {
        if (session !== null && loading === session) loading = null;
      });
      loading = session;
      return session;
    },

    async loads() {
      const rows = await connection.read<Omit<LoadRecord, 'load'> & { seq: number }>(
        connection.text('store', 'read-loads'),
      );
      return rows.map(({ seq, source, snapshot, files, rows, accepted }) => ({
        ...{ load: loadId(seq), source, snapshot, files },
        ...{ rows, accepted },
      }));
    },

    async files() {
      const rows = await connection.read<{ file: Omit<SourceFile, 'load'> & { seq: number } }>(
        connection.text('store', 'read-files'),
      );
      return rows.map(({ file: { seq, file, name, digest, rows, accepted } }) => ({
        ...{ load: loadId(seq), file, name },
        ...{ digest, rows, accepted },
      }));
    },

    async latestDay() {
      const [answer] = await connection.read<{ day: Day | null }>(connection.text('store', 'latest-day'));
      return answer?.day ?? null;
    },

    openSnapshot: () => openNeo4jSnapshot(connection),
    saveRun: (document) => saveRun(connection, document),
    runs: () => readRuns(connection),
    readRun: (id) => readRun(connection, id),
    appendJournal: (topic, document) => appendJournal(connection, topic, document),
    readJournal: (topic) => readJournal(connection, topic),
    secret: () => readSecret(connection),
    async close() {
      // What was not published is forgotten, and the next writer need not wait for the lease to run out.
      await loading?.abort().catch(() => undefined);
      await connection.close();
    },
  } satisfies GraphStore;
}

function openForReading(address: string): TamyrError {
  return new TamyrError({
    code: 'store-read-only',
    what: 'The store is open for reading only and cannot take a load.',
    where: address,
    todo: 'Open it without readOnly.',
    exitCode: 3,
  });
}

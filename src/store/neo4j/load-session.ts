import { FACT_TABLE_NAMES } from '../../model/facts.ts';
import { quoted } from '../duckdb/columns.ts';
import type { WorkConnection } from '../duckdb/fact-rows.ts';
import { openLoadSession } from '../duckdb/load-session.ts';
import { openPrivateDatabase } from '../duckdb/private-database.ts';
import { query } from '../duckdb/query.ts';
import type { LoadOptions, LoadSession, Reject } from '../graph-store.ts';
import type { Neo4jConnection } from './connect.ts';
import { copyLoads } from './copy-loads.ts';
import { gatherFacts } from './gather.ts';
import { findRemains, type Remains, undoChanges } from './remains.ts';
import { showEntities, touchedHere, touchedThere } from './show-entities.ts';
import { writeLoad } from './write-load.ts';
import { takeWriterLock, type WriterLock } from './writer-lock.ts';

const REJECTS_PER_READ = 5_000;

/**
 * Begins a load into Neo4j: rows are staged and judged in a private embedded database, by the same code as in the embedded
 * store, and what it decides is then written and published. One writer at a time; `onEnd` is called once it is over.
 */
export async function openNeo4jLoadSession(
  connection: Neo4jConnection,
  options: LoadOptions,
  onEnd: () => void = () => undefined,
): Promise<LoadSession> {
  const lock = await takeWriterLock(connection);
  const end = async () => {
    await lock.release().catch(() => undefined);
    onEnd();
  };
  try {
    return await openSession(connection, options, lock, end);
  } catch (error) {
    await end();
    throw error;
  }
}

async function openSession(
  connection: Neo4jConnection,
  options: LoadOptions,
  lock: WriterLock,
  end: () => Promise<void>,
): Promise<LoadSession> {
  const database = await openPrivateDatabase();
  const work = await database.instance.connect();
  let ending: Promise<void> | null = null;
  const close = () => {
    work.closeSync();
    ending = database.close().then(end);
  };
  let remains: Remains | null = null;
  try {
    await copyLoads(connection, work);
    const session = await openLoadSession(work, database, options, close, {
      firstRow: lock.firstRow,
      async gather(_, { tables, snapshot, source }) {
        for (const left of await findRemains(connection)) {
          if (left.state === 'published') await showLater(connection, left.seq);
          else {
            remains = left;
            await undoChanges(connection, left.seq);
          }
        }
        const snapshotFiles = snapshot === null ? null : await filesOf(work, source);
        await gatherFacts(connection, work, { tables, firstRow: lock.firstRow, snapshotFiles });
        await rememberValidity(work);
      },
      async takeOver(_, staged) {
        await writeLoad(connection, work, staged, lock, {
          connect: () => database.instance.connect(),
          remains,
          onProgress: options.onProgress,
        });
        const touched = await touchedHere(work, lock.firstRow);
        await showEntities(connection, { database, work }, staged.seq, touched);
      },
    });
    return {
      ...session,
      // Whoever is told that a load is over may begin the next one at once.
      async abort() {
        await session.abort();
        await ending;
      },
      async publish(counts) {
        const result = await session.publish(counts);
        await ending;
        return result.published
          ? { ...result, rejects: () => readRejects(connection, lock.seq + 1, lock.file) }
          : result;
      },
    };
  } catch (error) {
    work.closeSync();
    await database.close();
    throw error;
  }
}

/** Does what a writer left undone that died right after it had published a load. */
async function showLater(connection: Neo4jConnection, seq: number): Promise<void> {
  const database = await openPrivateDatabase();
  const work = await database.instance.connect();
  try {
    await copyLoads(connection, work);
    await showEntities(connection, { database, work }, seq, await touchedThere(connection, seq));
  } finally {
    work.closeSync();
    await database.close();
  }
}

/** Numbers of the files of a source. */
async function filesOf(work: WorkConnection, source: string): Promise<number[]> {
  const sql = 'SELECT file FROM files JOIN loads USING (seq) WHERE source = $1 ORDER BY file';
  return (await query<{ file: number }>(work, sql, [source])).map(({ file }) => file);
}

/** Keeps what Neo4j says of the gathered facts, so that what the load changes of it can be told. */
async function rememberValidity(work: WorkConnection): Promise<void> {
  for (const table of FACT_TABLE_NAMES) {
    await work.run(`CREATE OR REPLACE TEMP TABLE before_${table} AS
      SELECT _row, _extract, _began, _ended FROM ${quoted(table)}`);
  }
}

/** What the store refused in a load, and rows that it had already, in file and line order. */
async function* readRejects(connection: Neo4jConnection, seq: number, fileBase: number): AsyncGenerator<Reject[]> {
  const text = connection.text('store', 'read-rejects');
  for (let from = 0; ; from += REJECTS_PER_READ) {
    const rows = await connection.read<StoredReject>(text, {
      ...{ seq: BigInt(seq), from: BigInt(from), to: BigInt(from + REJECTS_PER_READ) },
    });
    if (rows.length === 0) return;
    yield rows.map(({ reject, sameName }) => {
      const { file, line, action, table, column, code, value = '', raw = '' } = reject;
      const place = `${sameName}:${reject.same_line}`;
      return {
        ...{ file: file - fileBase, line, action, table, column, code, value, raw },
        expected: code === 'conflict' ? `the content of ${place}` : place,
      };
    });
  }
}

interface StoredReject {
  reject: Omit<Reject, 'expected'> & { same_line: number };
  sameName: string;
}

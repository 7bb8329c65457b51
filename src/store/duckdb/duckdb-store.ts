import { TamyrError } from '../../model/errors.ts';
import { NO_DAY } from '../../model/time.ts';
import type { GraphStore, LoadRecord, SourceFile } from '../graph-store.ts';
import { appendJournal, readJournal } from './journal.ts';
import { latestDay } from './latest-day.ts';
import { loadId, openLoadSession } from './load-session.ts';
import { type DuckDbOptions, openFile } from './open-file.ts';
import { query } from './query.ts';
import { readRun, readRuns, readSecret, saveRun } from './runs.ts';
import { openDuckDbSnapshot } from './snapshot.ts';
import { workError } from './store-errors.ts';

/** Opens (or makes) the embedded store in a file; a `TamyrError` with exit code 3 where that cannot be. */
export async function openDuckDbStore(file: string, options: DuckDbOptions = {}): Promise<GraphStore> {
  const opened = await openFile(file, options);
  const { instance } = opened;
  const connection = await instance.connect();
  let loading = false;

  return {
    address: `duckdb:${file}`,

    async startLoad(loadOptions) {
      if (options.readOnly) {
        throw new TamyrError({
          code: 'store-read-only',
          what: `The store "${file}" is open for reading only and cannot take a load.`,
          todo: 'Open it without readOnly.',
          exitCode: 3,
        });
      }
      if (loading) {
        throw new TamyrError({
          code: 'load-in-progress',
          what: `The store "${file}" is taking another load.`,
          todo: 'Wait until that load is published or aborted.',
          exitCode: 3,
        });
      }
      loading = true;
      const own = await instance.connect();
      const release = () => {
        own.closeSync();
        loading = false;
      };
      try {
        const session = await openLoadSession(own, opened, loadOptions, release);
        const failing = (doing: string) => (error: unknown) => {
          throw workError(file, doing, error);
        };
        return {
          ...session,
          append: (batch) => session.append(batch).catch(failing('taking rows')),
          publish: (counts) => session.publish(counts).catch(failing('publishing the load')),
        };
      } catch (error) {
        release();
        throw error;
      }
    },

    async loads() {
      const rows = await query<Omit<LoadRecord, 'load'> & { seq: number }>(
        connection,
        'SELECT seq, source, snapshot, files, rows, accepted FROM loads ORDER BY seq',
      );
      return rows.map(({ seq, snapshot, ...rest }) => ({
        load: loadId(seq),
        ...rest,
        snapshot: snapshot === NO_DAY ? null : snapshot,
      }));
    },

    async files() {
      const rows = await query<Omit<SourceFile, 'load'> & { seq: number }>(
        connection,
        'SELECT seq, file, name, digest, rows, accepted FROM files ORDER BY file',
      );
      return rows.map(({ seq, ...rest }) => ({ load: loadId(seq), ...rest }));
    },

    latestDay: () => latestDay(connection),
    openSnapshot: () => openDuckDbSnapshot(instance),
    async saveRun(document) {
      const own = await instance.connect();
      await saveRun(own, document).finally(() => own.closeSync());
    },
    runs: () => readRuns(connection),
    readRun: (id) => readRun(connection, id),
    appendJournal: (topic, document) => appendJournal(connection, topic, document),
    readJournal: (topic) => readJournal(connection, topic),
    secret: () => readSecret(connection),

    async close() {
      connection.closeSync();
      await opened.close();
    },
  } satisfies GraphStore;
}

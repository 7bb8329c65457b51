import type { DuckDBConnection } from '@duckdb/node-api';
import { FACT_TABLE_NAMES, type FactTable } from '../../model/facts.ts';
import type { LoadId } from '../../model/id.ts';
import { byCodePoint } from '../../model/order.ts';
import { type Day, NO_DAY } from '../../model/time.ts';
import type { FileCounts, LoadOptions, LoadResult, LoadSession, NewFile, Reject } from '../graph-store.ts';
import { columnWriter } from './chunk-writer.ts';
import { literal } from './columns.ts';
import type { LateSnapshot } from './late-snapshot.ts';
import { neighbourSnapshots, refuseReplaced } from './neighbour-snapshots.ts';
import type { OpenFile } from './open-file.ts';
import { countByReference, judgeStage, publishStage, type StagedLoad, type Verdict } from './publish.ts';
import { query, queryNumber } from './query.ts';
import { openStage } from './stage.ts';
import { readStoreRejects } from './store-rejects.ts';

const TEXTS_OF_REJECT = ['action', 'table', 'column', 'code', 'value', 'expected', 'raw'] as const;

/** For a store whose facts are elsewhere: the embedded database then only decides, on what `gather` brings into it. */
export interface FactsElsewhere {
  /** Numbers of the store's rows by table: those of the load begin there. */
  firstRow(table: FactTable): number;
  /**
   * Brings in, once everything is staged, the facts that the load may repeat, contradict or end, and makes `listed_before`
   * of the companies, persons and accounts that the store lists.
   */
  gather(connection: DuckDBConnection, staged: StagedLoad): Promise<void>;
  /** Takes over what was decided and committed here. */
  takeOver(connection: DuckDBConnection, staged: StagedLoad): Promise<void>;
}

/**
 * Begins a load on a connection of its own, which `onEnd` closes; what it refused is read from the file later.
 * @param elsewhere where the database is no store but the judge for one
 */
export async function openLoadSession(
  connection: DuckDBConnection,
  { instance, checkpoint }: Pick<OpenFile, 'instance' | 'checkpoint'>,
  { source, snapshot }: LoadOptions,
  onEnd: () => void | Promise<void>,
  elsewhere: FactsElsewhere | null = null,
): Promise<LoadSession> {
  const seq = await queryNumber(connection, 'SELECT coalesce(max(seq) + 1, 1) FROM loads');
  const fileBase = await queryNumber(connection, 'SELECT coalesce(max(file) + 1, 0) FROM files');
  const load = loadId(seq);
  const late = snapshot === null ? null : await lateSnapshot(connection, source, snapshot);
  const stage = openStage(connection);
  const files: NewFile[] = [];
  const rejectedRecords = new Map<FactTable, number>();
  let ended = false;

  await connection.run(`CREATE OR REPLACE TEMP TABLE stage_rejects (file INTEGER, line INTEGER, action VARCHAR, "table" VARCHAR,
    "column" VARCHAR, code VARCHAR, value VARCHAR, expected VARCHAR, raw VARCHAR)`);

  async function addFile(file: NewFile): ReturnType<LoadSession['addFile']> {
    // A snapshot must see every fact again to know which are gone, so its files are always read.
    if (snapshot === null) {
      const [known] = await query<{ seq: number; rows: number }>(
        connection,
        `SELECT seq, files.rows AS rows FROM files JOIN loads USING (seq)
         WHERE digest = $1 AND reading = $2 AND source = $3 ORDER BY seq LIMIT 1`,
        [file.digest, file.reading, source],
      );
      if (known) return { alreadyLoaded: loadId(known.seq), rows: known.rows };
    }
    files.push(file);
    return { file: files.length - 1 };
  }

  async function reject(rejects: Reject[]): Promise<void> {
    if (rejects.length === 0) return;
    for (const { action, table } of rejects) {
      if (action === 'row') rejectedRecords.set(table as FactTable, (rejectedRecords.get(table as FactTable) ?? 0) + 1);
    }
    const texts = (key: keyof Reject) => rejects.map((r) => String(r[key]));
    const numbers = (key: 'file' | 'line') => Int32Array.from(rejects, (r) => r[key]);
    const appender = await connection.createAppender('stage_rejects', null, 'temp');
    const write = columnWriter(appender, ['integer', 'integer', ...TEXTS_OF_REJECT.map(() => 'text' as const)]);
    write([numbers('file'), numbers('line'), ...TEXTS_OF_REJECT.map(texts)], rejects.length);
    appender.closeSync();
  }

  async function publish(counts: FileCounts[]): Promise<LoadResult> {
    await stage.flush();
    if (files.length === 0 || (snapshot !== null && (await isSameSnapshot()))) {
      await end();
      return {
        load,
        published: false,
        files: [],
        tables: tableCounts(null),
        byReference: { company: 0, person: 0, account: 0 },
        snapshot: null,
        rejects: async function* () {},
      };
    }
    if (late && (await hasSnapshotOfDay())) refuseReplaced(source, late.day, late.later);
    await rankFiles();
    const staged: StagedLoad = {
      ...{ seq, source, snapshot, late, fileBase, tables: stage.tables() },
      firstRow: elsewhere?.firstRow ?? (() => 0),
    };
    await elsewhere?.gather(connection, staged);
    const verdict = await judgeStage(connection, staged);
    const results = files.map((_, file) => fileResult(file, counts, verdict));
    await connection.run('BEGIN');
    let validity: LoadResult['snapshot'];
    try {
      validity = await publishStage(connection, staged, verdict);
      await recordLoad(results);
      await connection.run('COMMIT');
    } catch (error) {
      await connection.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
    // What is committed is safe in the log; where a reader holds the checkpoint back, the next load or closing does it.
    await checkpoint().catch(() => undefined);
    const byReference = await countByReference(connection, verdict, elsewhere && 'listed_before');
    const tables = tableCounts(verdict);
    await elsewhere?.takeOver(connection, staged);
    await end();
    return {
      load,
      published: true,
      files: results,
      tables,
      byReference,
      snapshot: validity,
      rejects: () => readStoreRejects(instance, seq, fileBase),
    };
  }

  async function rankFiles(): Promise<void> {
    const order = files.map((_, i) => i);
    order.sort(
      (a, b) => byCodePoint(files[a]!.name, files[b]!.name) || byCodePoint(files[a]!.digest, files[b]!.digest) || a - b,
    );
    await connection.run('CREATE OR REPLACE TEMP TABLE stage_files (file INTEGER, name VARCHAR, rank INTEGER)');
    const rows = order.map((file, rank) => `(${file}, ${literal(files[file]!.name)}, ${rank})`);
    await connection.run(`INSERT INTO stage_files VALUES ${rows.join(', ')}`);
  }

  /** Whether an earlier load of the source for the same day had exactly these files. */
  async function isSameSnapshot(): Promise<boolean> {
    const mine = files
      .map((f) => `${f.digest} ${f.reading}`)
      .sort()
      .join();
    const rows = await query<{ seq: number; file: string }>(
      connection,
      `SELECT seq, digest || ' ' || reading AS file FROM files JOIN loads USING (seq) WHERE source = $1 AND snapshot = $2`,
      [source, snapshot],
    );
    const bySeq = new Map<number, string[]>();
    for (const row of rows) bySeq.set(row.seq, [...(bySeq.get(row.seq) ?? []), row.file]);
    return [...bySeq.values()].some((group) => group.sort().join() === mine);
  }

  async function hasSnapshotOfDay(): Promise<boolean> {
    const sql = `SELECT count(*) FROM loads WHERE source = ${literal(source)} AND snapshot = ${snapshot}`;
    return (await queryNumber(connection, sql)) > 0;
  }

  function fileResult(file: number, counts: FileCounts[], verdict: Verdict): LoadResult['files'][number] {
    const counted = counts.find((c) => c.file === file);
    if (!counted) throw new RangeError(`publish: no counts for file ${file}`);
    const found = verdict.files.get(file) ?? { duplicate: 0, rejected: 0 };
    const { rows, skipped, blank, defects } = counted;
    const rejected = counted.rejected + found.rejected;
    const accepted = rows - found.duplicate - rejected - skipped - blank;
    return { file, rows, accepted, duplicate: found.duplicate, rejected, skipped, blank, defects };
  }

  async function recordLoad(results: LoadResult['files']): Promise<void> {
    const sum = (key: 'rows' | 'accepted') => results.reduce((total, r) => total + r[key], 0);
    await connection.run('INSERT INTO loads VALUES ($1, $2, $3, $4, $5, $6, $7)', [
      seq,
      load,
      source,
      snapshot ?? NO_DAY,
      files.length,
      BigInt(sum('rows')),
      BigInt(sum('accepted')),
    ]);
    for (const { file, rows, accepted, duplicate, rejected, skipped, blank, defects } of results) {
      const { name, digest, reading, bytes, encoding } = files[file]!;
      const counts = [rows, accepted, duplicate, rejected, skipped, blank, defects].map(BigInt);
      await connection.run('INSERT INTO files VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)', [
        fileBase + file,
        seq,
        name,
        digest,
        reading,
        BigInt(bytes),
        encoding,
        ...counts,
      ]);
    }
    const noted = await queryNumber(
      connection,
      'SELECT (SELECT count(*) FROM stage_rejects) + (SELECT count(*) FROM found)',
    );
    if (noted === 0) return;
    await connection.run(`INSERT INTO rejects
      SELECT ${seq}, ${fileBase} + file, line, action, "table", "column", code, coalesce(value, ''), coalesce(expected, ''),
        coalesce(raw, ''), 'importer', NULL, NULL FROM stage_rejects
      UNION ALL SELECT ${seq}, ${fileBase} + f, l, action, "table", "column", code, value, '', '', 'store', file, line FROM found`);
  }

  function tableCounts(verdict: Verdict | null): LoadResult['tables'] {
    const entries = FACT_TABLE_NAMES.map((table) => {
      const found = verdict?.tables.get(table) ?? { accepted: 0, duplicate: 0, rejected: 0 };
      return [table, { ...found, rejected: found.rejected + (rejectedRecords.get(table) ?? 0) }];
    });
    return Object.fromEntries(entries) as LoadResult['tables'];
  }

  async function end(): Promise<void> {
    if (ended) return;
    ended = true;
    await stage.drop();
    await onEnd();
  }

  return { load, addFile, append: stage.append, reject, publish, abort: end };
}

/** Loads are numbered in the order in which they are published. */
export function loadId(seq: number): LoadId {
  return `l-${String(seq).padStart(6, '0')}` as LoadId;
}

/** Where the source has a later snapshot: what lies on both sides of this one's day. */
async function lateSnapshot(connection: DuckDBConnection, source: string, day: Day): Promise<LateSnapshot | null> {
  const { earlier, later } = await neighbourSnapshots(connection, source, day);
  return later === null ? null : { source, day, earlier, later };
}

import type { DuckDBConnection } from '@duckdb/node-api';
import { FACT_TABLE_NAMES, type FactTable } from '../../model/facts.ts';
import { type Day, NO_DAY } from '../../model/time.ts';
import { columnList, columnsWithEntities, factColumns, isKeyed, literal, quoted } from './columns.ts';
import { findCandidates, findDuplicates, refuseConflicts } from './compare.ts';
import { freeRow, insertDay, type LateSnapshot, spanOf } from './late-snapshot.ts';
import { query, queryNumber } from './query.ts';
import { stageName } from './stage.ts';

/** More records than any table of one load has. */
const RECORDS_PER_TABLE = 2 ** 40;

export interface StagedLoad {
  seq: number;
  source: string;
  snapshot: Day | null;
  /** Set where the source has a snapshot of a later day already. */
  late: LateSnapshot | null;
  /** Number within the store of the load's file 0. */
  fileBase: number;
  /** Fact tables that have staged rows. */
  tables: readonly FactTable[];
  /** The lowest number that a new row of a table may get; what the database holds is counted besides. */
  firstRow(table: FactTable): number;
}

/** What is to become of the staged records, before anything is written. */
export interface Verdict {
  tables: Map<FactTable, { accepted: number; duplicate: number; rejected: number }>;
  /** Rows refused and repeated per file of the load. */
  files: Map<number, { duplicate: number; rejected: number }>;
  /** Whether any row is refused whole. */
  refused: boolean;
}

/**
 * Decides what is new, repeated and refused, in temporary tables; `found` then lists conflicts and repeated rows. Runs
 * before the transaction, each statement for itself: DuckDB 1.5.6 loses the rows of a large INSERT … SELECT into a table
 * that an empty one went into in the same transaction.
 */
export async function judgeStage(connection: DuckDBConnection, load: StagedLoad): Promise<Verdict> {
  const candidates = new Set<FactTable>();
  for (const table of load.tables) if (await findCandidates(connection, table, load)) candidates.add(table);
  await refuseConflicts(
    connection,
    load.tables.filter((table) => isKeyed(table) && candidates.has(table)),
  );
  const refused = (await queryNumber(connection, 'SELECT count(*) FROM refused')) > 0;
  const verdict: Verdict = { tables: new Map(), files: new Map(), refused };
  for (const table of load.tables) {
    const duplicate = candidates.has(table) ? await findDuplicates(connection, table) : 0;
    const staged = await queryNumber(connection, `SELECT count(*) FROM ${stageName(table)}`);
    const rejected = refused
      ? await queryNumber(
          connection,
          `SELECT count(*) FROM ${stageName(table)} s SEMI JOIN refused r ON r.f = _file AND r.l = _line`,
        )
      : 0;
    verdict.tables.set(table, { accepted: staged - duplicate - rejected, duplicate, rejected });
  }
  verdict.files = await listFound(connection, verdict);
  return verdict;
}

/** Moves what is new into the fact tables. Must run within one transaction; the caller commits. */
export async function publishStage(
  connection: DuckDBConnection,
  load: StagedLoad,
  verdict: Verdict,
): Promise<{ began: number; ended: number } | null> {
  const { source, snapshot, seq, fileBase, late } = load;
  const span = late
    ? spanOf(late)
    : {
        began: snapshot !== null && (await hasEarlierSnapshot(connection, source)) ? snapshot : NO_DAY,
        ended: NO_DAY,
      };
  let inserted = 0;
  for (const [table, { accepted, duplicate }] of verdict.tables) {
    if (accepted > 0) {
      const base = await freeRow(connection, table, load.firstRow(table));
      await connection.run(`INSERT INTO ${quoted(table)}
        SELECT ${columnList(table)}, (${base} + s.rid)::INTEGER, ${fileBase} + _file, _line, ${seq}, ${span.began}, ${span.ended}
        FROM ${keptRows(table, verdict)}`);
      await requireSame(connection, table, fileBase, keptRows(table, verdict));
      inserted += accepted;
    }
    if (duplicate > 0 && !late) await restate(connection, table, load);
  }
  if (snapshot === null) return null;
  const begun = span.began === NO_DAY ? 0 : inserted;
  if (!late) return { began: begun, ended: await endMissing(connection, source, snapshot, seq) };
  const repeated = new Set([...verdict.tables].filter(([, { duplicate }]) => duplicate > 0).map(([table]) => table));
  const moved = await insertDay(connection, late, load, repeated);
  return { began: begun + moved.began, ended: inserted + moved.ended };
}

/** The staged records that stay, as a FROM clause. */
function keptRows(table: FactTable, { tables, refused }: Verdict): string {
  let from = `${stageName(table)} s`;
  if (tables.get(table)!.duplicate > 0) from += ` ANTI JOIN dup_${table} d ON d.rid = s.rid`;
  if (refused) from += ' ANTI JOIN refused r ON r.f = s._file AND r.l = s._line';
  return from;
}

/**
 * Makes sure, before the commit, that what can be read back is what came in: as many rows, and the same sum of a hash per
 * row of all its columns and its place, whatever their order.
 */
async function requireSame(
  connection: DuckDBConnection,
  table: FactTable,
  fileBase: number,
  kept: string,
): Promise<void> {
  const given = await digestOf(connection, table, `${fileBase} + _file`, kept);
  const held = await digestOf(connection, table, '_file', `${quoted(table)} WHERE _file >= ${fileBase}`);
  if (given !== held)
    throw new Error(`publish: ${table} was given ${given} (rows, digest) and holds ${held}; the load is rolled back`);
}

async function digestOf(connection: DuckDBConnection, table: FactTable, file: string, from: string): Promise<string> {
  const sql = `SELECT count(*) || ' ' || coalesce(sum(hash(${columnList(table)}, (${file})::INTEGER, _line)::HUGEINT), 0) AS digest FROM ${from}`;
  const [row] = await query<{ digest: string }>(connection, sql);
  return row!.digest;
}

async function hasEarlierSnapshot(connection: DuckDBConnection, source: string): Promise<boolean> {
  const sql = `SELECT count(*) FROM loads WHERE source = ${literal(source)} AND snapshot <> ${NO_DAY}`;
  return (await queryNumber(connection, sql)) > 0;
}

/** Stored facts that this load states again carry its number from now on; a payment that a snapshot had ended is back. */
async function restate(connection: DuckDBConnection, table: FactTable, { seq, snapshot }: StagedLoad): Promise<void> {
  // Payments have one wording whoever states them, so only snapshots need to know that they were stated again.
  if (isKeyed(table) && snapshot === null) return;
  await connection.run(`UPDATE ${quoted(table)} SET _extract = ${seq}, _ended = ${NO_DAY}
    WHERE _row IN (SELECT row FROM dup_${table} WHERE row IS NOT NULL)`);
}

/** Ends, on the snapshot's day, every open fact of the source that the load did not state. */
async function endMissing(connection: DuckDBConnection, source: string, day: Day, seq: number): Promise<number> {
  let ended = 0;
  for (const table of FACT_TABLE_NAMES) {
    const result = await connection.run(`UPDATE ${quoted(table)} SET _ended = ${day}
      WHERE _ended = ${NO_DAY} AND _extract <> ${seq}
        AND _file IN (SELECT file FROM files JOIN loads USING (seq) WHERE source = ${literal(source)})`);
    ended += Number(result.rowsChanged);
  }
  return ended;
}

/**
 * Makes `found`: conflicting records, and rows all of whose records are there already, each with the row (file, line) they
 * contradict or repeat. Answers how many rows of each file that makes.
 */
async function listFound(connection: DuckDBConnection, verdict: Verdict): Promise<Verdict['files']> {
  const tables = [...verdict.tables.keys()];
  const duplicated = tables.filter((table) => verdict.tables.get(table)!.duplicate > 0);
  const selects = [
    `SELECT f, l, 'row' AS action, "table", 'id' AS "column", 'conflict' AS code, value, file, line FROM conflicts`,
  ];
  if (duplicated.length > 0) {
    const records = duplicated.map(
      (table, rank) => `SELECT f, l, ${rank * RECORDS_PER_TABLE} + rid AS nth, value, file, line FROM dup_${table}`,
    );
    // A row with any record that stays is an accepted row.
    const kept = tables
      .filter((table) => verdict.tables.get(table)!.accepted > 0)
      .map((table) => `ANTI JOIN (SELECT _file AS f, _line AS l FROM ${keptRows(table, verdict)}) USING (f, l)`);
    const named = (values: string[]) =>
      `[${values.map(literal).join(', ')}][(nth // ${RECORDS_PER_TABLE})::INTEGER + 1]`;
    selects.push(`SELECT f, l, 'duplicate', ${named(duplicated)}, ${named(duplicated.map((table) => factColumns(table)[0]![0]))},
        'duplicate', value, file, line
      FROM (SELECT f, l, min(nth) AS nth, arg_min(value, nth) AS value, arg_min(file, nth) AS file, arg_min(line, nth) AS line
        FROM (SELECT * FROM (${records.join(' UNION ALL ')}) ${kept.join(' ')}) GROUP BY f, l)`);
  }
  await connection.run(`CREATE OR REPLACE TEMP TABLE found AS ${selects.join(' UNION ALL ')}`);
  const rows = await query<{ file: number; action: string; n: number }>(
    connection,
    `SELECT f AS file, action, count(*) AS n FROM found WHERE action = 'duplicate' GROUP BY ALL
     UNION ALL SELECT f, action, count(DISTINCT l) FROM found WHERE action = 'row' GROUP BY ALL`,
  );
  const files: Verdict['files'] = new Map();
  for (const { file, action, n } of rows) {
    const counts = files.get(file) ?? { duplicate: 0, rejected: 0 };
    counts[action === 'row' ? 'rejected' : 'duplicate'] += n;
    files.set(file, counts);
  }
  return files;
}

/**
 * Counts companies, persons and accounts that the load's rows name and no table of the store lists.
 * @param listedElsewhere table with the ids of more that are listed
 */
export async function countByReference(
  connection: DuckDBConnection,
  verdict: Verdict,
  listedElsewhere: string | null = null,
): Promise<{ company: number; person: number; account: number }> {
  const refusedRows = verdict.refused ? ' ANTI JOIN refused r ON r.f = s._file AND r.l = s._line' : '';
  const named = [...verdict.tables.keys()].flatMap((table) =>
    columnsWithEntities(table).map(
      (column) => `SELECT DISTINCT ${quoted(column)} AS id FROM ${stageName(table)} s${refusedRows}`,
    ),
  );
  const counts = { company: 0, person: 0, account: 0 };
  if (named.length === 0) return counts;
  const rows = await query<{ kind: keyof typeof counts; n: number }>(
    connection,
    `SELECT kind, count(*) AS n FROM (
       SELECT id, split_part(id, ':', 1) AS kind FROM (${named.join(' UNION ')})
       WHERE id IS NOT NULL AND kind IN ('company', 'person', 'account')
         AND id NOT IN (SELECT id FROM companies UNION ALL SELECT id FROM persons UNION ALL SELECT id FROM accounts
           ${listedElsewhere ? `UNION ALL SELECT id FROM ${listedElsewhere}` : ''}))
     GROUP BY kind`,
  );
  for (const { kind, n } of rows) counts[kind] = n;
  return counts;
}

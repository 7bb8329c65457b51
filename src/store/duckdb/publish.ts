import type { DuckDBConnection } from '@duckdb/node-api';
import type { FactTable } from '../../model/facts.ts';
import { type Day, NO_DAY } from '../../model/time.ts';
import { columnList, columnsWithEntities, factColumns, isKeyed, literal, quoted } from './columns.ts';
import { findCandidates, findDuplicates, refuseConflicts } from './compare.ts';
import { query, queryNumber } from './query.ts';
import { stageName } from './stage.ts';

export interface PublishPlan {
  seq: number;
  source: string;
  snapshot: Day | null;
  /** Number within the store of the load's file 0. */
  fileBase: number;
  /** Fact tables that have staged rows. */
  tables: readonly FactTable[];
}

export interface Published {
  tables: Map<FactTable, { accepted: number; duplicate: number; rejected: number }>;
  /** Rows refused and repeated per file of the load. */
  files: Map<number, { duplicate: number; rejected: number }>;
  byReference: { company: number; person: number; account: number };
  snapshot: { began: number; ended: number } | null;
}

/** Moves what is staged into the fact tables. Must run within one transaction; the caller commits. */
export async function publishStage(connection: DuckDBConnection, plan: PublishPlan): Promise<Published> {
  const { tables, source, snapshot } = plan;
  const candidates = new Set<FactTable>();
  for (const table of tables) if (await findCandidates(connection, table, source)) candidates.add(table);
  await refuseConflicts(
    connection,
    tables.filter((table) => isKeyed(table) && candidates.has(table)),
  );
  const refused = (await queryNumber(connection, 'SELECT count(*) FROM refused')) > 0;
  const began = snapshot !== null && (await hasEarlierSnapshot(connection, source)) ? snapshot : NO_DAY;

  const published: Published = {
    tables: new Map(),
    files: new Map(),
    byReference: { company: 0, person: 0, account: 0 },
    snapshot: null,
  };
  const withDuplicates: FactTable[] = [];
  let inserted = 0;
  for (const table of tables) {
    const duplicate = candidates.has(table) ? await findDuplicates(connection, table) : 0;
    if (duplicate > 0) withDuplicates.push(table);
    const kept = keptRows(table, duplicate > 0, refused);
    const staged = await queryNumber(connection, `SELECT count(*) FROM ${stageName(table)}`);
    const base = await queryNumber(connection, `SELECT coalesce(max(_row) + 1, 0) FROM ${quoted(table)}`);
    const result = await connection.run(`INSERT INTO ${quoted(table)}
      SELECT ${columnList(table)}, (${base} + rowid)::INTEGER, ${plan.fileBase} + _file, _line, ${plan.seq}, ${began}, ${NO_DAY} FROM ${kept}`);
    const accepted = Number(result.rowsChanged);
    inserted += accepted;
    if (duplicate > 0) await restate(connection, table, plan);
    published.tables.set(table, { accepted, duplicate, rejected: staged - accepted - duplicate });
  }
  if (snapshot !== null) {
    const ended = await endMissing(connection, source, snapshot, plan.seq);
    published.snapshot = { began: began === NO_DAY ? 0 : inserted, ended };
  }
  await recordFound(connection, plan, withDuplicates);
  published.files = await rowsFound(connection, plan);
  published.byReference = await countByReference(connection, tables, refused);
  return published;
}

/** The staged records that stay, as a FROM clause. */
function keptRows(table: FactTable, duplicates: boolean, refused: boolean): string {
  let from = `${stageName(table)} s`;
  if (duplicates) from += ` ANTI JOIN dup_${table} d ON d.rid = s.rowid`;
  if (refused) from += ' ANTI JOIN refused r ON r.f = s._file AND r.l = s._line';
  return from;
}

async function hasEarlierSnapshot(connection: DuckDBConnection, source: string): Promise<boolean> {
  const sql = `SELECT count(*) FROM loads WHERE source = ${literal(source)} AND snapshot <> ${NO_DAY}`;
  return (await queryNumber(connection, sql)) > 0;
}

/** Stored facts that this load states again carry its number from now on; a payment that a snapshot had ended is back. */
async function restate(connection: DuckDBConnection, table: FactTable, { seq, snapshot }: PublishPlan): Promise<void> {
  // Payments have one wording whoever states them, so only snapshots need to know that they were stated again.
  if (isKeyed(table) && snapshot === null) return;
  await connection.run(`UPDATE ${quoted(table)} SET _extract = ${seq}, _ended = ${NO_DAY}
    WHERE _row IN (SELECT row FROM dup_${table} WHERE row IS NOT NULL)`);
}

/** Ends, on the snapshot's day, every open fact of the source that the load did not state. */
async function endMissing(connection: DuckDBConnection, source: string, day: Day, seq: number): Promise<number> {
  let ended = 0;
  const tables = await query<{ name: FactTable }>(
    connection,
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'main' AND column_name = '_ended' ORDER BY table_name`,
  );
  for (const { name } of tables) {
    const result = await connection.run(`UPDATE ${quoted(name)} SET _ended = ${day}
      WHERE _ended = ${NO_DAY} AND _extract <> ${seq}
        AND _file IN (SELECT file FROM files JOIN loads USING (seq) WHERE source = ${literal(source)})`);
    ended += Number(result.rowsChanged);
  }
  return ended;
}

/** Writes conflicts, and rows all of whose records are there already, into `rejects`. */
async function recordFound(
  connection: DuckDBConnection,
  plan: PublishPlan,
  duplicated: readonly FactTable[],
): Promise<void> {
  const insert = `INSERT INTO rejects SELECT ${plan.seq}, ${plan.fileBase} + f, l`;
  await connection.run(`${insert}, 'row', "table", 'id', 'conflict', value,
    'the same content as ' || name || ':' || line || ', which has this id', '', 'store' FROM conflicts ORDER BY f, l, "table", value`);
  if (duplicated.length === 0) return;
  const records = duplicated.map(
    (table, i) =>
      `SELECT d.f, d.l, ${i} AS rank, ${literal(table)} AS "table", ${literal(factColumns(table)[0]![0])} AS "column",
         s.${quoted(factColumns(table)[0]![0])} AS value, d.name, d.line, d.position
       FROM dup_${table} d JOIN ${stageName(table)} s ON s.rowid = d.rid`,
  );
  const kept = plan.tables.map(
    (table) => `SELECT _file AS f, _line AS l FROM ${keptRows(table, duplicated.includes(table), true)}
      SEMI JOIN records x ON x.f = s._file AND x.l = s._line`,
  );
  await connection.run(`${insert}, 'duplicate', "table", "column", 'duplicate', value, name || ':' || line, '', 'store' FROM (
    WITH records AS MATERIALIZED (${records.join(' UNION ALL ')}), kept AS (${kept.join(' UNION ALL ')})
    SELECT * FROM records ANTI JOIN kept USING (f, l)
    QUALIFY row_number() OVER (PARTITION BY f, l ORDER BY rank, position) = 1) ORDER BY f, l`);
}

async function rowsFound(connection: DuckDBConnection, { seq, fileBase }: PublishPlan): Promise<Published['files']> {
  const rows = await query<{ file: number; duplicate: number; rejected: number }>(
    connection,
    `SELECT file - ${fileBase} AS file, count(DISTINCT line) FILTER (action = 'duplicate') AS duplicate,
       count(DISTINCT line) FILTER (action = 'row') AS rejected
     FROM rejects WHERE seq = ${seq} AND origin = 'store' GROUP BY 1`,
  );
  return new Map(rows.map(({ file, duplicate, rejected }) => [file, { duplicate, rejected }]));
}

/** Counts companies, persons and accounts that the load's rows name and no table of the store lists. */
async function countByReference(
  connection: DuckDBConnection,
  tables: readonly FactTable[],
  refused: boolean,
): Promise<Published['byReference']> {
  const named = tables.flatMap((table) =>
    columnsWithEntities(table).map(
      (column) => `SELECT DISTINCT ${quoted(column)} AS id FROM ${keptRows(table, false, refused)}`,
    ),
  );
  const counts = { company: 0, person: 0, account: 0 };
  if (named.length === 0) return counts;
  const rows = await query<{ kind: keyof typeof counts; n: number }>(
    connection,
    `SELECT kind, count(*) AS n FROM (
       SELECT id, split_part(id, ':', 1) AS kind FROM (${named.join(' UNION ')})
       WHERE id IS NOT NULL AND kind IN ('company', 'person', 'account')
         AND id NOT IN (SELECT id FROM companies UNION ALL SELECT id FROM persons UNION ALL SELECT id FROM accounts))
     GROUP BY kind`,
  );
  for (const { kind, n } of rows) counts[kind] = n;
  return counts;
}

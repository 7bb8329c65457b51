import type { DuckDBConnection } from '@duckdb/node-api';
import { FACT_TABLE_NAMES, type FactTable } from '../../model/facts.ts';
import { type Day, NO_DAY } from '../../model/time.ts';
import { columnList, isKeyed, literal, quoted } from './columns.ts';
import type { NeighbourSnapshots } from './neighbour-snapshots.ts';
import { queryNumber } from './query.ts';

/** A snapshot that is loaded after one of a later day. */
export interface LateSnapshot {
  readonly source: string;
  readonly day: Day;
  readonly earlier: NeighbourSnapshots['earlier'];
  readonly later: Day;
}

/** Rows that held on a day, by what snapshots say. */
function holdsOn(day: Day): string {
  return `(_began = ${NO_DAY} OR _began <= ${day}) AND (_ended = ${NO_DAY} OR _ended > ${day})`;
}

/** Spans that a late snapshot may state again: those that its neighbours on either side know. */
export function statedAround({ earlier, later }: LateSnapshot): string {
  return earlier ? `((${holdsOn(earlier.day)}) OR (${holdsOn(later)}))` : `(${holdsOn(later)})`;
}

/** When a fact that only the late snapshot states begins and ends: between its neighbours. */
export function spanOf({ day, earlier, later }: LateSnapshot): { began: Day; ended: Day } {
  return { began: earlier ? day : NO_DAY, ended: later };
}

/**
 * Puts a late snapshot's day into the validity of what the store holds, so that the spans are those that loading in the
 * order of the days would have made. Expects `dup_T` for the tables in `repeated` and `_extract = seq` on what the load
 * itself inserted. Runs within the publishing transaction.
 */
export async function insertDay(
  connection: DuckDBConnection,
  late: LateSnapshot,
  { seq, firstRow }: { seq: number; firstRow(table: FactTable): number },
  repeated: ReadonlySet<FactTable>,
): Promise<{ began: number; ended: number }> {
  const moved = { began: 0, ended: 0 };
  for (const table of FACT_TABLE_NAMES) {
    const stated = repeated.has(table) ? `SELECT row FROM dup_${table} WHERE row IS NOT NULL` : null;
    if (stated) moved.began += await begunEarlier(connection, table, late, stated);
    moved.ended += await endUnstated(connection, table, late, { seq, first: firstRow(table) }, stated);
  }
  return moved;
}

/** What the next snapshot first stated was there on the late one's day already; a payment has one span, without holes. */
async function begunEarlier(
  connection: DuckDBConnection,
  table: FactTable,
  late: LateSnapshot,
  stated: string,
): Promise<number> {
  const { began } = spanOf(late);
  const result = await connection.run(`UPDATE ${quoted(table)} SET _began = ${began}
    WHERE _row IN (${stated}) AND _began > ${late.day}`);
  if (isKeyed(table)) {
    await connection.run(`UPDATE ${quoted(table)} SET _ended = ${late.later}
      WHERE _row IN (${stated}) AND _ended <> ${NO_DAY} AND _ended <= ${late.day}`);
  }
  return Number(result.rowsChanged);
}

/** What the late snapshot does not state: ended by its day, begun after it, or away for the while in between. */
async function endUnstated(
  connection: DuckDBConnection,
  table: FactTable,
  { source, day, earlier, later }: LateSnapshot,
  { seq, first }: { seq: number; first: number },
  stated: string | null,
): Promise<number> {
  const unstated = `_extract <> ${seq} ${stated ? `AND _row NOT IN (${stated})` : ''}
    AND _file IN (SELECT file FROM files JOIN loads USING (seq) WHERE source = ${literal(source)})`;
  const ended = await connection.run(`UPDATE ${quoted(table)} SET _ended = ${day}
    WHERE _ended = ${later} AND (_began = ${NO_DAY} OR _began < ${day}) AND ${unstated}`);
  let changed = Number(ended.rowsChanged);
  if (!earlier) {
    const begun = await connection.run(`UPDATE ${quoted(table)} SET _began = ${later}
      WHERE _began = ${NO_DAY} AND ${holdsOn(later)} AND ${unstated}`);
    return changed + Number(begun.rowsChanged);
  }
  if (isKeyed(table)) return changed;
  const through = `${holdsOn(earlier.day)} AND ${holdsOn(later)} AND ${unstated}`;
  const split = await queryNumber(connection, `SELECT count(*) FROM ${quoted(table)} WHERE ${through}`);
  if (split === 0) return changed;
  const base = await freeRow(connection, table, first);
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE split_rows AS SELECT _row AS row FROM ${quoted(table)} WHERE ${through}`,
  );
  await connection.run(`INSERT INTO ${quoted(table)}
    SELECT ${columnList(table)}, (${base} + row_number() OVER (ORDER BY _row) - 1)::INTEGER, _file, _line, _extract, ${later}, _ended
    FROM ${quoted(table)} WHERE _row IN (SELECT row FROM split_rows)`);
  await connection.run(`UPDATE ${quoted(table)} SET _ended = ${day}, _extract = ${earlier.seq}
    WHERE _row IN (SELECT row FROM split_rows)`);
  changed += split;
  return changed;
}

/** The number for the next row of a table. */
export function freeRow(connection: DuckDBConnection, table: FactTable, first: number): Promise<number> {
  return queryNumber(connection, `SELECT greatest(coalesce(max(_row) + 1, 0), ${first}) FROM ${quoted(table)}`);
}

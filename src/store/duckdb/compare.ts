import type { DuckDBConnection } from '@duckdb/node-api';
import type { FactTable } from '../../model/facts.ts';
import { NO_DAY } from '../../model/time.ts';
import { columnList, factColumns, isKeyed, literal, quoted } from './columns.ts';
import { type LateSnapshot, statedAround } from './late-snapshot.ts';
import { queryNumber } from './query.ts';
import { stageName } from './stage.ts';

/** Room for row ids below the (file, line) part of a position. */
const POSITIONS_PER_LINE = 2 ** 40;

/**
 * What makes two records of a table the same one. A keyed table: the id (then equal content = duplicate, other content =
 * conflict). Every other: its first column and the hash of all columns, so that a false match needs two facts about one
 * entity to collide in 64 bits.
 */
function likeness(table: FactTable): { key: string; hash: string; same: string; candidate: string } {
  const key = quoted(factColumns(table)[0]![0]);
  const hash = `hash(${columnList(table)})`;
  return isKeyed(table)
    ? { key, hash, same: 'key', candidate: `hash(${key})` }
    : { key, hash, same: 'key, h', candidate: hash };
}

/**
 * Finds what of a staged table may repeat something: records whose likes occur twice in the load, or in the store. Makes
 * `work_T` (such records with their position by file name, line and arrival) and `stored_T` (their likes in the store).
 * Answers false, and makes nothing, where there are none.
 */
export async function findCandidates(
  connection: DuckDBConnection,
  table: FactTable,
  { source, fileBase, late }: { source: string; fileBase: number; late: LateSnapshot | null },
): Promise<boolean> {
  const stage = stageName(table);
  const { key, hash, same, candidate } = likeness(table);
  // A fact is repeated by its own source only; ended ones may begin again. Payments and invoices are the same whoever tells of them.
  const mine = isKeyed(table)
    ? 'true'
    : `${late ? statedAround(late) : `_ended = ${NO_DAY}`} AND _file IN (SELECT file FROM files JOIN loads USING (seq) WHERE source = ${literal(source)})`;
  // The likes of a whole load are not gathered for a table that has nothing to compare with them.
  const hasRows = (await queryNumber(connection, `SELECT count(*) FROM (SELECT 1 FROM ${quoted(table)} LIMIT 1)`)) > 0;
  const inStore = `UNION SELECT ${candidate} FROM ${quoted(table)} WHERE ${mine} AND ${candidate} IN (SELECT ${candidate} FROM ${stage})`;
  await connection.run(`CREATE OR REPLACE TEMP TABLE candidates AS
    SELECT k FROM (SELECT ${candidate} AS k FROM ${stage}) GROUP BY k HAVING count(*) > 1 ${hasRows ? inStore : ''}`);
  if ((await queryNumber(connection, 'SELECT count(*) FROM candidates')) === 0) return false;
  await connection.run(`CREATE OR REPLACE TEMP TABLE work_${table} AS
    SELECT s.rid, _file AS f, _line AS l, ${fileBase} + _file AS file, ${key} AS key, ${hash} AS h,
      (_rank::HUGEINT * 4294967296 + _line) * ${POSITIONS_PER_LINE} + s.rid AS position
    FROM ${stage} s JOIN (SELECT file AS _ranked, rank AS _rank FROM stage_files) ON _ranked = _file WHERE ${candidate} IN (SELECT k FROM candidates)`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE stored_${table} AS
    SELECT min(_row) AS row, arg_min(_file, _row) AS file, arg_min(_line, _row) AS line, arg_min(h, _row) AS h, key FROM (
      SELECT _row, _file, _line, ${key} AS key, ${hash} AS h FROM ${quoted(table)}
      WHERE ${mine} AND ${candidate} IN (SELECT k FROM candidates))
    GROUP BY ${same}`);
  return true;
}

/** Makes `keep_T`: of likes that the store does not have, the first of the load that was not refused. */
async function chooseKeepers(connection: DuckDBConnection, table: FactTable): Promise<void> {
  const { same } = likeness(table);
  await connection.run(`CREATE OR REPLACE TEMP TABLE keep_${table} AS
    SELECT min(position) AS position, arg_min(file, position) AS file, arg_min(l, position) AS line, arg_min(h, position) AS h, key
    FROM (SELECT * FROM work_${table} w ANTI JOIN stored_${table} s USING (${same}))
    ANTI JOIN refused USING (f, l)
    GROUP BY ${same}`);
}

/** Candidates joined with the record of the store or the load that stays, as a FROM clause; `row` is null for one of the load. */
function withKeeper(table: FactTable): string {
  const { same } = likeness(table);
  const columns = 'w.rid, w.f, w.l, w.key, w.position, w.h = x.h AS equal, x.file, x.line';
  return `(SELECT ${columns}, x.row FROM work_${table} w JOIN stored_${table} x USING (${same})
    UNION ALL SELECT ${columns}, NULL FROM work_${table} w JOIN keep_${table} x USING (${same}) WHERE x.position <> w.position)
    ANTI JOIN refused USING (f, l)`;
}

/**
 * Refuses, among the candidates of the keyed tables, every row one of whose records has the id of a kept record and other
 * content, with all its records. A refused row keeps nothing, so the keepers are chosen anew until no row is refused any more.
 * Fills `refused` (rows) and `conflicts` (records, with the row they contradict).
 */
export async function refuseConflicts(connection: DuckDBConnection, keyed: readonly FactTable[]): Promise<void> {
  await connection.run('CREATE OR REPLACE TEMP TABLE refused (f INTEGER, l INTEGER)');
  await connection.run(`CREATE OR REPLACE TEMP TABLE conflicts
    (f INTEGER, l INTEGER, "table" VARCHAR, value VARCHAR, file INTEGER, line INTEGER)`);
  for (let found = keyed.length > 0 ? 1 : 0; found > 0; ) {
    found = 0;
    for (const table of keyed) {
      await chooseKeepers(connection, table);
      const result = await connection.run(`INSERT INTO conflicts
        SELECT f, l, ${literal(table)}, key, file, line FROM ${withKeeper(table)} WHERE NOT equal`);
      found += Number(result.rowsChanged);
    }
    if (found > 0) {
      await connection.run('INSERT INTO refused SELECT f, l FROM conflicts EXCEPT SELECT f, l FROM refused');
    }
  }
}

/** Makes `dup_T`: staged records (of rows not refused) that repeat a kept one, with the row they repeat; answers their number. */
export async function findDuplicates(connection: DuckDBConnection, table: FactTable): Promise<number> {
  await chooseKeepers(connection, table);
  await connection.run(`CREATE OR REPLACE TEMP TABLE dup_${table} AS
    SELECT rid, f, l, key AS value, position, file, line, row FROM ${withKeeper(table)} WHERE equal`);
  // What is no longer needed would only push the load's own rows out of memory.
  for (const name of ['work', 'stored', 'keep']) await connection.run(`DROP TABLE ${name}_${table}`);
  return queryNumber(connection, `SELECT count(*) FROM dup_${table}`);
}

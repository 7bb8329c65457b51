import type { DuckDBConnection } from '@duckdb/node-api';
import type { FactTable } from '../../model/facts.ts';
import { NO_DAY } from '../../model/time.ts';
import { columnList, isKeyed, literal, quoted } from './columns.ts';
import { queryNumber } from './query.ts';
import { stageName } from './stage.ts';

/** Room for row ids below the (file, line) part of an order key. */
const ORDER_SHIFT = 2 ** 40;

/**
 * Finds what of a staged table may repeat something: rows whose key (keyed tables: the id; others: hash of the content)
 * occurs twice in the load, or in the store. Makes `work_T` (such rows, ordered by file name, line, arrival) and `stored_T`
 * (their likes in the store). Answers false, and makes nothing, where there are none.
 */
export async function findCandidates(connection: DuckDBConnection, table: FactTable, source: string): Promise<boolean> {
  const stage = stageName(table);
  const content = `struct_pack(${columnList(table)})`;
  const key = isKeyed(table) ? 'id' : `hash(${columnList(table)})`;
  const keyHash = isKeyed(table) ? 'hash(id)' : key;
  // A fact is repeated by its own source only; ended ones may begin again. Payments and invoices are one's own whoever tells of them.
  const mine = isKeyed(table)
    ? 'true'
    : `_ended = ${NO_DAY} AND _file IN (SELECT file FROM files JOIN loads USING (seq) WHERE source = ${literal(source)})`;
  await connection.run(`CREATE OR REPLACE TEMP TABLE candidates AS
    SELECT k FROM (SELECT ${keyHash} AS k FROM ${stage}) GROUP BY k HAVING count(*) > 1
    UNION
    SELECT ${keyHash} FROM ${quoted(table)} WHERE ${mine} AND ${keyHash} IN (SELECT ${keyHash} FROM ${stage})`);
  if ((await queryNumber(connection, 'SELECT count(*) FROM candidates')) === 0) return false;
  await connection.run(`CREATE OR REPLACE TEMP TABLE work_${table} AS
    SELECT s.rowid AS rid, _file AS f, _line AS l, ${key} AS key, ${content} AS content,
      (rank::HUGEINT * 4294967296 + _line) * ${ORDER_SHIFT} + s.rowid AS position
    FROM ${stage} s JOIN stage_files ON stage_files.file = _file WHERE ${keyHash} IN (SELECT k FROM candidates)`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE stored_${table} AS
    SELECT _row, _file, _line, ${key} AS key, ${content} AS content FROM ${quoted(table)}
    WHERE ${mine} AND ${keyHash} IN (SELECT k FROM candidates)
    QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY _row) = 1`);
  return true;
}

/** Makes `keep_T`: for each key the record that stays — the stored one, else the first of the load that was not refused. */
async function chooseKeepers(connection: DuckDBConnection, table: FactTable): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE keep_${table} AS
    WITH first AS (
      SELECT key, min(position) AS position FROM work_${table} w ANTI JOIN refused r ON r.f = w.f AND r.l = w.l GROUP BY key)
    SELECT first.key, s._row AS row, first.position, coalesce(s.content, w.content) AS content,
      coalesce(stored_file.name, staged_file.name) AS name, coalesce(s._line, w.l) AS line
    FROM first JOIN work_${table} w ON w.position = first.position JOIN stage_files staged_file ON staged_file.file = w.f
      LEFT JOIN stored_${table} s ON s.key = first.key LEFT JOIN files stored_file ON stored_file.file = s._file`);
}

/**
 * Refuses, among the candidates of the keyed tables, every row one of whose records has the id of a kept record and other
 * content, with all its records. A refused row keeps nothing, so the keepers are chosen anew until no row is refused any more.
 * Fills `refused` (rows) and `conflicts` (records, with the row they contradict).
 */
export async function refuseConflicts(connection: DuckDBConnection, keyed: readonly FactTable[]): Promise<void> {
  await connection.run('CREATE OR REPLACE TEMP TABLE refused (f INTEGER, l INTEGER)');
  await connection.run(`CREATE OR REPLACE TEMP TABLE conflicts
    (f INTEGER, l INTEGER, "table" VARCHAR, rid BIGINT, value VARCHAR, name VARCHAR, line INTEGER)`);
  for (let found = keyed.length > 0 ? 1 : 0; found > 0; ) {
    found = 0;
    for (const table of keyed) {
      await chooseKeepers(connection, table);
      const result = await connection.run(`INSERT INTO conflicts
        SELECT w.f, w.l, ${literal(table)}, w.rid, w.key, k.name, k.line FROM work_${table} w JOIN keep_${table} k USING (key)
        ANTI JOIN refused r ON r.f = w.f AND r.l = w.l
        WHERE w.content IS DISTINCT FROM k.content`);
      found += Number(result.rowsChanged);
    }
    if (found > 0)
      await connection.run('INSERT INTO refused SELECT f, l FROM conflicts EXCEPT SELECT f, l FROM refused');
  }
}

/** Makes `dup_T`: staged records (of rows not refused) that repeat a kept one, with the row they repeat. */
export async function findDuplicates(connection: DuckDBConnection, table: FactTable): Promise<number> {
  await chooseKeepers(connection, table);
  await connection.run(`CREATE OR REPLACE TEMP TABLE dup_${table} AS
    SELECT w.rid, w.f, w.l, w.position, k.row, k.name, k.line FROM work_${table} w JOIN keep_${table} k USING (key)
    ANTI JOIN refused r ON r.f = w.f AND r.l = w.l
    WHERE (k.row IS NOT NULL OR k.position <> w.position) AND w.content IS NOT DISTINCT FROM k.content`);
  return queryNumber(connection, `SELECT count(*) FROM dup_${table}`);
}

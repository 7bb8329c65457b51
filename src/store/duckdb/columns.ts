import { type ColumnType, columnsOfType, FACT_TABLES, type FactTable, KEYED_TABLES } from '../../model/facts.ts';

/** SQL type of a fact column. Unknown values stay as in `FactBatch` (NO_DAY, NaN, −1), only texts and references are NULL. */
const SQL_TYPES: Record<ColumnType, string> = {
  ref: 'VARCHAR',
  text: 'VARCHAR',
  day: 'INTEGER',
  number: 'DOUBLE',
  code: 'INTEGER',
};

/** Columns of every fact table besides its own: handle, origin, the last load that stated the fact, validity by snapshots. */
export const META_COLUMNS = {
  _row: 'INTEGER',
  _file: 'INTEGER',
  _line: 'INTEGER',
  _extract: 'INTEGER',
  _began: 'INTEGER',
  _ended: 'INTEGER',
} as const;

/** Names and types of a fact table's own columns, in order. */
export function factColumns(table: FactTable): [name: string, type: ColumnType][] {
  return Object.entries(FACT_TABLES[table]) as [string, ColumnType][];
}

/** A name as an SQL identifier. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as an SQL literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A fact table's own columns as an SQL list, each behind `prefix` (`s.`). */
export function columnList(table: FactTable, prefix = ''): string {
  return factColumns(table)
    .map(([name]) => `${prefix}${quoted(name)}`)
    .join(', ');
}

/**
 * Definitions of a fact table's own columns. Ids of rows are all different, and the accounts of payments nearly so within a
 * row group: told that FSST fits them, DuckDB does not first try a dictionary on every row group, which takes up to half of
 * the time of writing the table. The bytes on the disk are the same, unless few accounts make many payments.
 */
export function columnDefinitions(table: FactTable): string {
  return factColumns(table)
    .map(
      ([name, type]) => `${quoted(name)} ${SQL_TYPES[type]}${isDiverse(table, name) ? ' USING COMPRESSION fsst' : ''}`,
    )
    .join(', ');
}

function isDiverse(table: FactTable, column: string): boolean {
  return (isKeyed(table) && column === 'id') || column === 'from_account' || column === 'to_account';
}

/** Whether the table's rows have a key of their own (`id`). */
export function isKeyed(table: FactTable): boolean {
  return (KEYED_TABLES as readonly string[]).includes(table);
}

/** Names of a table's `ref` columns. */
export function columnsWithEntities(table: FactTable): string[] {
  return columnsOfType(table, 'ref');
}

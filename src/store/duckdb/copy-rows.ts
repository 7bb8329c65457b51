import type { DuckDBConnection } from '@duckdb/node-api';
import { FACT_TABLE_NAMES, type FactTable } from '../../model/facts.ts';
import { NO_DAY } from '../../model/time.ts';
import { columnsWithEntities, factColumns, literal, quoted } from './columns.ts';
import { query, queryNumber } from './query.ts';

/** A column of a CSV file: its name, what its cells are, and the SQL that makes them (NULL = an empty cell). */
export interface CopiedColumn {
  name: string;
  type: 'string' | 'long' | 'double' | 'date';
  sql: string;
}

/** Writes the rows of a query to a CSV file without a header; answers how many there are. */
export async function copyRows(connection: DuckDBConnection, path: string, select: string): Promise<number> {
  const result = await connection.run(`COPY (${select}) TO ${literal(path)} (FORMAT csv, HEADER false)`);
  return Number(result.rowsChanged);
}

/**
 * A fact table's own columns as cells; unknown values are NULL. Numbers are whole where every one of the column is, `share` never.
 */
export async function copiedColumns(connection: DuckDBConnection, table: FactTable): Promise<CopiedColumn[]> {
  const columns = factColumns(table);
  const numbers = columns.filter(([name, type]) => type === 'number' && name !== 'share');
  const [fractions] =
    numbers.length === 0
      ? [{}]
      : await query<Record<string, boolean | null>>(
          connection,
          `SELECT ${numbers.map(([name]) => `bool_or(NOT isnan(${quoted(name)}) AND ${quoted(name)} <> floor(${quoted(name)})) AS ${quoted(name)}`)} FROM ${quoted(table)}`,
        );
  return columns.map(([name, type]): CopiedColumn => {
    const column = quoted(name);
    switch (type) {
      case 'day':
        return { name, type: 'date', sql: dayAsDate(column) };
      case 'code':
        return { name, type: 'long', sql: `nullif(${column}, -1)` };
      case 'number': {
        const whole = name !== 'share' && !fractions?.[name];
        return {
          name,
          type: whole ? 'long' : 'double',
          sql: `CASE WHEN isnan(${column}) THEN NULL ELSE ${column}${whole ? '::BIGINT' : ''} END`,
        };
      }
      default:
        return { name, type: 'string', sql: column };
    }
  });
}

/** A day number as a DATE; NO_DAY is NULL. */
export function dayAsDate(column: string): string {
  return `CASE WHEN ${column} = ${NO_DAY} THEN NULL ELSE DATE '1970-01-01' + ${column} END`;
}

/** Whether any text of any fact goes over the end of a line. */
export async function hasLineBreaks(connection: DuckDBConnection): Promise<boolean> {
  for (const table of FACT_TABLE_NAMES) {
    const refs = columnsWithEntities(table);
    const texts = factColumns(table).filter(([name, type]) => type === 'text' || refs.includes(name));
    const broken = texts.map(([name]) => `contains(${quoted(name)}, chr(10)) OR contains(${quoted(name)}, chr(13))`);
    const found = await queryNumber(
      connection,
      `SELECT count(*) FROM (SELECT 1 FROM ${quoted(table)} WHERE ${broken.join(' OR ')} LIMIT 1)`,
    );
    if (found > 0) return true;
  }
  return false;
}

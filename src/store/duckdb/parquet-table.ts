import { DuckDBInstance } from '@duckdb/node-api';
import { literal } from './columns.ts';

/** What a column's values are as text, by its type; the others as DuckDB writes them, decimals exactly. */
const AS_TEXT: readonly (readonly [RegExp, (column: string) => string])[] = [
  [/^TIMESTAMP WITH TIME ZONE$/, (column) => `strftime(${column} AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%gZ')`],
  [/^TIMESTAMP/, (column) => `strftime(${column}::TIMESTAMP, '%Y-%m-%dT%H:%M:%S.%g')`],
  [/\[\d*\]$|^(STRUCT|MAP|UNION|VARIANT)/, (column) => `to_json(${column})::VARCHAR`],
];

/** A Parquet file as a table of texts. */
export interface ParquetTable {
  columns: readonly string[];
  /** Their types, as DuckDB writes them. */
  types: readonly string[];
  rowCount: number;
  /** Rows in the file's order, some at a time; null where there is no value. */
  rows(): AsyncGenerator<(string | null)[][], void, undefined>;
  close(): void;
}

/**
 * Opens a Parquet file in a database of its own, in memory: DuckDB's reader outlives damaged files, which readers in JavaScript
 * do not. Nothing is fetched from anywhere. Errors are DuckDB's own.
 */
export async function openParquetTable(path: string): Promise<ParquetTable> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '400MB',
    threads: '1',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  try {
    const connection = await instance.connect();
    await connection.run(`SET TimeZone = 'UTC'`);
    // The path is no pattern, whatever signs are in it.
    const file = `read_parquet(${literal(path.replace(/[*?[]/g, '[$&]'))}, binary_as_string = true)`;
    const described = (await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${file}`)).getRowsJS();
    const columns = described.map(([name]) => String(name));
    const texts = described.map(([name, type]) => {
      const column = `"${String(name).replaceAll('"', '""')}"`;
      const text = AS_TEXT.find(([types]) => types.test(String(type)))?.[1];
      return text ? text(column) : `${column}::VARCHAR`;
    });
    const [[count]] = (await connection.runAndReadAll(`SELECT count(*) FROM ${file}`)).getRowsJS() as [[bigint]];
    return {
      columns,
      types: described.map(([, type]) => String(type)),
      rowCount: Number(count),
      async *rows() {
        const result = await connection.stream(`SELECT ${texts.join(', ')} FROM ${file}`);
        for (;;) {
          const chunk = await result.fetchChunk();
          if (!chunk || chunk.rowCount === 0) return;
          yield chunk.getRows() as (string | null)[][];
        }
      },
      close() {
        connection.closeSync();
        instance.closeSync();
      },
    };
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import {
  type ColumnType,
  type ColumnVector,
  FACT_TABLE_NAMES,
  type FactBatch,
  type FactTable,
} from '../../model/facts.ts';
import { appendColumns, type Cells } from './chunk-writer.ts';
import { columnDefinitions, factColumns } from './columns.ts';

const CELLS: Record<ColumnType, Cells> = {
  ref: 'text',
  text: 'text',
  day: 'integer',
  number: 'double',
  code: 'integer',
};

/** Temporary tables (they spill to disk, no one else sees them) that hold a load until it is published. */
export interface Stage {
  append(batch: FactBatch): Promise<void>;
  /** Makes everything that was appended readable. */
  flush(): void;
  /** Tables that have rows, in the order of FACT_TABLES. */
  tables(): FactTable[];
  drop(): Promise<void>;
}

/** Name of the temporary table of a fact table. */
export function stageName(table: FactTable): string {
  return `stage_${table}`;
}

export function openStage(connection: DuckDBConnection): Stage {
  const appenders = new Map<FactTable, DuckDBAppender>();
  const made = new Set<FactTable>();

  async function appenderOf(table: FactTable): Promise<DuckDBAppender> {
    const open = appenders.get(table);
    if (open) return open;
    const name = stageName(table);
    if (!made.has(table)) {
      await connection.run(
        `CREATE OR REPLACE TEMP TABLE ${name} (${columnDefinitions(table)}, _file INTEGER, _line INTEGER)`,
      );
      made.add(table);
    }
    const appender = await connection.createAppender(name, null, 'temp');
    appenders.set(table, appender);
    return appender;
  }

  function flush(): void {
    for (const appender of appenders.values()) appender.closeSync();
    appenders.clear();
  }

  return {
    async append({ table, length, columns, file, line }) {
      if (length === 0) return;
      const facts = factColumns(table);
      const vectors: ColumnVector[] = facts.map(([name]) => {
        const column = columns[name];
        if (column === undefined || column.length < length) throw new RangeError(`batch of ${table}: column ${name}`);
        return column;
      });
      vectors.push(new Int32Array(length).fill(file), line);
      const cells: Cells[] = [...facts.map(([, type]) => CELLS[type]), 'integer', 'integer'];
      appendColumns(await appenderOf(table), cells, vectors, length);
    },
    flush,
    tables: () => FACT_TABLE_NAMES.filter((table) => made.has(table)),
    async drop() {
      flush();
      for (const table of made) await connection.run(`DROP TABLE IF EXISTS temp.${stageName(table)}`);
      made.clear();
    },
  };
}

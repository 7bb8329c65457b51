import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import { type ColumnType, type ColumnVector, FACT_TABLE_NAMES, type FactTable } from '../../model/facts.ts';
import { hasText, isPacked, type PackedBatch, type PackedTexts } from '../packed-texts.ts';
import { type Cells, columnWriter } from './chunk-writer.ts';
import { factColumns, quoted } from './columns.ts';

const CELLS: Record<ColumnType, Cells> = {
  ref: 'text',
  text: 'text',
  day: 'integer',
  number: 'double',
  code: 'integer',
};

/** Temporary tables (they spill to disk, no one else sees them) that hold a load until it is published. */
export interface Stage {
  append(batch: PackedBatch): Promise<void>;
  /** Makes everything that was appended readable as views `stage_T` with the columns of the fact table, `rid`, `_file`, `_line`. */
  flush(): Promise<void>;
  /** Tables that have rows, in the order of FACT_TABLES. */
  tables(): FactTable[];
  drop(): Promise<void>;
}

/** Name of the view of a fact table's staged rows. */
export function stageName(table: FactTable): string {
  return `stage_${table}`;
}

/** A temporary table that has only those text columns which any row fills: most columns of most files are blank throughout. */
interface StagedTable {
  name: string;
  columns: string[];
  cells: Cells[];
  appender: DuckDBAppender | null;
  write: ReturnType<typeof columnWriter> | null;
}

export function openStage(connection: DuckDBConnection): Stage {
  const staged = new Map<FactTable, StagedTable>();
  let last: Promise<void> = Promise.resolve();

  async function makeTable(table: FactTable): Promise<StagedTable> {
    const numbers = factColumns(table).filter(([, type]) => CELLS[type] !== 'text');
    const made: StagedTable = {
      name: `staged_${table}`,
      columns: [...numbers.map(([name]) => name), '_file', '_line'],
      cells: [...numbers.map(([, type]) => CELLS[type]), 'integer', 'integer'],
      appender: null,
      write: null,
    };
    const definitions = made.columns.map(
      (name, i) => `${quoted(name)} ${made.cells[i] === 'double' ? 'DOUBLE' : 'INTEGER'}`,
    );
    await connection.run(`CREATE OR REPLACE TEMP TABLE ${made.name} (${definitions.join(', ')})`);
    staged.set(table, made);
    return made;
  }

  async function takeBatch({ table, length, columns, file, line }: PackedBatch): Promise<void> {
    if (length === 0) return;
    for (const [name] of factColumns(table)) {
      const column = columns[name];
      if (column === undefined || lengthOf(column, length) < length)
        throw new RangeError(`batch of ${table}: column ${name}`);
    }
    const target = staged.get(table) ?? (await makeTable(table));
    for (const [name, type] of factColumns(table)) {
      if (
        CELLS[type] !== 'text' ||
        target.columns.includes(name) ||
        !isFilled(columns[name] as (string | null)[] | PackedTexts)
      )
        continue;
      close(target);
      await connection.run(`ALTER TABLE ${target.name} ADD COLUMN ${quoted(name)} VARCHAR`);
      target.columns.push(name);
      target.cells.push('text');
    }
    target.appender ??= await connection.createAppender(target.name, null, 'temp');
    target.write ??= columnWriter(target.appender, target.cells);
    const own: PackedBatch['columns'] = { ...columns, _file: new Int32Array(length).fill(file), _line: line };
    target.write(
      target.columns.map((name) => own[name]!),
      length,
    );
  }

  async function flush(): Promise<void> {
    await last;
    for (const [table, target] of staged) {
      close(target);
      const columns = factColumns(table).map(([name]) =>
        target.columns.includes(name) ? quoted(name) : `NULL::VARCHAR AS ${quoted(name)}`,
      );
      await connection.run(`CREATE OR REPLACE TEMP VIEW ${stageName(table)} AS
        SELECT ${columns.join(', ')}, rowid AS rid, _file, _line FROM ${target.name}`);
    }
  }

  return {
    append(batch) {
      const done = last.then(() => takeBatch(batch));
      last = done.catch(() => undefined);
      return done;
    },
    flush,
    tables: () => FACT_TABLE_NAMES.filter((table) => staged.has(table)),
    async drop() {
      await last;
      for (const [table, target] of staged) {
        close(target);
        await connection.run(`DROP VIEW IF EXISTS temp.${stageName(table)}`);
        await connection.run(`DROP TABLE IF EXISTS temp.${target.name}`);
      }
      staged.clear();
    },
  };
}

function close(target: StagedTable): void {
  target.appender?.closeSync();
  target.appender = null;
  target.write = null;
}

function lengthOf(column: ColumnVector | PackedTexts, rows: number): number {
  if (!isPacked(column)) return column.length;
  return column.cells.length === 0 ? rows : column.cells.length / 4;
}

function isFilled(column: (string | null)[] | PackedTexts): boolean {
  return isPacked(column) ? column.cells.length > 0 : hasText(column);
}

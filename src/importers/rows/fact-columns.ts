import { type ColumnType, type ColumnVector, FACT_TABLES, type FactBatch, type FactTable } from '../../model/facts.ts';

/** Rows at which a batch is handed on: few, so that their strings die young (with 16,384 the collector took a third of the time). */
export const BATCH_ROWS = 4_096;

/** Rows of one table of one file on their way into a batch; grows as needed and can forget its newest rows. */
export function createFactColumns(table: FactTable, file: number) {
  let capacity = 0;
  let line = new Int32Array(0);
  const types = Object.entries(FACT_TABLES[table]);
  const columns: Record<string, ColumnVector> = {};
  const self = {
    table,
    length: 0,
    columns,
    /** Opens a row that begins at the physical line; every column of it must then be written. */
    addRow(atLine: number): number {
      if (self.length === capacity) resize(capacity === 0 ? 1024 : capacity * 2);
      line[self.length] = atLine;
      return self.length++;
    },
    /** Forgets rows from `length` on: a row of the file is taken whole or not at all. */
    rollBack(length: number): void {
      self.length = length;
    },
    /** The rows so far as a batch that is the receiver's to keep; starts afresh. */
    take(): FactBatch {
      const { length } = self;
      const taken: Record<string, ColumnVector> = {};
      for (const [name] of types) {
        const vector = columns[name]!;
        if (Array.isArray(vector)) vector.length = length;
        taken[name] = Array.isArray(vector) ? vector : vector.subarray(0, length);
      }
      const batch: FactBatch = { table, length, columns: taken, file, line: line.subarray(0, length) };
      self.length = 0;
      capacity = 2 * BATCH_ROWS;
      for (const [name, type] of types) columns[name] = emptyVector(type, capacity);
      line = new Int32Array(capacity);
      return batch;
    },
  };
  for (const [name, type] of types) columns[name] = emptyVector(type, 0);

  function resize(rows: number): void {
    for (const [name, type] of types) {
      const old = columns[name]!;
      if (Array.isArray(old)) continue;
      const wider = emptyVector(type, rows) as Float64Array;
      wider.set(old);
      columns[name] = wider;
    }
    const wider = new Int32Array(rows);
    wider.set(line);
    line = wider;
    capacity = rows;
  }

  return self;
}

function emptyVector(type: ColumnType, rows: number): ColumnVector {
  if (type === 'text' || type === 'ref') return [];
  return type === 'number' ? new Float64Array(rows) : new Int32Array(rows);
}

export type FactColumnsBuilder = ReturnType<typeof createFactColumns>;

import { type ColumnType, type ColumnVector, FACT_TABLES, type FactTable } from '../../model/facts.ts';
import { createPackedColumn, type PackedColumn } from '../../store/packed-column.ts';
import type { PackedBatch } from '../../store/packed-texts.ts';

/** Rows at which a batch is handed on: few, so that their strings die young (with 16,384 the collector took a third of the time). */
export const BATCH_ROWS = 4_096;

/**
 * Rows of one table of one file on their way into a batch; grows as needed and can forget its newest rows. The texts of a row
 * are strings in `columns`, or its bytes are put into `packed`; both may alternate from row to row.
 */
export function createFactColumns(table: FactTable, file: number) {
  let capacity = 0;
  let line = new Int32Array(0);
  const types = Object.entries(FACT_TABLES[table]);
  const columns: Record<string, ColumnVector> = {};
  /** The texts of rows before this one are in `packed`, those of the others in `columns`. */
  let packedRows = 0;
  const self = {
    table,
    length: 0,
    columns,
    /** The text columns of rows that `addPackedRow` opened; others after each `take`. */
    packed: {} as Readonly<Record<string, PackedColumn>>,
    /** Opens a row that is there to stay: its texts are to be put into `packed`, its numbers written into `columns`. */
    addPackedRow(atLine: number): number {
      if (packedRows < self.length || packedRows === 0) packTo(self.length);
      packedRows = self.length + 1;
      return self.addRow(atLine);
    },
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
    take(): PackedBatch {
      const { length } = self;
      const taken: PackedBatch['columns'] = {};
      if (packedRows > 0) packTo(length);
      for (const [name] of types) {
        const vector = columns[name]!;
        if (Array.isArray(vector)) vector.length = length;
        if (!Array.isArray(vector)) taken[name] = vector.subarray(0, length);
        else taken[name] = packedRows > 0 ? self.packed[name]!.take(length) : vector;
      }
      const batch: PackedBatch = { table, length, columns: taken, file, line: line.subarray(0, length) };
      self.length = 0;
      packedRows = 0;
      self.packed = {};
      capacity = 2 * BATCH_ROWS;
      for (const [name, type] of types) columns[name] = emptyVector(type, capacity);
      line = new Int32Array(capacity);
      return batch;
    },
  };
  for (const [name, type] of types) columns[name] = emptyVector(type, 0);

  /** Packs the strings of the rows before `length`. */
  function packTo(length: number): void {
    if (packedRows === 0) self.packed = packedColumns(table, capacity);
    const { packed } = self;
    for (const [name, type] of types) {
      if (type !== 'text' && type !== 'ref') continue;
      const column = packed[name]!;
      const texts = columns[name] as (string | null)[];
      for (let row = packedRows; row < length; row++) if (texts[row]) column.putText(row, texts[row]!);
    }
    packedRows = length;
  }

  function resize(rows: number): void {
    for (const [name, type] of types) {
      self.packed[name]?.resize(rows);
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

function packedColumns(table: FactTable, rows: number): Record<string, PackedColumn> {
  const columns: Record<string, PackedColumn> = {};
  for (const [name, type] of Object.entries(FACT_TABLES[table])) {
    if (type === 'text' || type === 'ref') columns[name] = createPackedColumn(rows);
  }
  return columns;
}

function emptyVector(type: ColumnType, rows: number): ColumnVector {
  if (type === 'text' || type === 'ref') return [];
  return type === 'number' ? new Float64Array(rows) : new Int32Array(rows);
}

export type FactColumnsBuilder = ReturnType<typeof createFactColumns>;

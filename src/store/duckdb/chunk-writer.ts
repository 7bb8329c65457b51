import { DOUBLE, type DuckDBAppender, DuckDBDataChunk, type DuckDBType, INTEGER, VARCHAR } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import type { ColumnVector } from '../../model/facts.ts';
import { INLINE_BYTES, isPacked, type PackedTexts, packTexts } from '../packed-texts.ts';

/** Rows of one DuckDB vector. */
const VECTOR_ROWS = 2048;
const STRING_BYTES = 16;
/** Chunk types by what a column holds. */
export type Cells = 'text' | 'double' | 'integer';
const TYPES: Record<Cells, DuckDBType> = { text: VARCHAR, double: DOUBLE, integer: INTEGER };

/**
 * A writer of columns of equal length into a table, 2,048 rows at a time, without a call per cell. One chunk is used over
 * and over: chunks are freed only when the garbage collector comes by, which does not see how much they hold.
 */
export function columnWriter(
  appender: DuckDBAppender,
  cells: readonly Cells[],
): (columns: readonly (ColumnVector | PackedTexts)[], length: number) => void {
  const chunk = DuckDBDataChunk.create(cells.map((cell) => TYPES[cell]));
  return (columns, length) => {
    const packed = columns.map((column) => (Array.isArray(column) ? packTexts(column) : column));
    for (let start = 0; start < length; start += VECTOR_ROWS) {
      const count = Math.min(VECTOR_ROWS, length - start);
      chunk.reset();
      chunk.rowCount = count;
      packed.forEach((column, i) => {
        const vector = duckdb.data_chunk_get_vector(chunk.chunk, i);
        if (isPacked(column)) writeTexts(vector, column, start, count);
        else writeNumbers(vector, column, start, count);
      });
      appender.appendDataChunk(chunk);
    }
  };
}

function writeNumbers(vector: duckdb.Vector, column: Float64Array | Int32Array, start: number, count: number): void {
  const width = column.BYTES_PER_ELEMENT;
  const source = column.buffer as ArrayBuffer;
  duckdb.copy_data_to_vector(vector, 0, source, column.byteOffset + start * width, count * width);
}

/**
 * Writes a whole vector of texts at once: one heap block takes the bytes, and packed cells become DuckDB's
 * (`duckdb_string_t`: length, then the bytes themselves or four of them and a pointer) when the block's address is added.
 */
function writeTexts(vector: duckdb.Vector, { cells, bytes }: PackedTexts, start: number, count: number): void {
  const entries = cells.length > 0 ? cells.slice(start * 4, (start + count) * 4) : new Uint32Array(count * 4);
  let first = -1;
  let end = 0;
  for (let word = 0; word < entries.length; word += 4) {
    if (entries[word]! <= INLINE_BYTES) continue;
    end = entries[word + 2]! + entries[word]!;
    if (first < 0) first = entries[word + 2]!;
  }
  if (first >= 0) {
    const { low, high } = copyToHeap(vector, bytes.subarray(first, end));
    for (let word = 0; word < entries.length; word += 4) {
      if (entries[word]! <= INLINE_BYTES) continue;
      const address = low + entries[word + 2]! - first;
      entries[word + 2] = address;
      entries[word + 3] = address > 0xffff_ffff ? high + 1 : high;
    }
  }
  duckdb.copy_data_to_vector(vector, 0, entries.buffer, 0, entries.byteLength);
  const validity = validityOf(entries);
  if (validity) {
    duckdb.vector_ensure_validity_writable(vector);
    duckdb.copy_data_to_vector_validity(vector, 0, validity.buffer as ArrayBuffer, 0, validity.byteLength);
  }
}

/** Bits of the cells that have a text; null where all do. */
function validityOf(entries: Uint32Array): Uint32Array | null {
  let bits: Uint32Array | null = null;
  for (let word = 0, i = 0; word < entries.length; word += 4, i++) {
    if (entries[word] !== 0) continue;
    bits ??= new Uint32Array(VECTOR_ROWS / 32).fill(0xffff_ffff);
    bits[i >> 5]! &= ~(1 << (i & 31));
  }
  return bits;
}

/** Copies bytes, more than stand in a cell, into the vector's own heap (it lives as long as the vector) and answers where they are. */
function copyToHeap(vector: duckdb.Vector, bytes: Uint8Array): { low: number; high: number } {
  duckdb.vector_assign_string_element_len(vector, 0, bytes);
  const first = duckdb.vector_get_data(vector, STRING_BYTES);
  const view = new DataView(first.buffer, first.byteOffset, STRING_BYTES);
  return { low: view.getUint32(8, true), high: view.getUint32(12, true) };
}

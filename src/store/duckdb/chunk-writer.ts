import { DOUBLE, type DuckDBAppender, DuckDBDataChunk, type DuckDBType, INTEGER, VARCHAR } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import type { ColumnVector } from '../../model/facts.ts';

/** Rows of one DuckDB vector. */
const VECTOR_ROWS = 2048;
const STRING_BYTES = 16;
/** Strings up to this many bytes stand in the vector itself, longer ones in its heap. */
const INLINE_BYTES = 12;
/** Chunk types by what a column holds. */
export type Cells = 'text' | 'double' | 'integer';
const TYPES: Record<Cells, DuckDBType> = { text: VARCHAR, double: DOUBLE, integer: INTEGER };

/**
 * A writer of columns of equal length into a table, 2,048 rows at a time, without a call per number and mostly none per
 * string. One chunk is used over and over: chunks are freed only when the garbage collector comes by, which does not see
 * how much they hold.
 */
export function columnWriter(
  appender: DuckDBAppender,
  cells: readonly Cells[],
): (columns: readonly ColumnVector[], length: number) => void {
  const chunk = DuckDBDataChunk.create(cells.map((cell) => TYPES[cell]));
  return (columns, length) => {
    for (let start = 0; start < length; start += VECTOR_ROWS) {
      const count = Math.min(VECTOR_ROWS, length - start);
      chunk.reset();
      chunk.rowCount = count;
      columns.forEach((column, i) => {
        const vector = duckdb.data_chunk_get_vector(chunk.chunk, i);
        if (Array.isArray(column)) writeStrings(vector, column, start, count);
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
 * Writes strings. Where all are ASCII the whole vector is written at once: one heap block takes the joined bytes, and the
 * 16-byte entries (`duckdb_string_t`: length, then the bytes themselves or four of them and a pointer) are laid out here.
 * That is five times as fast as a call per string. Everything else takes the call per string.
 */
function writeStrings(vector: duckdb.Vector, column: (string | null)[], start: number, count: number): void {
  const part = start === 0 && count === column.length ? column : column.slice(start, start + count);
  const joined = part.join('');
  const validity = validityOf(part);
  if (joined.length > 0) {
    const bytes = Buffer.from(joined);
    if (bytes.length === joined.length) writeAscii(vector, part, bytes);
    else writeOneByOne(vector, part);
  }
  if (validity) {
    duckdb.vector_ensure_validity_writable(vector);
    duckdb.copy_data_to_vector_validity(vector, 0, validity.buffer as ArrayBuffer, 0, validity.byteLength);
  }
}

/** Bits of the cells that are not null; null where all are. An empty text is stored as null. */
function validityOf(part: readonly (string | null)[]): Uint32Array | null {
  let bits: Uint32Array | null = null;
  for (let i = 0; i < part.length; i++) {
    if (part[i]) continue;
    bits ??= new Uint32Array(VECTOR_ROWS / 32).fill(0xffff_ffff);
    bits[i >> 5]! &= ~(1 << (i & 31));
  }
  return bits;
}

function writeAscii(vector: duckdb.Vector, part: readonly (string | null)[], bytes: Buffer): void {
  const entries = new Uint32Array(part.length * 4);
  const cells = new Uint8Array(entries.buffer);
  const address = copyToHeap(vector, bytes);
  let offset = 0;
  for (let i = 0; i < part.length; i++) {
    const length = part[i]?.length ?? 0;
    if (length === 0) continue;
    const word = i * 4;
    entries[word] = length;
    if (length <= INLINE_BYTES) {
      const cell = i * STRING_BYTES + 4;
      for (let k = 0; k < length; k++) cells[cell + k] = bytes[offset + k]!;
    } else {
      for (let k = 0; k < 4; k++) cells[word * 4 + 4 + k] = bytes[offset + k]!;
      const low = address.low + offset;
      entries[word + 2] = low;
      entries[word + 3] = low > 0xffff_ffff ? address.high + 1 : address.high;
    }
    offset += length;
  }
  duckdb.copy_data_to_vector(vector, 0, entries.buffer, 0, entries.byteLength);
}

/** Copies bytes into the vector's own heap (it lives as long as the vector) and answers where they stand. */
function copyToHeap(vector: duckdb.Vector, bytes: Buffer): { low: number; high: number } {
  const block = bytes.length > INLINE_BYTES ? bytes : Buffer.concat([bytes, Buffer.alloc(INLINE_BYTES + 1)]);
  duckdb.vector_assign_string_element_len(vector, 0, block);
  const first = duckdb.vector_get_data(vector, STRING_BYTES);
  const view = new DataView(first.buffer, first.byteOffset, STRING_BYTES);
  return { low: view.getUint32(8, true), high: view.getUint32(12, true) };
}

function writeOneByOne(vector: duckdb.Vector, part: readonly (string | null)[]): void {
  for (let i = 0; i < part.length; i++) {
    const text = part[i];
    if (text) duckdb.vector_assign_string_element_len(vector, i, Buffer.from(text));
  }
}

import type { ColumnVector, FactBatch } from '../model/facts.ts';
import { lineStarts } from '../model/json-lines.ts';

/** Texts up to this many bytes stand in their cell. */
export const INLINE_BYTES = 12;

/** The texts of one column in two buffers: cheap to hand to another thread, and nearly what a column store keeps. */
export interface PackedTexts {
  /**
   * Four words a cell: the text's length in bytes (0 = null), then the text itself, or its first four bytes and, in the
   * third word, where it begins in `bytes`. Empty where no cell has a text.
   */
  cells: Uint32Array;
  /** The texts one after the other, in UTF-8; those that stand in their cells may be missing. */
  bytes: Uint8Array;
}

/** A batch whose texts may be packed. */
export interface PackedBatch extends Omit<FactBatch, 'columns'> {
  columns: Record<string, ColumnVector | PackedTexts>;
}

/** A column without any text. */
export const NO_TEXTS: Readonly<PackedTexts> = { cells: new Uint32Array(0), bytes: new Uint8Array(0) };
const encoder = new TextEncoder();

export function isPacked(column: ColumnVector | PackedTexts): column is PackedTexts {
  return 'cells' in column;
}

/** Packs the texts of a batch; numbers stay as they are. */
export function packBatch(batch: PackedBatch): PackedBatch {
  const columns: PackedBatch['columns'] = {};
  for (const [name, column] of Object.entries(batch.columns)) {
    columns[name] = Array.isArray(column) ? packTexts(column) : column;
  }
  return { ...batch, columns };
}

/** Packs texts; an empty one counts as null. */
export function packTexts(texts: readonly (string | null)[]): PackedTexts {
  // Most columns of most files are blank throughout: looking costs less than joining.
  if (!hasText(texts)) return NO_TEXTS;
  const joined = texts.join('');
  const encoded = encoder.encode(joined);
  if (encoded.length === joined.length) return layOut(texts, encoded, null);
  // Encoded one by one: half a surrogate pair at the end of one text must not join half a pair at the beginning of the next.
  const bytes = Buffer.from(new ArrayBuffer(joined.length * 3));
  const lengths = new Uint32Array(texts.length);
  let end = 0;
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i];
    if (text) end += lengths[i] = bytes.write(text, end, 'utf8');
  }
  return layOut(texts, new Uint8Array(bytes.buffer, 0, end).slice(), lengths);
}

/** A batch with its texts as strings. */
export function unpackBatch(batch: PackedBatch): FactBatch {
  const columns: FactBatch['columns'] = {};
  for (const [name, column] of Object.entries(batch.columns)) {
    columns[name] = isPacked(column) ? unpackTexts(column, batch.length) : column;
  }
  return { ...batch, columns };
}

/** The texts of a packed column of so many rows. */
export function unpackTexts(texts: PackedTexts, rows: number): (string | null)[] {
  const read = textReader(texts);
  return Array.from({ length: rows }, (_, i) => read(i));
}

/** Reads one text after the other. */
export function textReader(texts: PackedTexts): (row: number) => string | null {
  const spanOf = spanReader(texts);
  return (row) => {
    const { source, from, to } = spanOf(row);
    return from === to ? null : source.toString('utf8', from, to);
  };
}

/** Compares two rows by the bytes of their texts; null comes first. */
export function textsInOrder(texts: PackedTexts): (a: number, b: number) => number {
  const spanOf = spanReader(texts);
  return (a, b) => {
    const [x, y] = [spanOf(a), spanOf(b)];
    return x.source.compare(y.source, y.from, y.to, x.from, x.to);
  };
}

/** Where the bytes of a row's text stand. */
interface Span {
  readonly source: Buffer;
  readonly from: number;
  readonly to: number;
}

/** The span of a null. */
const NOWHERE: Span = { source: Buffer.alloc(0), from: 0, to: 0 };

function spanReader({ cells, bytes }: PackedTexts): (row: number) => Span {
  const inline = Buffer.from(cells.buffer, cells.byteOffset, cells.byteLength);
  const outside = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return (row) => {
    const length = cells[row * 4] ?? 0;
    if (length === 0) return NOWHERE;
    const isInline = length <= INLINE_BYTES;
    const from = isInline ? row * 16 + 4 : cells[row * 4 + 2]!;
    return { source: isInline ? inline : outside, from, to: from + length };
  };
}

/** Lines as the texts of one column; none is blank. */
export function packLines(chunk: Uint8Array): PackedTexts {
  const starts = lineStarts(chunk);
  const count = starts.length - 1;
  const cells = new Uint32Array(count * 4);
  const inline = new Uint8Array(cells.buffer);
  for (let i = 0; i < count; i++) {
    const begin = starts[i]!;
    const length = starts[i + 1]! - 1 - begin;
    cells[i * 4] = length;
    const shown = length <= INLINE_BYTES ? length : 4;
    for (let k = 0; k < shown; k++) inline[i * 16 + 4 + k] = chunk[begin + k]!;
    if (length > INLINE_BYTES) cells[i * 4 + 2] = begin;
  }
  return { cells, bytes: chunk };
}

/** Whether any of the texts is neither null nor empty. */
export function hasText(texts: readonly (string | null)[]): boolean {
  for (let i = 0; i < texts.length; i++) if (texts[i]) return true;
  return false;
}

/** @param lengths in bytes; null where every character is one byte. */
function layOut(texts: readonly (string | null)[], bytes: Uint8Array, lengths: Uint32Array | null): PackedTexts {
  const cells = new Uint32Array(texts.length * 4);
  const inline = new Uint8Array(cells.buffer);
  let begin = 0;
  for (let i = 0; i < texts.length; i++) {
    const length = lengths === null ? (texts[i]?.length ?? 0) : lengths[i]!;
    if (length === 0) continue;
    cells[i * 4] = length;
    const at = i * 16 + 4;
    const shown = length <= INLINE_BYTES ? length : 4;
    for (let k = 0; k < shown; k++) inline[at + k] = bytes[begin + k]!;
    if (length > INLINE_BYTES) cells[i * 4 + 2] = begin;
    begin += length;
  }
  return { cells, bytes };
}

/** The buffers of a packed batch, each once, for a message that gives them away. */
export function buffersOf({ columns, line }: PackedBatch): ArrayBuffer[] {
  const buffers = new Set([line.buffer as ArrayBuffer]);
  for (const column of Object.values(columns)) {
    if (Array.isArray(column) || column === NO_TEXTS) continue;
    if (isPacked(column)) buffers.add(column.cells.buffer as ArrayBuffer).add(column.bytes.buffer as ArrayBuffer);
    else buffers.add(column.buffer as ArrayBuffer);
  }
  return [...buffers];
}

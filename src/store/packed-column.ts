import { INLINE_BYTES, NO_TEXTS, type PackedTexts } from './packed-texts.ts';

/** The cell of a text that stands in it. */
export function cellOf(text: string): Uint32Array {
  const bytes = Buffer.from(text);
  if (bytes.length > INLINE_BYTES) throw new RangeError(`${text} has more than ${INLINE_BYTES} bytes`);
  const cell = new Uint32Array(4);
  cell[0] = bytes.length;
  new Uint8Array(cell.buffer).set(bytes, 4);
  return cell;
}

const PREFIX_BYTES = 4;
const BYTES_A_ROW = 32;

/** One column of packed texts that grows text by text, in the order of its rows. A row that is not put is null. */
export type PackedColumn = ReturnType<typeof createPackedColumn>;

/** @param rows how many cells there is room for */
export function createPackedColumn(rows: number) {
  let cells = new Uint32Array(0);
  let inline = new Uint8Array(0);
  let bytes = Buffer.alloc(0);
  let used = 0;
  let room = rows;

  const widen = (): void => {
    const wider = new Uint32Array(room * 4);
    wider.set(cells);
    cells = wider;
    inline = new Uint8Array(wider.buffer);
  };
  const makeRoom = (length: number): void => {
    const wider = Buffer.from(new ArrayBuffer(Math.max(room * BYTES_A_ROW, 2 * bytes.length, used + length)));
    wider.set(bytes.subarray(0, used));
    bytes = wider;
  };
  /** Writes the cell of a text of more than `INLINE_BYTES` that stands at the end of the bytes. */
  const point = (row: number, length: number): void => {
    const at = row * 4;
    cells[at] = length;
    for (let k = 0; k < PREFIX_BYTES; k++) inline[at * 4 + 4 + k] = bytes[used + k]!;
    cells[at + 2] = used;
    used += length;
  };

  const self = {
    /** Puts `prefix` and the bytes from `from` to `to` into the cell of a row; nothing makes it null. */
    put(row: number, source: Uint8Array, from: number, to: number, prefix: Uint8Array | null = null): void {
      const before = prefix === null ? 0 : prefix.length;
      const length = before + to - from;
      if (length === 0) return;
      if (cells.length === 0) widen();
      if (length <= INLINE_BYTES) {
        cells[row * 4] = length;
        let at = row * 16 + 4;
        for (let k = 0; k < before; k++) inline[at++] = prefix![k]!;
        for (let k = from; k < to; k++) inline[at++] = source[k]!;
        return;
      }
      if (used + length > bytes.length) makeRoom(length);
      let at = used;
      for (let k = 0; k < before; k++) bytes[at++] = prefix![k]!;
      for (let k = from; k < to; k++) bytes[at++] = source[k]!;
      point(row, length);
    },
    /** Puts a text of at most `INLINE_BYTES` that `cellOf` made a cell of. */
    putCell(row: number, cell: Uint32Array): void {
      if (cells.length === 0) widen();
      const at = row * 4;
      cells[at] = cell[0]!;
      cells[at + 1] = cell[1]!;
      cells[at + 2] = cell[2]!;
      cells[at + 3] = cell[3]!;
    },
    putText(row: number, text: string): void {
      if (text.length * 3 <= INLINE_BYTES || Buffer.byteLength(text) <= INLINE_BYTES) {
        const encoded = Buffer.from(text);
        self.put(row, encoded, 0, encoded.length);
        return;
      }
      if (cells.length === 0) widen();
      if (used + text.length * 3 > bytes.length) makeRoom(text.length * 3);
      point(row, bytes.write(text, used, 'utf8'));
    },
    /** Makes room for so many rows. */
    resize(wanted: number): void {
      room = wanted;
      if (cells.length > 0) widen();
    },
    /** The first `length` rows, the receiver's to keep; the column is not to be used again. */
    take(length: number): PackedTexts {
      if (cells.length === 0) return NO_TEXTS;
      return { cells: cells.subarray(0, length * 4), bytes: new Uint8Array(bytes.buffer, 0, used) };
    },
  };
  return self;
}

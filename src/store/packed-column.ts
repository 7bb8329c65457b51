import { viewOf, WORD_BYTES } from '../model/words.ts';
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

const WORDS_A_ROW = 8;
/** Where a text begins is told in 32 bits. */
const MOST_WORDS = 0x1_0000_0000 / WORD_BYTES;

/** One column of packed texts that grows text by text, in the order of its rows. A row that is not put is null. */
export type PackedColumn = ReturnType<typeof createPackedColumn>;

/** @param rows how many cells there is room for */
export function createPackedColumn(rows: number) {
  let cells = new Uint32Array(0);
  /** The texts that do not stand in their cells; each begins with a word of its own, so that they are copied word by word. */
  let words = new Uint32Array(0);
  let used = 0;
  let room = rows;

  const widen = (): void => {
    const wider = new Uint32Array(room * 4);
    wider.set(cells);
    cells = wider;
  };
  const makeRoom = (wanted: number): void => {
    const wider = new Uint32Array(Math.max(room * WORDS_A_ROW, 2 * words.length, used + wanted));
    wider.set(words.subarray(0, used));
    words = wider;
  };
  /** Writes the cell of a text of more than `INLINE_BYTES` that stands at the end of the words. */
  const point = (row: number, length: number): void => {
    const at = row * 4;
    cells[at] = length;
    cells[at + 1] = words[used]!;
    cells[at + 2] = used * WORD_BYTES;
    used += wordsOf(length);
    if (used > MOST_WORDS) throw new RangeError('a column of packed texts holds at most 4 GiB');
  };

  const self = {
    /**
     * Puts `prefix` and the bytes from `from` to `to` into the cell of a row; nothing makes it null.
     * @param prefix whole words
     */
    put(row: number, source: DataView, from: number, to: number, prefix: Uint32Array | null = null): void {
      const before = prefix === null ? 0 : prefix.length;
      const length = before * WORD_BYTES + to - from;
      if (length === 0) return;
      if (cells.length === 0) widen();
      const inline = length <= INLINE_BYTES;
      if (!inline && used + wordsOf(length) > words.length) makeRoom(wordsOf(length));
      const target = inline ? cells : words;
      let at = inline ? row * 4 + 1 : used;
      for (let k = 0; k < before; k++) target[at++] = prefix![k]!;
      let pos = from;
      for (; pos + WORD_BYTES <= to; pos += WORD_BYTES) target[at++] = source.getUint32(pos, true);
      if (pos < to) target[at] = lastWord(source, pos, to);
      if (inline) cells[row * 4] = length;
      else point(row, length);
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
      const encoded = Buffer.from(text);
      self.put(row, viewOf(encoded), 0, encoded.length);
    },
    /** Makes room for so many rows. */
    resize(wanted: number): void {
      room = wanted;
      if (cells.length > 0) widen();
    },
    /** The first `length` rows, the receiver's to keep; nothing is to be put any more. */
    take(length: number): PackedTexts {
      if (cells.length === 0) return NO_TEXTS;
      return { cells: cells.subarray(0, length * 4), bytes: new Uint8Array(words.buffer, 0, used * WORD_BYTES) };
    },
  };
  return self;
}

function wordsOf(bytes: number): number {
  return (bytes + WORD_BYTES - 1) >> 2;
}

/** The one to three bytes from `from` to `to`, followed by zeros. */
function lastWord(source: DataView, from: number, to: number): number {
  let word = source.getUint8(from);
  if (from + 1 < to) word |= source.getUint8(from + 1) << 8;
  if (from + 2 < to) word |= source.getUint8(from + 2) << 16;
  return word;
}

import { firstMark, fourOf, marksBelow, marksEqual, WORD_BYTES } from '../../model/words.ts';

const QUOTE = 34;
const LF = 10;
const CR = 13;
/** NUL, LF and CR are below, and next to nothing else that a cell has. */
const CONTROLS = fourOf(CR + 1);

/** Records as bytes: cells that need no decoding to be found. */
export interface PlainRecords {
  bytes: Buffer;
  /** The same bytes, for reading them by words. */
  view: DataView;
  /**
   * Where each cell begins and ends, record by record, without the quotation marks around it; with them where the cell has
   * doubled ones within, so that only such a cell begins with a quotation mark.
   */
  bounds: Int32Array;
  /** The cells of a record as strings; valid until the next call. */
  cells(record: number): readonly string[];
}

/** What one call of `scanPlain` found. */
export interface PlainCut {
  count: number;
  /** Where scanning stopped: at the end, after `most` records, or at a record that is not plain. */
  next: number;
  bounds: Int32Array;
  /** Where each record begins. */
  starts: Int32Array;
}

export function newPlainCut(width: number, most: number): PlainCut {
  return { count: 0, next: 0, bounds: new Int32Array(2 * width * most), starts: new Int32Array(most) };
}

/**
 * Cuts CSV records out of bytes that are UTF-8 and end with a line break, as `scanRecord` would cut the text, and stops
 * before the first record that is not plain: one of several lines or of no text, with NUL bytes, a lone CR, too few or too
 * many cells, or anything behind a closing quotation mark.
 */
export function scanPlain(
  bytes: Uint8Array,
  view: DataView,
  from: number,
  delimiter: number,
  width: number,
  cut: PlainCut,
): void {
  const { bounds, starts } = cut;
  const most = starts.length;
  const end = bytes.length;
  const lastWord = end - WORD_BYTES;
  const delimiters = fourOf(delimiter);
  let pos = from;
  let count = 0;
  let at = 0;
  cut.next = from;
  while (count < most && pos < end) {
    const last = at + 2 * width - 2;
    let filled = false;
    for (;;) {
      let begin = pos;
      let c = bytes[pos]!;
      let close = pos;
      if (c === QUOTE) {
        const stop = closingQuote(bytes, pos + 1);
        if (stop === 0) break;
        close = Math.abs(stop);
        pos = close + 1;
        if (stop < 0) close++;
        else begin++;
        c = bytes[pos]!;
      } else {
        // Four bytes at a time, up to the first that may end the cell.
        while (pos <= lastWord) {
          const word = view.getInt32(pos, true);
          const marks = marksBelow(word, CONTROLS) | marksEqual(word, delimiters);
          if (marks !== 0) {
            pos += firstMark(marks);
            break;
          }
          pos += WORD_BYTES;
        }
        c = bytes[pos]!;
        while (c !== delimiter && c !== LF && c !== CR && c !== 0) c = bytes[++pos]!;
        close = pos;
      }
      bounds[at] = begin;
      bounds[at + 1] = close;
      filled ||= begin < close && bytes[begin]! > 32 && bytes[begin]! < 127;
      if (at < last) {
        if (c !== delimiter) break;
        at += 2;
        pos++;
        continue;
      }
      if (c === CR && bytes[pos + 1] === LF) pos++;
      else if (c !== LF) break;
      if (filled) at += 2;
      break;
    }
    if (at !== last + 2) break;
    starts[count++] = cut.next;
    cut.next = ++pos;
  }
  cut.count = count;
}

/** Where a quoted cell ends, negative where it has doubled quotation marks; 0 where it goes on over the line's end or has NUL bytes. */
function closingQuote(bytes: Uint8Array, from: number): number {
  let doubled = false;
  for (let pos = from; pos < bytes.length; pos++) {
    const c = bytes[pos]!;
    if (c > QUOTE) continue;
    if (c === LF || c === CR || c === 0) return 0;
    if (c !== QUOTE) continue;
    if (bytes[pos + 1] !== QUOTE) return doubled ? -pos : pos;
    doubled = true;
    pos++;
  }
  return 0;
}

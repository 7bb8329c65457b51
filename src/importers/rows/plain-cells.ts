import { viewOf } from '../../model/words.ts';
import type { PlainRecords } from '../text/plain-scan.ts';

const QUOTE = 34;
const NO_BYTES = Buffer.alloc(0);
const NO_VIEW = new DataView(new ArrayBuffer(0));
/** First bytes of the characters beyond ASCII that are white space or dashes: U+00A0, U+1680, U+2000–205F, U+3000, U+FEFF. */
const PERHAPS_SPACE = new Set([0xc2, 0xe1, 0xe2, 0xe3, 0xef]);

/** The cells of plain records as stretches of bytes; what is in one is the same that `CellReader.text` gives as a string. */
export type PlainCells = ReturnType<typeof createPlainCells>;

export function createPlainCells(width: number) {
  let records: PlainRecords = { bytes: NO_BYTES, view: NO_VIEW, bounds: new Int32Array(0), cells: () => [] };
  let base = 0;

  const self = {
    /** The cell that `find` found: the bytes of `source` from `from` to `to`. */
    source: NO_BYTES as Buffer,
    /** The bytes of `source`, for reading them by words. */
    view: NO_VIEW as DataView,
    from: 0,
    to: 0,
    /** Points at a record. */
    use(of: PlainRecords, record: number): void {
      records = of;
      base = 2 * width * record;
    },
    /** Finds the text of a cell, without the white space around it; false where there is none or only a dash. */
    find(at: number): boolean {
      if (at < 0) return false;
      const { bytes, view, bounds } = records;
      const from = bounds[base + 2 * at]!;
      const to = bounds[base + 2 * at + 1]!;
      if (from === to) return false;
      const first = bytes[from]!;
      const last = bytes[to - 1]!;
      if (self.source !== bytes) {
        self.source = bytes;
        self.view = view;
      }
      self.from = from;
      self.to = to;
      // Nearly all cells begin and end with a sign of ASCII.
      if (first > 45 && last > 32 && first < 128 && last < 128) return true;
      if (first === QUOTE) {
        self.source = Buffer.from(bytes.toString('utf8', from + 1, to - 1).replaceAll('""', '"'));
        self.view = viewOf(self.source);
        self.from = 0;
        self.to = self.source.length;
      }
      return self.trim();
    },
    /** Takes the white space off; false where nothing remains but a dash. */
    trim(): boolean {
      const { source } = self;
      let { from, to } = self;
      if (mayBeSpace(source[from]!) || endsLikeSpace(source, to)) {
        const text = source.toString('utf8', from, to);
        from += Buffer.byteLength(text) - Buffer.byteLength(text.trimStart());
        to -= Buffer.byteLength(text) - Buffer.byteLength(text.trimEnd());
        self.from = from;
        self.to = to;
      }
      if (to - from > 3) return true;
      if (to <= from) return false;
      const left = source.toString('utf8', from, to);
      return left !== '-' && left !== '–' && left !== '—';
    },
    text: (): string => self.source.toString('utf8', self.from, self.to),
  };
  return self;
}

function mayBeSpace(byte: number): boolean {
  return byte <= 32 || PERHAPS_SPACE.has(byte);
}

function endsLikeSpace(source: Uint8Array, to: number): boolean {
  let at = to - 1;
  if (source[at]! < 128) return source[at]! <= 32;
  while ((source[at]! & 0xc0) === 0x80) at--;
  return PERHAPS_SPACE.has(source[at]!);
}

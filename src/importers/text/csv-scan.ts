const QUOTE = 34;
const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;

/** What one call of `scanRecord` found; one object is used for all records of a file. */
export interface RecordScan {
  /** `more`: the text ends before the record does. */
  outcome: 'record' | 'more' | 'unclosed-quote' | 'text-after-quote';
  /** Position after the record's line break; where scanning stopped if the record is broken. */
  next: number;
  cells: number;
  /** Physical lines that the record takes, its own line break included. */
  lines: number;
  /** Whether a quotation mark stands inside a cell that does not begin with one (read as it stands, as people write names). */
  strayQuote: boolean;
}

export function newRecordScan(): RecordScan {
  return { outcome: 'more', next: 0, cells: 0, lines: 0, strayQuote: false };
}

/**
 * Cuts one CSV record (RFC 4180; line breaks LF, CRLF or CR) out of `text` from `start` and puts its cells into `out` from
 * `base`. `final`: no text comes after `text`. What it found is in `scan`; its outcome is the result, too.
 */
export function scanRecord(
  text: string,
  start: number,
  final: boolean,
  delimiter: number,
  out: string[],
  base: number,
  scan: RecordScan,
): RecordScan['outcome'] {
  const end = text.length;
  /** No sign that could end a cell has a higher code: most characters are settled by one comparison. */
  const fence = Math.max(delimiter, QUOTE);
  let pos = start;
  let cells = 0;
  let lines = 1;
  let stray = false;
  let c = -1;
  for (;;) {
    if (pos < end && text.charCodeAt(pos) === QUOTE) {
      let close = text.indexOf('"', pos + 1);
      let doubled = false;
      while (close >= 0 && close + 1 < end && text.charCodeAt(close + 1) === QUOTE) {
        doubled = true;
        close = text.indexOf('"', close + 2);
      }
      if (close < 0 || (close + 1 >= end && !final)) return stop(scan, final ? 'unclosed-quote' : 'more', end);
      const cell = text.slice(pos + 1, close);
      lines += countLineBreaks(cell);
      out[base + cells++] = doubled ? cell.replaceAll('""', '"') : cell;
      pos = close + 1;
      for (c = -1; pos < end; pos++) {
        c = text.charCodeAt(pos);
        if (c === delimiter || (c !== SPACE && c !== TAB)) break;
        c = -1;
      }
      if (c === -1 && !final) return stop(scan, 'more', end);
      if (c !== -1 && c !== delimiter && c !== LF && c !== CR) return stop(scan, 'text-after-quote', pos);
    } else {
      let i = pos;
      for (c = -1; i < end; i++) {
        c = text.charCodeAt(i);
        if (c > fence) continue;
        if (c === delimiter || c === LF || c === CR) break;
        if (c === QUOTE) stray = true;
      }
      if (i === end) c = -1;
      if (c === -1 && !final) return stop(scan, 'more', end);
      out[base + cells++] = text.slice(pos, i);
      pos = i;
    }
    if (c === delimiter) {
      pos++;
      continue;
    }
    if (c === CR) {
      if (pos + 1 >= end && !final) return stop(scan, 'more', end);
      pos += text.charCodeAt(pos + 1) === LF ? 2 : 1;
    } else if (c === LF) pos++;
    scan.outcome = 'record';
    scan.next = pos;
    scan.cells = cells;
    scan.lines = lines;
    scan.strayQuote = stray;
    return 'record';
  }
}

function stop(scan: RecordScan, outcome: RecordScan['outcome'], next: number) {
  scan.outcome = outcome;
  scan.next = next;
  return outcome;
}

/** Line breaks (LF, CRLF or CR) in a text. */
export function countLineBreaks(text: string): number {
  let breaks = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) breaks++;
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) {
    if (text.charCodeAt(at + 1) !== LF) breaks++;
  }
  return breaks;
}

/** Position after the line break that ends the physical line around `at`; −1 where the text ends first. */
export function nextLineStart(text: string, at: number): number {
  for (let i = at; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === LF) return i + 1;
    if (c === CR) return text.charCodeAt(i + 1) === LF ? i + 2 : i + 1;
  }
  return -1;
}

import { viewOf } from '../../model/words.ts';
import { brokenHeader, damagedHeader, expectedOf, MAX_RECORD_CHARS } from './csv-defects.ts';
import { countLineBreaks, newRecordScan, nextLineStart, scanRecord } from './csv-scan.ts';
import { firstEscaped, type Measure, utf8Measure, withoutEscaped } from './measure.ts';
import { newPlainCut, type PlainCut, scanPlain } from './plain-scan.ts';
import type { BrokenRecord, RecordGroup, TextLayout } from './records.ts';

/** Records handed on at a time. */
const GROUP_RECORDS = 4096;
/** How much of a line that is too long is kept with its refusal. */
const KEPT_CHARS = 1 << 16;
const DELIMITERS = [',', ';', '\t', '|'];
/** At least so many bytes are read as text where a record is not plain: more where such records come one after the other. */
const TEXT_BYTES = 1 << 6;
const MOST_TEXT_BYTES = 1 << 20;

/** Where a line that is too long begins, its bytes so far, its first characters. */
interface TooLong {
  line: number;
  start: number;
  bytes: number;
  raw: string;
}

/**
 * Reads CSV (RFC 4180) text into records, in bounded memory, every physical line accounted for. A record that cannot be cut
 * into as many cells as there are columns is reported as broken, and reading goes on at the first line after its beginning
 * that is a whole record by itself: a lost quotation mark costs its own row only.
 * The first group has the columns even if there is no record. A group's arrays are valid until the next one is asked for.
 * @param chunks text, or bytes of UTF-8 that are whole lines
 * @param wantsPlain whether, of bytes with these columns, plain records are wanted as bytes
 */
export async function* readCsv(
  chunks: AsyncIterable<string | Buffer>,
  layout: TextLayout,
  name: string,
  measure: Measure = utf8Measure(),
  wantsPlain: (columns: readonly string[]) => boolean = () => false,
): AsyncGenerator<RecordGroup, void, undefined> {
  let text = '';
  let pos = 0;
  /** Where `pos` is in the file, in bytes; the text's own byte order mark comes before all of it. */
  let offset = 0;
  /** Whether every character of the text is one byte, which most are. */
  let byteEach = false;
  let hasNul = false;
  let headerText = '';
  let headerBytes = 0;
  let line = 1;
  let row = 0;
  let linesToSkip = layout.skipLines;
  let delimiter = layout.delimiter?.charCodeAt(0) ?? 0;
  let columns: readonly string[] | null = layout.header ? null : layout.columns;
  const scan = newRecordScan();
  const cells: string[] = [];
  const lines = new Int32Array(GROUP_RECORDS);
  const rows = new Int32Array(GROUP_RECORDS);
  const starts = new Int32Array(GROUP_RECORDS);
  const ends = new Int32Array(GROUP_RECORDS);
  const offsets = new Float64Array(GROUP_RECORDS);
  const sizes = new Int32Array(GROUP_RECORDS);
  let broken: BrokenRecord[] = [];
  /** A line that is too long, as far as it has come. */
  let tooLong: TooLong | null = null;

  /** Moves on to `next` and answers how many bytes that was. */
  const advance = (next: number): number => {
    const bytes = byteEach ? next - pos : measure.bytesOf(text.slice(pos, next));
    pos = next;
    offset += bytes;
    return bytes;
  };

  const take = (chunk: string): void => {
    text = pos < text.length ? text.slice(pos) + chunk : chunk;
    pos = 0;
    byteEach = measure.bytesOf(text) === text.length;
    hasNul = text.includes('\0');
  };

  /** Passes over skipped lines and reads the header; false where more text is needed first. */
  const begin = (final: boolean): boolean => {
    for (; linesToSkip > 0; linesToSkip--) {
      const next = nextLineStart(text, pos);
      if (next < 0 || (next === text.length && !final)) {
        if (final) headerBytes += advance(text.length);
        return false;
      }
      headerBytes += advance(next);
      line++;
    }
    for (;;) {
      if (delimiter === 0) {
        const next = nextLineStart(text, pos);
        if (next < 0 && !final && text.length - pos < MAX_RECORD_CHARS) return false;
        delimiter = guessDelimiter(next < 0 ? text.slice(pos) : text.slice(pos, next)).charCodeAt(0);
      }
      if (columns !== null) return true;
      const header: string[] = [];
      scanRecord(text, pos, final, delimiter, header, 0, scan);
      if (pos === text.length) return false;
      if (scan.outcome === 'more' && text.length - pos < MAX_RECORD_CHARS) return false;
      if (scan.outcome !== 'record') throw brokenHeader(name, line);
      const written = text.slice(pos, scan.next);
      if (measure.damaged && firstEscaped(written) !== null) throw damagedHeader(name, line, firstEscaped(written)!);
      headerBytes += advance(scan.next);
      line += scan.lines;
      if (scan.cells === 1 && header[0]!.trim() === '') {
        if (layout.delimiter === null) delimiter = 0;
        continue;
      }
      headerText = Buffer.from(withoutLineEnd(written)).toString();
      columns =
        layout.columns ??
        Buffer.from(header.map((name) => name.replaceAll('\0', '').trim()).join('\0'))
          .toString()
          .split('\0');
      return true;
    }
  };

  /** Refuses everything up to `next`. */
  const pass = (next: number, code: BrokenRecord['code'], value: string): void => {
    const raw = withoutLineEnd(text.slice(pos, next));
    const start = offset;
    const lastLine = line + countLineBreaks(raw);
    const expected = expectedOf(code, columns!.length);
    broken.push({
      line,
      lastLine,
      start,
      bytes: advance(next),
      code,
      value: measure.damaged ? withoutEscaped(value) : value,
      expected,
      raw: measure.damaged ? withoutEscaped(raw) : raw,
    });
    row++;
  };

  /** Takes the NUL bytes out of the cells of the record from `pos` on, and says so. */
  const dropNuls = (base: number, width: number): void => {
    const at = cells.slice(base, base + width).findIndex((cell) => cell.includes('\0'));
    if (at < 0) return;
    const value = cells[base + at]!.replaceAll('\0', '␀');
    for (let i = base; i < base + width; i++) cells[i] = cells[i]!.replaceAll('\0', '');
    if (isBlank(cells, base, width)) return;
    broken.push({
      line,
      lastLine: line,
      start: offset,
      bytes: 0,
      code: 'nul-bytes',
      value,
      expected: 'no NUL bytes',
      raw: '',
    });
  };

  /** Passes over the rest of a line that is too long; false where more text is needed first. */
  const passTooLong = (started: TooLong, final: boolean): boolean => {
    const next = nextLineStart(text, pos);
    const ends = next >= 0 && (next < text.length || final || text.charCodeAt(next - 1) === 10);
    // A break that the next piece may go on with stays for it.
    const upTo = ends ? next : next > 0 ? next - 1 : text.length;
    started.bytes += advance(upTo);
    if (!ends && !final) return false;
    const { line: first, start, bytes } = started;
    const raw = withoutEscaped(started.raw);
    const expected = expectedOf('line-too-long', 0);
    broken.push({ line: first, lastLine: first, start, bytes, code: 'line-too-long', value: '', expected, raw });
    row++;
    line++;
    tooLong = null;
    return true;
  };

  /** The broken record from `pos` on: notes it, and moves to where reading goes on. False where more text is needed first. */
  const passBroken = (stoppedAt: number, final: boolean, code: BrokenRecord['code'], value: string): boolean => {
    const width = columns!.length;
    let resume = nextLineStart(text, pos);
    const candidate: string[] = [];
    while (resume >= 0 && resume < stoppedAt) {
      scanRecord(text, resume, final, delimiter, candidate, 0, scan);
      if (scan.outcome === 'more' && !final && text.length - resume < MAX_RECORD_CHARS) return false;
      if (scan.outcome === 'record' && scan.cells === width && !scan.strayQuote) break;
      resume = nextLineStart(text, resume);
    }
    if (resume < 0) {
      if (!final && text.length - pos < 2 * MAX_RECORD_CHARS) return false;
      if (!final) {
        tooLong = { line, start: offset, bytes: 0, raw: `${text.slice(pos, pos + KEPT_CHARS)} …` };
        return false;
      }
      resume = text.length;
    }
    const breaks = countLineBreaks(text.slice(pos, resume));
    pass(resume, code, value);
    line += breaks;
    return true;
  };

  function* groups(final: boolean): Generator<RecordGroup, void, undefined> {
    let needMore = false;
    while (!needMore) {
      const width = columns!.length;
      let count = 0;
      let blank = 0;
      let blankBytes = 0;
      broken = [];
      while (count < GROUP_RECORDS && broken.length < GROUP_RECORDS) {
        if (tooLong !== null) {
          if (passTooLong(tooLong, final)) continue;
          needMore = true;
          break;
        }
        if (pos >= text.length) {
          needMore = true;
          break;
        }
        const base = count * width;
        scanRecord(text, pos, final, delimiter, cells, base, scan);
        if (scan.outcome === 'record' && scan.cells === width) {
          if (measure.damaged) {
            const byte = firstEscaped(text.slice(pos, scan.next));
            if (byte !== null) {
              const { lines } = scan;
              pass(scan.next, 'bad-encoding', byte);
              line += lines;
              continue;
            }
          }
          if (hasNul) dropNuls(base, width);
          if (isBlank(cells, base, width)) {
            blank++;
            blankBytes += advance(scan.next);
          } else {
            lines[count] = line;
            rows[count] = ++row;
            starts[count] = pos;
            ends[count] = scan.next;
            offsets[count] = offset;
            sizes[count] = advance(scan.next);
            count++;
          }
          line += scan.lines;
          continue;
        }
        if (scan.outcome === 'record' && scan.cells === 1 && cells[base]!.replaceAll('\0', '').trim() === '') {
          blank++;
          blankBytes += advance(scan.next);
          line += scan.lines;
          continue;
        }
        if (scan.outcome === 'more' && text.length - pos < MAX_RECORD_CHARS) {
          needMore = true;
          break;
        }
        const known = scan.outcome === 'record' ? 'wrong-column-count' : scan.outcome;
        const code = known === 'more' ? 'unclosed-quote' : known;
        const value = code === 'wrong-column-count' ? String(scan.cells) : lineFrom(text, scan.next);
        if (!passBroken(scan.next, final, code, code === 'unclosed-quote' ? '' : value)) {
          needMore = true;
          break;
        }
      }
      const source = text;
      yield {
        columns: columns!,
        header: headerText,
        count,
        cells,
        line: lines,
        row: rows,
        start: offsets,
        bytes: sizes,
        raw: (i) => withoutLineEnd(source.slice(starts[i]!, ends[i]!)),
        broken,
        blank,
        blankBytes,
        headerBytes,
      };
      headerBytes = 0;
    }
  }

  /** Hands on the plain records of bytes from `from` on; answers where they end. */
  function* plainGroups(bytes: Buffer, from: number): Generator<RecordGroup, number, undefined> {
    const width = columns!.length;
    plainCut ??= newPlainCut(width, GROUP_RECORDS);
    const view = viewOf(bytes);
    let at = from;
    const cellsOf = (record: number): readonly string[] => {
      scanRecord(bytes.toString('utf8', starts[record]!, ends[record]!), 0, true, delimiter, cells, 0, scan);
      return cells;
    };
    for (;;) {
      scanPlain(bytes, view, at, delimiter, width, plainCut);
      const { count, next, bounds } = plainCut;
      if (count === 0) return at;
      for (let i = 0; i < count; i++) {
        const start = plainCut.starts[i]!;
        const end = i + 1 < count ? plainCut.starts[i + 1]! : next;
        lines[i] = line++;
        rows[i] = ++row;
        starts[i] = start;
        ends[i] = end;
        offsets[i] = offset;
        sizes[i] = end - start;
        offset += end - start;
      }
      yield {
        ...{ columns: columns!, header: headerText, count, cells: [], plain: { bytes, view, bounds, cells: cellsOf } },
        ...{ line: lines, row: rows, start: offsets, bytes: sizes, broken: [], blank: 0, blankBytes: 0, headerBytes },
        raw: (i) => withoutLineEnd(bytes.toString('utf8', starts[i]!, ends[i]!)),
      };
      headerBytes = 0;
      at = next;
    }
  }

  let begun = false;
  function* readText(chunk: string): Generator<RecordGroup, void, undefined> {
    take(chunk);
    if (offset === 0 && measure.bom > 0) headerBytes = offset = measure.bom;
    begun ||= begin(false);
    if (begun) yield* groups(false);
  }

  let plainCut: PlainCut | null = null;
  let plainColumns: readonly string[] | null = null;
  let plain = false;
  let size = TEXT_BYTES;
  for await (const chunk of chunks) {
    if (typeof chunk === 'string') {
      yield* readText(chunk);
      continue;
    }
    for (let at = 0; at < chunk.length; ) {
      if (begun && columns !== plainColumns) {
        plainColumns = columns;
        plain = wantsPlain(columns!);
      }
      if (plain && pos === text.length && tooLong === null) {
        const next = yield* plainGroups(chunk, at);
        if (next - at > size) size = Math.max(TEXT_BYTES, size >> 1);
        at = next;
      }
      if (at === chunk.length) break;
      const end = plain || !begun ? chunk.indexOf(10, Math.min(at + size, chunk.length - 1)) + 1 : chunk.length;
      yield* readText(chunk.toString('utf8', at, end));
      at = end;
      size = Math.min(2 * size, MOST_TEXT_BYTES);
    }
  }
  take('');
  begun ||= begin(true);
  if (begun) yield* groups(true);
}

function withoutLineEnd(raw: string): string {
  return raw.replace(/\r?\n$|\r$/, '');
}

function isBlank(cells: readonly string[], base: number, width: number): boolean {
  for (let i = base; i < base + width; i++) if (cells[i] !== '' && cells[i]!.trim() !== '') return false;
  return true;
}

/** The beginning of what remains of a line. */
function lineFrom(text: string, at: number): string {
  return text.slice(at, at + 40).split(/[\r\n]/, 1)[0]!;
}

/** The separator that a line has most of outside quotation marks; a comma where there is none. */
export function guessDelimiter(line: string): string {
  const bare = line.replace(/"(?:[^"]|"")*"/g, '');
  let best = ',';
  for (const delimiter of DELIMITERS) {
    if (bare.split(delimiter).length > bare.split(best).length) best = delimiter;
  }
  return best;
}

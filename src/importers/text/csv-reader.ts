import { TamyrError } from '../../model/errors.ts';
import { countLineBreaks, newRecordScan, nextLineStart, scanRecord } from './csv-scan.ts';
import type { BrokenRecord, RecordGroup, TextLayout } from './records.ts';

/** Records handed on at a time. */
const GROUP_RECORDS = 4096;
/** A record of more characters is taken for an unclosed quotation mark: memory stays bounded. */
const MAX_RECORD_CHARS = 1 << 22;
const DELIMITERS = [',', ';', '\t', '|'];

/**
 * Reads CSV (RFC 4180) text into records, in bounded memory, every physical line accounted for. A record that cannot be cut
 * into as many cells as there are columns is reported as broken, and reading goes on at the first line after its beginning
 * that is a whole record by itself: a lost quotation mark costs its own row only.
 * The first group has the columns even if there is no record. A group's arrays are valid until the next one is asked for.
 */
export async function* readCsv(
  chunks: AsyncIterable<string>,
  layout: TextLayout,
  name: string,
): AsyncGenerator<RecordGroup, void, undefined> {
  let text = '';
  let pos = 0;
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
  let broken: BrokenRecord[] = [];

  /** Passes over skipped lines and reads the header; false where more text is needed first. */
  const begin = (final: boolean): boolean => {
    for (; linesToSkip > 0; linesToSkip--) {
      const next = nextLineStart(text, pos);
      if (next < 0 || (next === text.length && !final)) {
        if (final) pos = text.length;
        return false;
      }
      pos = next;
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
      pos = scan.next;
      line += scan.lines;
      if (scan.cells === 1 && header[0]!.trim() === '') {
        if (layout.delimiter === null) delimiter = 0;
        continue;
      }
      columns =
        layout.columns ??
        Buffer.from(header.map((name) => name.trim()).join('\0'))
          .toString()
          .split('\0');
      return true;
    }
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
      resume = text.length;
    }
    const raw = text.slice(pos, resume).replace(/\r?\n$|\r$/, '');
    const breaks = countLineBreaks(text.slice(pos, resume));
    broken.push({
      line,
      lastLine: line + countLineBreaks(raw),
      code,
      value,
      expected: expectedOf(code, width),
      raw,
    });
    row++;
    line += breaks;
    pos = resume;
    return true;
  };

  function* groups(final: boolean): Generator<RecordGroup, void, undefined> {
    let needMore = false;
    while (!needMore) {
      const width = columns!.length;
      let count = 0;
      let blank = 0;
      broken = [];
      while (count < GROUP_RECORDS && broken.length < GROUP_RECORDS) {
        if (pos >= text.length) {
          needMore = true;
          break;
        }
        const base = count * width;
        scanRecord(text, pos, final, delimiter, cells, base, scan);
        if (scan.outcome === 'record' && scan.cells === width) {
          if (isBlank(cells, base, width)) blank++;
          else {
            lines[count] = line;
            rows[count] = ++row;
            starts[count] = pos;
            ends[count] = scan.next;
            count++;
          }
          pos = scan.next;
          line += scan.lines;
          continue;
        }
        if (scan.outcome === 'record' && scan.cells === 1 && cells[base]!.trim() === '') {
          blank++;
          pos = scan.next;
          line += scan.lines;
          continue;
        }
        if (scan.outcome === 'more' && text.length - pos < MAX_RECORD_CHARS) {
          needMore = true;
          break;
        }
        const known = scan.outcome === 'record' ? 'wrong-column-count' : scan.outcome;
        const code = known === 'more' ? 'unclosed-quote' : known;
        const value = code === 'wrong-column-count' ? String(scan.cells) : text.slice(scan.next, scan.next + 40);
        if (!passBroken(scan.next, final, code, code === 'unclosed-quote' ? '' : value)) {
          needMore = true;
          break;
        }
      }
      const source = text;
      yield {
        columns: columns!,
        count,
        cells,
        line: lines,
        row: rows,
        raw: (i) => source.slice(starts[i]!, ends[i]!).replace(/\r?\n$|\r$/, ''),
        broken,
        blank,
      };
    }
  }

  let begun = false;
  for await (const chunk of chunks) {
    text = pos < text.length ? text.slice(pos) + chunk : chunk;
    pos = 0;
    begun ||= begin(false);
    if (begun) yield* groups(false);
  }
  text = text.slice(pos);
  pos = 0;
  begun ||= begin(true);
  if (begun) yield* groups(true);
}

function brokenHeader(name: string, line: number): TamyrError {
  return new TamyrError({
    code: 'bad-header',
    what: 'The first line, which should name the columns, has a quotation mark that is never closed or is followed by text.',
    where: `${name}:${line}`,
    expected: 'column names separated by a comma, semicolon, tab or bar',
  });
}

function expectedOf(code: BrokenRecord['code'], width: number): string {
  if (code === 'wrong-column-count') return `${width} ${width === 1 ? 'column' : 'columns'}`;
  if (code === 'unclosed-quote') return 'a closing quotation mark';
  return 'a separator or the end of the line after the closing quotation mark';
}

function isBlank(cells: readonly string[], base: number, width: number): boolean {
  for (let i = base; i < base + width; i++) if (cells[i] !== '' && cells[i]!.trim() !== '') return false;
  return true;
}

/** The separator that a line has most of outside quotation marks; a comma where there is none. */
function guessDelimiter(line: string): string {
  const bare = line.replace(/"(?:[^"]|"")*"/g, '');
  let best = ',';
  for (const delimiter of DELIMITERS) {
    if (bare.split(delimiter).length > bare.split(best).length) best = delimiter;
  }
  return best;
}

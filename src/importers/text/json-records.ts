import { nextLineStart } from './csv-scan.ts';
import { jsonElements } from './json-elements.ts';
import { firstEscaped, type Measure, utf8Measure, withoutEscaped } from './measure.ts';
import { parseJson } from './parse-json.ts';
import type { BrokenRecord, RecordGroup } from './records.ts';

const GROUP_RECORDS = 2048;
/** A line of more characters is refused without being held: memory stays bounded. */
const MAX_LINE_CHARS = 1 << 23;
/** How much of such a line is kept with its refusal. */
const KEPT_CHARS = 1 << 16;

export interface JsonLayout {
  /** Columns that objects are expected to have. */
  columns: readonly string[];
  /** Column that a key stands for. */
  rename?: (key: string) => string;
  /** Whether what stands in objects inside is a column, too: `address.city`. */
  inside?: boolean;
}

/** Where a record stands. */
interface Place {
  line: number;
  start: number;
  bytes: number;
}

/** Gathers JSON objects into groups of records; columns appear as objects name them, cells that an object lacks are ''. */
function createGatherer({ columns: first, rename = (name) => name, inside = false }: JsonLayout, measure: Measure) {
  const positions = new Map(first.map((name, i) => [name, i]));
  let columns: string[] = [...first];
  let records: { at: number[]; texts: string[]; place: Place; row: number; raw: string }[] = [];
  let broken: BrokenRecord[] = [];
  let blank = 0;
  let blankBytes = 0;
  let headerBytes = 0;
  let row = 0;

  const positionOf = (key: string): number => {
    const name = rename(key);
    const known = positions.get(name);
    if (known !== undefined) return known;
    positions.set(name, columns.length);
    columns = [...columns, name];
    return columns.length - 1;
  };

  const self = {
    get full() {
      return records.length >= GROUP_RECORDS || broken.length >= GROUP_RECORDS;
    },
    blank(bytes: number): void {
      blank++;
      blankBytes += bytes;
    },
    frame(bytes: number): void {
      headerBytes += bytes;
    },
    /** Takes what stands there: its value, or why it has none. */
    take(read: () => unknown, place: Place, raw: string): void {
      row++;
      if (measure.damaged) {
        const byte = firstEscaped(raw);
        if (byte !== null) {
          self.refuse('bad-encoding', place, byte, 'UTF-8', raw);
          return;
        }
      }
      try {
        const value = read();
        if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('');
        const object = value as Record<string, unknown>;
        const entries = Object.entries(inside ? withInside(object) : object)
          .map(([key, cell]) => [key, cellOf(cell)] as const)
          .filter(([, text]) => text !== '');
        const at = entries.map(([key]) => positionOf(key));
        records.push({ at, texts: entries.map(([, text]) => text), place, row, raw });
      } catch (error) {
        const why = error instanceof RangeError ? 'nested too deeply' : (error as Error).message;
        self.refuse('bad-json', place, why.slice(0, 80), 'a JSON object', raw);
      }
    },
    refuse(code: BrokenRecord['code'], place: Place, value: string, expected: string, raw: string): void {
      const shown = measure.damaged ? withoutEscaped(raw) : raw;
      broken.push({ ...place, lastLine: place.line, code, value, expected, raw: shown });
    },
    refuseNext(code: BrokenRecord['code'], place: Place, value: string, expected: string, raw: string): void {
      row++;
      self.refuse(code, place, value, expected, raw);
    },
    group(): RecordGroup {
      const cells = new Array<string>(records.length * columns.length).fill('');
      records.forEach(({ at, texts }, i) => {
        for (let k = 0; k < at.length; k++) cells[i * columns.length + at[k]!] = texts[k]!;
      });
      const taken = records;
      const group: RecordGroup = {
        columns,
        header: '',
        count: taken.length,
        cells,
        line: Int32Array.from(taken, ({ place }) => place.line),
        row: Int32Array.from(taken, (record) => record.row),
        start: Float64Array.from(taken, ({ place }) => place.start),
        bytes: Int32Array.from(taken, ({ place }) => place.bytes),
        raw: (i) => taken[i]!.raw,
        broken,
        blank,
        blankBytes,
        headerBytes,
      };
      records = [];
      broken = [];
      blank = 0;
      blankBytes = 0;
      headerBytes = 0;
      return group;
    },
  };
  return self;
}

const MAX_DEPTH = 8;

/** The object with the values of objects inside it under dotted names beside its own. */
function withInside(object: Record<string, unknown>): Record<string, unknown> {
  const all = { ...object };
  const visit = (inner: Record<string, unknown>, prefix: string, depth: number): void => {
    for (const [key, value] of Object.entries(inner)) {
      const name = prefix + key;
      if (prefix !== '' && !(name in all)) all[name] = value;
      if (depth < MAX_DEPTH && typeof value === 'object' && value !== null && !Array.isArray(value)) {
        visit(value as Record<string, unknown>, `${name}.`, depth + 1);
      }
    }
  };
  visit(object, '', 1);
  return all;
}

/** A JSON value as the text of a cell: null is blank, numbers and words as they are written, the rest as JSON. */
function cellOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Reads JSON lines: one object a line. */
export async function* readJsonLines(
  chunks: AsyncIterable<string>,
  layout: JsonLayout,
  measure: Measure = utf8Measure(),
): AsyncGenerator<RecordGroup, void, undefined> {
  const gatherer = createGatherer(layout, measure);
  let text = '';
  let line = 1;
  let offset = 0;
  let byteEach = false;
  /** A line that is too long, as far as it has come. */
  let tooLong: (Place & { raw: string }) | null = null;

  const takeLine = (written: string): void => {
    const bytes = byteEach ? written.length : measure.bytesOf(written);
    const start = offset;
    offset += bytes;
    const raw = written.replace(/[\r\n]+$/, '');
    if (tooLong !== null) {
      gatherer.refuseNext('line-too-long', { ...tooLong, bytes: tooLong.bytes + bytes }, '', TOO_LONG, tooLong.raw);
      tooLong = null;
    } else if (raw.trim() === '') gatherer.blank(bytes);
    else gatherer.take(() => parseJson(raw), { line, start, bytes }, raw);
    line++;
  };

  for await (const chunk of chunks) {
    text += chunk;
    byteEach = measure.bytesOf(text) === text.length;
    if (offset === 0 && measure.bom > 0) gatherer.frame((offset = measure.bom));
    let pos = 0;
    for (;;) {
      const next = nextLineStart(text, pos);
      if (next < 0 || (next === text.length && text.charCodeAt(next - 1) === 13)) break;
      takeLine(text.slice(pos, next));
      pos = next;
      if (gatherer.full) yield gatherer.group();
    }
    text = text.slice(pos);
    if (text.length > MAX_LINE_CHARS || (tooLong && text !== '')) {
      const bytes = measure.bytesOf(text);
      tooLong ??= { line, start: offset, bytes: 0, raw: `${text.slice(0, KEPT_CHARS)} …` };
      tooLong.bytes += bytes;
      offset += bytes;
      text = '';
    }
  }
  byteEach = false;
  if (text !== '' || tooLong !== null) takeLine(text);
  yield gatherer.group();
}

const TOO_LONG = `a line of at most ${MAX_LINE_CHARS} characters; only its beginning is kept here`;

/**
 * Reads the objects of one array in a JSON document, element by element: the array at `path` (names joined by dots, '' = the
 * document itself). `line` is the number of the element: several may stand on one physical line.
 */
export async function* readJsonArray(
  chunks: AsyncIterable<string>,
  layout: JsonLayout,
  path: string,
  name: string,
  measure: Measure = utf8Measure(),
): AsyncGenerator<RecordGroup, void, undefined> {
  const gatherer = createGatherer(layout, measure);
  let line = 0;
  for await (const part of jsonElements(chunks, path, name, measure)) {
    if ('frameBytes' in part) {
      gatherer.frame(part.frameBytes);
      if (gatherer.full) yield gatherer.group();
      continue;
    }
    const { text, value, problem, start, bytes } = part;
    const place = { line: ++line, start, bytes };
    if (problem === null) gatherer.take(() => value, place, text);
    else gatherer.refuseNext('bad-json', place, problem, 'a JSON object', text);
  }
  yield gatherer.group();
}

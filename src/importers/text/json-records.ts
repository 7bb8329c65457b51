import { TamyrError } from '../../model/errors.ts';
import { nextLineStart } from './csv-scan.ts';
import type { BrokenRecord, RecordGroup } from './records.ts';

const GROUP_RECORDS = 2048;

export interface JsonLayout {
  /** Columns that objects are expected to have. */
  columns: readonly string[];
  /** Column that a key stands for. */
  rename?: (key: string) => string;
}

/** Gathers JSON objects into groups of records; columns appear as objects name them, cells that an object lacks are ''. */
function createGatherer({ columns: first, rename = (name) => name }: JsonLayout) {
  const positions = new Map(first.map((name, i) => [name, i]));
  let columns: string[] = [...first];
  let objects: Record<string, unknown>[] = [];
  let lines: number[] = [];
  let rowNumbers: number[] = [];
  let raws: (string | null)[] = [];
  let broken: BrokenRecord[] = [];
  let blank = 0;
  let row = 0;
  const self = {
    get full() {
      return objects.length >= GROUP_RECORDS || broken.length >= GROUP_RECORDS;
    },
    blank(): void {
      blank++;
    },
    add(value: unknown, line: number, raw: string | null): void {
      row++;
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        self.broken(line, raw ?? JSON.stringify(value), '', false);
        return;
      }
      for (const key of Object.keys(value)) {
        const name = rename(key);
        if (positions.has(name)) continue;
        positions.set(name, columns.length);
        columns = [...columns, name];
      }
      objects.push(value as Record<string, unknown>);
      lines.push(line);
      rowNumbers.push(row);
      raws.push(raw);
    },
    broken(line: number, raw: string, value: string, counts = true): void {
      if (counts) row++;
      broken.push({ line, lastLine: line, code: 'bad-json', value, expected: 'a JSON object', raw });
    },
    take(): RecordGroup {
      const cells = new Array<string>(objects.length * columns.length).fill('');
      objects.forEach((object, i) => {
        for (const [key, value] of Object.entries(object)) {
          const text = cellOf(value);
          if (text !== '') cells[i * columns.length + positions.get(rename(key))!] = text;
        }
      });
      const [taken, texts] = [objects, raws];
      const group: RecordGroup = {
        columns,
        count: objects.length,
        cells,
        line: Int32Array.from(lines),
        row: Int32Array.from(rowNumbers),
        raw: (i) => texts[i] ?? JSON.stringify(taken[i]),
        broken,
        blank,
      };
      objects = [];
      lines = [];
      rowNumbers = [];
      raws = [];
      broken = [];
      blank = 0;
      return group;
    },
  };
  return self;
}

/** A JSON value as the text of a cell: null is blank, numbers and words as they are written, the rest as JSON. */
function cellOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Reads JSON lines: one object a line. Numbers beyond 2^53 should be given as strings. */
export async function* readJsonLines(
  chunks: AsyncIterable<string>,
  layout: JsonLayout,
): AsyncGenerator<RecordGroup, void, undefined> {
  const gatherer = createGatherer(layout);
  let text = '';
  let line = 1;
  const takeLine = (raw: string): void => {
    if (raw.trim() === '') gatherer.blank();
    else {
      try {
        gatherer.add(JSON.parse(quoteLongNumbers(raw)), line, raw);
      } catch (error) {
        gatherer.broken(line, raw, (error as Error).message.slice(0, 80));
      }
    }
    line++;
  };
  for await (const chunk of chunks) {
    text += chunk;
    let pos = 0;
    for (;;) {
      const next = nextLineStart(text, pos);
      if (next < 0 || (next === text.length && text.charCodeAt(next - 1) === 13)) break;
      takeLine(text.slice(pos, next).replace(/[\r\n]+$/, ''));
      pos = next;
      if (gatherer.full) yield gatherer.take();
    }
    text = text.slice(pos);
  }
  if (text.trim() !== '') takeLine(text.replace(/[\r\n]+$/, ''));
  yield gatherer.take();
}

/** Numbers with more digits than a double keeps (an unquoted IBAN or card number, a long amount) become strings before parsing. */
function quoteLongNumbers(json: string): string {
  if (!/\d{16}|\d\.\d{12}/.test(json)) return json;
  return json.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    token.startsWith('"') || token.length < 16 ? token : `"${token}"`,
  );
}

/**
 * Reads the objects of one JSON document: the array at `path` (names joined by dots, '' = the document itself), or an object
 * whose values are objects. Line numbers are those of the document's elements only where it is an array; the file is held in memory.
 */
export async function* readJsonArray(
  chunks: AsyncIterable<string>,
  layout: JsonLayout,
  path: string,
  name: string,
): AsyncGenerator<RecordGroup, void, undefined> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  let value: unknown;
  try {
    value = JSON.parse(quoteLongNumbers(text));
  } catch (cause) {
    throw new TamyrError(
      {
        code: 'bad-json',
        what: `The file is not JSON: ${(cause as Error).message}.`,
        where: name,
        expected: 'one JSON document; JSON lines end in .jsonl',
      },
      { cause },
    );
  }
  for (const step of path === '' ? [] : path.split('.')) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined;
  }
  if (!Array.isArray(value)) {
    throw new TamyrError({
      code: 'json-path',
      what: `There is no array at json_path "${path}".`,
      where: name,
      expected: 'the path of an array of objects, names joined by dots',
    });
  }
  const gatherer = createGatherer(layout);
  for (let i = 0; i < value.length; i++) {
    gatherer.add(value[i], i + 1, null);
    if (gatherer.full) yield gatherer.take();
  }
  yield gatherer.take();
}

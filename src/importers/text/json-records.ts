import { nextLineStart } from './csv-scan.ts';
import { jsonElements } from './json-elements.ts';
import type { BrokenRecord, RecordGroup } from './records.ts';

const GROUP_RECORDS = 2048;

export interface JsonLayout {
  /** Columns that objects are expected to have. */
  columns: readonly string[];
  /** Column that a key stands for. */
  rename?: (key: string) => string;
  /** Whether what stands in objects inside is a column, too: `address.city`. */
  inside?: boolean;
}

/** Gathers JSON objects into groups of records; columns appear as objects name them, cells that an object lacks are ''. */
function createGatherer({ columns: first, rename = (name) => name, inside = false }: JsonLayout) {
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
      const object = value as Record<string, unknown>;
      const all = inside ? withInside(object) : object;
      for (const key of Object.keys(all)) {
        const name = rename(key);
        if (positions.has(name)) continue;
        positions.set(name, columns.length);
        columns = [...columns, name];
      }
      objects.push(all);
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
 * Reads the objects of one array in a JSON document, element by element: the array at `path` (names joined by dots, '' = the
 * document itself). `line` is the physical line on which the element begins.
 */
export async function* readJsonArray(
  chunks: AsyncIterable<string>,
  layout: JsonLayout,
  path: string,
  name: string,
): AsyncGenerator<RecordGroup, void, undefined> {
  const gatherer = createGatherer(layout);
  for await (const element of jsonElements(chunks, path, name)) {
    if (element === null) {
      if (gatherer.full) yield gatherer.take();
      continue;
    }
    try {
      gatherer.add(JSON.parse(quoteLongNumbers(element.text)), element.line, element.text);
    } catch (error) {
      gatherer.broken(element.line, element.text, (error as Error).message.slice(0, 80));
    }
  }
  yield gatherer.take();
}

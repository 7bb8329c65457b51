/**
 * Byte-mutated files: rows with known bytes, damaged by a seeded generator, and what the damage left whole.
 * A row counts as untouched where all its bytes, the separator before it and its own are still side by side.
 */
export interface Table {
  /** What stands before the first row and after the last one. */
  head: string;
  foot: string;
  /** Each with its separator, of so many bytes. */
  rows: string[];
  separator: number;
}

export interface Mutated {
  bytes: Buffer;
  /** Whether anything before the first row was touched: then the whole file may be refused. */
  headTouched: boolean;
  /** Rows that are as they were: number, and where they begin now. */
  untouched: { row: number; start: number; bytes: number }[];
}

/** Numbers below n from a seed (mulberry32). */
export function seeded(seed: number): (n: number) => number {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * n);
  };
}

const SIGNS = [...Buffer.from('"\n\r,;\\{}[]: 0-\t\0'), 0xff, 0xd0, 0xef, 0xbb, 0xfe, 0x80];

/** Damages a table one to three times: a byte changed, taken away, put in, said twice; a stretch lost; the end cut off. */
export function mutate(table: Table, seed: number): Mutated {
  const random = seeded(seed);
  const text = Buffer.from(table.head + table.rows.join('') + table.foot);
  let bytes = [...text];
  /** Which byte of the text each one is; −1 = none. */
  let from = bytes.map((_, i) => i);
  for (let times = 1 + random(3); times > 0; times--) {
    const at = random(bytes.length);
    const byte = random(2) === 0 ? SIGNS[random(SIGNS.length)]! : random(256);
    const kind = random(20);
    if (kind < 9) {
      bytes[at] = byte;
      from[at] = -1;
    } else if (kind < 13) {
      bytes.splice(at, 1);
      from.splice(at, 1);
    } else if (kind < 17) {
      bytes.splice(at, 0, byte);
      from.splice(at, 0, -1);
    } else if (kind === 17) {
      const size = 1 + random(30);
      bytes.splice(at, 0, ...bytes.slice(at, at + size));
      from.splice(at, 0, ...new Array<number>(Math.min(size, from.length - at)).fill(-1));
    } else if (kind === 18) {
      const size = 1 + random(120);
      bytes.splice(at, size);
      from.splice(at, size);
    } else if (random(4) === 0) {
      bytes = bytes.slice(0, at);
      from = from.slice(0, at);
    }
  }
  const placeOf = new Map(from.map((original, now) => [original, now]));
  const head = Buffer.byteLength(table.head);
  const untouched: Mutated['untouched'] = [];
  let start = head;
  table.rows.forEach((row, number) => {
    const size = Buffer.byteLength(row);
    const now = placeOf.get(start);
    let whole = now !== undefined;
    const before = Math.min(table.separator, start);
    for (let k = -before; whole && k < size; k++) whole = from[now! + k] === start + k;
    if (whole) untouched.push({ row: number, start: now!, bytes: size });
    start += size;
  });
  const headTouched = Array.from({ length: head }, (_, i) => from[i] === i).includes(false);
  return { bytes: Buffer.from(bytes), headTouched, untouched };
}

const PURPOSES = [
  'Оплата по счёту № 17',
  'Қызмет үшін төлем, шот',
  'ТОО «Алма» "Б"',
  'plain',
  '',
  '🏦 cash',
  'a, b; c',
];

function cellsOf(i: number): string[] {
  const day = String(1 + (i % 28)).padStart(2, '0');
  return [`t-${i}`, `2024-01-${day}`, `KZ${100 + i}`, `KZ${200 + i}`, `${i}.5`, 'KZT', PURPOSES[i % PURPOSES.length]!];
}

const COLUMNS = ['id', 'at', 'from_account', 'to_account', 'amount', 'currency', 'purpose'];
const ROWS = 40;

function csv(delimiter: string, lineEnd: string): Table {
  const written = (cell: string) =>
    /[",;\r\n]/.test(cell) || cell === 'plain' ? `"${cell.replaceAll('"', '""')}"` : cell;
  const rows = Array.from({ length: ROWS }, (_, i) => cellsOf(i).map(written).join(delimiter) + lineEnd);
  return { head: COLUMNS.join(delimiter) + lineEnd, rows, foot: '', separator: lineEnd.length };
}

function objects(): string[] {
  return Array.from({ length: ROWS }, (_, i) => {
    const cells = cellsOf(i);
    return JSON.stringify(Object.fromEntries(COLUMNS.map((name, k) => [name, cells[k]])));
  });
}

/** Tables of each text format that is read by records, by name of a file of it. */
export const TABLES: Readonly<Record<string, Table>> = {
  'transactions.csv': csv(',', '\n'),
  'transactions-semicolons.csv': csv(';', '\r\n'),
  'transactions-cr.csv': csv(',', '\r'),
  'transactions.jsonl': { head: '', rows: objects().map((object) => `${object}\n`), foot: '', separator: 1 },
};

/** The same rows as one JSON document, on one line and on many. */
export const DOCUMENTS: Readonly<Record<string, Table>> = {
  'line.json': arrayOf(',', objects()),
  'lines.json': arrayOf(',\n  ', objects()),
};

function arrayOf(separator: string, elements: string[]): Table {
  const last = elements.length - 1;
  const rows = elements.map((element, i) => (i < last ? element + separator : element));
  return { head: '[', rows, foot: ']\n', separator: separator.length };
}

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
  /** How characters become bytes: UTF-8 unless told; `latin1` where each character stands for a byte. */
  encoding?: 'utf8' | 'latin1';
}

/** The table as it is before any damage. */
export function wholeOf({ head, rows, foot, encoding = 'utf8' }: Table): Buffer {
  return Buffer.from(head + rows.join('') + foot, encoding);
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
  const text = wholeOf(table);
  let bytes = text;
  /** Which byte of the text each one is; −1 = none. */
  let from = new Int32Array(text.length);
  for (let i = 0; i < from.length; i++) from[i] = i;
  /** Puts bytes, known as none of the text's, where `size` of them were. */
  const put = (at: number, size: number, put: Buffer): void => {
    bytes = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + size)]);
    const now = new Int32Array(bytes.length).fill(-1);
    now.set(from.subarray(0, at));
    now.set(from.subarray(at + size), at + put.length);
    from = now;
  };
  for (let times = 1 + random(3); times > 0; times--) {
    const at = random(bytes.length);
    const byte = Buffer.of(random(2) === 0 ? SIGNS[random(SIGNS.length)]! : random(256));
    const kind = random(20);
    if (kind < 9) put(at, 1, byte);
    else if (kind < 13) put(at, 1, Buffer.alloc(0));
    else if (kind < 17) put(at, 0, byte);
    else if (kind === 17) put(at, 0, bytes.subarray(at, at + 1 + random(30)));
    else if (kind === 18) put(at, Math.min(1 + random(120), bytes.length - at), Buffer.alloc(0));
    else if (random(4) === 0) put(at, bytes.length - at, Buffer.alloc(0));
  }
  const placeOf = new Int32Array(text.length).fill(-1);
  for (let now = 0; now < from.length; now++) if (from[now]! >= 0) placeOf[from[now]!] = now;
  const head = Buffer.byteLength(table.head, table.encoding);
  const untouched: Mutated['untouched'] = [];
  let start = head;
  table.rows.forEach((row, number) => {
    const size = Buffer.byteLength(row, table.encoding);
    const now = placeOf[start]!;
    // The first row of a file without a header has the file's beginning before it.
    let whole = now >= 0 && (start > 0 || now === 0);
    const before = Math.min(table.separator, start);
    for (let k = -before; whole && k < size; k++) whole = from[now + k] === start + k;
    if (whole) untouched.push({ row: number, start: now, bytes: size });
    start += size;
  });
  let headTouched = false;
  for (let i = 0; i < head; i++) headTouched ||= from[i] !== i;
  return { bytes, headTouched, untouched };
}

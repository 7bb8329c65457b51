import { canonicalJson } from './canonical-json.ts';

/** Records as canonical JSON, one a line, in UTF-8: written once, and out of the reach of the garbage collector. */
export interface JsonLines {
  readonly count: number;
  /** Whole lines, each ended by a line feed. */
  readonly chunks: readonly Uint8Array[];
}

const LINES_PER_CHUNK = 4096;
const LINE_FEED = 10;
const encoder = new TextEncoder();

/** Writes records down as they come, so that they need not all be there at once; `onLine` sees each line. */
export function jsonLines(records: Iterable<unknown>, onLine?: (line: string) => void): JsonLines {
  const chunks: Uint8Array[] = [];
  let count = 0;
  let held: string[] = [];
  const flush = () => {
    if (held.length > 0) chunks.push(encoder.encode(`${held.join('\n')}\n`));
    held = [];
  };
  for (const record of records) {
    const line = canonicalJson(record);
    onLine?.(line);
    count++;
    if (held.push(line) === LINES_PER_CHUNK) flush();
  }
  flush();
  return { count, chunks };
}

/** Where each line of a chunk begins, and one past the line feed of the last. */
export function lineStarts(chunk: Uint8Array): Uint32Array {
  const starts = new Uint32Array(LINES_PER_CHUNK + 1);
  let lines = 0;
  for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, end + 1)) starts[++lines] = end + 1;
  return starts.subarray(0, lines + 1);
}

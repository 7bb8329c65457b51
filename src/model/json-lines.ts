import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { canonicalJson } from './canonical-json.ts';

/** Records as canonical JSON, one a line, in UTF-8: written once, and out of the reach of the garbage collector. */
export interface JsonLines {
  readonly count: number;
  /** Whole lines, each ended by a line feed. */
  readonly chunks: Iterable<Uint8Array>;
}

const LINES_PER_CHUNK = 4096;
const LINE_FEED = 10;
/** What is written down beyond so many bytes is held compressed: the entities of a country are half a gigabyte, a tenth of it deflated. */
const HELD_AS_IS = 64 * 2 ** 20;
const encoder = new TextEncoder();

/**
 * Writes records down as they come, so that they need not all be there at once; `onLine` sees each line.
 * @param heldAsIs bytes that are held as they are; the lines are the same for any
 */
export function jsonLines(
  records: Iterable<unknown>,
  onLine?: (line: string) => void,
  heldAsIs = HELD_AS_IS,
): JsonLines {
  const held: Uint8Array[] = [];
  const deflated: Uint8Array[] = [];
  let bytes = 0;
  let count = 0;
  let lines: string[] = [];
  const flush = () => {
    if (lines.length === 0) return;
    const chunk = encoder.encode(`${lines.join('\n')}\n`);
    bytes += chunk.length;
    if (bytes <= heldAsIs) held.push(chunk);
    else deflated.push(deflateRawSync(chunk, { level: 1 }));
    lines = [];
  };
  for (const record of records) {
    const line = canonicalJson(record);
    onLine?.(line);
    count++;
    if (lines.push(line) === LINES_PER_CHUNK) flush();
  }
  flush();
  return {
    count,
    chunks: {
      *[Symbol.iterator]() {
        yield* held;
        for (const chunk of deflated) yield inflateRawSync(chunk);
      },
    },
  };
}

/** Where each line of a chunk begins, and one past the line feed of the last. */
export function lineStarts(chunk: Uint8Array): Uint32Array {
  const starts = new Uint32Array(LINES_PER_CHUNK + 1);
  let lines = 0;
  for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, end + 1)) starts[++lines] = end + 1;
  return starts.subarray(0, lines + 1);
}

import type { DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';

/** Rows of one DuckDB vector at most. */
export const VECTOR_ROWS = 2048;
const STRING_BYTES = 16;
const INLINE_BYTES = 12;
/** Where the pointer of a long string stands in its entry. */
const POINTER_AT = 8;
const NO_BYTES = Buffer.alloc(0);
/** Slots of the cache of short strings, a power of two. */
const CACHE_SLOTS = 4096;

/** The chunks of a streamed result; DuckDB makes the next one while the caller is at work on the last. */
export async function* chunksAhead(result: DuckDBResult): AsyncGenerator<DuckDBDataChunk> {
  const fetch = () => {
    const chunk = result.fetchChunk();
    // Whoever waits for it learns of a failure; until then nobody does.
    chunk.catch(() => undefined);
    return chunk;
  };
  let next = fetch();
  try {
    for (let chunk = await next; chunk && chunk.rowCount > 0; chunk = await next) {
      next = fetch();
      yield chunk;
    }
  } finally {
    // The connection is free again only then, also where the caller has had enough.
    await next.catch(() => undefined);
  }
}

/** Copies an INTEGER column of a result chunk into `target` at `offset`. The column must have no NULL. */
export function readIntegers(chunk: DuckDBDataChunk, column: number, target: Int32Array, offset: number): void {
  const count = chunk.rowCount;
  const bytes = duckdb.vector_get_data(duckdb.data_chunk_get_vector(chunk.chunk, column), count * 4);
  target.set(new Int32Array(bytes.buffer, bytes.byteOffset, count), offset);
}

/** Copies a DOUBLE column of a result chunk into `target` at `offset`. The column must have no NULL. */
export function readDoubles(chunk: DuckDBDataChunk, column: number, target: Float64Array, offset: number): void {
  const count = chunk.rowCount;
  const bytes = duckdb.vector_get_data(duckdb.data_chunk_get_vector(chunk.chunk, column), count * 8);
  target.set(new Float64Array(bytes.buffer, bytes.byteOffset, count), offset);
}

/**
 * A reader of VARCHAR columns that makes short strings once: currencies, channels and codes repeat, and looking their
 * 16-byte entry up in a direct-mapped cache costs less than decoding it again. Long strings stand behind a pointer each; those of
 * a vector nearly always lie one right after the other, so that one fetch brings a whole run of them.
 */
export function stringReader(): (chunk: DuckDBDataChunk, column: number, target: (string | null)[]) => void {
  const keys = new Uint32Array(CACHE_SLOTS * 4);
  const texts = new Array<string | undefined>(CACHE_SLOTS);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  return (chunk, column, target) => {
    const count = chunk.rowCount;
    const vector = duckdb.data_chunk_get_vector(chunk.chunk, column);
    const data = duckdb.vector_get_data(vector, count * STRING_BYTES);
    const words = new Uint32Array(data.buffer, data.byteOffset, count * 4);
    const validity = duckdb.vector_get_validity(vector, Math.ceil(count / 64) * 8) as Uint8Array | null;
    const isNull = (i: number) => validity !== null && ((validity[i >> 3]! >> (i & 7)) & 1) === 0;
    let run: Buffer = NO_BYTES;
    let at = 0;
    for (let i = 0; i < count; i++) {
      if (isNull(i)) target.push(null);
      else if (words[i * 4]! <= INLINE_BYTES) target.push(short(data, words, i * 4));
      else {
        if (at === run.length) {
          run = longFrom(data, words, i, isNull);
          at = 0;
        }
        target.push(run.toString('utf8', at, (at += words[i * 4]!)));
      }
    }
  };

  /** Bytes of the long string of row `i` and of those after it that lie right behind it. */
  function longFrom(data: Uint8Array, words: Uint32Array, i: number, isNull: (i: number) => boolean): Buffer {
    const start = pointerAt(words, i);
    let end = start + words[i * 4]!;
    for (let next = i + 1; next * 4 < words.length; next++) {
      if (isNull(next) || words[next * 4]! <= INLINE_BYTES) continue;
      if (pointerAt(words, next) !== end) break;
      end += words[next * 4]!;
    }
    const found = duckdb.get_data_from_pointer(
      data.buffer as ArrayBuffer,
      data.byteOffset + i * STRING_BYTES + POINTER_AT,
      end - start,
    );
    return Buffer.from(found.buffer, found.byteOffset, found.length);
  }

  function short(data: Uint8Array, words: Uint32Array, word: number): string {
    const length = words[word]!;
    const a = words[word + 1]!;
    const b = words[word + 2]!;
    const c = words[word + 3]!;
    const mixed = Math.imul(a ^ Math.imul(b, 0x9e3779b1) ^ Math.imul(c, 0x85ebca6b), 0xc2b2ae35) + length;
    const slot = (mixed ^ (mixed >>> 15)) & (CACHE_SLOTS - 1);
    const key = slot * 4;
    const known = texts[slot];
    if (
      known !== undefined &&
      keys[key] === length &&
      keys[key + 1] === a &&
      keys[key + 2] === b &&
      keys[key + 3] === c
    ) {
      return known;
    }
    const text = decoder.decode(data.subarray(word * 4 + 4, word * 4 + 4 + length));
    keys.set(words.subarray(word, word + 4), key);
    texts[slot] = text;
    return text;
  }
}

/** Address of the long string of row `i`; addresses have 48 bits at most, which a number holds exactly. */
function pointerAt(words: Uint32Array, i: number): number {
  return words[i * 4 + 2]! + words[i * 4 + 3]! * 0x1_0000_0000;
}

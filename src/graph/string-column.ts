import { sharedUint32 } from './shared-columns.ts';

/** Many strings in one buffer of UTF-8 bytes: about a third of the memory of JavaScript strings. Entries are read-only once added. */
export interface StringColumn {
  readonly count: number;
  /** What it is made of, for another thread to make it anew. */
  readonly packed: PackedStrings;
  /** The string at `index`. */
  at(index: number): string;
  /** Index of `text` where the column is sorted by code point, else −1. */
  find(text: string): number;
  /** First index whose string is not before `text`, in a sorted column. */
  lowerBound(text: string): number;
}

/** UTF-8 bytes of all strings, 4 GiB at most as a buffer is, and where each begins: count + 1 positions. */
export interface PackedStrings {
  readonly bytes: Uint8Array;
  readonly offsets: Uint32Array;
}

export interface StringColumnBuilder {
  /** Appends one string and answers its index. */
  push(text: string): number;
  /** Order by code point of a text and the string at an index: negative, zero or positive. */
  compare(text: string, index: number): number;
  finish(): StringColumn;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** Collects strings into one growing buffer of shared memory. */
export function buildStringColumn(expected = 1024): StringColumnBuilder {
  let bytes = Buffer.from(new SharedArrayBuffer(Math.max(64, expected * 24)));
  let offsets = sharedUint32(expected + 1);
  let count = 0;
  let end = 0;
  /** Writes a text behind the others; answers its length in bytes. */
  const write = (text: string): number => {
    if (end + text.length * 3 > bytes.length) bytes = grown(bytes, end + text.length * 3);
    return bytes.write(text, end);
  };
  return {
    push(text) {
      if (count + 1 >= offsets.length) {
        const larger = sharedUint32(offsets.length * 2);
        larger.set(offsets);
        offsets = larger;
      }
      end += write(text);
      offsets[++count] = end;
      return count - 1;
    },
    compare(text, index) {
      const length = write(text);
      return -compareBytes(bytes, offsets[index]!, offsets[index + 1]!, bytes.subarray(end, end + length));
    },
    finish() {
      const packed = { bytes: new Uint8Array(bytes.buffer, 0, end), offsets: offsets.subarray(0, count + 1) };
      return stringColumn(packed);
    },
  };
}

function grown(bytes: Buffer, needed: number): Buffer<SharedArrayBuffer> {
  const larger = Buffer.from(new SharedArrayBuffer(Math.max(bytes.length * 2, needed)));
  larger.set(bytes);
  return larger;
}

/** The column over packed strings. */
export function stringColumn(packed: PackedStrings): StringColumn {
  const { bytes, offsets } = packed;
  const count = offsets.length - 1;
  const lowerBound = (text: string): number => {
    const key = encoder.encode(text);
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareBytes(bytes, offsets[middle]!, offsets[middle + 1]!, key) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const at = (index: number) => decoder.decode(bytes.subarray(offsets[index]!, offsets[index + 1]!));
  return {
    count,
    packed,
    at,
    lowerBound,
    find(text) {
      const index = lowerBound(text);
      return index < count && at(index) === text ? index : -1;
    },
  };
}

function compareBytes(bytes: Uint8Array, from: number, to: number, key: Uint8Array): number {
  const shared = Math.min(to - from, key.length);
  for (let i = 0; i < shared; i++) {
    const difference = bytes[from + i]! - key[i]!;
    if (difference !== 0) return difference;
  }
  return to - from - key.length;
}

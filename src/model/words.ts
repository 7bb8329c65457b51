/**
 * Bytes looked at four at a time (Mycroft's tests; see Warren, "Hacker's Delight", 6-1). A test marks the highest bit of the
 * bytes it finds: none where there are none, and never a lower byte than the first, while marks above that one say nothing.
 */
export const WORD_BYTES = 4;
const EACH_BYTE = 0x01010101;
const HIGH_BITS = 0x80808080;

/** A view of the same bytes, which reads words wherever they begin. */
export function viewOf({ buffer, byteOffset, length }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, length);
}

/** A word of one byte over and over. */
export function fourOf(byte: number): number {
  return Math.imul(byte, EACH_BYTE);
}

/** Marks bytes that are equal to the ones of a word of `fourOf`. */
export function marksEqual(word: number, four: number): number {
  const difference = word ^ four;
  return (difference - EACH_BYTE) & ~difference & HIGH_BITS;
}

/** Marks bytes that are below the ones of a word of `fourOf`, which must not be above 128. */
export function marksBelow(word: number, four: number): number {
  return (word - four) & ~word & HIGH_BITS;
}

/** Where the first marked byte of a little-endian word is. */
export function firstMark(marks: number): number {
  return (31 - Math.clz32(marks & -marks)) >> 3;
}

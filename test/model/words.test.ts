import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstMark, fourOf, marksBelow, marksEqual, viewOf, WORD_BYTES } from '../../src/model/words.ts';

const four = fc.uint8Array({ minLength: WORD_BYTES, maxLength: WORD_BYTES });
const byte = fc.integer({ min: 0, max: 255 });
const wordOf = (bytes: Uint8Array) => viewOf(bytes).getInt32(0, true);
/** Where the first marked byte is; −1 without marks. */
const first = (marks: number) => (marks === 0 ? -1 : firstMark(marks));

test('the first byte of a word that equals another, or is below it, is found whatever the other bytes are', () => {
  fc.assert(
    fc.property(four, byte, fc.integer({ min: 0, max: 128 }), (bytes, sought, limit) => {
      const word = wordOf(bytes);
      expect(first(marksEqual(word, fourOf(sought)))).toBe(bytes.indexOf(sought));
      expect(first(marksBelow(word, fourOf(limit)))).toBe(bytes.findIndex((one) => one < limit));
      const either = bytes.findIndex((one) => one === sought || one < limit);
      expect(first(marksEqual(word, fourOf(sought)) | marksBelow(word, fourOf(limit)))).toBe(either);
    }),
    { numRuns: 2000 },
  );
  for (const [bytes, sought] of [
    [[10, 9, 9, 9], 9],
    [[9, 8, 128, 0], 9],
    [[255, 0, 1, 128], 1],
  ] as const)
    expect(first(marksEqual(wordOf(Uint8Array.from(bytes)), fourOf(sought)))).toBe(
      (bytes as readonly number[]).indexOf(sought),
    );
});

test('a view reads words wherever they begin, within the bytes it was made of only', () => {
  const bytes = Uint8Array.of(7, 1, 2, 3, 4, 5, 7).subarray(1, 6);
  expect(viewOf(bytes).getUint32(1, true)).toBe(0x05040302);
  expect(() => viewOf(bytes).getUint32(2, true)).toThrow(RangeError);
});

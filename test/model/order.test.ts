import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byCodePoint } from '../../src/model/order.ts';

const text = fc.string({ unit: 'binary', maxLength: 6 });

test('the order is that of the bytes of UTF-8', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(byCodePoint(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
    }),
    { numRuns: 2000 },
  );
});

test('rare characters come after common ones, unlike in UTF-16', () => {
  expect('\u{1f600}' < '\uff5e').toBe(true);
  expect(byCodePoint('\u{1f600}', '\uff5e')).toBeGreaterThan(0);
  expect(['b', 'a', 'ab', ''].sort(byCodePoint)).toEqual(['', 'a', 'ab', 'b']);
});

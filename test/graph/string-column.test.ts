import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildStringColumn } from '../../src/graph/string-column.ts';
import { byCodePoint } from '../../src/model/order.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 8 });

it('gives back what was pushed, and compares by code point without adding', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 200 }), text, (texts, other) => {
      const builder = buildStringColumn(2);
      for (const [i, one] of texts.entries()) expect(builder.push(one)).toBe(i);
      for (const [i, one] of texts.entries()) {
        expect(Math.sign(builder.compare(other, i)) + 0).toBe(Math.sign(byCodePoint(other, one)) + 0);
      }
      const column = builder.finish();
      expect(column.count).toBe(texts.length);
      expect(texts.map((_, i) => column.at(i))).toEqual(texts);
    }),
  );
});

it('finds texts in a sorted column', () => {
  fc.assert(
    fc.property(fc.uniqueArray(text, { maxLength: 100 }), text, (texts, other) => {
      const sorted = [...texts].sort(byCodePoint);
      const builder = buildStringColumn();
      for (const one of sorted) builder.push(one);
      const column = builder.finish();
      for (const [i, one] of sorted.entries()) expect(column.find(one)).toBe(i);
      expect(column.find(other)).toBe(sorted.indexOf(other));
      expect(column.lowerBound(other)).toBe(sorted.filter((one) => byCodePoint(one, other) < 0).length);
    }),
  );
});

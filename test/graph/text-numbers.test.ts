import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildTextNumbers } from '../../src/graph/build/text-numbers.ts';

it('numbers distinct texts in the order of their first appearance, exactly', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 6 }), { maxLength: 400 }), (texts) => {
      const numbers = buildTextNumbers();
      const distinct = [...new Set(texts)];
      for (const text of texts) expect(numbers.add(text)).toBe(distinct.indexOf(text));
      expect(numbers.count).toBe(distinct.length);
      for (const text of texts) expect(numbers.find(text)).toBe(distinct.indexOf(text));
      expect(numbers.find('not among them')).toBe(-1);
    }),
  );
});

it('keeps its numbers while it grows', () => {
  const numbers = buildTextNumbers();
  for (let i = 0; i < 5000; i++) expect(numbers.add(`inv-${i}`)).toBe(i);
  for (let i = 0; i < 5000; i++) expect(numbers.find(`inv-${i}`)).toBe(i);
});

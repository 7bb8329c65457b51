import fc from 'fast-check';
import { expect, test } from 'vitest';
import { viewOf } from '../../src/model/words.ts';
import { createPackedColumn } from '../../src/store/packed-column.ts';
import {
  buffersOf,
  INLINE_BYTES,
  type PackedTexts,
  packBatch,
  packTexts,
  unpackTexts,
} from '../../src/store/packed-texts.ts';

function unpack({ cells, bytes }: PackedTexts, length: number): (string | null)[] {
  return Array.from({ length }, (_, i) => {
    const size = cells[i * 4] ?? 0;
    if (size === 0) return null;
    const inline = Buffer.from(cells.buffer, cells.byteOffset + i * 16 + 4, 12);
    if (size <= INLINE_BYTES) return inline.toString('utf8', 0, size);
    const text = Buffer.from(bytes.subarray(cells[i * 4 + 2]!, cells[i * 4 + 2]! + size));
    expect(inline.subarray(0, 4)).toEqual(text.subarray(0, 4));
    return text.toString('utf8');
  });
}

test('packed texts are the texts, whatever their characters; empty ones are null', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constant('Алма'),
  );
  fc.assert(
    fc.property(fc.array(fc.option(text)), (texts) => {
      expect(unpack(packTexts(texts), texts.length)).toEqual(texts.map((one) => one || null));
    }),
  );
});

test('a packed column that grows text by text holds the texts, some put as bytes, some behind a prefix', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 30 });
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.tuple(text, fc.constantFrom('bytes', 'text', 'prefix'))), { maxLength: 40 }),
      (rows) => {
        const column = createPackedColumn(1);
        const prefix = new Uint32Array(Uint8Array.from(Buffer.from('account:')).buffer);
        const told = rows.map((row, i) => {
          column.resize(i + 1);
          if (row === null) return null;
          const bytes = Buffer.from(`..${row[0]}.`);
          if (row[1] === 'text') column.putText(i, row[0]);
          else column.put(i, viewOf(bytes), 2, bytes.length - 1, row[1] === 'prefix' ? prefix : null);
          return (row[1] === 'prefix' ? `account:${row[0]}` : row[0]) || null;
        });
        const taken = column.take(rows.length);
        expect(unpack(taken, rows.length)).toEqual(told);
        expect(unpackTexts(taken, rows.length)).toEqual(told);
      },
    ),
  );
});

test('halves of a surrogate pair in two texts do not join', () => {
  expect(unpack(packTexts(['a\ud83d', '\ude00b']), 2)).toEqual(['a\ufffd', '\ufffdb']);
});

test('a batch gives each of its buffers away once, and none that other batches share', () => {
  const line = new Int32Array(2);
  const columns = { id: ['t-1', 't-2'], at: new Float64Array(2), purpose: [null, null] };
  const packed = packBatch({ table: 'transactions', length: 2, file: 0, line, columns });
  const buffers = buffersOf(packed);
  expect(new Set(buffers).size).toBe(buffers.length);
  expect(buffers).toHaveLength(4);
  structuredClone(packed, { transfer: buffers });
  expect(unpack(packTexts([null, '']), 2)).toEqual([null, null]);
});

import { expect, it } from 'vitest';
import { canonicalJson } from '../../src/model/canonical-json.ts';
import { jsonLines, lineStarts } from '../../src/model/json-lines.ts';
import { packLines, packTexts } from '../../src/store/packed-texts.ts';

const records = Array.from({ length: 5000 }, (_, n) => ({ n, text: n % 3 === 0 ? 'ғ\n' : 'x'.repeat(n % 7) }));

it('writes every record on a line of its own, in order, and shows each once', () => {
  const seen: string[] = [];
  const { count, chunks } = jsonLines(records, (line) => seen.push(line));
  const text = Buffer.concat([...chunks]).toString('utf8');
  expect(text).toBe(records.map((record) => `${canonicalJson(record)}\n`).join(''));
  expect(seen).toEqual(records.map(canonicalJson));
  expect(count).toBe(records.length);
  expect(jsonLines([]).count).toBe(0);
  expect([...jsonLines([]).chunks]).toEqual([]);
});

it('gives the same lines, as often as they are asked for, when only some are held as they are', () => {
  const whole = Buffer.concat([...jsonLines(records).chunks]);
  for (const held of [0, 30_000, 1e9]) {
    const { chunks } = jsonLines(records, undefined, held);
    for (let time = 0; time < 2; time++) expect(Buffer.concat([...chunks]).equals(whole)).toBe(true);
  }
});

it('finds the lines of a chunk again as a store takes texts', () => {
  for (const chunk of [...jsonLines([...records, 1]).chunks, ...jsonLines([...records, 1], undefined, 0).chunks]) {
    const starts = lineStarts(chunk);
    const lines = Array.from(starts.subarray(1), (end, i) =>
      Buffer.from(chunk.subarray(starts[i], end - 1)).toString('utf8'),
    );
    const { cells, bytes } = packLines(chunk);
    const plain = packTexts(lines);
    for (let i = 0; i < lines.length; i++) {
      const [length, begin] = [cells[i * 4]!, cells[i * 4 + 2]!];
      expect(length).toBe(Buffer.byteLength(lines[i]!));
      if (length <= 12) expect(cells.slice(i * 4, i * 4 + 4)).toEqual(plain.cells.slice(i * 4, i * 4 + 4));
      else expect(Buffer.from(bytes.subarray(begin, begin + length)).toString('utf8')).toBe(lines[i]);
    }
  }
});

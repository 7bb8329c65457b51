import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJsonArray, readJsonLines } from '../../../src/importers/text/json-records.ts';
import type { RecordGroup } from '../../../src/importers/text/records.ts';

async function* pieces(text: string, size: number) {
  for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size);
}

async function gather(groups: AsyncIterable<RecordGroup>) {
  const records: { line: number; cells: Record<string, string>; raw: string }[] = [];
  const broken: RecordGroup['broken'][number][] = [];
  let blank = 0;
  for await (const group of groups) {
    for (let i = 0; i < group.count; i++) {
      const cells = group.cells.slice(i * group.columns.length, (i + 1) * group.columns.length);
      const named = group.columns.map((name, k) => [name, cells[k]!] as const).filter(([, text]) => text !== '');
      records.push({ line: group.line[i]!, cells: Object.fromEntries(named), raw: group.raw(i) });
    }
    broken.push(...group.broken);
    blank += group.blank;
  }
  return { records, broken, blank };
}

const array = (text: string, path = '', size = 7) =>
  gather(readJsonArray(pieces(text, size), { columns: [] }, path, 'x.json'));

describe('JSON arrays', () => {
  test('are read element by element with their lines, whatever pieces they arrive in', async () => {
    const text = '[\n  {"a": "x]}", "b": 1},\n\n  {"a": "\\"{",\n   "c": {"d": [1, 2]}},\n  5,\n  {"b": null}\n]\n';
    for (const size of [1, 2, 3, 1000]) {
      const { records, broken } = await array(text, '', size);
      expect(records.map(({ line, cells }) => [line, cells])).toEqual([
        [1, { a: 'x]}', b: '1' }],
        [2, { a: '"{', c: '{"d":[1,2]}' }],
        [4, {}],
      ]);
      expect(broken).toMatchObject([{ line: 3, code: 'bad-json', raw: '5' }]);
    }
  });

  test('are found at a path, past everything that only looks like it', async () => {
    const text =
      '{"meta": {"items": [{"no": 1}], "x": "data"}, "list": [[{"data": []}]], "data": {"n": 1, "items": [{"a": 1}, {"a": 2}], "z": [9]}}';
    expect((await array(text, 'data.items')).records.map(({ cells }) => cells)).toEqual([{ a: '1' }, { a: '2' }]);
  });

  test('hold what was written', async () => {
    const value = fc.array(fc.dictionary(fc.string({ minLength: 1 }), fc.string({ minLength: 1 })));
    await fc.assert(
      fc.asyncProperty(value, fc.boolean(), fc.integer({ min: 1, max: 30 }), async (objects, pretty, size) => {
        const { records, broken } = await array(JSON.stringify(objects, null, pretty ? 2 : 0), '', size);
        expect(broken).toEqual([]);
        expect(records.map(({ cells }) => cells)).toEqual(objects);
      }),
      { numRuns: 200 },
    );
  });

  test('inside an object, a closing bracket between objects is not the end of the array', async () => {
    for (const between of ['],', ',]', ']', '] ,\n  ']) {
      for (const size of [1, 7, 1000]) {
        const text = `{"n": 3, "list": [{"a": 1}${between}{"a": 2}, {"a": 3} ] , "more": [{"a": 4}]}`;
        const { records, broken } = await array(text, 'list', size);
        expect(records.map(({ cells }) => cells)).toEqual([{ a: '1' }, { a: '2' }, { a: '3' }]);
        expect(broken.map(({ raw }) => raw)).toEqual([']']);
      }
    }
  });

  test('an opening bracket in place of a comma costs no object', async () => {
    for (const between of ['[', '[\n  ', ' [ ', ',[']) {
      const { records, broken } = await array(`[{"a": 1}${between}{"a": 2},\n  {"a": 3}]`);
      expect(records.map(({ cells }) => cells)).toEqual([{ a: '1' }, { a: '2' }, { a: '3' }]);
      expect(broken.map(({ raw }) => raw)[0]).toBe('[');
    }
  });

  test('the first object without its bracket costs itself only, whatever its texts hold', async () => {
    const { records } = await array('[*"a": "t", "b": "u", "c": "v", "d": "w{x"},{"a": 1},{"a": 2},{"a": 3}]');
    expect(records.map(({ cells }) => cells)).toEqual([{ a: '1' }, { a: '2' }, { a: '3' }]);
  });

  test('that are missing are errors, one that is cut off is refused where it ends', async () => {
    await expect(array('{"a": 1}')).rejects.toMatchObject({ code: 'json-path' });
    await expect(array('{"a": [1]}', 'b')).rejects.toMatchObject({ code: 'json-path' });
    for (const text of ['[{"a": 1},', '[{"a": 1}, {"a": "1]']) {
      const { records, broken } = await array(text);
      expect(records.map(({ cells }) => cells)).toEqual([{ a: '1' }]);
      expect(broken.at(-1)).toMatchObject({ code: 'bad-json', value: expect.stringContaining('not end') });
    }
  });

  test('a damaged element costs itself only', async () => {
    const cases = [
      '[{"a": "1"}, {"a": "2}, {"a": "3"}, {"a": "4"}]',
      '[{"a": "1"}, {"a": 2"}, {"a": "3"}, {"a": "4"}]',
      '[{"a": "1"}, {"a": {"2"}, {"a": "3"}, {"a": "4"}]',
      '[{"a": "1"}, {"a": "2"]}, {"a": "3"}, {"a": "4"}]',
      '[{"a": "1"}], {"a": x}, {"a": "3"}, {"a": "4"}]',
    ];
    for (const text of cases) {
      for (const size of [3, 1000]) {
        const { records, broken } = await array(text, '', size);
        expect(
          records.map(({ cells }) => cells.a),
          text,
        ).toEqual(['1', '3', '4']);
        expect(broken).toHaveLength(1);
      }
    }
  });
});

describe('JSON lines', () => {
  test('long numbers keep all their digits', async () => {
    const line =
      '{"account": 12345678901234567890, "amount": 1234567890.123456789012, "text": "no 12345678901234567890"}';
    const { records } = await gather(readJsonLines(pieces(line, 9), { columns: [] }));
    expect(records[0]!.cells).toEqual({
      account: '12345678901234567890',
      amount: '1234567890.123456789012',
      text: 'no 12345678901234567890',
    });
  });

  test('blank and broken lines are counted with their lines', async () => {
    const { records, broken, blank } = await gather(
      readJsonLines(pieces('{"a":1}\r\n\r\n[1]\r\n{"a":\r\n{"a":2}', 3), { columns: [] }),
    );
    expect(records.map(({ line, raw }) => [line, raw])).toEqual([
      [1, '{"a":1}'],
      [5, '{"a":2}'],
    ]);
    expect(broken.map(({ line, raw }) => [line, raw])).toEqual([
      [3, '[1]'],
      [4, '{"a":'],
    ]);
    expect(blank).toBe(1);
  });
});

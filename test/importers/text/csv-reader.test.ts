import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../src/importers/text/csv-reader.ts';
import type { PlainRecords } from '../../../src/importers/text/plain-scan.ts';
import type { BrokenRecord, TextLayout } from '../../../src/importers/text/records.ts';

const LAYOUT: TextLayout = { delimiter: ',', header: true, columns: null, skipLines: 0 };

interface Read {
  columns: readonly string[];
  records: { cells: string[]; line: number; row: number; raw: string }[];
  broken: BrokenRecord[];
  blank: number;
}

/** Reads a text that arrives in pieces of `size` characters. */
async function read(text: string, size = text.length || 1, layout: Partial<TextLayout> = {}): Promise<Read> {
  async function* pieces() {
    for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size);
  }
  return readPieces(pieces(), layout);
}

/** Reads a text that arrives in pieces of at least `size` bytes and whole lines, as bytes. */
async function readBytes(text: string, size: number, layout: Partial<TextLayout> = {}): Promise<Read> {
  async function* pieces() {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) {
      const end = bytes.indexOf(10, at + size) + 1;
      yield end > 0 ? bytes.subarray(at, end) : bytes.toString('utf8', at);
      at = end > 0 ? end : bytes.length;
    }
  }
  return readPieces(pieces(), layout);
}

async function readPieces(pieces: AsyncIterable<string | Buffer>, layout: Partial<TextLayout>): Promise<Read> {
  const result: Read = { columns: [], records: [], broken: [], blank: 0 };
  for await (const group of readCsv(pieces, { ...LAYOUT, ...layout }, 'x.csv', undefined, () => true)) {
    result.columns = group.columns;
    const width = group.columns.length;
    for (let i = 0; i < group.count; i++) {
      const { plain } = group;
      const cells = plain ? plain.cells(i).slice(0, width) : group.cells.slice(i * width, (i + 1) * width);
      if (plain) expect(stretches(plain, i, width)).toEqual(cells);
      result.records.push({ cells, line: group.line[i]!, row: group.row[i]!, raw: group.raw(i) });
    }
    result.broken.push(...group.broken);
    result.blank += group.blank;
  }
  return result;
}

/** The cells of a plain record by their bounds. */
function stretches({ bytes, bounds }: PlainRecords, record: number, width: number): string[] {
  return Array.from({ length: width }, (_, cell) => {
    const at = 2 * (record * width + cell);
    const text = bytes.toString('utf8', bounds[at], bounds[at + 1]);
    return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
  });
}

function written(cell: string): string {
  return /[",\r\n]/.test(cell) || cell === '' ? `"${cell.replaceAll('"', '""')}"` : cell;
}

const cell = fc.string({ unit: fc.constantFrom(...'ab1,;"\n\r Қ') });
const table = fc
  .integer({ min: 2, max: 5 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width })));

describe('readCsv', () => {
  test('reads back what was written, whatever the line breaks and the pieces it arrives in', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        async (rows, lineBreak, lastBreak, size) => {
          const full = rows.filter((row) => row.some((text) => text.trim() !== ''));
          const header = Array.from({ length: rows[0]?.length ?? 2 }, (_, i) => `c${i}`);
          const lines = [header, ...full].map((row) => row.map(written).join(','));
          const text = lines.join(lineBreak) + (lastBreak ? lineBreak : '');
          const result = await read(text, size);
          expect(result.columns).toEqual(header);
          expect(result.records.map(({ cells }) => cells)).toEqual(full);
          expect(result.broken).toEqual([]);
          expect(result.records.map(({ raw }) => raw)).toEqual(lines.slice(1));
          expect(await readBytes(text, size)).toEqual(result);
          let line = 2;
          for (const [i, record] of result.records.entries()) {
            expect(record.line).toBe(line);
            expect(record.row).toBe(i + 1);
            line += (lines[i + 1]!.replaceAll('\r\n', '\n').match(/[\r\n]/g)?.length ?? 0) + 1;
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('after any damage of bytes every line is accounted for and every untouched row is still read', async () => {
    const rows = Array.from({ length: 12 }, (_, i) => [
      `id${i}`,
      i % 3 === 0 ? `"quoted, ${i}"` : `plain${i}`,
      `${i}00`,
    ]);
    const lines = ['id,name,amount', ...rows.map((row) => row.join(','))];
    const text = `${lines.join('\n')}\n`;
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.integer({ min: lines[0]!.length + 1, max: text.length - 2 }),
            fc.constantFrom('"', ',', '\n', 'x', '\r'),
          ),
          {
            minLength: 1,
            maxLength: 2,
          },
        ),
        fc.integer({ min: 1, max: 64 }),
        async (changes, size) => {
          const letters = [...text];
          const touched = new Set<number>();
          for (const [at, letter] of changes) {
            touched.add(text.slice(0, at).split('\n').length - 1);
            if (letters[at] === '\n') touched.add(text.slice(0, at).split('\n').length);
            letters[at] = letter;
          }
          const damaged = letters.join('');
          const result = await read(damaged, size);
          const ids = new Set(result.records.map(({ raw }) => raw));
          rows.forEach((row, i) => {
            // Two damages may swallow what lies between them as one legal quoted cell: nothing in the text tells.
            const swallowed = result.records.some(({ raw }) => raw.includes('\n') && raw.includes(row.join(',')));
            if (!touched.has(i + 1) && !swallowed) expect(ids, `row ${i} of ${damaged}`).toContain(row.join(','));
          });
          const pieces = [...result.records.map(({ raw }) => raw), ...result.broken.map(({ raw }) => raw)].join('');
          const kept = pieces.replace(/[\r\n]/g, '').length;
          const given = damaged.slice(lines[0]!.length).replace(/[\r\n]/g, '').length;
          expect(kept).toBe(given);
          expect(await readBytes(damaged, size)).toEqual(await read(damaged));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a lost closing quotation mark costs its own row only', async () => {
    const result = await read('a,b\n1,"x\n2,y\n3,"z"\n4,w\n');
    expect(result.records.map(({ cells, line }) => [...cells, line])).toEqual([
      ['2', 'y', 3],
      ['3', 'z', 4],
      ['4', 'w', 5],
    ]);
    expect(result.broken).toMatchObject([{ line: 2, lastLine: 2, code: 'text-after-quote', raw: '1,"x' }]);
  });

  test('an unclosed quotation mark at the end of the file', async () => {
    const result = await read('a,b\n1,x\n2,"y\n3,z\n', 5);
    expect(result.records.map(({ cells }) => cells[0])).toEqual(['1', '3']);
    expect(result.broken).toMatchObject([{ line: 3, code: 'unclosed-quote', raw: '2,"y' }]);
  });

  test('an unclosed quotation mark before many megabytes is given up in bounded memory', async () => {
    const many = 300_000;
    const text = `a,b\n0,"x\n${Array.from({ length: many }, (_, i) => `${i + 1},some words to fill the row\n`).join('')}`;
    const result = await read(text, 1 << 20);
    expect(result.broken.map(({ line, raw }) => [line, raw])).toEqual([[2, '0,"x']]);
    expect(result.records).toHaveLength(many);
    expect(result.records.at(-1)).toMatchObject({ line: many + 2 });
  });

  test('rows with more or fewer cells are refused with their line', async () => {
    const result = await read('a,b\n1\n2,x\n3,x,y\n"4\n4",x,y\n5,z\n');
    expect(result.records.map(({ cells }) => cells[0])).toEqual(['2', '5']);
    expect(
      result.broken.map(({ line, lastLine, code, value, expected }) => [line, lastLine, code, value, expected]),
    ).toEqual([
      [2, 2, 'wrong-column-count', '1', '2 columns'],
      [4, 4, 'wrong-column-count', '3', '2 columns'],
      [5, 6, 'wrong-column-count', '3', '2 columns'],
    ]);
  });

  test('quotation marks inside an unquoted cell stand for themselves', async () => {
    expect((await read('a,b\n1,ТОО "Алма"\n')).records[0]!.cells).toEqual(['1', 'ТОО "Алма"']);
  });

  test('blank lines and rows of blank cells are counted', async () => {
    const result = await read('\na,b\n\n1,x\n,\n  \n\n');
    expect(result.records).toHaveLength(1);
    expect(result.records[0]).toMatchObject({ line: 4, row: 1 });
    expect(result.blank).toBe(4);
  });

  test('the separator is the one that the header has most of', async () => {
    for (const delimiter of [',', ';', '\t', '|']) {
      const result = await read(`a${delimiter}"b,c"${delimiter}d\n1${delimiter}2${delimiter}3\n`, 3, {
        delimiter: null,
      });
      expect(result.columns).toEqual(['a', 'b,c', 'd']);
    }
  });

  test('a header without rows, nothing at all, and a broken header', async () => {
    expect(await read('a,b')).toMatchObject({ columns: ['a', 'b'], records: [] });
    expect(await read('')).toMatchObject({ columns: [] });
    await expect(read('a,"b\n1,2\n')).rejects.toMatchObject({ code: 'bad-header' });
  });

  test('given names replace or stand for a header', async () => {
    expect(await read('x,y\n1,2\n', 4, { columns: ['a', 'b'] })).toMatchObject({
      columns: ['a', 'b'],
      records: [{ line: 2 }],
    });
    expect(await read('1,2\n', 4, { header: false, columns: ['a', 'b'] })).toMatchObject({ records: [{ line: 1 }] });
    expect(await read('junk\n"more\nx,y\n1,2\n', 4, { skipLines: 2 })).toMatchObject({
      columns: ['x', 'y'],
      records: [{ line: 4 }],
    });
  });
});

import { describe, expect, test } from 'vitest';
import { zipOf } from '../../../src/exporters/output/zip.ts';
import { canonical } from '../../../src/importers/canonical.ts';
import { createMappedImporter } from '../../../src/importers/mapped.ts';
import { readMapping } from '../../../src/importers/mapping/read-mapping.ts';
import { TABLE_ROWS } from '../../../src/importers/rows/all-tables.ts';
import { numberFormatOf, numberText } from '../../../src/importers/sheets/number-format.ts';
import { collect } from '../collect.ts';
import { type TestCell, workbookOf } from './workbook-of.ts';

const day = (value: unknown) => new Date((value as number) * 86_400_000).toISOString().slice(0, 10);
const companies = (rows: (readonly TestCell[] | null)[], options = {}, merged: string[] = []) =>
  collect(canonical, { 'companies.xlsx': workbookOf([{ name: 'S', rows, merged }], options) });

describe('XLSX workbooks', () => {
  test('a canonical table: numbers in full, zeros that the format shows, dates by their style, line = sheet row', async () => {
    const { tables, rejects, counts } = await companies(
      [
        ['id', 'name', 'registered_at', 'capital', 'extra'],
        [940140000385, 'Альфа', { n: 42370, style: 1 }, 1234.56, 'x'],
        [{ n: 10840004111, style: 2 }, 'Бета', '2016-01-01', { n: '0.30000000000000004', style: 0 }],
        null,
        [
          { n: '9.4014000038500000E11', style: 0 },
          { xml: '<is><r><t>Гам</t></r><r><t>ма</t></r></is>', type: 'inlineStr' },
        ],
      ],
      { formats: ['dd\\.mm\\.yyyy', '000000000000'] },
    );
    expect(rejects).toEqual([]);
    expect(tables.companies!.map(({ id, name, line }) => [id, name, line])).toEqual([
      ['company:940140000385', 'Альфа', 2],
      ['company:010840004111', 'Бета', 3],
      ['company:940140000385', 'Гамма', 5],
    ]);
    expect(day(tables.companies![0]!.registered_at)).toBe('2016-01-01');
    expect(tables.companies!.map(({ capital }) => capital)).toEqual([123456, 30, null]);
    expect(tables.companies![0]!.attrs).toBe('{"extra":"x"}');
    expect(counts['companies.xlsx']).toMatchObject({ rows: 4, blank: 1 });
  });

  test('rounded digits that a format cannot give back are refused, with the sheet row and the cells', async () => {
    const { rejects } = await companies([
      ['id', 'name'],
      [10840004111, 'Lost zero'],
      ['8.70101E+11', 'Science, "x"'],
    ]);
    expect(rejects.map(({ line, column, code, raw }) => [line, column, code, raw])).toEqual([
      [2, 'id', 'not-twelve-digits', '10840004111,Lost zero'],
      [3, 'id', 'scientific', '8.70101E+11,"Science, ""x"""'],
    ]);
  });

  test('formulas give their kept value, errors and merged cells are told of, more cells than titles refuse the row', async () => {
    const { tables, notes, rejects } = await companies(
      [
        ['id', 'name'],
        [
          { xml: '<f>CONCAT(A1)</f><v>940140000385</v>', type: 'str' },
          { xml: '<v>#N/A</v>', type: 'e' },
        ],
        ['990140004654', { xml: '<f>A1</f>' }],
        ['200240900095', 'Three', 'one too many'],
      ],
      {},
      ['A1:B1', 'B2:B3'],
    );
    expect(tables.companies!.map(({ id, name }) => [id, name])).toEqual([
      ['company:940140000385', null],
      ['company:990140004654', null],
    ]);
    expect(notes['companies.xlsx']).toEqual([
      { code: 'error-cells', value: 'S', count: 1 },
      { code: 'formula-cells', value: 'S', count: 2 },
      { code: 'formula-without-value', value: 'S', count: 1 },
      { code: 'merged-cells', value: 'S', count: 1 },
    ]);
    expect(rejects).toMatchObject([{ line: 4, code: 'wrong-column-count', value: '3', expected: '2 columns' }]);
  });

  test('hidden and further sheets are named; a mapping may choose one and skip its title rows', async () => {
    const workbook = workbookOf([
      { name: 'Hidden', state: 'hidden', rows: [['Title'], ['БИН', 'Атауы'], ['940140000385', 'Hidden firm']] },
      { name: 'Seen', rows: [['id'], ['990140004654']] },
      { name: 'Other', rows: [['id']] },
    ]);
    const first = await collect(canonical, { 'companies.xlsx': workbook });
    expect(first.tables.companies!.map(({ id }) => id)).toEqual(['company:990140004654']);
    expect(first.notes['companies.xlsx']!.map(({ code, value }) => [code, value])).toEqual([
      ['hidden-sheet', 'Hidden'],
      ['other-sheet', 'Other'],
    ]);
    const yaml = (sheet: string) => `version: 1
tables:
  - table: companies
    file: "*.xlsx"
    read: {sheet: ${sheet}, skip_rows: 1}
    columns: {id: БИН, name: Атауы}
`;
    const mapped = (sheet: string) =>
      collect(createMappedImporter(readMapping(yaml(sheet), 'm.yaml', TABLE_ROWS), sheet), { 'w.xlsx': workbook });
    expect((await mapped('Hidden')).tables.companies).toMatchObject([{ name: 'Hidden firm', line: 3 }]);
    await expect(mapped('Hiden')).rejects.toThrow(
      /no sheet "Hiden"[\s\S]*Hidden \(hidden\), Seen, Other[\s\S]*Did you mean "Hidden"/,
    );
  });

  test.each([
    ['dd.mm.yyyy', '42370', '2016-01-01'],
    ['yyyy"-"mm', '42370.75', '2016-01-01T18:00:00'],
    ['m/d/yy h:mm', '42370', '2016-01-01T00:00:00'],
    ['[$-419]d mmmm yyyy', '60', '1900-03-01'],
    ['d', '59', '1900-02-28'],
    ['d', '1', '1900-01-01'],
    ['hh:mm:ss', '0.5', '12:00:00'],
    ['h:mm', '0.9999999999', '00:00:00'],
    ['0.00', '1.5', '1.5'],
    ['#,##0" days"', '3', '3'],
    ['General', '1e-7', '0.0000001'],
    ['General', '123456789012345678', '123456789012345678'],
    ['General', '1E+21', '1000000000000000000000'],
  ])('format %s makes %s %s', (format, number, text) => {
    expect(numberText(number, numberFormatOf(format), false)).toBe(text);
  });

  test('workbooks that count days from 1904', () => {
    expect(numberText('0', 'date', true)).toBe('1904-01-01');
    expect(numberText('40908', 'date', true)).toBe('2016-01-01');
  });

  test.each([
    ['a text file', Buffer.from('id,name\n'), /no whole XLSX workbook/],
    ['half a workbook', workbookOf([{ name: 'S', rows: [['id']] }]).subarray(0, 900), /no whole XLSX workbook/],
    ['a ZIP of something else', zipOf([{ name: 'a.txt', content: Buffer.from('x') }]), /no workbook inside/],
    [
      'entities that swell',
      zipOf([
        {
          name: 'xl/workbook.xml',
          content: Buffer.from('<!DOCTYPE a [<!ENTITY b "bbb"><!ENTITY c "&b;&b;">]><workbook><x>&c;</x></workbook>'),
        },
      ]),
      /no whole XLSX workbook/,
    ],
  ])('%s is refused with a message', async (_name, bytes, message) => {
    await expect(collect(canonical, { 'companies.xlsx': bytes })).rejects.toThrow(message);
  });

  test('a bomb: a part that would unpack to more than a workbook can need is not unpacked', async () => {
    const workbook = Buffer.from(workbookOf([{ name: 'S', rows: [['id']] }]));
    // The directory says that the shared texts are 2 GB.
    const at = workbook.lastIndexOf('xl/sharedStrings.xml') - 46 + 24;
    workbook.writeUInt32LE(2 ** 31, at);
    await expect(collect(canonical, { 'companies.xlsx': workbook })).rejects.toThrow(
      /would unpack to 2147483648 bytes/,
    );
  });

  test('a text that does not end is not gathered', async () => {
    const parts = { name: 'xl/workbook.xml', content: Buffer.from(`<workbook>${'x'.repeat(9 << 20)}</workbook>`) };
    await expect(collect(canonical, { 'companies.xlsx': zipOf([parts]) })).rejects.toThrow(/does not end/);
  });
});

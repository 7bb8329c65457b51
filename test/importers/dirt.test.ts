import { describe, expect, test } from 'vitest';
import { canonical } from '../../src/importers/canonical.ts';
import { collect } from './collect.ts';

/** Reads one file of companies. */
async function companies(text: string | Uint8Array, encoding: string | null = 'utf-8') {
  const { tables, rejects, counts } = await collect(canonical, { 'companies.csv': text }, encoding);
  return { rows: tables.companies ?? [], rejects, counts: counts['companies.csv']! };
}

describe('what extracts really have', () => {
  test('semicolons, «quotes», and quotation marks inside quotation marks', async () => {
    const { rows, rejects } = await companies(
      'bin;name;address\n940140000385;ТОО «Алма»;"ул. Абая, 5"\n990140004654;"ТОО ""Бота"" (""Б"")";x1\n010840004141;ТОО "Гул";x1\n',
    );
    expect(rows.map(({ name }) => name)).toEqual(['ТОО «Алма»', 'ТОО "Бота" ("Б")', 'ТОО "Гул"']);
    expect(rows[0]).toMatchObject({ address: 'ул. Абая, 5' });
    expect(rejects).toEqual([]);
  });

  test('lines that end in CR alone', async () => {
    const { rows } = await companies('bin,name\r940140000385,Alma\r990140004654,Bota\r');
    expect(rows.map(({ line, name }) => [line, name])).toEqual([
      [2, 'Alma'],
      [3, 'Bota'],
    ]);
  });

  test('NUL bytes are left out, and that is said', async () => {
    const { rows, rejects, counts } = await companies(
      'bin,name\n940140000385,Al\0ma\0\0\n990140004654,Bota\n\0\0,\0\n',
    );
    expect(rows.map(({ name }) => name)).toEqual(['Alma', 'Bota']);
    expect(rejects).toMatchObject([{ line: 2, action: 'cell', code: 'nul-bytes', value: 'Al␀ma␀␀' }]);
    expect(counts).toMatchObject({ rows: 3, rejected: 0, blank: 1, defects: 1 });
  });

  test('a number that lost its leading zeros is refused with the number that it must have been', async () => {
    const { rejects } = await companies('bin,name\n10840004141,Alma\n30540007456,Bota\n12345678901,Gul\n');
    expect(rejects.map(({ code, expected }) => [code, expected])).toEqual([
      ['not-twelve-digits', 'twelve digits; with leading zeros it is 010840004141, whose check digit is right'],
      ['not-twelve-digits', 'twelve digits; with leading zeros it is 030540007456, whose check digit is right'],
      ['not-twelve-digits', 'twelve digits, CC:key for another country, or a full id'],
    ]);
  });

  test.each(['8.70101E+11', '8,70101E+11', '8.7E+11'])('a number that a spreadsheet rounded: %s', async (bin) => {
    const { rejects } = await companies(`bin;name\n${bin};Alma\n`);
    expect(rejects).toMatchObject([{ code: 'scientific', value: bin, expected: expect.stringContaining('as text') }]);
  });

  test('years 0196 and 0002 are no dates', async () => {
    const { rows, rejects } = await companies(
      'bin,name,registered_at\n940140000385,Alma,0196-01-01\n990140004654,Bota,0002-11-30\n',
    );
    expect(rows.map(({ registered_at }) => registered_at)).toEqual([null, null]);
    expect(rejects.map(({ action, code, value }) => [action, code, value])).toEqual([
      ['cell', 'bad-date', '0196-01-01'],
      ['cell', 'bad-date', '0002-11-30'],
    ]);
  });

  test.each(['-', '–', '—', ' - '])('"%s" means nothing', async (dash) => {
    const { rows, rejects } = await companies(
      `bin,name,registered_at,capital,address\n940140000385,${dash},${dash},${dash},${dash}\n${dash},${dash},${dash},${dash},${dash}\n`,
    );
    expect(rows).toMatchObject([{ name: null, registered_at: null, capital: null, address: null }]);
    expect(rejects).toMatchObject([{ line: 3, code: 'blank-required' }]);
  });

  test('a phone in an address and a court order in a name are kept as written', async () => {
    const address = 'г. Алматы, ул. Абая, д. 10, тел. 8 (727) 000-00-00';
    const name = 'ТОО "Алма" (по решению суда № 2-1/24 от 01.02.2024 регистрация признана недействительной)';
    const { rows } = await companies(`bin;name;address\n940140000385;${name};${address}\n`);
    expect(rows).toMatchObject([{ name, address }]);
  });

  test('unknown columns of one name, or of none, are kept apart', async () => {
    const { rows } = await companies('bin,name,note,note,,\n940140000385,Alma,one,two,three,four\n');
    expect(JSON.parse(String(rows[0]!.attrs))).toEqual({
      note: 'one',
      'note (column 4)': 'two',
      'column 5': 'three',
      'column 6': 'four',
    });
    await expect(companies('bin,name,name\n940140000385,A,B\n')).rejects.toMatchObject({ code: 'column-twice' });
  });

  test('ragged rows are refused one by one', async () => {
    const { rows, rejects } = await companies(
      'bin,name\n940140000385\n990140004654,Bota\n010840004141,Gul,x\n030540007456,Dana\n',
    );
    expect(rows.map(({ name }) => name)).toEqual(['Bota', 'Dana']);
    expect(rejects.map(({ line, code, raw }) => [line, code, raw])).toEqual([
      [2, 'wrong-column-count', '940140000385'],
      [4, 'wrong-column-count', '010840004141,Gul,x'],
    ]);
  });

  test('a damaged letter costs its own row, which shows the byte', async () => {
    const bytes = Buffer.from('bin,name\n940140000385,Алма\n990140004654,Бота\n');
    bytes[bytes.indexOf('л')] = 0xff;
    const { rows, rejects } = await companies(bytes);
    expect(rows.map(({ name }) => name)).toEqual(['Бота']);
    expect(rejects).toMatchObject([
      { line: 2, code: 'bad-encoding', value: '0xFF', raw: '940140000385,А\\xFF\\xBBма', bytes: 23 - 1 },
    ]);
  });
});

import { describe, expect, test } from 'vitest';
import { createEgovImporter } from '../../src/importers/egov.ts';
import { collect } from './collect.ts';

const company = {
  id: '1',
  bin: '940140000385',
  nameru: 'ТОО «Альфа»',
  namekz: '«Альфа» ЖШС',
  datereg: '1994-01-20',
  statusru: 'Действующий',
  statuskz: 'Әрекет етуші',
  addressru: 'г. Алматы, ул. Абая, 1',
  addresskz: 'Алматы қ., Абай к., 1',
  okedru: '62011 Разработка',
  okedkz: '62011 Әзірлеу',
  director: 'СЕРІКОВ АЙДОС',
};
const read = (files: Record<string, string | Uint8Array>, encoding: string | null = null) =>
  collect(createEgovImporter(), files, encoding);

describe('the open register gbd_ul', () => {
  test.each([
    ['an array', JSON.stringify([company])],
    ['an answer with elements', JSON.stringify({ total: 1, elements: [company] })],
    ['one object a line', `${JSON.stringify(company)}\n`],
  ])('JSON, %s: both languages of a row are one company', async (_name, text) => {
    const { tables, rejects, counts } = await read({ 'register.json': text });
    expect(rejects).toEqual([]);
    expect(counts['register.json']).toMatchObject({ rows: 1 });
    expect(tables.companies).toMatchObject([
      { id: 'company:940140000385', name: 'ТОО «Альфа»', oked: '62011', status: 'Действующий', registered_at: 8785 },
    ]);
    expect(JSON.parse(String(tables.companies![0]!.attrs))).toMatchObject({
      id: '1',
      addresskz: 'Алматы қ., Абай к., 1',
      okedru: '62011 Разработка',
    });
    expect(tables.names).toMatchObject([{ name: '«Альфа» ЖШС' }]);
    expect(tables.roles).toMatchObject([{ role: 'executive' }]);
    expect(tables.roles![0]!.holder_id).toMatch(/^person:local:940140000385:executive:/);
    expect(tables.addresses).toBeUndefined();
  });

  test('one object that writes a name in other capitals takes nothing from the others', async () => {
    const { statusru: status, ...other } = { ...company, bin: '990140004654' };
    const { tables } = await read({ 'register.json': JSON.stringify([company, { ...other, sTatusru: status }]) });
    expect(tables.companies!.map((found) => found.status)).toEqual(['Действующий', 'Действующий']);
  });

  test('CSV, in whatever set and with whatever dirt: years 0196, "-" for nobody, a BIN of eleven digits', async () => {
    const header = 'ID;BIN;NameRu;NameKz;DateReg;Director';
    const rows = [
      '1;940140000385;Альфа;;20.01.0196;-',
      '2;10840004111;Бета;;2001-08-01;А Б',
      '3;990140004654;;Гамма;02.01.1999;Ким 2',
    ];
    const { tables, rejects } = await read({ 'gbd_ul.csv': [header, ...rows, ''].join('\r\n') });
    expect(tables.companies!.map(({ id, name }) => [id, name])).toEqual([
      ['company:940140000385', 'Альфа'],
      ['company:990140004654', 'Гамма'],
    ]);
    expect(tables.companies![1]!.attrs).toContain('"director":"Ким 2"');
    expect(tables.roles).toBeUndefined();
    expect(rejects.map(({ line, code, value }) => [line, code, value])).toEqual([
      [2, 'bad-date', '20.01.0196'],
      [3, 'not-twelve-digits', '10840004111'],
    ]);
  });

  test('other tables with a BIN are none of its files', async () => {
    expect((await read({ 'a.csv': 'bin,name\n1,2\n', 'b.json': '[{"bin": "1"}]' })).claimed).toEqual([]);
  });
});

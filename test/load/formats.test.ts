import { expect, test } from 'vitest';
import { load } from '../../src/load.ts';
import { openDuckDbStore } from '../../src/store/duckdb/duckdb-store.ts';
import { inFolder } from '../importers/in-folder.ts';
import { workbookOf } from '../importers/sheets/workbook-of.ts';

const ENTITIES = [
  { id: 'o', schema: 'Ownership', properties: { owner: ['p'], asset: ['c'], percentage: ['100'] } },
  { id: 'c', schema: 'Company', properties: { name: ['Firm'] } },
  { id: 'p', schema: 'Person', properties: { name: ['Owner'] } },
  { id: 'v', schema: 'Vessel', properties: { name: ['Boat'] } },
];
const STATEMENTS = [{ statementId: 's', recordId: 'r', recordType: 'entity', recordDetails: { name: 'Stated' } }];
const TITLES = ['№', 'БИН', 'РНН', 'Налогоплательщик', 'ФИО', 'Руководитель', 'ИИН', 'РНН', 'Акт', 'Дата'];
const LIST = [TITLES, [1, '940140000385', null, 'Альфа', null, null, null, null, 'акт 1', '05.02.2019']];
const FILES = {
  'companies.xlsx': workbookOf([{ name: 'S', rows: [['bin'], ['940140000385']] }]),
  'entities.json': ENTITIES.map((entity) => JSON.stringify(entity)).join('\n'),
  'statements.json': JSON.stringify(STATEMENTS),
  'WRONG_ADDRESS.xlsx': workbookOf([{ name: 'S', rows: LIST }]),
  'gbd_ul.csv': 'bin,nameru,namekz,datereg,director\n990140004654,Бета,,1999-01-02,А Б\n',
  'payments.csv':
    'bin,kbk,paynum,receiptdate,summa\n940140000385,101201,1,2024-01-05,10.5\n\n940140000385,101201,2,,7\n',
  'notes.csv': 'who,what\na,b\n',
};

test('each file of a mixed folder is read by the importer that knows it, and the report says which and why', async () => {
  await inFolder(FILES, async (folder) => {
    const store = await openDuckDbStore(':memory:');
    const report = await load(store, { paths: [folder] });
    expect(report.files.map(({ file, importer, rows, accepted }) => [file, importer, rows, accepted])).toEqual([
      ['WRONG_ADDRESS.xlsx', 'kgd', 1, 1],
      ['companies.xlsx', 'canonical', 1, 1],
      ['entities.json', 'ftm', 4, 3],
      ['gbd_ul.csv', 'egov', 1, 1],
      ['payments.csv', 'kgd', 3, 1],
      ['statements.json', 'bods', 1, 1],
    ]);
    for (const { why } of report.files) expect(why).not.toBe('');
    // Of texts every byte is accounted for; workbooks are counted by rows.
    for (const { file, bytes } of report.files) {
      if (file.endsWith('.xlsx')) continue;
      const { header, accepted, duplicate, rejected, skipped, blank } = bytes!;
      expect(header + accepted + duplicate + rejected + skipped + blank, file).toBe(
        Buffer.byteLength(FILES[file as 'notes.csv']),
      );
    }
    expect(report.files[0]!.why).toContain('WRONG_ADDRESS');
    expect(report.files[2]!.notes).toEqual([
      { code: 'schema-left-out', value: 'Vessel', count: 1, text: expect.objectContaining({ ru: expect.any(String) }) },
    ]);
    expect(report.ignored).toEqual(['notes.csv']);
    expect(report.tables.roles.accepted).toBe(2);
    const again = await load(store, { paths: [folder] });
    expect(again.published).toBe(false);
    await store.close();
  });
});

test('a named format reads files that do not look like it, and says so', async () => {
  await inFolder({ 'a.jsonl': '{"id": 1}\n' }, async (folder) => {
    const store = await openDuckDbStore(':memory:');
    const report = await load(store, { paths: [folder], format: 'ftm' });
    expect(report.files).toMatchObject([{ importer: 'ftm', why: 'you named the format', rows: 1, rejected: 1 }]);
    await expect(load(store, { paths: [folder], format: 'excel' })).rejects.toThrow(
      /auto, canonical, ftm, bods, kgd, egov/,
    );
    await store.close();
  });
});

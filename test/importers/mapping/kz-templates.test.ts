import { expect, test } from 'vitest';
import { workbookOf } from '../sheets/workbook-of.ts';
import { readTemplate } from './read-template.ts';

const jsonLines = (...objects: object[]) => objects.map((object) => `${JSON.stringify(object)}\n`).join('');

test('stat.gov.kz: columns by position under four title rows, the head by name', async () => {
  const firm = [
    '940140000385',
    'Альфа ЖШС',
    'ТОО Альфа',
    '20.01.1994',
    '62011',
    null,
    'IT',
    null,
    '105',
    null,
    'Малые',
    '750000000',
    null,
    'Алматы',
    'ул. Абая, 1',
    'Серік А.',
  ];
  const rows = [['Список'], null, ['БИН'], [1], firm];
  const { tables, rejects, counts } = await readTemplate('stat_gov_kz', {
    'legal.xlsx': workbookOf([{ name: 'S', rows }]),
  });
  expect(rejects).toEqual([]);
  expect(counts['legal.xlsx']).toMatchObject({ rows: 1, blank: 0 });
  expect(tables.companies).toMatchObject([
    {
      id: 'company:940140000385',
      name: 'ТОО Альфа',
      oked: '62011',
      kato: '750000000',
      address: 'ул. Абая, 1',
      line: 5,
    },
  ]);
  expect(tables.names).toMatchObject([{ name: 'Альфа ЖШС' }]);
  expect(tables.roles![0]!.holder_id).toMatch(/^person:local:940140000385:executive:/);
});

test('goszakup: participants, contracts with accounts, untrusted suppliers', async () => {
  const subjects = await readTemplate('goszakup_subjects', {
    'subject.jsonl': jsonLines(
      {
        pid: 1,
        bin: '940140000385',
        name_ru: 'Альфа',
        name_kz: 'Альфа KZ',
        phone: '+7 727 250 00 00',
        regdate: '2015-02-03 00:00:00',
      },
      { pid: 2, iin: '061211600012', name_ru: 'ИП Ким' },
      { pid: 3, inn: '7700000000', name_ru: 'Омега' },
    ),
  });
  expect(subjects.rejects).toEqual([]);
  expect(subjects.tables.companies!.map(({ id }) => id)).toEqual(['company:940140000385', 'company:RU:7700000000']);
  expect(subjects.tables.persons).toMatchObject([{ id: 'person:061211600012', sole_trader: 1 }]);

  const contracts = await readTemplate('goszakup_contracts', {
    'contract.jsonl': jsonLines({
      supplier_biin: '940140000385',
      supplier_iik: 'KZ86125KZT5004100100',
      supplier_bank_name_ru: 'Банк',
      supplier_legal_address: 'ул. Абая, 1',
      customer_bin: '990140004654',
      customer_iik: 'KZ86125KZT5004100101',
      contract_sum_wnds: 1000.5,
    }),
  });
  expect(contracts.rejects).toEqual([]);
  expect(contracts.tables.accounts!.map(({ id, holder_id }) => [id, holder_id])).toEqual([
    ['account:KZ86125KZT5004100100', 'company:940140000385'],
    ['account:KZ86125KZT5004100101', 'company:990140004654'],
  ]);
  expect(contracts.tables.accounts![0]!.attrs).toContain('"contract_sum_wnds":"1000.5"');

  const rnu = await readTemplate('goszakup_rnu', {
    'rnu.jsonl': jsonLines({ pid: 7, supplier_biin: '940140000385', supplier_name_ru: 'Альфа' }),
  });
  expect(rnu.tables.lists).toMatchObject([
    { entity_id: 'company:940140000385', list: 'UNTRUSTED_SUPPLIER', reference: '7' },
  ]);
});

test('gosreestr: firms with state participation, head and accountant by name', async () => {
  const { tables, rejects } = await readTemplate('gosreestr', {
    'company.csv':
      'gosreest_id,business_id,rnn,okpo,name_rus,name_kaz,opf,kfs,registration_number,registration_date,status,block,manager,owner,okedl0\n1,940140000385,,,Альфа,,АО,,5,1994-01-20,действует,,Серік А.,Комитет,62011\n',
    'contact.csv':
      'gosreest_id,business_id,name_rus,head,accountant,index,area,region,address,phone,fax,email,website\n1,940140000385,Альфа,,Ким Б.,050000,,,"ул. Абая, 1",+7 727 250 00 00,,a@example.kz,\n',
  });
  expect(rejects).toEqual([]);
  expect(tables.companies).toHaveLength(2);
  expect(tables.roles!.map(({ role }) => role)).toEqual(['executive', 'accountant']);
});

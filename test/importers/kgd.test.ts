import { describe, expect, test } from 'vitest';
import { LIST_LAYOUTS } from '../../src/importers/kgd/list-layouts.ts';
import { createKgdImporter } from '../../src/importers/kgd.ts';
import { collect } from './collect.ts';
import { type TestCell, workbookOf } from './sheets/workbook-of.ts';

const RU = [
  '№',
  'БИН',
  'РНН',
  'Наименование налогоплательщика',
  'ФИО налогоплательщика',
  'ФИО руководителя',
  'ИИН руководителя',
  'РНН руководителя',
  'Решение',
  'Дата',
];
const KK = [
  '№',
  'БСН',
  'СТН',
  'Салық төлеушінің атауы',
  'Салық төлеушінің ТАӘ',
  'Басшының ТАӘ',
  'Басшының ЖСН',
  'Басшының СТН',
  'Шешім',
  'Күні',
];
const list = (rows: readonly (readonly TestCell[] | null)[]) =>
  workbookOf([{ name: 'Лист1', rows: [['Список'], RU, KK, RU.map((_, i) => i + 1), ...rows], merged: ['A1:J1'] }], {
    formats: ['dd.mm.yyyy', '000000000000'],
  });
const read = (files: Record<string, Uint8Array | string>, code: string | null = null, forced = false) =>
  collect(createKgdImporter(), files, null, { list: code, forced });
const iso = (day: unknown) => (day === null ? null : new Date((day as number) * 86_400_000).toISOString().slice(0, 10));

describe('lists of the State Revenue Committee', () => {
  test('three title rows, columns by position, the list from the name: firm, head, entry with its day and reason', async () => {
    const { tables, rejects, counts, notes } = await read({
      'PSEUDO_COMPANY_KZ_ALL_2024.xlsx': list([
        [
          1,
          '940140000385',
          '600000000001',
          'ТОО «Альфа»',
          null,
          'Серік А.',
          '061211600012',
          null,
          'суд № 5',
          '05.02.2019 г.',
        ],
        [2, { n: 10840004111, style: 2 }, null, 'Бета', null, '-', null, null, 'суд № 6', { n: 42370, style: 1 }],
      ]),
    });
    expect(rejects).toEqual([]);
    expect(notes['PSEUDO_COMPANY_KZ_ALL_2024.xlsx']).toEqual([]);
    expect(counts['PSEUDO_COMPANY_KZ_ALL_2024.xlsx']).toMatchObject({ rows: 2, blank: 0 });
    expect(tables.companies!.map(({ id, name, line }) => [id, name, line])).toEqual([
      ['company:940140000385', 'ТОО «Альфа»', 5],
      ['company:010840004111', 'Бета', 6],
    ]);
    expect(tables.roles).toMatchObject([
      { company_id: 'company:940140000385', holder_id: 'person:061211600012', role: 'executive' },
    ]);
    expect(tables.persons).toMatchObject([{ id: 'person:061211600012', name: 'Серік А.' }]);
    expect(tables.lists!.map((l) => [l.entity_id, l.list, iso(l.from), l.reference, l.attrs])).toEqual([
      ['company:940140000385', 'PSEUDO_COMPANY', '2019-02-05', 'суд № 5', '{"rnn":"600000000001"}'],
      ['company:010840004111', 'PSEUDO_COMPANY', '2016-01-01', 'суд № 6', null],
    ]);
  });

  test.each([
    ['taxpayers_INACTIVE.xlsx', 'INACTIVE'],
    ['kgd_invregistration.xlsx', 'INVALID_REGISTRATION'],
    ['wrong-address 2024.xlsx', 'WRONG_ADDRESS'],
    ['taxviolators.xlsx', 'VIOLATION_TAX_CODE'],
    ['Банкроты.xlsx', 'BANKRUPT'],
  ])('%s is %s', async (name, code) => {
    const { tables } = await read({
      [name]: list([[1, '940140000385', null, 'А', null, null, null, null, '1', '2020-01-02']]),
    });
    expect(tables.lists).toMatchObject([{ list: code, reference: '1' }]);
  });

  test('two lists have equal columns: without a name that tells, the user says which it is', async () => {
    const file = { 'export.xlsx': list([[1, '940140000385', null, 'А', null, null, null, null, '1', '2020-01-02']]) };
    await expect(read(file)).rejects.toThrow(/name does not tell which[\s\S]*--list/);
    expect((await read(file, 'VIOLATION_TAX_CODE')).tables.lists).toMatchObject([{ list: 'VIOLATION_TAX_CODE' }]);
  });

  test('the list of arrears: 23 columns, sums as attributes of the entry', async () => {
    const { columns } = LIST_LAYOUTS.TAX_ARREARS_150!;
    const titles = columns.map((name) => (name === 'bin' ? 'БИН/ИИН' : name));
    const cells: Record<string, TestCell> = {
      num: 1,
      bin: '061211600012',
      last_name_ru: 'Ким',
      first_name_ru: 'А',
      total_due: 1500.5,
    };
    const { tables } = await read({
      'TAX_ARREARS_150.xlsx': workbookOf([{ name: 'S', rows: [titles, columns.map((name) => cells[name] ?? null)] }]),
    });
    expect(tables.persons).toMatchObject([{ id: 'person:061211600012', name: 'Ким А', sole_trader: 1 }]);
    expect(tables.lists).toMatchObject([{ entity_id: 'person:061211600012', list: 'TAX_ARREARS_150' }]);
    expect(JSON.parse(String(tables.lists![0]!.attrs))).toMatchObject({ total_due: '1500.5' });
  });

  test('an entry without a BIN is refused; a head without a readable IIN is known by name to that firm alone', async () => {
    const { tables, rejects } = await read({
      'BANKRUPT.xlsx': list([
        [1, null, '600000000001', 'Old', null, 'Серік А.', null, null, '1', '2020-01-02'],
        [2, '940140000385', null, 'А', null, 'Серік А.', '8.5E+11', null, '1', 'весной'],
      ]),
    });
    expect(rejects.map(({ line, action, column, code }) => [line, action, column, code])).toEqual([
      [5, 'row', 'id', 'blank-required'],
      [6, 'cell', 'owner_iin', 'not-twelve-digits'],
      [6, 'cell', 'from', 'bad-date'],
    ]);
    expect(tables.roles![0]!.holder_id).toMatch(/^person:local:940140000385:executive:/);
  });

  test('a list with other columns than it should have stops with both named; somebody else’s table is left alone', async () => {
    const narrow = workbookOf([
      {
        name: 'S',
        rows: [
          ['БИН', 'РНН', 'Имя'],
          ['940140000385', '1', 'А'],
        ],
      },
    ]);
    await expect(read({ 'BANKRUPT.xlsx': narrow })).rejects.toThrow(/3 columns[\s\S]*10 columns/);
    const clients = workbookOf([
      {
        name: 'S',
        rows: [
          ['БИН', 'Клиент', 'Счёт'],
          ['940140000385', '1', 'А'],
        ],
      },
    ]);
    expect((await read({ 'bankrupt clients.xlsx': clients, 'x.csv': 'a,b\n1,2\n' })).claimed).toEqual([]);
    await expect(read({ 'x.xlsx': workbookOf([{ name: 'S', rows: [['a']] }]) }, null, true)).rejects.toThrow(/БИН/);
  });

  test('a list as other programs write it out, under the names that they gave the columns', async () => {
    const text =
      'num,bin,rnn,taxpayer_organization,taxpayer_name,owner_name,owner_iin,owner_rnn,court_decision,court_decision_date\n1,940140000385,,Альфа,,Серік А.,061211600012,,суд № 5,2019-02-05\n';
    const { tables, rejects } = await read({ 'kgd_bankrupt.csv': text });
    expect(rejects).toEqual([]);
    expect(tables.lists).toMatchObject([{ list: 'BANKRUPT', reference: 'суд № 5', from: 17932 }]);
    expect(tables.roles).toMatchObject([{ holder_id: 'person:061211600012', role: 'executive' }]);
    await expect(read({ 'list.csv': text })).rejects.toThrow(/name does not tell which/);
  });

  test('payments to the budget add up to taxes paid in a firm’s month; the same payment twice is refused', async () => {
    const head =
      'bin;taxorgcode;nametaxru;nametaxkz;kbk;kbknameru;kbknamekz;paynum;paytype;entrytype;receiptdate;writeoffdate;summa';
    const row = (paynum: string, day: string, sum: string) =>
      `940140000385;6001;УГД;МКБ;101201;ИПН;ЖТС;${paynum};Платеж;Налог;${day};${day};${sum}`;
    const { tables, rejects, counts, notes } = await read({
      'payments.csv': [
        head,
        row('1', '05.01.2024', '100.10'),
        row('2', '2024-01-31 00:00:00', '200,05'),
        row('1', '05.01.2024', '100.10'),
        row('3', '01.02.2024', '7'),
        row('4', '01.02.2024', '-7'),
        '',
      ].join('\n'),
    });
    expect(counts['payments.csv']).toMatchObject({ rows: 5, rejected: 2 });
    expect(tables.tax_returns!.map(({ period, taxes_paid, line, attrs }) => [period, taxes_paid, line, attrs])).toEqual(
      [
        ['2024-01', 30015, 2, '{"payments":"2"}'],
        ['2024-02', 700, 5, '{"payments":"1"}'],
      ],
    );
    expect(rejects.map(({ line, code }) => [line, code])).toEqual([
      [4, 'duplicate'],
      [6, 'negative-amount'],
    ]);
    expect(notes['payments.csv']).toMatchObject([{ code: 'payment-kind', value: 'Платеж, Налог', count: 3 }]);
  });
});

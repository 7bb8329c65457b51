import { describe, expect, test } from 'vitest';
import { createMappedImporter } from '../../../src/importers/mapped.ts';
import { readMapping } from '../../../src/importers/mapping/read-mapping.ts';
import { TABLE_ROWS } from '../../../src/importers/rows/all-tables.ts';
import { dayOf } from '../../../src/model/time.ts';
import { type Collected, collect } from '../collect.ts';

function mapped(yaml: string, files: Record<string, string | Uint8Array>): Promise<Collected> {
  return (async () => collect(createMappedImporter(readMapping(yaml, 'bank.yaml', TABLE_ROWS), yaml), files))();
}

/** A mapping of transactions whose columns are given, with the others filled in. */
function transactions(columns: string, more = ''): string {
  return `version: 1
tables:
  - table: transactions
    file: "*.csv"
${more}    columns:
      at: {const: "2024-01-01"}
      from_account: {const: A}
      to_account: {const: B}
${columns.includes('amount:') ? '' : '      amount: {const: 1}\n'}      ${columns}
`;
}

/** What one expression makes of one cell `v` (as a transaction's purpose): its texts, or the code of the refusal. */
async function resultOf(expression: string, cell: string): Promise<(string | null)[] | string> {
  const { tables, rejects } = await mapped(transactions(`purpose: ${expression}`), {
    't.csv': `v,w\n"${cell.replaceAll('"', '""')}",W\n`,
  });
  if (rejects[0]) return rejects[0].code;
  return tables.transactions?.map((t) => t.purpose as string | null) ?? 'no record';
}

describe('expressions', () => {
  test.each([
    ['v', 'x', ['x']],
    ['{column: v}', ' x ', ['x']],
    ['{const: 0123}', 'x', ['0123']],
    ['{row: true}', 'x', ['1']],
    ['{template: "b-{v}/{w}"}', 'x', ['b-x/W']],
    ['{template: "{{v}} {v}"}', 'x', ['{v} x']],
    ['{template: "n-{v}"}', '', [null]],
    ['{template: "{ {column: v, map: {x: y}} }-{w}"}', 'x', ['y-W']],
    ['{template: "{a}{w}", with: {a: {const: k}}}', 'x', ['kW']],
    ['{coalesce: [v, w]}', '', ['W']],
    ['{coalesce: [{column: v, map: {x: ""}, default: ""}, {const: z}]}', 'x', ['z']],
    ['{column: {coalesce: [v, w]}, map: {W: found}}', '', ['found']],
    ['{column: v, map: {"398": KZT, "840": USD}, default: KZT}', '398', ['KZT']],
    ['{column: v, map: {"398": KZT, "840": USD}, default: KZT}', '999', ['KZT']],
    ['{column: v, map: {"398": KZT}}', '999', 'not-in-map'],
    ['{column: v, map: {"398": KZT}, default: null}', '999', 'no record'],
    ['{column: v, map: {True: yes, 010: ten}}', 'True', ['yes']],
    ['{column: v, map: {True: yes, 010: ten}}', '010', ['ten']],
    ['{column: v, map: {a: [x, y], b: [z, null]}}', 'a', ['x', 'y']],
    ['{column: v, map: {a: [x, y], b: [z, null]}}', 'b', ['z']],
    ['{column: v, default: none}', '', ['none']],
    ['{column: v, split: ", "}', 'a, b,c', ['a', 'b,c']],
    ['{column: v, split: [",", " and "]}', 'a, b and c', ['a', 'b', 'c']],
    ['{column: v, split: ",", map: {a: 1, b: 2, c: null}, default: null}', 'a,b,c,d,a', ['1', '2']],
    ['{column: v, split: ",", map: {a: 1}}', 'a,b', 'not-in-map'],
    ['{column: v, abs: true}', '-5.5', ['5.5']],
    ['{column: v, abs: true}', '−5', ['5']],
    ['{column: v, decimal: ","}', '1,5', ['1.5']],
    ['{column: v, decimal: ","}', '1.5', 'not-a-number'],
    ['{column: v, decimal: ",", group: " "}', '1\u00a0234\u202f567,5', ['1234567.5']],
    ['{column: v, decimal: ",", group: "."}', '1.234.567,5', ['1234567.5']],
    ['{column: v, group: ","}', '1,234,567.5', ['1234567.5']],
    ['{column: v, group: ","}', '1,5', 'not-a-number'],
    ['{column: v, abs: true}', '5.68E7', ['5.68E7']],
    ['{column: v, date: dd.MM.yyyy}', '31.12.2024', ['2024-12-31']],
    ['{column: v, date: dd.MM.yyyy}', '1.2.2024', 'bad-date'],
    ['{column: v, date: d.M.yyyy}', '1.2.2024', ['2024-02-01']],
    ['{column: v, date: d.M.yyyy}', '11.12.2024', ['2024-12-11']],
    ['{column: v, date: dd.MM.yyyy}', '31.02.2024', 'bad-date'],
    ['{column: v, date: "MMM d, yyyy"}', 'Apr 5, 2016', ['2016-04-05']],
    ['{column: v, date: dd-MMM-yyyy}', '14-FEB-2008', ['2008-02-14']],
    ['{column: v, date: d MMMM yyyy}', '3 september 2020', ['2020-09-03']],
    ['{column: v, date: dd/MM/yy}', '11/05/97', ['1997-05-11']],
    ['{column: v, date: dd/MM/yy}', '10/04/69', ['2069-04-10']],
    ['{column: v, date: [dd/MM/yyyy, dd/MM/yy, yyyy]}', '2005', ['2005-01-01']],
    ['{column: v, date: yyyyMMdd}', '20240229', ['2024-02-29']],
    ['{column: v, date: "yyyy-MM-dd H:mm:ss", zone: UTC}', '2024-01-21 3:01:00', ['2024-01-21T03:01:00Z']],
    ['{column: v, date: "yyyy-MM-dd HH:mm"}', '2024-02-29 10:00', ['2024-02-29T04:00:00Z']],
    ['{column: v, date: "yyyy-MM-dd HH:mm"}', '2024-03-01 10:00', ['2024-03-01T05:00:00Z']],
    ['{column: v, date: "yyyy-MM-dd HH:mm", zone: Europe/Moscow}', '2024-07-01 10:00', ['2024-07-01T07:00:00Z']],
    ['{column: v, date: "yyyy-MM-dd HH:mm", zone: America/New_York}', '2024-07-01 10:00', ['2024-07-01T14:00:00Z']],
    ['{column: v, date: "yyyy-MM-dd HH:mm", zone: "+03:00"}', '2024-07-01 10:00', ['2024-07-01T07:00:00Z']],
    [
      '{column: v, date: "yyyy-MM-dd\'T\'HH:mm:ss.SSSXXX"}',
      '2024-07-01T10:00:00.250+02:00',
      ['2024-07-01T08:00:00.250Z'],
    ],
    ['{column: v, date: "MM/dd/yyyy hh:mm a", zone: UTC}', '07/01/2024 12:30 AM', ['2024-07-01T00:30:00Z']],
    ['{column: v, date: "MM/dd/yyyy h:mm a", zone: UTC}', '07/01/2024 1:30 pm', ['2024-07-01T13:30:00Z']],
    ['{column: v, unix: s}', '1300000000', ['2011-03-13T07:06:40Z']],
    ['{column: v, unix: ms}', '1300000000500', ['2011-03-13T07:06:40.500Z']],
    ['{column: v, unix: s}', '1300000000500', 'bad-date'],
    ['{column: v, unix: s}', 'soon', 'bad-date'],
    ['{column: v, step: day, epoch: 2017-01-01}', '1', ['2017-01-02']],
    ['{column: v, step: hour, epoch: 2017-01-01T00:00:00Z}', '25', ['2017-01-02T01:00:00Z']],
    ['{column: v, step: day, epoch: 2017-01-01}', '1.5', 'bad-date'],
  ])('%s of "%s" is %j', async (expression, cell, expected) => {
    expect(await resultOf(expression, cell)).toEqual(expected);
  });

  test('a year alone is its first day, as an end the next first of January', async () => {
    const { tables } = await mapped(
      `version: 1
tables:
  - table: roles
    file: r.csv
    columns: {company_id: c, holder_id: h, role: {const: owner}, from: {column: f, date: yyyy}, to: {column: t, date: [yyyy, MM.yyyy]}}`,
      { 'r.csv': 'c,h,f,t\n940140000385,061211600012,2005,2006\n940140000385,061211600012,2005,12.2006\n' },
    );
    expect(tables.roles!.map((r) => [r.from, r.to])).toEqual([
      [dayOf(2005, 1, 1), dayOf(2007, 1, 1)],
      [dayOf(2005, 1, 1), dayOf(2007, 1, 1)],
    ]);
  });

  test('a date as a tax period keeps what the pattern names', async () => {
    const { tables } = await mapped(
      `version: 1
tables:
  - {table: tax_returns, file: t.csv, columns: {company_id: c, period: {column: p, date: [MM.yyyy, yyyy]}}}`,
      { 't.csv': 'c,p\n940140000385,07.2025\n940140000385,2025\n' },
    );
    expect(tables.tax_returns!.map((r) => r.period)).toEqual(['2025-07', '2025']);
  });

  test('amounts are read exactly through marks and exponents', async () => {
    const { tables } = await mapped(transactions('amount: {column: v, decimal: ",", abs: true}'), {
      't.csv': 'v\n"-1234,56"\n"5,123456789E7"\n',
    });
    expect(tables.transactions!.map((t) => t.amount)).toEqual([123_456, 5_123_456_789]);
  });

  test('look-ups take the answer of another file; no match is blank; two answers are an error', async () => {
    const yaml = transactions('purpose: {lookup: {file: c.csv, key: id, by: v, value: name}}').replace(
      '*.csv',
      't.csv',
    );
    const { tables } = await mapped(yaml, { 't.csv': 'v\n1\n2\n3\n', 'c.csv': 'id,name\n1,One\n2,\n1,One\n,No\n' });
    expect(tables.transactions!.map((t) => t.purpose)).toEqual(['One', null, null]);
    await expect(mapped(yaml, { 't.csv': 'v\n1\n', 'c.csv': 'id,name\n1,One\n1,Uno\n' })).rejects.toMatchObject({
      code: 'bad-mapping',
      message: expect.stringMatching(/"1": "One" and, at c\.csv:3, "Uno"/),
    });
    await expect(mapped(yaml, { 't.csv': 'v\n1\n' })).rejects.toMatchObject({
      message: expect.stringContaining('no file "c.csv"'),
    });
  });

  test('an optional cell that cannot be read is emptied, a required one refuses the row', async () => {
    const { tables, rejects, counts } = await mapped(
      `version: 1
tables:
  - {table: roles, file: r.csv, columns: {company_id: c, holder_id: h, role: {const: owner}, from: {column: f, date: yyyy}}}`,
      { 'r.csv': 'c,h,f\n940140000385,061211600012,soon\n' },
    );
    expect(tables.roles).toMatchObject([{ from: null }]);
    expect(rejects).toMatchObject([
      { action: 'cell', column: 'from', code: 'bad-date', value: 'soon', expected: 'a date like yyyy' },
    ]);
    expect(counts['r.csv']).toMatchObject({ rejected: 0, defects: 1 });
  });
});

describe('conditions', () => {
  test.each([
    ['{column: v, equals: a}', ['a']],
    ['{column: v, not: a}', ['b', 'ab', null]],
    ['{column: v, not: ""}', ['a', 'b', 'ab']],
    ['{column: v, not: [a, b]}', ['ab', null]],
    ['{column: v, in: [a, b]}', ['a', 'b']],
    ['{column: v, matches: "a*"}', ['a', 'ab']],
    ['{column: v, matches: ["?", ""]}', ['a', 'b', null]],
    ['{all: [{column: v, not: ""}, {column: v, not: a}]}', ['b', 'ab']],
    ['{any: [{column: v, equals: a}, {column: v, equals: ""}]}', ['a', null]],
    ['[{column: v, matches: "a*"}, {column: v, matches: "*b"}]', ['ab']],
    ['{not: {column: v, equals: a}}', ['b', 'ab', null]],
    ['{column: {template: "{v}!"}, equals: "a!"}', ['a']],
    ['{column: v, map: {a: yes, b: yes}, default: no, equals: yes}', ['a', 'b']],
  ])('%s', async (where, expected) => {
    const { tables, counts } = await mapped(transactions('purpose: v', `    where: ${where}\n`), {
      't.csv': 'v,w\na,1\nb,2\nab,3\n,4\n',
    });
    expect(tables.transactions!.map((t) => t.purpose)).toEqual(expected);
    expect(counts['t.csv']).toMatchObject({ rows: 4, skipped: 4 - expected.length });
  });
});

describe('files', () => {
  test('one file feeds several tables; a row is taken whole or not at all', async () => {
    const { tables, counts, rejects } = await mapped(
      `version: 1
source: example-bank
tables:
  - {table: companies, file: "t-*.csv", where: {column: pt, equals: firm}, columns: {id: pid, name: payer}}
  - {table: persons, file: "t-*.csv", where: {column: pt, equals: man}, columns: {id: pid, name: payer}}
  - {table: accounts, file: "t-*.csv", columns: {id: pa, holder_id: pid}}
  - table: transactions
    file: "t-*.csv"
    columns: {id: n, at: day, from_account: pa, to_account: ba, amount: sum}
    keep: [branch]`,
      {
        't-1.csv':
          'n,day,pid,pt,payer,pa,ba,sum,branch,x\n1,2024-01-01,940140000385,firm,Alma,A,B,5,N,9\n2,2024-01-01,940140000385,firm,Alma,A,B,-5,N,9\n',
        't-2.csv': 'n,day,pid,pt,payer,pa,ba,sum,branch,x\n3,2024-01-01,061211600012,man,Ivan,A,B,5,,9\n',
      },
    );
    expect(counts['t-1.csv']).toMatchObject({ rows: 2, rejected: 1 });
    expect(rejects).toMatchObject([{ line: 3, table: 'transactions', column: 'amount', code: 'negative-amount' }]);
    expect(tables.companies).toHaveLength(1);
    expect(tables.persons).toHaveLength(1);
    expect(tables.accounts).toHaveLength(2);
    expect(tables.transactions!.map((t) => [t.id, t.attrs])).toEqual([
      ['1', '{"branch":"N"}'],
      ['3', null],
    ]);
  });

  test('a table may be listed twice, a record for both sides of a row', async () => {
    const { tables } = await mapped(
      `version: 1
tables:
  - {table: accounts, file: t.csv, columns: {id: a, bank: {const: one}}}
  - {table: accounts, file: t.csv, columns: {id: b, bank: {const: two}}}`,
      { 't.csv': 'a,b\n1,2\n' },
    );
    expect(tables.accounts!.map((a) => [a.id, a.bank, a.line])).toEqual([
      ['account:1', 'one', 2],
      ['account:2', 'two', 2],
    ]);
  });

  test('headerless files, delimiters, encodings and skipped lines', async () => {
    const { tables } = await mapped(
      `version: 1
tables:
  - table: companies
    file: "*.csv"
    read: {delimiter: ";", encoding: windows-1251, header: false, columns: [n, who], skip_rows: 2}
    columns: {bin: n, name: who}`,
      { 'c.csv': Buffer.concat([Buffer.from('Report\n\n940140000385;'), Buffer.from([0xc0, 0xeb, 0xec, 0xe0, 10])]) },
    );
    expect(tables.companies).toMatchObject([{ name: 'Алма', line: 3 }]);
  });

  test('JSON arrays at a path, and JSON lines', async () => {
    const yaml = (file: string, read: string) =>
      `version: 1\ntables:\n  - {table: companies, file: ${file}, ${read}columns: {id: bin, name: n}}`;
    const array = await mapped(yaml('c.json', 'read: {json_path: data.items}, '), {
      'c.json': '{"data": {"items": [{"bin": "940140000385", "n": "Alma"}, {"bin": "990140004654"}]}}',
    });
    expect(array.tables.companies!.map((c) => [c.id, c.name])).toEqual([
      ['company:940140000385', 'Alma'],
      ['company:990140004654', null],
    ]);
    const lines = await mapped(yaml('c.jsonl', ''), { 'c.jsonl': '{"bin": "940140000385", "n": "Alma"}\n' });
    expect(lines.tables.companies).toHaveLength(1);
  });
});

describe('mistakes are named with file, line, path and the nearest word', () => {
  const files = { 'transfers-1.csv': 'n,day,who,whom,sum\n1,2024-01-01,A,B,5\n' };
  const good = `version: 1
tables:
  - table: transactions
    file: "transfers-*.csv"
    columns:
      id: n
      at: {column: day, date: yyyy-MM-dd}
      from_account: who
      to_account: whom
      amount: sum
`;

  test('a column that stands twice in the header is no column to name', async () => {
    await expect(mapped(good, { 'transfers-1.csv': 'n,day,who,whom,sum,sum\n' })).rejects.toMatchObject({
      message: expect.stringContaining('"sum" twice'),
    });
  });

  test('the mapping they start from is right', async () => {
    expect((await mapped(good, files)).tables.transactions).toHaveLength(1);
  });

  test.each([
    ['table: transactions', 'table: transaction', 'bank.yaml:3', 'tables[0].table', '"transactions"'],
    ['version: 1', 'version: 2', 'bank.yaml:1', 'version', 'version: 1'],
    ['tables:', 'table:', 'bank.yaml:3', 'table', '"tables"'],
    ['columns:', 'colums:', 'bank.yaml:6', 'tables[0].colums', '"columns"'],
    ['from_account: who', 'from_acount: who', 'bank.yaml:8', 'columns.from_acount', '"from_account"'],
    ['amount: sum', 'amount: summ', 'bank.yaml:10', 'columns.amount', '"sum"'],
    ['amount: sum', 'purpose: sum', 'bank.yaml:6', 'columns', 'amount'],
    ['date: yyyy-MM-dd', 'dat: yyyy-MM-dd', 'bank.yaml:7', 'columns.at.dat', '"date"'],
    ['date: yyyy-MM-dd', 'date: jjjj-MM-dd', 'bank.yaml:7', 'columns.at.date', '"jjjj"'],
    ['date: yyyy-MM-dd', 'date: dd.MM', 'bank.yaml:7', 'columns.at.date', 'no year'],
    ['date: yyyy-MM-dd', 'unix: sec', 'bank.yaml:7', 'columns.at.unix', 's or ms'],
    ['date: yyyy-MM-dd', 'step: day', 'bank.yaml:7', 'columns.at.step', 'epoch'],
    ['date: yyyy-MM-dd', 'date: yyyy-MM-dd HH, zone: Mars/Base', 'bank.yaml:7', 'columns.at.zone', 'Mars/Base'],
    ['transfers-*', 'transferz-*', 'bank.yaml:4', 'tables[0].file', '"transfers-1.csv"'],
    ['amount: sum', 'amount: {column: sum, const: 5}', 'bank.yaml:10', 'columns.amount', 'exactly one of'],
    ['amount: sum', 'amount: {abs: true}', 'bank.yaml:10', 'columns.amount', 'exactly one of'],
    ['amount: sum', 'amount: {column: sum, abs: ja}', 'bank.yaml:10', 'columns.amount.abs', 'true or false'],
    ['amount: sum', 'amount: [sum]', 'bank.yaml:10', 'columns.amount', "a column's name"],
    ['amount: sum', 'amount: {template: "{sum"}', 'bank.yaml:10', 'columns.amount.template', 'not closed'],
    ['    columns:', '    where: {column: sum, equal: 5}\n    columns:', 'bank.yaml:5', 'where.equal', '"equals"'],
    ['    columns:', '    where: {column: sum}\n    columns:', 'bank.yaml:5', 'where', 'equals, not, in, matches'],
    ['    columns:', '    keep: [branch]\n    columns:', 'bank.yaml:3', 'tables[0]', '"branch"'],
    ['    columns:', '    read: {header: false}\n    columns:', 'bank.yaml:5', 'read.header', 'columns: [first'],
    ['    columns:', '    read: {delimiter: ";;"}\n    columns:', 'bank.yaml:5', 'read.delimiter', 'one character'],
    ['    columns:', '    read: {encoding: martian}\n    columns:', 'bank.yaml:5', '', 'martian'],
    ['id: n', 'id: n\n      id: day', 'bank.yaml:7', '', 'unique'],
    ['id: n', 'id: {n', 'bank.yaml:', '', 'YAML'],
  ])('%s → %s', async (from, to, place, path, hint) => {
    const yaml = good.replace(from, to);
    expect(yaml).not.toBe(good);
    const error = await mapped(yaml, files).then(
      () => null,
      (thrown) => thrown,
    );
    expect(error).toMatchObject({ exitCode: 2 });
    expect(error.message).toContain(place);
    expect(error.message).toContain(path);
    expect(error.message).toContain(hint);
  });
});

import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { canonical } from '../../src/importers/canonical.ts';
import { dayOf } from '../../src/model/time.ts';
import { collect } from './collect.ts';

const HEADER = 'id,at,from_account,to_account,amount,currency,channel,purpose\n';
const day = (text: string) => {
  const [y, m, d] = text.split('-').map(Number);
  return dayOf(y!, m!, d!);
};

describe('transactions', () => {
  test('a row becomes a fact with full ids, UTC time and minor units', async () => {
    const { tables, counts, rejects } = await collect(canonical, {
      'transactions-2024-01.csv': `${HEADER}t-1,2024-01-15T10:00:00,KZ1,KZ2,1500.5,,transfer,"Rent, January"\n`,
    });
    expect(rejects).toEqual([]);
    expect(counts['transactions-2024-01.csv']).toMatchObject({
      file: 0,
      rows: 1,
      rejected: 0,
      skipped: 0,
      blank: 0,
      defects: 0,
    });
    expect(tables.transactions).toEqual([
      {
        line: 2,
        id: 't-1',
        at: Date.UTC(2024, 0, 15, 4),
        precision: 0,
        from_account: 'account:KZ1',
        to_account: 'account:KZ2',
        amount: 150_050,
        currency: 'KZT',
        channel: 'transfer',
        purpose: 'Rent, January',
        payer_id: null,
        confirmed: null,
        mcc: null,
        invoice_id: null,
        from_name: null,
        to_name: null,
        attrs: null,
      },
    ]);
  });

  test('a date alone keeps day precision', async () => {
    const { tables } = await collect(canonical, { 'transactions.csv': `${HEADER}t-1,2024-01-15,A,B,1,,,\n` });
    expect(tables.transactions![0]).toMatchObject({ at: Date.UTC(2024, 0, 15), precision: 1 });
  });

  test.each([
    ['t-1,2024-13-01,A,B,1,,,', 'at', 'bad-date', '2024-13-01'],
    ['t-1,0196-01-01,A,B,1,,,', 'at', 'bad-date', '0196-01-01'],
    ['t-1,2024-01-01,A,B,-5,,,', 'amount', 'negative-amount', '-5'],
    ['t-1,2024-01-01,A,B,abc,,,', 'amount', 'not-a-number', 'abc'],
    ['t-1,2024-01-01,A,B,90071992547409.92,,,', 'amount', 'too-large', '90071992547409.92'],
    ['t-1,2024-01-01,A,B,,,,', 'amount', 'blank-required', ''],
    ['t-1,2024-01-01,,B,5,,transfer,', 'from_account', 'blank-side', ''],
    ['t-1,2024-01-01,,,5,,cash,', 'from_account', 'blank-side', ''],
    ['t-1,2024-01-01,8.70101E+11,B,5,,,', 'from_account', 'scientific', '8.70101E+11'],
    ['t-1,2024-01-01,company:940140000385,B,5,,,', 'from_account', 'kind-mismatch', 'company:940140000385'],
  ])('%s is refused at %s as %s', async (row, column, code, value) => {
    const { tables, rejects, counts } = await collect(canonical, { 'transactions.csv': `${HEADER}${row}\n` });
    expect(tables.transactions).toBeUndefined();
    expect(counts['transactions.csv']).toMatchObject({ rows: 1, rejected: 1 });
    expect(rejects).toHaveLength(1);
    expect(rejects[0]).toMatchObject({ line: 2, action: 'row', table: 'transactions', column, code, value, raw: row });
    expect(rejects[0]!.expected).not.toBe('');
  });

  test('a blank side is cash on channels atm and cash', async () => {
    const { tables, rejects } = await collect(canonical, {
      'transactions.csv': `${HEADER}w,2024-01-01,A,,5,,atm,\nd,2024-01-01,,A,5,,cash,\n`,
    });
    expect(rejects).toEqual([]);
    expect(tables.transactions!.map((t) => [t.from_account, t.to_account])).toEqual([
      ['account:A', null],
      [null, 'account:A'],
    ]);
  });

  test('optional cells that cannot be read are emptied, listed and counted', async () => {
    const { tables, rejects, counts } = await collect(canonical, {
      'transactions.csv': `${HEADER}t-1,2024-01-01,A,B,5,,pigeon,x\n`,
    });
    expect(tables.transactions![0]).toMatchObject({ channel: null, purpose: 'x' });
    expect(counts['transactions.csv']).toMatchObject({ rows: 1, rejected: 0, defects: 1 });
    expect(rejects).toMatchObject([{ action: 'cell', column: 'channel', code: 'unknown-word', value: 'pigeon' }]);
  });

  test('digits beyond the minor unit are rounded half to even, counted, and kept as written', async () => {
    const { tables, rejects } = await collect(canonical, {
      'transactions.csv': `${HEADER}a,2024-01-01,A,B,0.125,,,\nb,2024-01-01,A,B,0.135,,,\n`,
    });
    expect(tables.transactions!.map((t) => [t.amount, t.attrs])).toEqual([
      [12, '{"amount":"0.125"}'],
      [14, '{"amount":"0.135"}'],
    ]);
    expect(rejects.map((r) => [r.action, r.code])).toEqual([
      ['cell', 'rounded'],
      ['cell', 'rounded'],
    ]);
  });

  test('minor units follow the currency', async () => {
    const { tables } = await collect(canonical, {
      'transactions.csv': `${HEADER}a,2024-01-01,A,B,5,JPY,,\nb,2024-01-01,A,B,0.00000001,BTC,,\nc,2024-01-01,A,B,1.5,usd,,\n`,
    });
    expect(tables.transactions!.map((t) => [t.amount, t.currency])).toEqual([
      [5, 'JPY'],
      [1, 'BTC'],
      [150, 'USD'],
    ]);
  });

  test('rows without an id get the hash of their content and an occurrence number, whatever the order and file', async () => {
    const one = ',2024-01-01,A,B,5,,,\n';
    const other = ',2024-01-02,A,B,5,,,\n';
    const ids = async (files: Record<string, string>) =>
      (await collect(canonical, files)).tables.transactions!.map((t) => t.id as string).sort();
    const together = await ids({ 'transactions.csv': HEADER + one + other + one });
    expect(new Set(together).size).toBe(3);
    for (const id of together) expect(id).toMatch(/^h-[0-9a-f]{24}-[12]$/);
    expect(await ids({ 'transactions.csv': HEADER + other + one + one })).toEqual(together);
    expect(await ids({ 'transactions-1.csv': HEADER + one + other, 'transactions-2.csv': HEADER + one })).toEqual(
      together,
    );
  });

  test('unknown columns are kept as attributes', async () => {
    const { tables } = await collect(canonical, {
      'transactions.csv': 'id,at,from_account,to_account,amount,Branch,zeta\n1,2024-01-01,A,B,5,North,\n',
    });
    expect(tables.transactions![0]!.attrs).toBe('{"Branch":"North"}');
  });

  test('every physical line is accounted for', async () => {
    const { counts, rejects, tables } = await collect(canonical, {
      'transactions.csv': `${HEADER}\n1,2024-01-01,A,B,5,,,"two\nlines"\n   \n2,2024-01-01,A,B,5\n,,,,,,,\n3,2024-01-01,A,B,5,,,\n\n`,
    });
    expect(counts['transactions.csv']).toMatchObject({ rows: 7, rejected: 1, blank: 4 });
    expect(tables.transactions!.map((t) => [t.id, t.line])).toEqual([
      ['1', 3],
      ['3', 8],
    ]);
    expect(rejects).toMatchObject([
      {
        line: 6,
        action: 'row',
        code: 'wrong-column-count',
        value: '5',
        expected: '8 columns',
        raw: '2,2024-01-01,A,B,5',
      },
    ]);
  });
});

describe('files', () => {
  test('are recognised by the beginning of their names', async () => {
    const files = [
      'transactions.csv',
      'transactions-2.csv.gz',
      'sub/companies_old.csv',
      'names.jsonl',
      'namesakes.csv',
      'labels_transactions.csv',
      'accounts.docx',
    ].map((name) => ({ path: `/nowhere/${name}`, name, bytes: 1 }));
    expect((await canonical.recognises(files, { forced: false, list: null })).map(({ file }) => file.name)).toEqual([
      'transactions.csv',
      'transactions-2.csv.gz',
      'sub/companies_old.csv',
      'names.jsonl',
    ]);
  });

  test('a missing required column names the file, what is there and the nearest name', async () => {
    await expect(
      collect(canonical, { 'transactions.csv': 'id,at,from_acount,to_account,amount\n' }),
    ).rejects.toMatchObject({
      code: 'missing-columns',
      exitCode: 2,
      message: expect.stringMatching(/"from_account"[\s\S]*transactions\.csv[\s\S]*from_acount[\s\S]*from_account/),
    });
  });

  test('a column that the table uses already is not taken for a misspelt one', async () => {
    const missing = (header: string) => collect(canonical, { 'transactions.csv': `${header}\n` });
    await expect(missing('id,at,from_account,amount')).rejects.toMatchObject({
      code: 'missing-columns',
      message: expect.not.stringContaining('ename "'),
    });
    await expect(missing('id,at,from_account,to_acount,amount')).rejects.toMatchObject({
      message: expect.stringContaining('Rename "to_acount" to "to_account"'),
    });
  });

  test('gzip, a byte order mark, semicolons and CRLF are read', async () => {
    const csv = '\uFEFFbin;name\r\n940140000385;ТОО "Алма"\r\n';
    const { tables, counts } = await collect(canonical, { 'companies.csv.gz': gzipSync(csv) });
    expect(tables.companies).toMatchObject([
      { id: 'company:940140000385', name: 'ТОО "Алма"', country: 'KZ', line: 2 },
    ]);
    expect(counts['companies.csv.gz']).toMatchObject({ rows: 1, rejected: 0 });
  });

  test('bytes that are not UTF-8 end the reading with the line', async () => {
    const bytes = Buffer.concat([
      Buffer.from('bin,name\n940140000385,a\n990140004654,'),
      Buffer.from([0xcf, 0xf0, 10]),
    ]);
    await expect(collect(canonical, { 'companies.csv': bytes })).rejects.toMatchObject({
      code: 'wrong-encoding',
      message: expect.stringContaining('companies.csv:3'),
    });
    const { tables } = await collect(canonical, { 'companies.csv': bytes }, 'windows-1251');
    expect(tables.companies!.map((c) => c.name)).toEqual(['a', 'Пр']);
  });

  test('KZ-1048 has the Kazakh letters', async () => {
    const bytes = Buffer.concat([
      Buffer.from('bin,name\n940140000385,'),
      Buffer.from([0x8d, 0xe0, 0xe7, 0xe0, 0x9d, 10]),
    ]);
    const { tables } = await collect(canonical, { 'companies.csv': bytes }, 'kz-1048');
    expect(tables.companies!.map((c) => c.name)).toEqual(['Қазақ']);
  });

  test('JSON lines name their columns object by object', async () => {
    const { tables, rejects, counts } = await collect(canonical, {
      'companies.jsonl':
        '{"bin":"940140000385","employees":5,"note":"x"}\n\n{"name":"no id"}\nnot json\n{"id":"990140004654","name":null}\n',
    });
    expect(tables.companies).toMatchObject([
      { id: 'company:940140000385', employees: 5, attrs: '{"note":"x"}', line: 1 },
      { id: 'company:990140004654', name: null, line: 5 },
    ]);
    expect(rejects.map((r) => [r.line, r.code])).toEqual([
      [3, 'blank-required'],
      [4, 'bad-json'],
    ]);
    expect(counts['companies.jsonl']).toMatchObject({ rows: 5, rejected: 2, blank: 1 });
  });
});

describe('companies and persons', () => {
  test('addresses and contacts get their keys', async () => {
    const { tables } = await collect(canonical, {
      'companies.csv':
        'id,address,phone,email,capital,registered_at,dissolved_at,size_class,share_of_state\n' +
        '940140000385,"ул. Абая, 10, оф. 5",8 (701) 123-45-67,A@B.KZ,100000,1994-01-05,9999-12-31,Small,51\n',
    });
    expect(tables.companies![0]).toMatchObject({
      unit: 'address:аба 10 #5',
      building: 'address:аба 10',
      phone_contact: 'contact:phone:77011234567',
      email_contact: 'contact:email:a@b.kz',
      capital: 10_000_000,
      capital_currency: 'KZT',
      registered_at: day('1994-01-05'),
      dissolved_at: null,
      size_class: 'small',
      attrs: '{"share_of_state":"51"}',
    });
  });

  test('a row under an IIN is a sole trader', async () => {
    const { tables } = await collect(canonical, {
      'companies.csv': 'bin,name,address,oked\n061211600012,ИП Алма,"ул. Абая, 10",62010\n',
    });
    expect(tables.companies).toBeUndefined();
    expect(tables.persons).toMatchObject([
      { id: 'person:061211600012', name: 'ИП Алма', sole_trader: 1, attrs: '{"oked":"62010"}' },
    ]);
    expect(tables.addresses).toMatchObject([{ entity_id: 'person:061211600012', unit: 'address:аба 10' }]);
  });

  test.each([
    ['940140000385', '', 'company:940140000385', 'KZ'],
    ['GB:SL012732', '', 'company:GB:SL012732', 'GB'],
    ['SL012732', 'gb', 'company:GB:SL012732', 'GB'],
    ['company:VG:1', '', 'company:VG:1', 'VG'],
    ['XX:9', '', 'company:XX:9', null],
    ['XX:9', 'xx', 'company:XX:9', 'XX'],
    ['940140000386', '', 'company:940140000386', 'KZ'],
    ['940170000385', '', 'company:940170000385', 'KZ'],
  ])('id %s with country "%s" is %s', async (id, country, expected, shown) => {
    const { tables } = await collect(canonical, { 'companies.csv': `id,country\n${id},${country}\n` });
    expect(tables.companies).toMatchObject([{ id: expected, country: shown }]);
  });

  test.each([
    ['8.70101E+11', 'scientific'],
    ['94014000038', 'not-twelve-digits'],
    ['94014000038X', 'not-twelve-digits'],
    ['person:061211600012x', null],
    ['account:1', 'kind-mismatch'],
    ['', 'blank-required'],
  ])('id %s is refused as %s', async (id, code) => {
    const { rejects } = await collect(canonical, { 'companies.csv': `id,name\n${id},x\n` });
    expect(rejects.map((r) => r.code)).toEqual(code === null ? [] : [code]);
  });

  test('persons by IIN, by country and by full id', async () => {
    const { tables } = await collect(canonical, {
      'persons.csv': 'iin,name,country,birth_date\n061211600012,A,,2006-12-11\nP1,B,RU,\nperson:DE:9,C,,0002-01-01\n',
    });
    expect(tables.persons).toMatchObject([
      { id: 'person:061211600012', country: 'KZ', birth_date: day('2006-12-11'), sole_trader: null },
      { id: 'person:RU:P1', country: 'RU' },
      { id: 'person:DE:9', country: 'DE', birth_date: null },
    ]);
  });
});

describe('roles', () => {
  const ROLES = 'company_id,holder_id,role,holder_kind,share,from,to\n';

  test.each([
    ['061211600012', '', 'person:061211600012'],
    ['990140004654', '', 'company:990140004654'],
    ['990140004654', 'company', 'company:990140004654'],
    ['GB:1', 'company', 'company:GB:1'],
    ['GB:1', 'person', 'person:GB:1'],
    ['person:GB:1', '', 'person:GB:1'],
  ])('holder %s of kind "%s" is %s', async (holder, kind, expected) => {
    const { tables } = await collect(canonical, { 'roles.csv': `${ROLES}940140000385,${holder},founder,${kind},,,\n` });
    expect(tables.roles).toMatchObject([{ company_id: 'company:940140000385', holder_id: expected, role: 'founder' }]);
  });

  test('a holder with only a name is a person of that company and role', async () => {
    const { tables } = await collect(canonical, {
      'roles.csv': `${ROLES}940140000385,ИВАНОВ ИВАН,executive,,,,\n940140000385,Иванов  Иван,executive,,,,\n990140004654,ИВАНОВ ИВАН,executive,,,,\n`,
    });
    const [first, second, third] = tables.roles!.map((r) => r.holder_id as string);
    expect(first).toMatch(/^person:local:940140000385:executive:[0-9a-f]{12}$/);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    expect(tables.persons![0]).toMatchObject({ id: first, name: 'ИВАНОВ ИВАН' });
  });

  test.each([
    ['940140000385,-,executive,,,,', 'holder_id', 'blank-required'],
    ['940140000385,,executive,,,,', 'holder_id', 'blank-required'],
    ['940140000385,GB:1,executive,,,,', 'holder_id', 'kind-unknown'],
    ['940140000385,061211600012,king,,,,', 'role', 'unknown-word'],
    ['ABC,061211600012,founder,,,,', 'company_id', 'not-twelve-digits'],
  ])('%s is refused at %s as %s', async (row, column, code) => {
    const { rejects, tables } = await collect(canonical, { 'roles.csv': `${ROLES}${row}\n` });
    expect(tables.roles).toBeUndefined();
    expect(rejects).toMatchObject([{ action: 'row', column, code }]);
  });

  test('share and validity', async () => {
    const { tables, rejects } = await collect(canonical, {
      'roles.csv': `${ROLES}940140000385,061211600012,founder,,50.5,2020-01-01,2021-06-30\n940140000385,061211600012,owner,,150,x,\n`,
    });
    expect(tables.roles).toMatchObject([
      { share: 50.5, from: day('2020-01-01'), to: day('2021-06-30') },
      { share: null, from: null, to: null },
    ]);
    expect(rejects.map((r) => [r.column, r.code])).toEqual([
      ['share', 'bad-share'],
      ['from', 'bad-date'],
    ]);
  });
});

describe('the other tables', () => {
  test('accounts with holders', async () => {
    const { tables, rejects } = await collect(canonical, {
      'accounts.csv':
        'id,kind,holder_id,holder_kind,opened_at,closed_at,opening_balance\nKZ1,card,061211600012,,2020-01-01,4748-11-28T00:00:00Z,10\nKZ2,,SL1,,,,\nKZ3,bank,GB:SL1,company,,,\n',
    });
    expect(tables.accounts).toMatchObject([
      {
        id: 'account:KZ1',
        kind: 'card',
        holder_id: 'person:061211600012',
        closed_at: null,
        opening_balance: 1000,
        currency: 'KZT',
      },
      { id: 'account:KZ2', kind: null, holder_id: null, currency: null },
      { id: 'account:KZ3', holder_id: 'company:GB:SL1' },
    ]);
    expect(rejects).toMatchObject([{ action: 'cell', column: 'holder_id', code: 'not-twelve-digits' }]);
  });

  test('invoices, with a sole trader as seller', async () => {
    const { tables } = await collect(canonical, {
      'invoices.csv': 'id,issued_at,seller_id,buyer_id,amount,vat\ni1,2024-05-01,061211600012,940140000385,112,12\n',
    });
    expect(tables.invoices).toMatchObject([
      { id: 'i1', seller_id: 'person:061211600012', buyer_id: 'company:940140000385', amount: 11200, vat: 1200 },
    ]);
  });

  test.each([
    ['2025', '2025-01-01', '2026-01-01'],
    ['2025-Q3', '2025-07-01', '2025-10-01'],
    ['2025-Q4', '2025-10-01', '2026-01-01'],
    ['2025-07', '2025-07-01', '2025-08-01'],
    ['2025-12', '2025-12-01', '2026-01-01'],
  ])('tax period %s', async (period, from, to) => {
    const { tables } = await collect(canonical, {
      'tax_returns.csv': `company_id,period,turnover,employees\n940140000385,${period},1000.10,3\n`,
    });
    expect(tables.tax_returns).toMatchObject([
      { period, from: day(from), to: day(to), turnover: 100_010, employees: 3, taxes_paid: null },
    ]);
  });

  test('tax periods that are none are refused', async () => {
    const { rejects } = await collect(canonical, {
      'tax_returns.csv': 'company_id,period\n940140000385,2025-13\n940140000385,2025-Q5\n940140000385,Q1\n',
    });
    expect(rejects.map((r) => r.code)).toEqual(['bad-period', 'bad-period', 'bad-period']);
  });

  test('lists of companies, persons and white-listed addresses', async () => {
    const { tables } = await collect(canonical, {
      'lists.csv':
        'entity_id,list,from,reference\n940140000385,PSEUDO_COMPANY,2023-02-01,№ 5\n061211600012,PERSON_DEAD,,\n"Алматы, пр. Достык, 1",WHITELISTED_ADDRESS,,\n',
    });
    expect(tables.lists).toMatchObject([
      { entity_id: 'company:940140000385', list: 'PSEUDO_COMPANY', from: day('2023-02-01'), reference: '№ 5' },
      { entity_id: 'person:061211600012', list: 'PERSON_DEAD', from: null },
      { entity_id: 'address:алмати достик 1 проспект', list: 'WHITELISTED_ADDRESS' },
    ]);
  });

  test('names, addresses and contacts over time', async () => {
    const { tables, rejects } = await collect(canonical, {
      'names.csv': 'entity_id,name,from,to\n940140000385,Old,2000-01-01,2005-01-01\n',
      'addresses.csv': 'entity_id,address,from,to\n940140000385,"Abay 10, apt 5",,\n940140000385,"- -",,\n',
      'contacts.csv':
        'entity_id,kind,value\n061211600012,phone,+7 701 123 45 67\n061211600012,fax,1\n061211600012,email,none\n',
    });
    expect(tables.names).toMatchObject([{ name: 'Old', from: day('2000-01-01'), to: day('2005-01-01') }]);
    expect(tables.addresses).toMatchObject([{ unit: 'address:abay 10 #5', building: 'address:abay 10' }]);
    expect(tables.contacts).toMatchObject([{ contact: 'contact:phone:77011234567', value: '+7 701 123 45 67' }]);
    expect(rejects.map((r) => r.code)).toEqual(['bad-address', 'unknown-word', 'bad-contact']);
  });
});

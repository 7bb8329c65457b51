import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { profileFile } from '../../../src/importers/mapping-init/profile-file.ts';
import { suggestTables } from '../../../src/importers/mapping-init/suggest-table.ts';
import { writeMapping } from '../../../src/importers/mapping-init/write-mapping.ts';
import { checkMapping } from '../../../src/load/check-mapping.ts';
import { findReadable } from '../../../src/load/find-readable.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tamyr-mapping-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What `tamyr mapping init` writes for files. */
async function init(...paths: string[]): Promise<string> {
  const { files } = await findReadable(paths);
  const described = [];
  for (const file of files) {
    const profile = await profileFile(file, 1000);
    described.push({ profile, tables: suggestTables(file.name, profile.columns, profile.header) });
  }
  return writeMapping('test', described);
}

/** What the mapping that was written makes of the same file, without a hand laid on it. */
async function roundTrip(name: string, content: string | Buffer) {
  const path = join(folder, name);
  writeFileSync(path, content);
  const text = await init(path);
  const mapping = join(folder, `${name}.yaml`);
  writeFileSync(mapping, text);
  const { files } = await checkMapping(mapping, [path], 1000);
  return { text, checked: files[0]! };
}

/** Windows-1251 bytes of a text of ASCII and Russian letters. */
function cp1251(text: string): Buffer {
  return Buffer.from(
    [...text].map((letter) => {
      const code = letter.codePointAt(0)!;
      if (code < 128) return code;
      if (letter === '№') return 0xb9;
      return code - 0x410 + 0xc0;
    }),
  );
}

/** As banks write them: both parties by account and name, refunds below zero, a comma for the decimals. */
const STATEMENT = `Дата;Счёт отправителя;Наименование отправителя;Счет получателя;Наименование получателя;Сумма
03.02.2025;KZ86125KZT1001300223;Алма;KZ12345KZT5004100100;Жібек;"1 250 000,50"
28.02.2025;KZ86125KZT1001300223;Алма;KZ12345KZT5004100100;Жібек;-500,00
`;

function fileOf(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('a first mapping for an unknown file', () => {
  test('a Russian bank statement in Windows-1251 loads as it was guessed', async () => {
    const { text, checked } = await roundTrip(
      'statement.csv',
      cp1251(
        [
          'Номер документа;Дата операции;ИИК плательщика;ИИК получателя;Сумма;Код валюты;Назначение платежа;Филиал',
          '101;05.02.2025;KZ12345678901234567890;KZ09876543210987654321;1 250 000,50;398;Оплата по договору;Центр',
          '102;06.02.2025;KZ12345678901234567890;KZ09876543210987654321;99,00;840;Возврат;Центр',
          '103;26.02.2025;KZ12345678901234567890;KZ09876543210987654322;5 000,00;398;Оплата;Север',
          '',
        ].join('\r\n'),
      ),
    );
    expect(text).toContain('table: transactions');
    expect(text).toContain('encoding: windows-1251');
    expect(text).toContain('date: "dd.MM.yyyy"');
    expect(text).not.toMatch(/KZ123/);
    expect(checked).toMatchObject({ rows: 3, rejected: 0, defects: 0 });
    expect(checked.tables).toMatchObject([{ table: 'transactions', records: 3 }]);
    expect(checked.tables[0]!.examples[0]!.values).toMatchObject({
      id: '101',
      at: '2025-02-05',
      from_account: 'account:KZ12345678901234567890',
      amount: '1250000.50 KZT',
      attrs: '{"Филиал":"Центр"}',
    });
  });

  test('a register with heads in the same row feeds companies and roles', async () => {
    const { text, checked } = await roundTrip(
      'register.csv',
      'БИН,Наименование,Дата регистрации,ФИО руководителя,Адрес\n' +
        '940140000385,"ТОО ""Алма""",17.01.1994,Иванов И.,"г. Алматы, ул. Абая, 10"\n' +
        '990140004654,"ТОО ""Береке""",21.01.1999,Петров П.,"г. Алматы, ул. Абая, 11"\n',
    );
    expect(text).toMatch(/table: companies[\s\S]*table: roles/);
    expect(text).toContain('role: { const: executive }   # TODO');
    expect(checked.tables.map(({ table }) => table)).toContain('companies');
  });

  test('a file without a header says so and is read as payments', async () => {
    const { text, checked } = await roundTrip('ratings.csv', '6,2,4,1289241911\n6,5,2,1289241941\n1,15,1,1289243140\n');
    expect(text).toContain('header: false, columns: [c1, c2, c3, c4]');
    expect(text).toContain('at: { column: c4, unix: s }');
    expect(checked).toMatchObject({ rows: 3, rejected: 0 });
  });

  test('dates that read both ways are marked, not settled', async () => {
    const { text } = await roundTrip('both.csv', 'date,from,to,amount\n01/02/2025,A,B,1\n03/04/2025,A,B,2\n');
    expect(text).toMatch(/date: "dd\/MM\/yyyy" } +# also reads as MM\/dd\/yyyy/);
  });

  test('what is missing is a TODO with its reason, never a silent guess', async () => {
    const path = join(folder, 'odd.csv');
    writeFileSync(path, 'alpha,beta\nx,y\nz,w\n');
    expect(await init(path)).toContain('TODO: required, and nothing looks like it');
  });

  test('debits below zero and codes of roles', async () => {
    const { text, checked } = await roundTrip(
      'signed.csv',
      'date,from,to,amount\n2025-01-01,A,B,-5.5\n2025-01-02,A,B,7\n',
    );
    expect(text).toContain('{ column: amount, abs: true }');
    expect(checked.rejected).toBe(0);
    const statement = await init(fileOf('выписка.csv', STATEMENT));
    expect(statement).toMatch(/"?Сумма"?, abs: true, decimal: ",", group: " " } +# below zero/);
    expect(statement).toContain('from_name: Наименование отправителя');
    const roles = await roundTrip(
      'roles.csv',
      'company_id,holder_id,role\n940140000385,061211600012,Директор\n990140004654,061211600012,Учредитель\n990140004654,061211600012,Кассир\n',
    );
    expect(roles.text).toContain('Директор: executive');
    expect(roles.text).toContain('Кассир: null');
    expect(roles.checked.tables).toMatchObject([{ table: 'roles', records: 2 }]);
  });
});

const data = process.env.TAMYR_TEST_DATA;
describe.skipIf(!data)('on files that somebody else made', () => {
  test.each([
    ['rift_mule', /^harsh.*\.csv$/, 279],
    ['amlsim_100', /^transactions\.csv$/, 1000],
    ['bitcoin_otc_alpha', /\.csv$/, 1000],
    ['fincen_files', /^download_transactions_map\.csv$/, 998],
  ])('%s: the mapping as written takes the payments', async (set, name, taken) => {
    const file = readdirSync(join(data!, set)).find((entry) => name.test(entry))!;
    const path = join(data!, set, file);
    const mapping = join(folder, `${set}.yaml`);
    writeFileSync(mapping, await init(path));
    const { files } = await checkMapping(mapping, [path], 1000);
    expect(files[0]!.tables).toMatchObject([{ table: 'transactions', records: taken }]);
  });
});

import { describe, expect, test } from 'vitest';
import { type LoadPageInput, loadPage } from '../../src/reports/load-page.ts';

const counts = { rows: 10, accepted: 6, duplicate: 1, rejected: 2, skipped: 1, blank: 0, defects: 3 };
const none = { rows: 0, accepted: 0, duplicate: 0, rejected: 0, skipped: 0, blank: 0, defects: 0 };
const bytes = { header: 20, accepted: 900, duplicate: 50, rejected: 200, skipped: 30, blank: 0 };
const input: LoadPageInput = {
  load: 'l-000001',
  published: true,
  files: [
    { file: 'платежи.csv', encoding: 'windows-1251', bytes, guessedFrom: 'Оплата по договору', ...counts },
    { file: 'b.csv', encoding: 'utf-8', bytes, ...none },
    { file: 'c.xlsx', encoding: 'binary', bytes: null, ...none },
  ],
  ignored: ['readme.txt'],
  tables: { transactions: { accepted: 6, duplicate: 1, rejected: 2 } },
  byReference: { company: 0, person: 0, account: 4 },
  reasons: [
    {
      code: 'bad-date',
      action: 'row',
      count: 7,
      text: { en: 'Not a date.', kk: 'Күн емес.', ru: 'Не дата.' },
      samples: [{ file: 'платежи.csv', line: 3, column: 'at', value: '<script>alert(1)</script>', expected: 'a date' }],
    },
  ],
  snapshot: { began: 2, ended: 1 },
};

describe('the page of a load', () => {
  test('says in three languages what was taken, what was refused, where, and what to do', () => {
    const page = loadPage(input);
    for (const said of ['10 rows were read', 'Прочитано 10 строк', '10 жол оқылды']) expect(page).toContain(said);
    for (const said of ['Not a date.', 'Не дата.', 'Күн емес.', 'платежи.csv:3', '1 of 7', 'readme.txt']) {
      expect(page).toContain(said);
    }
    expect(page).toContain('taken for windows-1251, because it reads: Оплата по договору');
  });

  test('says of each file whether its bytes are accounted for, or its rows only', () => {
    const page = loadPage(input);
    for (const said of ['utf-8; each of its 1,200 bytes', 'учтён каждый из 1 200 байтов', '1 200 байттың']) {
      expect(page.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(said);
    }
    expect(page).toContain('accounted for by rows');
    expect(page).not.toContain('binary');
  });

  test('is one file that needs no other', () => {
    expect(loadPage(input)).not.toMatch(/<link|src="(?!data:)|https?:/);
  });

  test('runs nothing that stands in a value', () => {
    const page = loadPage(input);
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('&lt;script&gt;');
  });

  test('a load that brought nothing new says so, and one without defects too', () => {
    expect(loadPage({ ...input, published: false })).toContain('Nothing new');
    expect(loadPage({ ...input, reasons: [] })).toContain('Nothing was refused');
  });
});

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { requireWhole } from '../../src/load/account.ts';
import { type LoadReport, load } from '../../src/load.ts';
import { digestOfStore } from '../../src/store/digest.ts';
import { openDuckDbStore } from '../../src/store/duckdb/duckdb-store.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';

let folder: string;
let store: GraphStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tamyr-account-'));
  store = await openDuckDbStore(join(folder, 'store.duckdb'));
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

let folders = 0;
async function loadThese(contents: Record<string, string | Uint8Array>, mapping?: string): Promise<LoadReport> {
  const input = join(folder, `in-${folders++}`);
  await mkdir(input);
  for (const [name, content] of Object.entries(contents)) await writeFile(join(input, name), content);
  return load(store, { paths: [input], rejectsDir: join(folder, 'reports'), ...(mapping && { mapping }) });
}

interface RejectRow {
  file: string;
  line: string;
  last_line: string;
  first_byte: string;
  bytes: string;
  action: string;
  code: string;
  raw: string;
  header: string;
  column: string;
}

async function rejectsOf({ rejects }: LoadReport): Promise<RejectRow[]> {
  return parse(await readFile(rejects!, 'utf8'), { columns: true });
}

const HEADER = 'id,at,from_account,to_account,amount,purpose\n';
/** One row of each fate; `Ж` and `🏦` take two and four bytes. */
const ROWS = {
  accepted: 't-1,2024-01-01,A,B,5,Ж 🏦\n',
  quoted: 't-2,2024-01-01,A,B,5,"two\nlines"\n',
  refused: 't-3,2024-01-01,A,B,-5,"Ж\nminus"\n',
  blank: ',,,,,\n',
  broken: 't-4,2024-01-01,A,B\n',
  duplicate: 't-1,2024-01-01,A,B,5,Ж 🏦\n',
  conflict: 't-1,2024-01-01,A,B,6,"Ж\nother"\n',
};
const SIZE = Object.fromEntries(Object.entries(ROWS).map(([fate, text]) => [fate, Buffer.byteLength(text)])) as Record<
  keyof typeof ROWS,
  number
>;
const DIRTY = HEADER + Object.values(ROWS).join('');

describe('every byte of a file', () => {
  test.each([
    ['CSV', 'transactions.csv', Buffer.from(DIRTY), 0],
    ['CSV with a byte order mark', 'transactions.csv', Buffer.from(`\uFEFF${DIRTY}`), 3],
    ['packed CSV', 'transactions.csv.gz', gzipSync(DIRTY), 0],
  ])('is accounted for: %s', async (_, name, content, mark) => {
    const report = await loadThese({ [name]: content });
    expect(report.files).toMatchObject([
      {
        rows: 7,
        accepted: 2,
        duplicate: 1,
        rejected: 3,
        blank: 1,
        bytes: {
          header: HEADER.length + mark,
          accepted: SIZE.accepted + SIZE.quoted,
          duplicate: SIZE.duplicate,
          rejected: SIZE.refused + SIZE.broken + SIZE.conflict,
          skipped: 0,
          blank: SIZE.blank,
        },
      },
    ]);
    const starts = {
      't-3': HEADER.length + mark + SIZE.accepted + SIZE.quoted,
      't-1': HEADER.length + mark + Buffer.byteLength(DIRTY) - HEADER.length - SIZE.conflict,
    };
    const rejects = await rejectsOf(report);
    const refused = rejects.find(({ code }) => code === 'negative-amount');
    expect(refused).toMatchObject({
      line: '5',
      last_line: '6',
      column: 'amount',
      first_byte: String(starts['t-3']),
      bytes: String(SIZE.refused),
      raw: ROWS.refused.trimEnd(),
      header: HEADER.trimEnd(),
    });
    const conflict = rejects.find(({ code }) => code === 'conflict');
    expect(conflict).toMatchObject({
      first_byte: String(starts['t-1']),
      bytes: String(SIZE.conflict),
      raw: ROWS.conflict.trimEnd(),
      header: HEADER.trimEnd(),
    });
    expect(rejects.find(({ code }) => code === 'duplicate')).toMatchObject({ bytes: String(SIZE.duplicate), raw: '' });
  });

  test.each(['windows-1251', 'utf-16le'])('is accounted for: CSV in %s', async (encoding) => {
    const text = `${HEADER}t-1,2024-01-01,A,B,5,${'Оплата по договору '.repeat(3)}\nt-2,2024-01-01,A,B,-5,Возврат\n`;
    const single = (letter: string) => (letter < '\u0080' ? letter.charCodeAt(0) : letter.charCodeAt(0) - 0x410 + 0xc0);
    const bytes = encoding === 'utf-16le' ? Buffer.from(text, 'utf16le') : Buffer.from([...text].map(single));
    const [file] = (await loadThese({ 'transactions.csv': bytes })).files;
    const width = encoding === 'utf-16le' ? 2 : 1;
    const [header, first, second] = text.split('\n').map((line) => (line.length + 1) * width);
    expect(file).toMatchObject({ encoding, bytes: { header, accepted: first, rejected: second, blank: 0 } });
  });

  test('is accounted for: JSON lines and JSON', async () => {
    const good = '{"bin":"940140000385","name":"Алма"}';
    const bad = '{"bin":"x"}';
    const report = await loadThese({
      'companies.jsonl': `${good}\n\n${bad}\nnot json\n`,
      'persons.json': `[ {"iin": "850101300010"} ]`,
    });
    expect(report.files).toMatchObject([
      { bytes: { header: 0, accepted: Buffer.byteLength(good) + 1, rejected: bad.length + 1 + 9, blank: 1 } },
    ]);
    expect(report.ignored).toEqual(['persons.json']);
  });

  test('an account that does not add up is an error', () => {
    const rows = { rows: 3, accepted: 1, duplicate: 0, rejected: 1, skipped: 0, blank: 1, defects: 0 };
    const bytes = { header: 2, accepted: 4, duplicate: 0, rejected: 4, skipped: 0, blank: 1 };
    requireWhole('f', rows, bytes, 11);
    expect(() => requireWhole('f', rows, bytes, 12)).toThrow('defect');
    expect(() => requireWhole('f', { ...rows, accepted: 2 }, bytes, 11)).toThrow('do not add up');
    expect(() => requireWhole('f', { ...rows, accepted: -1, rejected: 3 }, bytes, 11)).toThrow('do not add up');
  });
});

describe('rejects.csv', () => {
  test('mended, it closes the gap; again, it changes nothing', async () => {
    const companies = 'bin;name\n94014000038;Алма\n990140004654;"Бота" ЖШС\n010840004141;a;b\n';
    const right = 'bin;name\n940140000385;Алма\n990140004654;"Бота" ЖШС\n010840004141;a, b\n';
    const dirty = await loadThese({
      'transactions.csv': DIRTY,
      'companies.csv': companies.replace('"Бота"', 'Бота'),
      'persons.jsonl': '{"iin":"850101300010"}\n{"iin":"8501013000"}\n',
    });
    const text = await readFile(dirty.rejects!, 'utf8');
    const mended = text
      .replace('A,B,-5', 'A,B,5')
      .replace('t-4,2024-01-01,A,B', 't-4,2024-01-01,A,B,5,')
      .replace('t-1,2024-01-01,A,B,6', 't-5,2024-01-01,A,B,6')
      .replace('94014000038;Алма', '940140000385;Алма')
      .replace('010840004141;a;b', '010840004141;a, b')
      .replace('{""iin"":""8501013000""}', '{""iin"":""920202400017""}');
    const second = await loadThese({ 'rejects.csv': mended });
    expect(second.files).toMatchObject([{ rows: 7, accepted: 6, rejected: 0, skipped: 1 }]);
    expect(second.tables).toMatchObject({
      transactions: { accepted: 3 },
      companies: { accepted: 2 },
      persons: { accepted: 1 },
    });
    expect(second.rejects).toBeNull();

    const whole = await openDuckDbStore(join(folder, 'whole.duckdb'));
    const clean = join(folder, 'clean');
    await mkdir(clean);
    const rows = Object.values({ ...ROWS, duplicate: '' }).join('');
    await writeFile(
      join(clean, 'transactions.csv'),
      HEADER +
        rows
          .replace('-5', '5')
          .replace('t-4,2024-01-01,A,B\n', 't-4,2024-01-01,A,B,5,\n')
          .replace('t-1,2024-01-01,A,B,6', 't-5,2024-01-01,A,B,6'),
    );
    await writeFile(join(clean, 'companies.csv'), right.replace('"Бота"', 'Бота'));
    await writeFile(join(clean, 'persons.jsonl'), '{"iin":"850101300010"}\n{"iin":"920202400017"}\n');
    await load(whole, { paths: [clean] });
    expect(await digestOfFacts(store)).toEqual(await digestOfFacts(whole));
    await whole.close();

    const before = await digestOfStore(store);
    const again = await loadThese({ 'rejects.csv': mended });
    expect(again.published).toBe(false);
    expect(await digestOfStore(store)).toBe(before);
  });

  test('what is still wrong is refused again as the row that it stands for', async () => {
    const first = await loadThese({ 'companies.csv': 'bin,name\n-1,Alma\n' });
    const text = await readFile(first.rejects!, 'utf8');
    const second = await loadThese({ 'rejects.csv': text });
    const [again] = await rejectsOf(second);
    expect(again).toMatchObject({ file: 'companies.csv', header: 'bin,name', raw: "'-1,Alma" });
    const third = await loadThese({
      'rejects-2.csv': (await readFile(second.rejects!, 'utf8')).replace("'-1,A", '940140000385,A'),
    });
    expect(third.files).toMatchObject([{ rows: 1, accepted: 1 }]);
  });

  test('rows that a mapping read are mended under the mapping', async () => {
    const mapping = join(folder, 'bank.yaml');
    await writeFile(
      mapping,
      `version: 1
source: bank
tables:
  - table: transactions
    file: "pay-*.csv"
    read: {delimiter: ";", header: false, columns: [n, day, who, whom, sum]}
    columns: {id: n, at: {column: day, date: dd.MM.yyyy}, from_account: who, to_account: whom, amount: {column: sum, decimal: ","}}
`,
    );
    const first = await loadThese({ 'pay-1.csv': '1;31.12.2024;A;B;1,5\n2;31.12.24;A;C;2,5\n' }, mapping);
    expect(first.files).toMatchObject([{ accepted: 1, rejected: 1 }]);
    const text = await readFile(first.rejects!, 'utf8');
    const second = await loadThese({ 'rejects.csv': text.replace('2;31.12.24', '2;31.12.2024') }, mapping);
    expect(second.files).toMatchObject([{ file: 'rejects.csv', rows: 1, accepted: 1 }]);
    const without = await loadThese({ 'rejects-b.csv': text });
    expect(without.reasons).toMatchObject([{ code: expect.any(String), action: 'row', count: 1 }]);
  });
});

/** Values of all facts, whatever file and load they came with. */
async function digestOfFacts(of: GraphStore): Promise<string[]> {
  const snapshot = await of.openSnapshot();
  const facts: string[] = [];
  for (const table of ['transactions', 'companies', 'persons'] as const) {
    for await (const { length, row } of snapshot.rows(table)) {
      const details = await snapshot.details(table, [...row.subarray(0, length)]);
      for (const { values } of details) facts.push(JSON.stringify([table, values]));
    }
  }
  await snapshot.close();
  return facts.sort();
}

import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { load } from '../../src/load.ts';
import { openDuckDbStore } from '../../src/store/duckdb/duckdb-store.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';

const TRANSACTIONS = 'id,at,from_account,to_account,amount,channel\n';
let folder: string;
let store: GraphStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tamyr-load-'));
  store = await openDuckDbStore(join(folder, 'store.duckdb'));
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

async function put(files: Record<string, string>): Promise<string> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, 'in', name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  return join(folder, 'in');
}

describe('load', () => {
  test('counts every row of every file and writes what was refused', async () => {
    const input = await put({
      'transactions.csv': `${TRANSACTIONS}t1,2024-01-01,A,B,5,\nt2,2024-01-02,B,C,-5,\nt3,2024-01-02,B,C,5,pigeon\n\nt1,2024-01-01,A,B,5,\nt1,2024-01-01,A,B,6,\n`,
      'companies.csv': 'bin,name\n940140000385,Alma\n',
      'notes.txt': 'hello',
    });
    const report = await load(store, { paths: [input], rejectsDir: join(folder, 'reports') });
    expect(report).toMatchObject({
      load: expect.stringMatching(/^l-/),
      published: true,
      files: [
        { file: 'companies.csv', rows: 1, accepted: 1, duplicate: 0, rejected: 0, skipped: 0, blank: 0, defects: 0 },
        { file: 'transactions.csv', rows: 6, accepted: 2, duplicate: 1, rejected: 2, skipped: 0, blank: 1, defects: 1 },
      ],
      ignored: ['notes.txt'],
      tables: {
        companies: { accepted: 1, duplicate: 0, rejected: 0 },
        transactions: { accepted: 2, duplicate: 1, rejected: 2 },
      },
      byReference: { company: 0, person: 0, account: 3 },
    });
    expect(report.reasons.map(({ code, action, count }) => [code, action, count])).toEqual([
      ['conflict', 'row', 1],
      ['duplicate', 'duplicate', 1],
      ['negative-amount', 'row', 1],
      ['unknown-word', 'cell', 1],
    ]);
    expect(report.files[0]!.digest).toMatch(/^[0-9a-f]{64}$/);
    const rejects = await readFile(report.rejects!, 'utf8');
    expect(rejects.split('\n')[0]).toBe(
      'file,line,action,table,column,code,value,expected,last_line,first_byte,bytes,header,raw',
    );
    expect(rejects).toContain("transactions.csv,3,row,transactions,amount,negative-amount,'-5,");
    expect(rejects).toContain('transactions.csv,4,cell,transactions,channel,unknown-word,pigeon,');
    expect(JSON.parse(await readFile(join(folder, 'reports', report.load, 'load-report.json'), 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(report)),
    );
  });

  test('the same file again adds nothing and says so', async () => {
    const input = await put({ 'transactions.csv': `${TRANSACTIONS}t1,2024-01-01,A,B,5,\n` });
    const first = await load(store, { paths: [input] });
    const second = await load(store, { paths: [join(input, 'transactions.csv')] });
    expect(second).toMatchObject({
      published: false,
      load: first.load,
      files: [{ rows: 1, accepted: 0, duplicate: 1, alreadyLoaded: first.load }],
      rejects: null,
    });
    expect(await store.loads()).toHaveLength(1);
  });

  test('the same snapshot again adds nothing', async () => {
    const input = await put({ 'transactions.csv': `${TRANSACTIONS}t1,2024-01-01,A,B,5,\n,,,,,\n` });
    const request = { paths: [input], source: 'bank', snapshot: 20_000 };
    await load(store, request);
    const second = await load(store, request);
    expect(second).toMatchObject({ published: false, files: [{ rows: 2, accepted: 0, duplicate: 1, blank: 1 }] });
  });

  test('more refusals than allowed are said', async () => {
    const input = await put({ 'companies.csv': 'bin\nx\ny\n' });
    expect((await load(store, { paths: [input], maxRejects: 1 })).tooManyRejects).toBe(true);
    const other = await put({ 'companies.csv': 'bin\nx\nz\n' });
    expect((await load(store, { paths: [other], maxRejects: 2 })).tooManyRejects).toBe(false);
  });

  test('a file that is not UTF-8 is guessed, and the guess is shown and recorded', async () => {
    const input = await put({});
    await mkdir(input, { recursive: true });
    const name = Buffer.from([0xd1, 0xf2, 0xf0, 0xee, 0xe9, 0xea, 0xe0]);
    await writeFile(join(input, 'companies.csv'), Buffer.concat([Buffer.from('bin;name\n940140000385;'), name]));
    const report = await load(store, { paths: [input] });
    expect(report.files).toMatchObject([
      { encoding: 'windows-1251', guessedFrom: '940140000385;Стройка', accepted: 1, rejected: 0 },
    ]);
  });

  test('two copies of one file in a load count once', async () => {
    const text = 'id,at,from_account,to_account,amount\n,2024-01-01,A,B,5\n';
    const report = await load(store, {
      paths: [await put({ 'transactions-1.csv': text, 'transactions-2.csv': text })],
    });
    expect(report.files.map((f) => [f.accepted, f.duplicate])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  test('links that lead out of the folder are listed, not followed', async () => {
    const input = await put({ 'companies.csv': 'bin\n940140000385\n' });
    await writeFile(join(folder, 'transactions.csv'), TRANSACTIONS);
    await symlink(join(folder, 'transactions.csv'), join(input, 'transactions.csv'));
    const report = await load(store, { paths: [input] });
    expect(report.files.map(({ file }) => file)).toEqual(['companies.csv']);
    expect(report.ignored).toEqual(['transactions.csv']);
  });

  test('a missing path, an empty folder and an unknown format are named', async () => {
    await expect(load(store, { paths: [join(folder, 'nowhere')] })).rejects.toMatchObject({
      code: 'no-such-path',
      exitCode: 3,
      message: expect.stringContaining('nowhere'),
    });
    await mkdir(join(folder, 'empty'));
    await expect(load(store, { paths: [join(folder, 'empty')] })).rejects.toMatchObject({
      code: 'nothing-recognised',
      exitCode: 2,
    });
    await expect(load(store, { paths: [folder], format: 'xml' })).rejects.toMatchObject({ code: 'unknown-format' });
    await expect(load(store, { paths: [folder], encoding: 'martian' })).rejects.toMatchObject({
      code: 'unknown-encoding',
    });
  });

  test('an error in the middle leaves nothing behind', async () => {
    const input = await put({
      'companies.csv': 'bin\n940140000385\n',
      'transactions.csv': 'id,at,amount\n',
    });
    await expect(load(store, { paths: [input] })).rejects.toMatchObject({ code: 'missing-columns' });
    expect(await store.loads()).toEqual([]);
    expect(await store.files()).toEqual([]);
  });

  test('a mapping reads other tables; what it looks values up in is not ignored; another mapping reads the file anew', async () => {
    const input = await put({
      'pay.csv': 'n,day,who,whom,sum\n1,31.12.2024,A,B,"1,5"\n2,31.12.2024,A,C,"-2"\n',
      'clients.csv': 'id,name\nA,Alma\n',
      'rest.csv': 'x\n',
    });
    const mapping = join(folder, 'bank.yaml');
    const yaml = `version: 1
source: example-bank
tables:
  - table: transactions
    file: pay.csv
    columns:
      id: n
      at: {column: day, date: dd.MM.yyyy}
      from_account: who
      to_account: whom
      amount: {column: sum, decimal: ","}
      from_name: {lookup: {file: clients.csv, key: id, by: who, value: name}}
`;
    await writeFile(mapping, yaml);
    const first = await load(store, { paths: [input], mapping });
    expect(first).toMatchObject({
      files: [{ file: 'pay.csv', rows: 2, accepted: 1, rejected: 1 }],
      ignored: ['rest.csv'],
    });
    expect(await store.loads()).toMatchObject([{ source: 'example-bank' }]);
    await writeFile(mapping, yaml.replace('decimal: ","', 'decimal: ",", abs: true'));
    const second = await load(store, { paths: [input], mapping });
    expect(second).toMatchObject({ published: true, files: [{ rows: 2, accepted: 1, duplicate: 1, rejected: 0 }] });
    await expect(load(store, { paths: [input], mapping: join(folder, 'none.yaml') })).rejects.toMatchObject({
      exitCode: 3,
    });
  });

  test('whole extracts, one after the other: what is gone ends, what came again goes on', async () => {
    const register = async (text: string, snapshot: number) => {
      const input = await put({ 'companies.csv': text });
      return load(store, { paths: [input], source: 'register', snapshot });
    };
    await register('bin,name\n940140000385,Alma\n990140004654,Bota\n', 20_000);
    const later = await register('bin,name\n940140000385,Alma\n', 20_100);
    expect(later.snapshot).toMatchObject({ ended: 1 });
  });
});

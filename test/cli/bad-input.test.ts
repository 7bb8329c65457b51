import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tamyr, tamyrJson, temporaryFolder } from '../run-tamyr.ts';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(() => folder.remove());

function write(name: string, text: string): string {
  const path = join(cwd, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return name;
}

interface Loaded {
  files: { rows: number; accepted: number; rejected: number; defects: number }[];
  byReference: { company: number };
  rejects: string | null;
}

/** Loads into a store of its own and gives the report with the text of rejects.csv. */
async function loadInto(store: string, ...args: string[]): Promise<Loaded & { refused: string }> {
  const report = await tamyrJson<Loaded>(['load', ...args, '--store', `duckdb:${store}.duckdb`], { cwd });
  return { ...report, refused: report.rejects ? readFileSync(resolve(cwd, report.rejects), 'utf8') : '' };
}

describe('wrong use', () => {
  it('answers a mistyped command and option with the nearest right one', async () => {
    const command = await tamyr(['laod', 'x'], { cwd });
    expect(command.code).toBe(2);
    expect(command.stderr).toContain('Did you mean load?');
    const option = await tamyr(['load', '--mappin', 'x', 'y'], { cwd });
    expect(option.code).toBe(2);
    expect(option.stderr).toContain('Did you mean --mapping?');
  });

  it.each([
    [['analyze', '--set', 'M07.windw=72h'], 'window'],
    [['analyze', '--set', 'M07.window=fast'], '72h'],
    [['analyze', '--only', 'M70'], 'M07'],
    [['analyze', '--as-of', 'yesterday'], '2026-06-30'],
    [['rings', '--length', '1'], '2..max'],
    [['rings', '--window', '72'], '72h'],
    [['rings', '--keep', '80'], '0.8..1.0'],
    [['serve', '--port', '70000'], '65535'],
  ])('says what was expected: tamyr %j', async (args, expected) => {
    write('tables/companies.csv', 'id,name\n940140000385,Alpha\n');
    await tamyr(['load', 'tables', '--store', 'duckdb:wrong-use.duckdb'], { cwd });
    const { code, stderr, stdout } = await tamyr([...args, '--store', 'duckdb:wrong-use.duckdb'], { cwd });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(expected);
  });
});

describe('rows that were refused', () => {
  it('are mended and loaded with the mapping of their file, as the load says', async () => {
    write('bank/export.csv', 'n,who,whom,sum,day\n1,A,B,5,2025-01-31\n2,A,B,5,2025-01-32\n');
    const columns = 'id: n, at: day, from_account: who, to_account: whom, amount: sum';
    write(
      'bank.yaml',
      `version: 1\nsource: s\ntables: [{table: transactions, file: "*.csv", columns: {${columns}}}]\n`,
    );
    const mapped = ['load', '--mapping', 'bank.yaml', '--store', 'duckdb:mended.duckdb'];
    const { stdout } = await tamyr([...mapped, 'bank'], { cwd });
    expect(stdout).toContain('1 of 2 rows accepted, 1 rejected');
    const path = /load it again: tamyr load --mapping bank\.yaml (.*rejects\.csv)/.exec(stdout)![1]!;
    write('rejects-mended.csv', readFileSync(path, 'utf8').replaceAll('2025-01-32', '2025-01-30'));
    const again = await tamyr([...mapped, 'rejects-mended.csv'], { cwd });
    expect(again.stdout).toContain('1 of 1 row accepted');
  });
});

describe('input that cannot be used', () => {
  it('names a missing file', async () => {
    const { code, stderr } = await tamyr(['load', 'nowhere.csv'], { cwd });
    expect(code).toBe(3);
    expect(stderr).toContain('nowhere.csv');
  });

  it('lists what it looked for in a folder with nothing recognisable', async () => {
    write('odd/holiday.csv', 'photo,place\n1,sea\n');
    const { code, stderr } = await tamyr(['load', 'odd'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('transactions');
    expect(stderr).toContain('holiday.csv');
  });

  it('names a required column that is missing, and what was found instead', async () => {
    write('short/transactions.csv', 'id,at,from_acount,to_account,amount\nt1,2026-01-01,a,b,5\n');
    const { code, stderr } = await tamyr(['load', 'short'], { cwd });
    expect(code).not.toBe(0);
    expect(stderr).toContain('from_account');
    expect(stderr).toContain('from_acount');
  });

  it('refuses a BIN in scientific form with a hint and keeps the other rows', async () => {
    write('excel/companies.csv', 'id,name\n8.70101E+11,Alpha\n940140000385,Beta\n');
    const { files, refused } = await loadInto('excel', 'excel');
    expect(files[0]).toMatchObject({ rows: 2, accepted: 1, rejected: 1 });
    expect(refused).toContain('8.70101E+11');
    expect(refused).toMatch(/companies\.csv,2,/);
  });

  it('takes a role for an unknown company and marks it as known by reference', async () => {
    write('reference/roles.csv', 'company_id,holder_id,role\n940140000385,850101300010,executive\n');
    const { files, byReference } = await loadInto('reference', 'reference');
    expect(files[0]).toMatchObject({ rows: 1, accepted: 1 });
    expect(byReference.company).toBe(1);
  });

  it('refuses a negative amount and a date in the year 2 with line, column and value', async () => {
    write(
      'amounts/transactions.csv',
      'id,at,from_account,to_account,amount\nt1,2026-01-01,a,b,-5\nt2,0002-01-01,a,b,5\nt3,2026-01-01,a,b,5\n',
    );
    const { files, refused } = await loadInto('amounts', 'amounts');
    expect(files[0]).toMatchObject({ rows: 3, accepted: 1, rejected: 2 });
    expect(refused).toMatch(/transactions\.csv,2,row,transactions,amount,[a-z-]+,'?-5/);
    expect(refused).toMatch(/transactions\.csv,3,row,transactions,at,[a-z-]+,0002-01-01/);
  });

  it('points at the mistake in a mapping', async () => {
    write('bank.csv', 'who,whom,sum,day\na,b,5,2026-01-01\n');
    write(
      'bank.yaml',
      'version: 1\nsource: bank\ntables:\n  - table: transactions\n    file: bank.csv\n    columns: {id: {row: true}, at: day, from_account: who, to_account: whom, amount: summ}\n',
    );
    const { code, stderr } = await tamyr(['load', '--mapping', 'bank.yaml', '.'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('bank.yaml');
    expect(stderr).toContain('summ');
    expect(stderr).toContain('sum');
  });

  it('leaves nothing half-published where a load fails', async () => {
    write('half/companies.csv', 'id,name\n940140000385,Alpha\n');
    write('half/transactions.csv', 'id,at\nt1,2026-01-01\n');
    const failed = await tamyr(['load', 'half', '--store', 'duckdb:half.duckdb'], { cwd });
    expect(failed.code).not.toBe(0);
    const stats = await tamyr(['stats', '--store', 'duckdb:half.duckdb'], { cwd });
    expect(stats.code).toBe(3);
    expect(stats.stderr).toContain('no data');
  });
});

describe('a store or run that cannot be used', () => {
  beforeAll(async () => {
    write('good/companies.csv', 'id,name\n940140000385,Alpha\n');
    await tamyr(['load', 'good'], { cwd });
  });

  it('refuses a file that is no store', async () => {
    write('text.duckdb', 'not a database at all, only some words');
    const { code, stderr } = await tamyr(['stats', '--store', 'duckdb:text.duckdb'], { cwd });
    expect(code).toBe(3);
    expect(stderr).toContain('text.duckdb');
  });

  it('names an unknown kind of store', async () => {
    const { code, stderr } = await tamyr(['stats', '--store', 'sqlite:x.db'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('duckdb:FILE');
  });

  it('says the same of a report and of an evaluation without any run', async () => {
    const store = ['--store', 'duckdb:no-run.duckdb'];
    await tamyr(['load', 'good', ...store], { cwd });
    write('labels/labels_entities.csv', 'entity_id,scheme_id,scheme_kind,part,difficulty\n');
    write('labels/labels_transactions.csv', 'transaction_id,scheme_id,scheme_kind\n');
    for (const args of [
      ['report', '--out', 'report'],
      ['evaluate', '--labels', 'labels'],
    ]) {
      const { code, stderr } = await tamyr([...args, ...store], { cwd });
      expect(code).toBe(3);
      expect(stderr).toContain('tamyr analyze');
    }
  });

  it('says that a run does not exist and which do', async () => {
    await tamyr(['analyze'], { cwd });
    const { code, stderr } = await tamyr(['report', 'r-nowhere', '--out', 'report'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('r-nowhere');
    expect(stderr).toMatch(/r-[0-9a-f]{8}/);
  });

  it('says that a port is in use and what to do', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { code, stderr } = await tamyr(['serve', '--port', String(port)], { cwd });
    server.close();
    expect(code).toBe(3);
    expect(stderr).toContain(String(port));
    expect(stderr).toContain('--port');
  });

  it('says which entity of a path is not in the data', async () => {
    const { code, stderr } = await tamyr(['path', '940140000385', '990140004654'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('990140004654');
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mulberry32 } from '../../src/graph/mulberry32.ts';
import { load } from '../../src/load.ts';
import type { RunDocument } from '../../src/model/finding.ts';
import { runAnalysis } from '../../src/run-analysis.ts';
import { openDuckDbStore } from '../../src/store/duckdb/duckdb-store.ts';
import { type Row, readGenerated } from '../generate/read-generated.ts';
import { writeTables } from './write-tables.ts';

// A shop, a payroll, a bank and a marketplace are large, busy and full of people who pay once: they are put into a made-up country.
const folder = mkdtempSync(join(tmpdir(), 'tamyr-honest-'));
afterAll(() => rmSync(folder, { recursive: true }));

const tables = readGenerated({ companies: 900, transactions: 25_000, seed: 19 });
const random = mulberry32(3);
const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
const days = [...new Set(tables.transactions.map(({ at }) => at!.slice(0, 10)))].sort();
const months = [...new Set(days.map((day) => day.slice(0, 7)))];
const isPerson = (account: Row) => account.holder_kind === 'person';
const people = tables.accounts.filter(isPerson).map(({ id }) => id!);
const firms = tables.accounts.filter((row) => row.holder_kind === 'company').map(({ id }) => id!);

const HONEST = { shop: 'XX:shop', payroll: 'XX:payroll', bank: 'XX:bank', marketplace: 'XX:marketplace' };
let made = 0;

function pay(from: string, to: string, amount: number, day = pick(days)): void {
  const time = `${String(8 + Math.floor(random() * 12)).padStart(2, '0')}:${String(Math.floor(random() * 60)).padStart(2, '0')}`;
  tables.transactions.push({
    id: `honest-${++made}`,
    at: `${day}T${time}:00`,
    from_account: from,
    to_account: to,
    amount: amount.toFixed(2),
    currency: 'KZT',
    channel: 'transfer',
  });
}
const sum = (about: number) => Math.round(about * (0.5 + random()) * 100) / 100;

function plant(): void {
  for (const [name, id] of Object.entries(HONEST)) {
    tables.companies.push({ id, name, country: 'XX' });
    tables.accounts.push({ id: `honest-${name}`, kind: 'bank', holder_id: id, holder_kind: 'company' });
  }
  for (let i = 0; i < 4000; i++) pay(pick(people), 'honest-shop', sum(9000));
  for (const month of months) pay('honest-shop', firms[0]!, sum(2_000_000), `${month}-03`);
  const staff = people.slice(0, 250);
  const clients = firms.slice(5, 12);
  for (const month of months) {
    for (const client of clients) pay(client, 'honest-payroll', sum(12_000_000), `${month}-01`);
    for (const [i, worker] of staff.entries()) pay('honest-payroll', worker, 250_000 + 1000 * (i % 90), `${month}-05`);
  }
  for (let i = 0; i < 5000; i++) {
    if (random() < 0.5) pay(pick(firms), 'honest-bank', sum(400_000));
    else pay('honest-bank', pick(random() < 0.5 ? firms : people), sum(400_000));
  }
  const sellers = firms.slice(20, 60);
  for (let i = 0; i < 3000; i++) pay(pick(people), 'honest-marketplace', sum(15_000));
  for (const month of months)
    for (const seller of sellers) pay('honest-marketplace', seller, sum(80_000), `${month}-10`);
}

async function analyzed(given: typeof tables, only?: readonly string[]): Promise<RunDocument> {
  const input = join(folder, `in-${++made}`);
  writeTables(input, given, only ? { only } : {});
  const store = await openDuckDbStore(join(folder, `${made}.duckdb`));
  try {
    await load(store, { paths: [input] });
    const run = await runAnalysis(store);
    return { ...run, entities: [...run.entities] };
  } finally {
    await store.close();
  }
}

const scoreOf = ({ entities }: RunDocument, id: string) => entities.find((entity) => entity.id === id)?.score ?? 0;

describe('honest structures put into a country', () => {
  let run: RunDocument;
  beforeAll(async () => {
    plant();
    run = await analyzed(tables);
  });

  for (const [name, id] of Object.entries(HONEST)) {
    it(`leave a ${name} under the medium line, and its account under the high line`, () => {
      expect(scoreOf(run, `company:${id}`)).toBeLessThan(run.run.lines.medium);
      expect(scoreOf(run, `account:honest-${name}`)).toBeLessThan(run.run.lines.high);
    });
  }

  it('stay under the planted collectors, who take in from many and cash it', () => {
    const collectors = tables.labels_entities.filter(
      ({ scheme_kind: kind, part }) => kind === 'fan-in-cash' && part === 'drop',
    );
    const planted = collectors.map(({ entity_id: id }) => scoreOf(run, id!.includes(':') ? id! : `person:${id}`));
    expect(planted.length).toBeGreaterThan(0);
    const honest = Object.values(HONEST).map((id) => scoreOf(run, `company:${id}`));
    expect(Math.max(...honest)).toBeLessThan(Math.max(...planted));
  });

  it('say why the payroll and the marketplace are what they are', () => {
    const kinds = (id: string) =>
      run.entities.find((entity) => entity.id === `company:${id}`)?.mitigations?.map(({ kind }) => kind);
    for (const [id, kind] of [
      [HONEST.payroll, 'payroll'],
      [HONEST.marketplace, 'marketplace'],
    ] as const) {
      if (scoreOf(run, `company:${id}`) > 0) expect(kinds(id)).toEqual([kind]);
    }
  });

  it('stand in a list that chance does not make, though every tenth firm here is planted', () => {
    const { above, byChance } = run.run.lines;
    const known = run.entities.length;
    expect(above.high / known).toBeGreaterThan(3 * byChance.high);
  });
});

describe('a ranking', () => {
  it('of transactions only names the rules that saw no register, and the reverse', async () => {
    const money = await analyzed(tables, ['transactions', 'accounts']);
    const register = await analyzed(tables, ['companies', 'persons', 'roles', 'addresses', 'contacts']);
    for (const run of [money, register]) expect(run.entities.length).toBeGreaterThan(0);
    const notRun = ({ run }: RunDocument) => run.notRun.map(({ indicator }) => indicator);
    expect(notRun(money)).toEqual(expect.arrayContaining(['R01', 'R02', 'R07']));
    expect(notRun(register)).toEqual(expect.arrayContaining(['M01', 'M05', 'M07']));
    for (const { run } of [money, register]) expect(run.lines.byChance.high).toBeLessThanOrEqual(0.002);
    expect(money.run.notRun.every(({ why }) => why.startsWith('not in the data: '))).toBe(true);
  });

  it('moves few when every transfer is written twice', async () => {
    const once = readGenerated({ companies: 900, transactions: 25_000, seed: 19 });
    const twice = {
      ...once,
      transactions: once.transactions.flatMap((row) => [row, { ...row, id: `${row.id}-again` }]),
    };
    const [single, double] = [
      await analyzed(once, ['transactions', 'accounts']),
      await analyzed(twice, ['transactions', 'accounts']),
    ];
    const ids = new Set([...single.entities, ...double.entities].map(({ id }) => id));
    const before = new Map(single.entities.map(({ id, score }) => [id, score]));
    const after = new Map(double.entities.map(({ id, score }) => [id, score]));
    const moved = [...ids].filter((id) => Math.abs((before.get(id) ?? 0) - (after.get(id) ?? 0)) > 0.1);
    const all = Object.values(single.run.counts.nodes).reduce((total, count) => total + count, 0);
    expect(moved.length / all).toBeLessThan(0.1);
  });
});

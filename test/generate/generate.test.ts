import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { TABLE_COLUMNS } from '../../src/generate/tables.ts';
import { writeGenerated } from '../../src/generate/write.ts';
import { TamyrError } from '../../src/model/errors.ts';
import { readGenerated } from './read-generated.ts';

const OPTIONS = { companies: 1000, transactions: 10_000, seed: 7 };
const tables = readGenerated(OPTIONS);
const folders: string[] = [];

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

async function digests(options: typeof OPTIONS): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'tamyr-generate-'));
  folders.push(folder);
  await writeGenerated(folder, options);
  const result: Record<string, string> = {};
  for (const name of (await readdir(folder)).sort()) {
    result[name] = createHash('sha256')
      .update(await readFile(join(folder, name)))
      .digest('hex');
  }
  return result;
}

/** Check digit of BIN and IIN, written anew for this test. */
function hasValidCheckDigit(id: string): boolean {
  const digits = [...id].map(Number);
  const remainder = (shift: number) =>
    digits.slice(0, 11).reduce((s, d, i) => s + d * (((i + shift) % 11) + 1), 0) % 11;
  const first = remainder(0);
  const digit = first === 10 ? remainder(2) : first;
  return digit < 10 && digit === digits[11];
}

describe('files', () => {
  it('are the same bytes for the same options and others for another seed', async () => {
    const [once, again, other] = [
      await digests(OPTIONS),
      await digests(OPTIONS),
      await digests({ ...OPTIONS, seed: 8 }),
    ];
    expect(again).toEqual(once);
    expect(other['transactions.csv']).not.toBe(once['transactions.csv']);
  });

  it('have the canonical headers and rows of that width', async () => {
    await digests(OPTIONS);
    const folder = folders.at(-1)!;
    expect((await readdir(folder)).sort()).toEqual(
      Object.keys(TABLE_COLUMNS)
        .map((table) => `${table}.csv`)
        .sort(),
    );
    const transactions = (await readFile(join(folder, 'transactions.csv'), 'utf8')).split('\n');
    expect(transactions[0]).toBe(
      'id,at,from_account,to_account,amount,currency,channel,purpose,payer_id,confirmed,mcc,invoice_id,from_name,to_name',
    );
    expect(transactions).toHaveLength(OPTIONS.transactions + 2);
    const companies = (await readFile(join(folder, 'companies.csv'), 'utf8')).split('\n');
    expect(companies[0]).toBe(
      'id,name,country,legal_form,registered_at,dissolved_at,status,oked,kato,address,capital,employees,size_class,phone,email',
    );
    const labels = (await readFile(join(folder, 'labels_entities.csv'), 'utf8')).split('\n');
    expect(labels[0]).toBe('entity_id,scheme_id,scheme_kind,part,difficulty');
  });
});

describe('options', () => {
  it('are checked before anything is drawn', () => {
    expect(() => readGenerated({ companies: 3, transactions: 10, seed: 1 })).toThrow(TamyrError);
    expect(() => readGenerated({ companies: 100, transactions: 99, seed: 1 })).toThrow(/--transactions/);
    expect(() => readGenerated({ companies: 100, transactions: 500, seed: -1 })).toThrow(/--seed/);
  });

  it('give exactly the numbers asked for, also where few schemes fit', () => {
    for (const [companies, transactions] of [
      [50, 200],
      [300, 5000],
      [2500, 20_000],
    ] as const) {
      const small = readGenerated({ companies, transactions, seed: 3 });
      expect(small.companies).toHaveLength(companies);
      expect(small.transactions).toHaveLength(transactions);
    }
  });

  it('leave schemes out at a share of 0', () => {
    const honest = readGenerated({ ...OPTIONS, schemeShare: 0 });
    expect(honest.labels_entities).toHaveLength(0);
    expect(honest.labels_transactions).toHaveLength(0);
  });
});

describe('identifiers', () => {
  it('have valid check digits and are all different', () => {
    const ids = [...tables.companies, ...tables.persons].map((row) => row.id!);
    expect(ids.filter((id) => !/^\d{12}$/.test(id) || !hasValidCheckDigit(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('carry the month of registration, the type digit and the date of birth', () => {
    for (const { id, registered_at, legal_form } of tables.companies) {
      expect(id!.slice(0, 4)).toBe(`${registered_at!.slice(2, 4)}${registered_at!.slice(5, 7)}`);
      expect(id![4]).toBe('4');
      expect(id![5]).toBe(legal_form === 'Филиал' ? '1' : legal_form === 'КХ' ? '3' : '0');
    }
    for (const { id, birth_date } of tables.persons) {
      expect(id!.slice(0, 6)).toBe(birth_date!.slice(2).replaceAll('-', ''));
    }
  });

  it('of bank accounts pass mod 97, and cards are keys that no card number looks like', () => {
    const accounts = tables.accounts.map((row) => row.id!);
    expect(new Set(accounts).size).toBe(accounts.length);
    for (const { id, kind, country } of tables.accounts) {
      if (kind === 'bank') {
        expect(id).toMatch(country === 'KZ' ? /^KZ\d{18}$/ : new RegExp(`^${country}\\d{19}$`));
        const letters = [...country!].map((letter) => letter.charCodeAt(0) - 55).join('');
        expect(BigInt(`${id!.slice(4)}${letters}${id!.slice(2, 4)}`) % 97n).toBe(1n);
      } else {
        expect(id).toMatch(new RegExp(`^${kind}-`));
        expect(id).not.toMatch(/\d{12}/);
      }
    }
  });
});

describe('references', () => {
  const companies = new Set(tables.companies.map((row) => row.id!));
  const persons = new Set(tables.persons.map((row) => row.id!));
  const accounts = new Set(tables.accounts.map((row) => row.id!));
  const holders = new Set([...companies, ...persons]);

  it('of roles, accounts, returns and invoices lead to rows', () => {
    for (const { company_id, holder_id, holder_kind } of tables.roles) {
      expect(companies).toContain(company_id);
      expect(holder_kind === 'company' ? companies : persons).toContain(holder_id);
    }
    for (const { holder_id } of tables.accounts) if (holder_id) expect(holders).toContain(holder_id);
    for (const { company_id } of tables.tax_returns) expect(companies).toContain(company_id);
    for (const { seller_id, buyer_id } of tables.invoices) {
      expect(companies).toContain(seller_id);
      expect(companies).toContain(buyer_id);
    }
  });

  it('of transactions lead to accounts, invoices and persons, and nobody pays himself', () => {
    const invoices = new Map(tables.invoices.map((row) => [row.id!, row]));
    for (const row of tables.transactions) {
      expect(accounts).toContain(row.from_account);
      expect(accounts).toContain(row.to_account);
      expect(row.from_account).not.toBe(row.to_account);
      if (row.payer_id) expect(persons).toContain(row.payer_id);
      if (row.invoice_id) expect(invoices.get(row.invoice_id)!.amount).toBe(row.amount);
    }
    expect(new Set(tables.transactions.map((row) => row.id)).size).toBe(tables.transactions.length);
  });

  it('of labels lead to entities and transactions', () => {
    const transactions = new Set(tables.transactions.map((row) => row.id!));
    for (const { entity_id } of tables.labels_entities) {
      const [kind, key] = entity_id!.split(':');
      expect(kind === 'company' ? companies : persons).toContain(key);
    }
    const schemes = new Set(tables.labels_entities.map((row) => row.scheme_id));
    for (const { transaction_id, scheme_id } of tables.labels_transactions) {
      expect(transactions).toContain(transaction_id);
      expect(schemes).toContain(scheme_id);
    }
  });

  it('of lists lead to companies, persons, accounts or addresses', () => {
    for (const { entity_id, list } of tables.lists) {
      const [kind, key] = entity_id!.split(':');
      if (list === 'WHITELISTED_ADDRESS')
        expect(tables.companies.some((c) => sameHouse(c.address!, entity_id!))).toBe(true);
      else expect({ company: companies, person: persons, account: accounts }[kind!]).toContain(key);
    }
  });
});

/** Whether a register's address, Russian or Kazakh, is in the building of the list. */
function sameHouse(address: string, building: string): boolean {
  const house = /д\. (\S+)$/.exec(building)![1]!;
  return address.startsWith(`${building},`) || address.includes(` ${house}-үй`);
}

describe('ordinary life', () => {
  it('keeps every account at or above zero from its opening balance', () => {
    const balances = new Map(tables.accounts.map((row) => [row.id!, Math.round(Number(row.opening_balance) * 100)]));
    const free = new Set(tables.accounts.filter((row) => row.opening_balance === '').map((row) => row.id!));
    for (const { from_account, to_account, amount } of tables.transactions) {
      const minor = Math.round(Number(amount) * 100);
      const left = balances.get(from_account!)! - minor;
      if (!free.has(from_account!)) expect(left).toBeGreaterThanOrEqual(0);
      balances.set(from_account!, left);
      balances.set(to_account!, balances.get(to_account!)! + minor);
    }
  });

  it('covers one year in time order, in Almaty time with and without offset', () => {
    const times = tables.transactions.map((row) => row.at!);
    expect(times.every((at) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\+05:00)?$/.test(at))).toBe(true);
    expect(times.some((at) => at.length === 19) && times.some((at) => at.length === 25)).toBe(true);
    const local = times.map((at) => at.slice(0, 19));
    expect(local).toEqual([...local].sort());
    expect(local[0]! >= '2025-11-01' && local.at(-1)! < '2026-11-01').toBe(true);
  });

  it('has firms trade in office hours on working days', () => {
    const labelled = new Set(tables.labels_transactions.map((row) => row.transaction_id));
    const supplies = tables.transactions.filter((row) => row.invoice_id && !labelled.has(row.id));
    expect(supplies.length).toBeGreaterThan(100);
    for (const { at } of supplies) expect(Number(at!.slice(11, 13))).toBeGreaterThanOrEqual(9);
    const weekend = supplies.filter(({ at }) => [0, 6].includes(new Date(`${at!.slice(0, 10)}T00:00:00Z`).getUTCDay()));
    expect(weekend.length).toBeLessThan(supplies.length * 0.05);
  });

  it('lets no firm pay before its registration or after its end', () => {
    const companies = new Map(tables.companies.map((row) => [row.id!, row]));
    const holders = new Map(tables.accounts.map((row) => [row.id!, row]));
    for (const { at, from_account } of tables.transactions) {
      const account = holders.get(from_account!)!;
      if (account.holder_kind !== 'company') continue;
      const { registered_at, dissolved_at } = companies.get(account.holder_id!)!;
      expect(at!.slice(0, 10) >= registered_at!).toBe(true);
      if (dissolved_at) expect(at!.slice(0, 10) <= dissolved_at).toBe(true);
    }
  });

  it('has degrees with a heavy tail', () => {
    const counts = new Map<string, number>();
    for (const { to_account } of tables.transactions) counts.set(to_account!, (counts.get(to_account!) ?? 0) + 1);
    const sorted = [...counts.values()].sort((a, b) => b - a);
    expect(sorted[0]!).toBeGreaterThan(20 * sorted[Math.floor(sorted.length / 2)]!);
  });
});

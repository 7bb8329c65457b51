import { describe, expect, it } from 'vitest';
import { youngTurnover } from '../../src/detectors/young-turnover.ts';
import { parseDay } from '../../src/model/time.ts';
import type { LiteralTables } from '../graph/projection-of.ts';
import { detect, firm, firms } from './detect.ts';

const accounts = Array.from({ length: 20 }, (_, i) => ({ id: `account:${i}`, holder_id: firm(i) }));
const pay = (i: number, amount: string, at: string, more: Record<string, string> = {}) => ({
  id: `${i}-${at}-${amount}`,
  at,
  from_account: `account:${i}`,
  to_account: 'account:supplier',
  amount,
  ...more,
});
const run = (registered: string, transactions: LiteralTables['transactions'], more: LiteralTables = {}) =>
  detect(youngTurnover, {
    companies: firms(1, () => ({ registered_at: registered })),
    accounts: accounts.slice(0, 1),
    transactions: transactions ?? [],
    ...more,
  });

describe('large turnover soon after registration', () => {
  it('takes 20 m KZT in one calendar month as reached, and not just under', () => {
    const found = run('2025-06-10', [pay(0, '12000000', '2026-01-05'), pay(0, '8000000', '2026-01-20')]);
    expect(found.findings).toHaveLength(1);
    expect(found.subjects(0)).toEqual([firm(0)]);
    expect(found.evidence(0, 'age')).toBe(7);
    expect(found.evidence(0, 'turnover')).toBe(2_000_000_000);
    expect(found.findings[0]!.transfers).toEqual([0, 1]);
    expect(found.findings[0]!.evidence[0]!.rows).toEqual([{ table: 'companies', row: 0 }]);
    expect(found.value(firm(0))).toBeCloseTo(5 / 12);
    expect(found.sentence(0)).toMatch(/7.months later, in 2026-01, its turnover was 20.*₸\. From 20.*₸ it is large\.$/);
    expect(run('2025-06-10', [pay(0, '19999999.99', '2026-01-05')]).findings).toEqual([]);
    expect(run('2025-06-10', [pay(0, '15000000', '2026-01-31'), pay(0, '15000000', '2026-02-01')]).findings).toEqual(
      [],
    );
  });

  it('is young under 12 months, counted to the day on which the turnover became large', () => {
    const on = (at: string) => run('2025-01-15', [pay(0, '1', '2025-02-01'), pay(0, '20000000', at)]).findings.length;
    expect(on('2026-01-14')).toBe(1);
    expect(on('2026-01-15')).toBe(0);
    expect(run('2025-01-15', [pay(0, '19000000', '2026-01-02'), pay(0, '1000000', '2026-01-15')]).findings).toEqual([]);
  });

  it('looks at the first large turnover only', () => {
    const old = run('2024-12-01', [pay(0, '20000000', '2025-12-05'), pay(0, '30000000', '2026-01-05')]);
    expect(old.findings).toEqual([]);
  });

  it('compares with the median firm of the OKED division: five times its largest month', () => {
    const companies = firms(6, (i) => ({ oked: '46900', registered_at: i === 0 ? '2025-06-01' : '2010-01-01' }));
    const usual = [1, 2, 3, 4, 5].map((i) => pay(i, '1000000', '2025-09-01'));
    const others = { companies, accounts: accounts.slice(0, 6) };
    const found = run('', [...usual, pay(0, '5000000', '2025-09-01')], others);
    expect(found.findings).toHaveLength(1);
    expect(found.evidence(0, 'median')).toBe(100_000_000);
    expect(found.sentence(0)).toContain('5 times the median firm');
    expect(run('', [...usual, pay(0, '4999999', '2025-09-01')], others).findings).toEqual([]);
    const elsewhere = companies.map((c, i) => (i === 0 ? { ...c, oked: '62010' } : c));
    expect(run('', [...usual, pay(0, '5000000', '2025-09-01')], { ...others, companies: elsewhere }).findings).toEqual(
      [],
    );
  });

  it('compares other currencies by rank, and says so', () => {
    const companies = firms(1, () => ({ registered_at: '2025-06-01' }));
    const months = Array.from({ length: 99 }, (_, i) =>
      pay(1 + (i % 9), '100', `20${10 + Math.floor(i / 9)}-03-01`, { currency: 'USD' }),
    );
    const tables = { companies, accounts: accounts.slice(0, 10) };
    const top = run('', [...months, pay(0, '101', '2025-09-01', { currency: 'USD' })], tables);
    expect(top.findings).toHaveLength(1);
    expect(top.notes?.[0]?.en).toContain('by rank');
    expect(run('', [...months.slice(1), pay(0, '101', '2025-09-01', { currency: 'USD' })], tables).findings).toEqual(
      [],
    );
  });

  it('converts the threshold at the rate of the month’s last day where rates are given', () => {
    const rates = [{ from: parseDay('2025-09-15')!, currency: 'USD', units: 500, decimals: 0 }];
    const paid = (amount: string, at = '2025-09-01') => ({
      companies: firms(1, () => ({ registered_at: '2025-06-01' })),
      accounts: accounts.slice(0, 1),
      transactions: [pay(0, amount, at, { currency: 'USD' })],
    });
    const found = detect(youngTurnover, paid('40000'), { rates });
    expect(found.evidence(0, 'turnover')).toBe(4_000_000);
    expect(found.sentence(0)).toContain('at the rate given');
    expect(found.notes).toBeUndefined();
    expect(detect(youngTurnover, paid('39999.99'), { rates }).findings).toEqual([]);
    expect(detect(youngTurnover, paid('40000', '2025-08-31'), { rates }).findings).toEqual([]);
  });

  it('stays low for an old trader, and knows nothing where the first year was not seen', () => {
    const trader = run('2005-01-01', [pay(0, '90000000', '2025-03-01')]);
    expect(trader.findings).toEqual([]);
    expect(trader.value(firm(0))).toBeUndefined();
    expect(run('2025-02-01', [pay(0, '100', '2025-03-01')]).value(firm(0))).toBe(0);
  });

  it('leaves out transfers between own accounts and turnover before registration', () => {
    const own = [...accounts.slice(0, 1), { id: 'account:own', holder_id: firm(0) }];
    const swept = run('2025-06-01', [{ ...pay(0, '30000000', '2025-09-01'), to_account: 'account:own' }], {
      accounts: own,
    });
    expect(swept.findings).toEqual([]);
    expect(run('2025-06-01', [pay(0, '30000000', '2025-05-01')]).findings).toEqual([]);
  });
});

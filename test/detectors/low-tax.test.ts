import { describe, expect, it } from 'vitest';
import { missingInputs } from '../../src/detectors/inputs.ts';
import { lowTax } from '../../src/detectors/low-tax.ts';
import { parseDay } from '../../src/model/time.ts';
import type { LiteralTables } from '../graph/projection-of.ts';
import { detect, firm, firms } from './detect.ts';

const accounts = [
  { id: 'account:a', holder_id: firm(0) },
  { id: 'account:b', holder_id: firm(0) },
];
let made = 0;
const pay = (amount: string, at = '2026-02-10', to = 'account:x', currency = 'KZT') => ({
  id: `t-${++made}`,
  at,
  from_account: 'account:a',
  to_account: to,
  amount,
  currency,
});
const filed = (taxes: string | null, from = '2026-01-01', to = '2026-04-01', company = firm(0)) => ({
  company_id: company,
  period: from,
  from,
  to,
  taxes_paid: taxes,
});
const run = (tables: LiteralTables, more = {}) =>
  detect(lowTax, { companies: firms(2), accounts, ...tables }, { asOf: '2026-12-31', ...more });

describe('taxes beside turnover', () => {
  it('are low under 0.9 % of it, not at 0.9 %', () => {
    const found = run({ transactions: [pay('100000')], tax_returns: [filed('899.99')] });
    expect(found.subjects(0)).toEqual([firm(0)]);
    expect(found.evidence(0, 'taxes')).toBe(89_999);
    expect(found.evidence(0, 'turnover')).toBe(10_000_000);
    expect(found.sentence(0)).toMatch(/^Firm 1 paid 899.99.₸ in tax on a debit turnover of 100.k.₸ over 1 month/);
    expect(run({ transactions: [pay('100000')], tax_returns: [filed('900')] }).findings).toEqual([]);
  });

  it('are set against the months they are for, and not against transfers between own accounts', () => {
    const transactions = [
      pay('1000', '2026-03-31T18:59:00Z'),
      pay('5000', '2026-03-31T19:00:00Z'),
      pay('9000', '2026-02-01', 'account:b'),
    ];
    expect(run({ transactions, tax_returns: [filed('8.99')] }).evidence(0, 'turnover')).toBe(100_000);
    expect(run({ transactions, tax_returns: [filed('9')] }).findings).toEqual([]);
  });

  it('count a year and its quarters once', () => {
    const year = filed('1000', '2026-01-01', '2027-01-01');
    const found = run({
      transactions: [pay('200000')],
      tax_returns: [year, filed('1000'), filed('1000', '2026-04-01', '2026-07-01')],
    });
    expect(found.evidence(0, 'taxes')).toBe(100_000);
  });

  it('are set against invoices of a firm without an account in the data, and never against a payment twice', () => {
    const bill = (buyer: number) => ({
      id: `b-${buyer}`,
      at: '2026-02-01',
      seller_id: firm(5),
      buyer_id: firm(buyer),
      amount: '100000',
    });
    const invoices = [bill(0), bill(1)];
    const found = run({
      invoices,
      transactions: [pay('100000')],
      tax_returns: [filed('100'), filed('100', '2026-01-01', '2026-04-01', firm(1))],
    });
    expect([found.evidence(0, 'turnover'), found.evidence(1, 'turnover')]).toEqual([10_000_000, 10_000_000]);
    expect(found.findings.map(({ transfers, invoices: bills }) => [transfers?.length, bills?.length])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('are unknown where the return is blank, or no turnover was seen', () => {
    expect(run({ transactions: [pay('100000')], tax_returns: [filed(null)] }).value(firm(0))).toBeUndefined();
    expect(
      run({ transactions: [pay('100000', '2026-08-01')], tax_returns: [filed('1')] }).value(firm(0)),
    ).toBeUndefined();
  });

  it('stay out of the findings for a trader on thin margins who pays 1.5 %', () => {
    const trader = run({ transactions: [pay('100000000')], tax_returns: [filed('1500000')] });
    expect(trader.findings).toEqual([]);
    expect(trader.value(firm(0))).toBe(0);
  });

  it('weigh more over more months, whatever the number of payments', () => {
    const year = [filed('0', '2026-01-01', '2027-01-01')];
    const month = (m: number) => `2026-${String(m).padStart(2, '0')}-05`;
    const one = run({ transactions: [pay('100', month(1))], tax_returns: year }).value(firm(0))!;
    const crowded = run({ transactions: Array.from({ length: 12 }, () => pay('100', month(1))), tax_returns: year });
    const spread = run({
      transactions: Array.from({ length: 12 }, (_, i) => pay('100', month(i + 1))),
      tax_returns: year,
    });
    expect(crowded.value(firm(0))).toBe(one);
    expect(spread.value(firm(0))!).toBeGreaterThan(3 * one);
  });

  it('convert turnover at a rate where there is one, else leave it out and say so', () => {
    const tables = { transactions: [pay('100', '2026-02-10', 'account:x', 'USD')], tax_returns: [filed('449.99')] };
    const rates = [{ from: parseDay('2026-01-01')!, currency: 'USD', units: 500, decimals: 0 }];
    expect(run(tables, { rates }).evidence(0, 'turnover')).toBe(5_000_000);
    expect(run(tables).findings).toEqual([]);
    expect(run(tables).notes?.[0]?.en).toContain('without a rate');
  });

  it('names what it lacks', () => {
    expect(missingInputs(lowTax, new Set(['tax_returns.from']))).toEqual([
      'tax_returns.taxes_paid',
      'accounts.holder_id or invoices.buyer_id',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { missingInputs } from '../../src/detectors/inputs.ts';
import { missingTrader } from '../../src/detectors/missing-trader.ts';
import type { LiteralTables } from '../graph/projection-of.ts';
import { detect, firm } from './detect.ts';

/** A firm of January 2025 that charged 5 m of VAT, paid 10,000 and was last seen in June. */
const company = (more: Record<string, string> = {}) => ({
  id: firm(0),
  name: 'Firm 1',
  registered_at: '2025-01-10',
  ...more,
});
const filed = (charged: string | null, paid: string | null, from = '2025-04-01', to = '2025-07-01') => ({
  company_id: firm(0),
  period: from,
  from,
  to,
  vat_charged: charged,
  vat_paid: paid,
});
const accounts = [{ id: 'account:a', holder_id: firm(0) }];
const seen = (last: string, dataEnd = '2025-12-31') => [
  { at: last, from_account: 'account:a', to_account: 'account:x', amount: '1' },
  { at: dataEnd, from_account: 'account:y', to_account: 'account:x', amount: '1' },
];
const run = (tables: LiteralTables = {}, set: Record<string, string> = {}) =>
  detect(
    missingTrader,
    {
      companies: [company()],
      accounts,
      tax_returns: [filed('5000000', '10000')],
      transactions: seen('2025-06-01'),
      ...tables,
    },
    { set, asOf: '2026-06-30' },
  );

describe('a missing trader', () => {
  it('charged much VAT, paid next to none, and was not seen again', () => {
    const found = run();
    expect(found.subjects(0)).toEqual([firm(0)]);
    expect(found.evidence(0, 'charged')).toBe(500_000_000);
    expect(found.evidence(0, 'paid')).toBe(0.002);
    expect(found.evidence(0, 'turnover')).toBe(100);
    expect(found.evidence(0, 'life')).toBe(4);
    expect(found.evidence(0, 'end')).toBe('2025-06-01');
    expect(found.sentence(0)).toMatch(
      /^Firm 1 charged 5.0.m.₸ of VAT, paid 10.*last seen on .*, 4 months after registration/,
    );
  });

  it('paid under 2 % of it, not 2 %', () => {
    expect(run({ tax_returns: [filed('5000000', '99999.99')] }).findings).toHaveLength(1);
    const enough = run({ tax_returns: [filed('5000000', '100000')] });
    expect(enough.findings).toEqual([]);
    expect(enough.value(firm(0))).toBe(0);
  });

  it('charged at least 2.4 m (ours)', () => {
    expect(run({ tax_returns: [filed('2400000', '0')] }).findings).toHaveLength(1);
    expect(run({ tax_returns: [filed('2399999.99', '0')] }).findings).toEqual([]);
  });

  it('lived less than twelve months', () => {
    const until = (last: string) => run({ transactions: seen(last, '2026-06-30') }).findings.length;
    expect([until('2026-01-09'), until('2026-01-10')]).toEqual([1, 0]);
  });

  it('is gone after 90 days without a movement, before the data end', () => {
    expect(run({ transactions: seen('2025-10-02') }).findings).toHaveLength(1);
    expect(run({ transactions: seen('2025-10-03') }).findings).toEqual([]);
  });

  it('is gone when it is dissolved or inactive, whatever moves', () => {
    const transactions = seen('2025-12-31');
    const dissolved = run({ transactions, companies: [company({ dissolved_at: '2025-09-01' })] });
    expect(dissolved.sentence(0)).toContain('was dissolved on');
    const inactive = run({ transactions, lists: [{ entity_id: firm(0), list: 'INACTIVE', from: '2025-08-01' }] });
    expect(inactive.sentence(0)).toContain('was declared inactive on');
    expect(inactive.evidence(0, 'life')).toBe(6);
  });

  it('charged what its invoices say where that is more than its returns', () => {
    const bill = (at: string, vat: string) => ({
      id: at,
      at,
      seller_id: firm(0),
      buyer_id: firm(7),
      amount: '50000000',
      vat,
    });
    const invoices = [bill('2025-05-01', '3000000'), bill('2025-03-31', '9000000')];
    const found = run({ tax_returns: [filed('1000', '1000')], invoices });
    expect(found.evidence(0, 'charged')).toBe(300_000_000);
    expect(found.findings[0]!.invoices).toHaveLength(1);
  });

  it('does not count a year and its quarters twice', () => {
    const year = filed('3000000', '0', '2025-01-01', '2026-01-01');
    expect(run({ tax_returns: [year, filed('3000000', '0')] }).evidence(0, 'charged')).toBe(300_000_000);
  });

  it('knows nothing where payment or registration is blank, and is not gone where it was never seen', () => {
    expect(run({ tax_returns: [filed('5000000', null)] }).value(firm(0))).toBeUndefined();
    expect(run({ companies: [{ id: firm(0) }] }).value(firm(0))).toBeUndefined();
    expect(run({ transactions: seen('2025-06-01').slice(1) }).value(firm(0))).toBe(0);
  });

  it('stays low for an exporter with zero-rated sales and for an honest firm that closed after paying', () => {
    expect(run({ tax_returns: [filed('0', '0')] }).value(firm(0))).toBeUndefined();
    expect(run({ tax_returns: [filed('5000000', '600000')] }).value(firm(0))).toBe(0);
  });

  it('names what it lacks', () => {
    expect(missingInputs(missingTrader, new Set(['companies.registered_at', 'tax_returns.vat_charged']))).toEqual([
      'tax_returns.vat_paid',
    ]);
  });
});

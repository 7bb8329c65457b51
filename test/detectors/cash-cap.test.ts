import { describe, expect, it } from 'vitest';
import { cashCap } from '../../src/detectors/cash-cap.ts';
import { missingInputs } from '../../src/detectors/inputs.ts';
import { sizeClassOf } from '../../src/model/cash-caps.ts';
import { parseDay } from '../../src/model/time.ts';
import type { LiteralTables } from '../graph/projection-of.ts';
import { detect, firm, firms } from './detect.ts';

const accounts = [
  { id: 'account:a', holder_id: firm(0), bank: 'First' },
  { id: 'account:b', holder_id: firm(0), bank: 'Second' },
  { id: 'account:atm', kind: 'atm' },
];
let made = 0;
const take = (amount: string, at = '2026-03-10', from = 'account:a', currency = 'KZT') => ({
  id: `t-${++made}`,
  at,
  from_account: from,
  to_account: 'account:atm',
  amount,
  currency,
});
const run = (transactions: ReturnType<typeof take>[], size = 'small', more: LiteralTables = {}, context = {}) =>
  detect(cashCap, { companies: firms(2, () => ({ size_class: size })), accounts, transactions, ...more }, context);

describe('cash beside the monthly cap', () => {
  it('is near it from 90 %, high from the cap itself', () => {
    const severity = (amount: string, size?: string) => run([take(amount)], size).findings[0]?.severity;
    expect([severity('17999999.99'), severity('18000000'), severity('19999999'), severity('20000000')]).toEqual([
      undefined,
      'medium',
      'medium',
      'high',
    ]);
    expect([severity('107999999', 'medium'), severity('108000000', 'medium')]).toEqual([undefined, 'medium']);
    expect([severity('134999999', 'large'), severity('135000000', 'large')]).toEqual([undefined, 'medium']);
  });

  it('adds up all banks, and is high where none of them sees so much', () => {
    const spread = run([take('9000000'), take('9000000', '2026-03-11', 'account:b')]);
    expect(spread.findings[0]!.severity).toBe('high');
    expect(spread.evidence(0, 'banks')).toBe(2);
    expect(spread.sentence(0)).toMatch(
      /^Firm 1 \(small\) took 18.0.m.₸ in cash in 2026-03, 90.% of its cap of 20.0.m.₸. It was spread over 2 banks/,
    );
    const mostly = run([take('18000000'), take('100', '2026-03-11', 'account:b')]);
    expect(mostly.findings[0]!.severity).toBe('medium');
  });

  it('does not call it spread where the bank is not known', () => {
    const unnamed = accounts.map(({ bank: _, ...account }) => account);
    const found = run([take('9000000'), take('9000000', '2026-03-11', 'account:b')], 'small', { accounts: unnamed });
    expect(found.findings[0]!.severity).toBe('medium');
  });

  it('goes by calendar months in Almaty, from January 2026 on', () => {
    expect(run([take('18000000', '2025-12-31T18:59:59Z')]).findings).toEqual([]);
    expect(run([take('18000000', '2025-12-31T19:00:00Z')]).findings).toHaveLength(1);
    expect(run([take('9000000', '2026-03-31'), take('9000000', '2026-04-01')]).findings).toEqual([]);
  });

  it('exempts micro businesses, and is not run where the size is not known', () => {
    expect(run([take('90000000')], 'micro').value(firm(0))).toBeUndefined();
    const unsized = run([take('90000000')], 'small', { companies: firms(1) });
    expect([unsized.findings, unsized.value(firm(0))]).toEqual([[], undefined]);
    expect(unsized.notes?.[0]?.en).toContain('Of 1 businesses');
  });

  it('finds the class by staff and income where it is not given: both must fit', () => {
    const filed = (turnover: string, employees: number | null) => ({
      companies: firms(1),
      tax_returns: [{ company_id: firm(0), from: '2025-01-01', to: '2026-01-01', turnover, employees }],
    });
    const found = run([take('18000000')], '', filed('1000000000', 16));
    expect(found.evidence(0, 'size')).toBe('small');
    expect(run([take('18000000')], '', filed('100000000', 15)).findings).toEqual([]);
    expect(run([take('18000000')], '', filed('1000000000', null)).value(firm(0))).toBeUndefined();
  });

  it('judges sole traders by their returns, and no private person', () => {
    const person = 'person:850101300010';
    const held = [...accounts, { id: 'account:p', holder_id: person }];
    const tax_returns = [
      { company_id: person, from: '2025-01-01', to: '2025-04-01', turnover: '100000000', employees: 3 },
    ];
    const of = (sole_trader: number) =>
      run([take('19000000', '2026-03-10', 'account:p')], 'small', {
        accounts: held,
        persons: [{ id: person, sole_trader }],
        tax_returns,
      });
    // A quarter of 100 m makes 400 m a year: small by income.
    expect(of(1).subjects(0)).toEqual([person]);
    expect(of(0).findings).toEqual([]);
  });

  it('stays low for a shop that takes small change', () => {
    const shop = run([take('900000'), take('800000', '2026-04-10')]);
    expect(shop.findings).toEqual([]);
    expect(shop.value(firm(0))).toBeLessThan(0.05);
  });

  it('converts the cap at the rate given, else compares by rank and says so', () => {
    const dollars = [take('36000', '2026-03-10', 'account:a', 'USD')];
    const rates = [{ from: parseDay('2026-01-01')!, currency: 'USD', units: 500, decimals: 0 }];
    expect(run(dollars, 'small', {}, { rates }).findings).toHaveLength(1);
    expect(run(dollars).findings).toEqual([]);
    const crowd = Array.from({ length: 99 }, (_, i) => ({ ...take('10', '2026-03-01', `account:o${i}`, 'USD') }));
    const held = crowd.map(({ from_account }, i) => ({ id: from_account, holder_id: firm(100 + i) }));
    const ranked = run([...dollars, ...crowd], 'small', { accounts: [...accounts, ...held] });
    expect(ranked.sentence(0)).toContain('among the highest months of this currency');
    expect(ranked.notes?.[0]?.en).toContain('by rank');
  });

  it('names what it lacks', () => {
    expect(
      missingInputs(
        cashCap,
        new Set(['transactions.at', 'transactions.amount', 'accounts.holder_id', 'accounts.kind']),
      ),
    ).toEqual(['companies.size_class or tax_returns.turnover']);
  });
});

describe('size classes', () => {
  it('take both staff and income up to their limits', () => {
    const mci2025 = 3932 * 100;
    expect(sizeClassOf(15, 30_000 * mci2025, 2025)).toBe('micro');
    expect(sizeClassOf(16, 30_000 * mci2025, 2025)).toBe('small');
    expect(sizeClassOf(15, 30_000 * mci2025 + 1, 2025)).toBe('small');
    expect(sizeClassOf(100, 300_000 * mci2025, 2025)).toBe('small');
    expect(sizeClassOf(101, 300_000 * mci2025, 2025)).toBe('medium');
    expect(sizeClassOf(250, 3_000_000 * mci2025, 2025)).toBe('medium');
    expect(sizeClassOf(250, 3_000_000 * mci2025 + 1, 2025)).toBe('large');
    expect(sizeClassOf(1, 1, 2018)).toBeNull();
  });
});

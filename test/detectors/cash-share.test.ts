import { describe, expect, it } from 'vitest';
import { cashShare } from '../../src/detectors/cash-share.ts';
import { detect, firm, firms } from './detect.ts';

const accounts = [
  { id: 'account:a', holder_id: firm(0), kind: 'bank' },
  { id: 'account:b', holder_id: firm(0), kind: 'bank' },
  { id: 'account:atm', kind: 'atm' },
  { id: 'account:x', kind: 'bank' },
];
const pay = (amount: string, to: string | null, at = '2026-03-10T10:00:00Z', from = 'account:a') => ({
  at,
  amount,
  from_account: from,
  ...(to ? { to_account: to } : { channel: 'cash' }),
});
const run = (transactions: Record<string, string>[]) =>
  detect(cashShare, { companies: firms(1), accounts, transactions });

describe('share of cash in a month', () => {
  it('warns from 30 %, is high from 80 %, not just under', () => {
    const severity = (cash: string, rest: string) =>
      run([pay(cash, 'account:atm'), pay(rest, 'account:x')]).findings[0]?.severity;
    expect(severity('30', '70')).toBe('medium');
    expect(severity('29.99', '70.01')).toBeUndefined();
    expect(severity('80', '20')).toBe('high');
    expect(severity('79.99', '20.01')).toBe('medium');
  });

  it('says how much was withdrawn of how much, with the rows', () => {
    const found = run([pay('600000', null), pay('400000', 'account:x')]);
    expect(found.subjects(0)).toEqual([firm(0)]);
    expect(found.evidence(0, 'share')).toBe(0.6);
    expect(found.evidence(0, 'months')).toBe('2026-03');
    expect(found.evidence(0, 'cash')).toBe(60_000_000);
    expect(found.evidence(0, 'turnover')).toBe(100_000_000);
    expect(found.findings[0]!.transfers).toEqual([0, 1]);
    expect(found.sentence(0)).toMatch(/^In 1 month Firm 1 withdrew 600.k.₸ of 1.*₸ in cash; in 2026-03 it was 60.%/);
  });

  it('takes all accounts of the firm together and leaves out transfers between them', () => {
    const found = run([
      pay('30', 'account:atm'),
      pay('70', 'account:x', undefined, 'account:b'),
      pay('1000', 'account:b'),
    ]);
    expect(found.evidence(0, 'share')).toBe(0.3);
  });

  it('keeps calendar months of Almaty apart, one finding for all of them', () => {
    const found = run([
      pay('50', 'account:atm', '2026-03-31T18:59:00Z'),
      pay('50', 'account:x', '2026-03-31T18:59:00Z'),
      pay('90', 'account:atm', '2026-03-31T19:00:00Z'),
      pay('10', 'account:x', '2026-04-02T10:00:00Z'),
    ]);
    expect(found.findings).toHaveLength(1);
    expect(found.evidence(0, 'months')).toBe('2026-03, 2026-04');
    expect(found.evidence(0, 'share')).toBe(0.9);
  });

  it('takes a payment by card or to an account for what it is, not for cash', () => {
    expect(run([{ ...pay('100', 'account:x'), channel: 'cash' }]).findings).toEqual([]);
  });

  it('stays low for a shop that banks its takings: deposits are no withdrawals', () => {
    const takings = Array.from({ length: 20 }, (_, i) => ({
      ...pay('50', 'account:a'),
      from_account: 'account:atm',
      id: `d${i}`,
    }));
    const shop = run([...takings, pay('900', 'account:x'), pay('100', 'account:atm')]);
    expect(shop.findings).toEqual([]);
    expect(shop.value(firm(0))).toBeLessThan(0.1);
  });

  it('judges firms only, and leaves out those whose turnover is not known', () => {
    const person = 'person:850101300010';
    const own = [{ id: 'account:p', holder_id: person }];
    const found = detect(cashShare, {
      companies: firms(2),
      accounts: [...accounts, ...own],
      transactions: [pay('100', null, undefined, 'account:p')],
    });
    expect(found.findings).toEqual([]);
    expect(found.value(person)).toBeUndefined();
    expect(found.value(firm(1))).toBeUndefined();
  });

  it('does not count three payments as certainly as thirty', () => {
    const few = run([pay('100', null)]).value(firm(0))!;
    const many = run(Array.from({ length: 30 }, (_, i) => ({ ...pay('100', null), id: `w${i}` }))).value(firm(0))!;
    expect(few).toBeLessThan(0.3);
    expect(many).toBeGreaterThan(0.85);
  });
});

import { describe, expect, it } from 'vitest';
import { missingInputs } from '../../src/detectors/inputs.ts';
import { turnoverJump } from '../../src/detectors/turnover-jump.ts';
import { parseDay } from '../../src/model/time.ts';
import { detect, firm, firms } from './detect.ts';

const accounts = [0, 1].map((i) => ({ id: `account:${i}`, holder_id: firm(i) }));
let made = 0;
/** What a firm pays in a month, numbered on from January 2025. */
const spend = (month: number, amount: string, currency = 'KZT', from = 0) => ({
  id: `t-${++made}`,
  at: `${2025 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-15`,
  from_account: `account:${from}`,
  to_account: 'account:x',
  amount,
  currency,
});
const months = (first: number, last: number, amount: string) =>
  Array.from({ length: last - first + 1 }, (_, i) => spend(first + i, amount));
const run = (transactions: ReturnType<typeof spend>[], registered_at = '2010-01-01', more = {}) =>
  detect(turnoverJump, { companies: firms(2, () => ({ registered_at })), accounts, transactions }, more);

describe('a jump of turnover', () => {
  it('is ten times the median of the six months before, not just under', () => {
    const found = run([...months(0, 5, '3000000'), spend(6, '30000000')]);
    expect(found.subjects(0)).toEqual([firm(0)]);
    expect(found.evidence(0, 'median')).toBe(300_000_000);
    expect(found.evidence(0, 'times')).toBe(10);
    expect(found.evidence(0, 'months')).toBe('2025-07');
    expect(found.findings[0]!.transfers).toEqual([6]);
    expect(found.sentence(0)).toMatch(
      /^In 2025-07 Firm 1 turned over 30.0.m.₸; the median of the six months before was 3.0.m/,
    );
    expect(run([...months(0, 5, '3000000'), spend(6, '29999999.99')]).findings).toEqual([]);
  });

  it('is 20 m KZT at least', () => {
    expect(run([...months(0, 5, '100'), spend(6, '20000000')]).findings).toHaveLength(1);
    expect(run([...months(0, 5, '100'), spend(6, '19999999.99')]).findings).toEqual([]);
  });

  it('takes months without turnover for 0, and a median of 0 for reached', () => {
    const found = run([spend(0, '5000000'), spend(1, '5000000'), spend(6, '20000000')]);
    expect(found.evidence(0, 'median')).toBe(0);
    expect(found.evidence(0, 'times')).toBeUndefined();
    // Of 0, 0, 0, 4, 4, 4 m the median is 2 m.
    expect(run([...months(0, 2, '4000000'), spend(6, '20000000')]).evidence(0, 'median')).toBe(200_000_000);
    expect(run([...months(0, 2, '4000001'), spend(6, '20000000')]).findings).toEqual([]);
  });

  it('needs six months of data before it, and of the firm’s life', () => {
    expect(run([...months(0, 4, '1'), spend(5, '90000000')]).value(firm(0))).toBeUndefined();
    expect(run([...months(0, 5, '1'), spend(6, '90000000')], '2025-01-31').findings).toHaveLength(1);
    expect(run([...months(0, 5, '1'), spend(6, '90000000')], '2025-02-01').value(firm(0))).toBeUndefined();
  });

  it('stays low for a farm that sows every spring, as far as a year before is seen', () => {
    const farm = [...months(0, 1, '100000'), spend(3, '30000000'), ...months(9, 14, '100000'), spend(15, '40000000')];
    expect(run(farm).findings).toEqual([]);
    expect(run(farm).value(firm(0))).toBe(0);
    const grown = farm.map((row) => (row.amount === '40000000' ? { ...row, amount: '60000000.01' } : row));
    expect(run(grown).findings).toHaveLength(1);
  });

  it('says where the data are too short for a season', () => {
    expect(run([...months(0, 5, '1'), spend(6, '90000000')]).notes?.[0]?.en).toContain('at most twelve months');
    expect(run([spend(0, '1'), ...months(6, 11, '1'), spend(12, '90000000')]).notes).toEqual([]);
  });

  /** A month's sum in ten payments. */
  const inTen = (month: number, amount: number) => Array.from({ length: 10 }, () => spend(month, String(amount / 10)));

  it('is low where an earlier month was half as large: large sums now and then are nothing new', () => {
    const sporadic = run([...inTen(0, 25_000_000), ...inTen(8, 30_000_000)]);
    const first = run([...inTen(0, 10_000), ...inTen(8, 30_000_000)]);
    expect(sporadic.findings[0]!.severity).toBe('low');
    expect(sporadic.value(firm(0))!).toBeLessThan(first.value(firm(0))! / 5);
    expect(run([...inTen(0, 14_999_990), ...inTen(8, 30_000_000)]).findings[0]!.severity).toBe('medium');
  });

  it('is low where it is one single payment, and weighs less', () => {
    const one = run([spend(0, '10'), spend(8, '30000000')]);
    const many = run([spend(0, '10'), ...inTen(8, 30_000_000)]);
    expect([one.findings[0]!.severity, many.findings[0]!.severity]).toEqual(['low', 'medium']);
    expect(many.value(firm(0))!).toBeGreaterThan(3 * one.value(firm(0))!);
  });

  it('does not rise with size: growing from 100 to 200 m is no jump', () => {
    const large = run([...months(0, 5, '100000000'), spend(6, '200000000')]);
    expect(large.findings).toEqual([]);
    expect(large.value(firm(0))).toBe(0);
  });

  it('counts invoices of a firm that has no account in the data', () => {
    const bill = (month: number, amount: string) => {
      const { id, at } = spend(month, amount);
      return { id, at, seller_id: firm(9), buyer_id: firm(5), amount };
    };
    const invoices = [0, 1, 2, 3, 4, 5].map((month) => bill(month, '1000')).concat(bill(6, '25000000'));
    const found = detect(turnoverJump, { companies: firms(6), invoices });
    expect(found.subjects(0)).toEqual([firm(5)]);
    expect(found.findings[0]!.invoices).toEqual([6]);
  });

  it('compares other currencies at the rate given, else by rank, and says so', () => {
    const jump = [...[0, 1, 2, 3, 4, 5].map((m) => spend(m, '10', 'USD')), spend(6, '40000', 'USD')];
    const rates = [{ from: parseDay('2025-07-31')!, currency: 'USD', units: 500, decimals: 0 }];
    expect(run(jump, '2010-01-01', { rates }).evidence(0, 'turnover')).toBe(4_000_000);
    expect(run(jump).findings).toEqual([]);
    const others = Array.from({ length: 93 }, (_, i) => spend(i % 7, '20', 'USD', 1));
    const crowd = Array.from({ length: 100 }, (_, i) => ({
      ...others[i % 93]!,
      id: `o-${i}`,
      from_account: `account:o${i}`,
    }));
    const held = crowd.map(({ from_account }, i) => ({ id: from_account, holder_id: firm(100 + i) }));
    const ranked = detect(turnoverJump, {
      companies: firms(2),
      accounts: [...accounts, ...held],
      transactions: [...jump, ...crowd],
    });
    expect(ranked.subjects(0)).toEqual([firm(0)]);
    expect(ranked.sentence(0)).toContain('among the highest months of this currency');
    expect(ranked.notes?.[0]?.en).toContain('by rank');
  });

  it('names what it lacks', () => {
    expect(missingInputs(turnoverJump, new Set(['transactions.at']))).toEqual([
      'accounts.holder_id or invoices.buyer_id',
    ]);
  });
});

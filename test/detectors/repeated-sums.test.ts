import { describe, expect, it } from 'vitest';
import { repeatedSums } from '../../src/detectors/repeated-sums.ts';
import { detect, firm } from './detect.ts';

const pay = (amount: string, more: Record<string, string> = {}) => ({
  at: '2025-03-03T06:00:00Z',
  from_account: 'account:a',
  to_account: 'account:b',
  amount,
  ...more,
});
const run = (transactions: Record<string, string>[], accounts: Record<string, string>[] = [], set = {}) =>
  detect(repeatedSums, { transactions, accounts }, { set });

describe('like sums again and again', () => {
  it('finds three within 5 % in one day, not two', () => {
    const found = run([pay('1000'), pay('1020'), pay('1050')]);
    expect(found.findings).toHaveLength(1);
    expect(found.subjects(0)).toEqual(['account:a', 'account:b']);
    expect(found.evidence(0, 'count')).toBe(3);
    expect(found.evidence(0, 'spread')).toBe(1.05);
    expect(found.sentence(0)).toContain('3 sums between');
    expect(found.value('account:a')).toBe(0.5);
    const two = run([pay('1000'), pay('1050'), pay('2000')]);
    expect(two.findings).toEqual([]);
    expect(two.value('account:b')).toBe(0);
    expect(run([pay('1000'), pay('1050')], [], { count: '2' }).findings).toHaveLength(1);
  });

  it('reaches 5 % at equality, in exact integers', () => {
    expect(run([pay('1000'), pay('1020'), pay('1050.01')]).findings).toEqual([]);
    expect(run([pay('1000'), pay('1020'), pay('1100')], [], { within: '10%' }).findings).toHaveLength(1);
    expect(run([pay('1000'), pay('1000'), pay('1000.01')], [], { within: '0' }).findings).toEqual([]);
  });

  it('takes the largest group of a day, and leaves the others of that day out', () => {
    const found = run(['10', '100', '101', '102', '103', '5000', '5001', '5002'].map((amount) => pay(amount)));
    expect(found.evidence(0, 'count')).toBe(4);
    expect(found.findings[0]!.transfers).toHaveLength(4);
  });

  it('keeps to one calendar day in Almaty and to one currency', () => {
    const late = { at: '2025-03-03T19:00:00Z' };
    expect(run([pay('1000'), pay('1000'), pay('1000', late)]).findings).toEqual([]);
    expect(run([pay('1000'), pay('1000'), pay('1000', { at: '2025-03-03T18:59:59Z' })]).findings).toHaveLength(1);
    expect(run([pay('1000'), pay('1000'), pay('1000', { currency: 'USD' })]).findings).toEqual([]);
    expect(run(['1000', '1000', '1000'].map((sum) => pay(sum, { at: '2025-03-03' }))).findings).toHaveLength(1);
  });

  it('takes the accounts of one payer together, and one direction only', () => {
    const accounts = ['account:a', 'account:a2'].map((id) => ({ id, holder_id: firm(0) }));
    const both = [pay('1000'), pay('1000', { from_account: 'account:a2' }), pay('1000')];
    expect(run(both, accounts).subjects(0)).toEqual(['account:a', 'account:a2', 'account:b']);
    const back = pay('1000', { from_account: 'account:b', to_account: 'account:a' });
    expect(run([pay('1000'), pay('1000'), back]).findings).toEqual([]);
  });

  it('is one finding for all days of a pair', () => {
    const next = { at: '2025-03-04' };
    const found = run([...['70', '70', '70', '70'].map((s) => pay(s)), ...['9', '9', '9'].map((s) => pay(s, next))]);
    expect(found.findings).toHaveLength(1);
    expect(found.evidence(0, 'days')).toBe(2);
    expect(found.findings[0]!.transfers).toHaveLength(7);
  });

  it('leaves alone a payroll, a shop’s customers, own accounts, cash machines, and sums of nothing', () => {
    const wages = Array.from({ length: 40 }, (_, i) => pay('150000', { to_account: `account:e${i}` }));
    expect(run(wages).findings).toEqual([]);
    const shop = Array.from({ length: 40 }, (_, i) => pay('990', { from_account: `account:c${i}` }));
    expect(run(shop).findings).toEqual([]);
    const three = [pay('1000'), pay('1000'), pay('1000')];
    const own = ['account:a', 'account:b'].map((id) => ({ id, holder_id: firm(0) }));
    expect(run(three, own).findings).toEqual([]);
    expect(run(three, [{ id: 'account:b', kind: 'atm' }]).findings).toEqual([]);
    expect(run([pay('0'), pay('0'), pay('0')]).findings).toEqual([]);
  });
});

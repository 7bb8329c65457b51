import { describe, expect, it } from 'vitest';
import { equalDaily } from '../../src/detectors/equal-daily.ts';
import { detect, firm } from './detect.ts';

const date = (day: number) => new Date(Date.UTC(2025, 2, day)).toISOString().slice(0, 10);
const pay = (day: number, more: Record<string, string> = {}) => ({
  at: date(day),
  from_account: 'account:payer',
  to_account: 'account:collector',
  amount: '15000',
  ...more,
});
const days = (...all: number[]) => all.map((day) => pay(day));
const run = (transactions: Record<string, string | null>[], accounts: Record<string, string>[] = [], set = {}) =>
  detect(equalDaily, { transactions, accounts }, { set });

describe('the same sum every day', () => {
  it('finds five consecutive days, not four', () => {
    const found = run(days(1, 2, 3, 4, 5));
    expect(found.findings).toHaveLength(1);
    expect(found.subjects(0)).toEqual(['account:collector', 'account:payer']);
    expect(found.evidence(0, 'days')).toBe(5);
    expect(found.findings[0]!.severity).toBe('medium');
    expect(found.sentence(0).replaceAll(/\s/g, ' ')).toBe(
      'account:payer sent 15 k ₸ to account:collector on 5 consecutive days, from 1 Mar 2025 on; the threshold is 5.',
    );
    expect(found.value('account:collector')).toBe(0.5);
    const four = run(days(1, 2, 3, 4));
    expect(four.findings).toEqual([]);
    expect(four.value('account:collector')).toBe(0);
    expect(run(days(1, 2, 3, 4), [], { days: '4' }).findings).toHaveLength(1);
  });

  it('breaks at a day left out, and joins over a month’s end', () => {
    expect(run(days(1, 2, 3, 5, 6, 7)).findings).toEqual([]);
    expect(run(days(29, 30, 31, 32, 33)).evidence(0, 'days')).toBe(5);
  });

  it('counts a day once, however many transfers it has, and shows them all', () => {
    expect(run(days(1, 1, 1, 2, 2)).findings).toEqual([]);
    const found = run(days(1, 1, 2, 3, 4, 5));
    expect(found.evidence(0, 'days')).toBe(5);
    expect(found.findings[0]!.transfers).toHaveLength(6);
  });

  it('takes days from Almaty: 19:30 in UTC is already tomorrow there', () => {
    const late = [1, 2, 3, 4, 5].map((day) => pay(day, { at: `${date(day)}T${day % 2 ? '19:30' : '20:30'}:00Z` }));
    expect(run(late).evidence(0, 'days')).toBe(5);
    const twice = [...late.slice(0, 4), pay(6, { at: '2025-03-05T10:00:00Z' })];
    expect(run(twice).findings).toEqual([]);
  });

  it('wants one sum, one currency, one payer, one account', () => {
    const other = (more: Record<string, string>) => run([...days(1, 2, 3, 4), pay(5, more)]).findings;
    expect(other({ amount: '15001' })).toEqual([]);
    expect(other({ currency: 'USD' })).toEqual([]);
    expect(other({ from_account: 'account:other' })).toEqual([]);
    expect(other({ to_account: 'account:other' })).toEqual([]);
  });

  it('takes the accounts of one holder for one payer, and whoever pays in cash by name', () => {
    const accounts = ['account:payer', 'account:payer2'].map((id) => ({ id, holder_id: firm(0) }));
    const both = [...days(1, 2, 3), pay(4, { from_account: 'account:payer2' }), pay(5)];
    const found = run(both, accounts);
    expect(found.subjects(0)).toEqual(['account:collector', 'account:payer', 'account:payer2']);
    const cash = (more: Record<string, string>) =>
      [1, 2, 3, 4, 5].map((day) => ({ ...pay(day), from_account: null, channel: 'cash', ...more }));
    expect(run(cash({ payer_id: 'person:850101300010' })).subjects(0)).toEqual([
      'account:collector',
      'person:850101300010',
    ]);
    expect(run(cash({})).findings).toEqual([]);
  });

  it('is one finding for a pair with several runs', () => {
    const found = run([...days(1, 2, 3, 4, 5), ...days(10, 11, 12, 13, 14, 15)]);
    expect(found.findings).toHaveLength(1);
    expect(found.evidence(0, 'days')).toBe(6);
    expect(found.evidence(0, 'runs')).toBe(2);
  });

  it('leaves alone equal monthly rent, weekday wages with a free weekend, a shop’s takings, own accounts, cash', () => {
    const rent = Array.from({ length: 12 }, (_, month) => pay(month * 30 + 1));
    expect(run(rent).findings).toEqual([]);
    expect(run(days(3, 4, 5, 6, 10, 11, 12, 13)).findings).toEqual([]);
    const takings = [1, 2, 3, 4, 5, 6].map((day) => pay(day, { amount: String(15000 + day * 137) }));
    expect(run(takings).findings).toEqual([]);
    const own = ['account:payer', 'account:collector'].map((id) => ({ id, holder_id: firm(0) }));
    expect(run(days(1, 2, 3, 4, 5), own).findings).toEqual([]);
    expect(run(days(1, 2, 3, 4, 5), [{ id: 'account:collector', kind: 'atm' }]).findings).toEqual([]);
    expect(run(days(1, 2, 3, 4, 5).map((row) => ({ ...row, amount: '0' }))).findings).toEqual([]);
  });
});

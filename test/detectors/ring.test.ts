import { describe, expect, it } from 'vitest';
import { ring } from '../../src/detectors/ring.ts';
import { detect, firm } from './detect.ts';

/** A path of accounts a → b → … at the given times, with the given amounts. */
const hops = (path: string, amounts: number[], times: string[]) =>
  amounts.map((amount, i) => ({
    id: `${path}-${i}`,
    from_account: `account:${path[i]}`,
    to_account: `account:${path[i + 1]}`,
    amount: String(amount),
    at: times[i]!,
  }));
const T = ['2026-03-01T10:00:00Z', '2026-03-02T10:00:00Z', '2026-03-03T10:00:00Z', '2026-03-04T10:00:00Z'];

describe('money that comes back', () => {
  it('finds three hops that each keep at least 80 %, and names what came back', () => {
    const found = detect(ring, { transactions: hops('abca', [1000, 900, 800], T) });
    expect(found.findings).toHaveLength(1);
    expect(found.subjects(0)).toEqual(['account:a', 'account:b', 'account:c']);
    expect(found.findings[0]!.transfers).toEqual([0, 1, 2]);
    expect(found.findings[0]!.amount).toEqual({ minor: '80000', currency: 'KZT' });
    expect(found.findings[0]!.interval).toEqual({ from: T[0], to: T[2] });
    expect(found.evidence(0, 'hops')).toBe(3);
    expect(found.evidence(0, 'retained')).toBeCloseTo(8 / 9);
    expect(found.sentence(0)).toMatch(/^800.₸ came back to account:a after 3 hops in 2.days, 80.% of what was sent\.$/);
    expect(found.value('account:a')).toBeGreaterThan(0.3);
  });

  it('takes the bounds on a hop as reached: 80 % and 100 % count, 79.99 % and more than 100 % do not', () => {
    const count = (...amounts: number[]) => detect(ring, { transactions: hops('abca', amounts, T) }).findings.length;
    expect(count(1000, 800, 640)).toBe(1);
    expect(count(1000, 799.99, 700)).toBe(0);
    expect(count(1000, 1000, 1000)).toBe(1);
    expect(count(1000, 1000.01, 900)).toBe(0);
  });

  it('closes the window: 30 days to the second count, a second more does not', () => {
    const closing = (last: string) =>
      detect(ring, { transactions: hops('abca', [10, 10, 10], [T[0]!, T[1]!, last]) }).findings.length;
    expect(closing('2026-03-31T10:00:00Z')).toBe(1);
    expect(closing('2026-03-31T10:00:01Z')).toBe(0);
  });

  it('needs 3 to 6 hops unless told', () => {
    const there = hops('aba', [10, 10], T);
    expect(detect(ring, { transactions: there }).findings).toEqual([]);
    expect(detect(ring, { transactions: there }, { set: { minHops: '2' } }).findings).toHaveLength(1);
    const days = Array.from({ length: 7 }, (_, i) => `2026-03-0${i + 1}T10:00:00Z`);
    expect(detect(ring, { transactions: hops('abcdefa', Array(6).fill(10), days) }).findings).toHaveLength(1);
    expect(detect(ring, { transactions: hops('abcdefga', Array(7).fill(10), days) }).findings).toEqual([]);
  });

  it('needs strictly increasing times, and no order within a day that is only a day', () => {
    const transactions = (times: string[]) => hops('abca', [10, 10, 10], times);
    expect(detect(ring, { transactions: transactions([T[0]!, T[0]!, T[2]!]) }).findings).toEqual([]);
    const byDay = detect(ring, { transactions: transactions(['2026-03-01', '2026-03-01', '2026-03-02']) });
    expect(byDay.findings).toEqual([]);
    expect(byDay.notes?.[0]?.en).toContain('only a day');
    const apart = detect(ring, { transactions: transactions(['2026-03-01', '2026-03-02', '2026-03-03']) });
    expect(apart.findings[0]!.interval).toEqual({ from: '2026-03-01', to: '2026-03-03' });
  });

  it('never goes through cash', () => {
    const accounts = [{ id: 'account:b', kind: 'atm' }];
    expect(detect(ring, { accounts, transactions: hops('abca', [10, 10, 10], T) }).findings).toEqual([]);
  });

  it('stays within one currency', () => {
    const transactions = hops('abca', [10, 10, 10], T).map((row, i) => ({ ...row, currency: i === 1 ? 'USD' : 'KZT' }));
    expect(detect(ring, { transactions }).findings).toEqual([]);
  });

  it('stays low for a firm that moves money between its own accounts, and sees a ring over two accounts of one firm', () => {
    const own = ['a', 'b', 'c'].map((id) => ({ id: `account:${id}`, holder_id: firm(0) }));
    const transactions = hops('abca', [10, 10, 10], T);
    expect(detect(ring, { accounts: own, transactions }).findings).toEqual([]);
    expect(detect(ring, { accounts: own, transactions }, { set: { holders: 'no' } }).findings).toHaveLength(1);
    const accounts = [
      { id: 'account:a', holder_id: firm(0) },
      { id: 'account:z', holder_id: firm(0) },
    ];
    const through = detect(ring, { accounts, transactions: hops('abcz', [10, 10, 10], T) });
    expect(through.subjects(0)).toEqual(['account:a', 'account:b', 'account:c', 'account:z']);
  });

  it('makes one finding of overlapping rings and of the same ring twice, two of separate ones', () => {
    const again = hops(
      'abca',
      [20, 20, 20],
      ['2026-05-01', '2026-05-02', '2026-05-03'].map((d) => `${d}T10:00:00Z`),
    );
    const twice = [...hops('abca', [10, 10, 10], T), ...again.map((row) => ({ ...row, id: `${row.id}-2` }))];
    const one = detect(ring, { transactions: twice });
    expect(one.findings).toHaveLength(1);
    expect(one.evidence(0, 'rings')).toBe(2);
    expect(one.findings[0]!.transfers).toHaveLength(6);
    expect(one.findings[0]!.amount!.minor).toBe('2000');
    const apart = [...hops('abca', [10, 10, 10], T), ...hops('xyzx', [10, 10, 10], T)];
    expect(detect(ring, { transactions: apart }).findings).toHaveLength(2);
  });

  it('stays low through a busy account, where the money could have gone many ways', () => {
    const busy = Array.from({ length: 12 }, (_, i) => ({
      id: `busy-${i}`,
      from_account: 'account:b',
      to_account: `account:other${i}`,
      amount: '950',
      at: '2026-03-02T08:00:00Z',
    }));
    const rare = detect(ring, { transactions: hops('abca', [1000, 900, 800], T) });
    const chance = detect(ring, { transactions: [...hops('abca', [1000, 900, 800], T), ...busy] });
    expect(chance.findings[0]!.severity).toBe('low');
    expect(chance.evidence(0, 'ways')).toBe(13);
    expect(chance.sentence(0)).toContain('may be chance');
    expect(rare.evidence(0, 'ways')).toBe(1);
    expect(rare.findings[0]!.severity).toBe('medium');
    expect(chance.value('account:a')!).toBeLessThan(rare.value('account:a')! / 3);
  });

  it('says how far it searched where the budget ends the search', () => {
    const cut = detect(ring, { transactions: hops('abca', [10, 10, 10], T) }, { set: { budget: '1' } });
    expect(cut.truncated).toBe(true);
    expect(cut.notes?.[0]?.en).toContain('of 3 transfers');
    expect(cut.value('account:a')).toBeUndefined();
  });

  it('refuses fewer hops at most than at least', () => {
    expect(() => detect(ring, { transactions: hops('abca', [10, 10, 10], T) }, { set: { minHops: '7' } })).toThrow(
      /maxHops/,
    );
  });

  it('refuses to keep less at most than at least', () => {
    expect(() => detect(ring, { transactions: hops('abca', [10, 10, 10], T) }, { set: { keepMin: '1.5' } })).toThrow(
      /at least 1\.5 and at most 1 /,
    );
  });
});

import { describe, expect, it } from 'vitest';
import { scatterGather } from '../../src/detectors/scatter-gather.ts';
import type { LiteralTables } from '../graph/projection-of.ts';
import { detect, firm, firms } from './detect.ts';

let count = 0;
const pay = (from: string, to: string, amount: string | number, at: string) => ({
  id: `t-${String(++count).padStart(5, '0')}`,
  from_account: `account:${from}`,
  to_account: `account:${to}`,
  amount: String(amount),
  at: at.length > 5 ? at : `2026-03-${at}:00:00Z`,
});
/** The data reach further than one window, else nothing is judged. */
const YEAR = [pay('left', 'right', 1, '2026-01-01T08:00:00Z'), pay('left', 'right', 1, '2026-12-30T08:00:00Z')];
/** a pays `n` middlemen 100 each on the first, each pays z what it keeps on the second. */
const scattered = (n: number, passed = 100) =>
  Array.from({ length: n }, (_, i) => [pay('a', `m${i}`, 100, '01T08'), pay(`m${i}`, 'z', passed, '02T08')]).flat();
/** `n` payers pay h on the first, h pays `n` payees on the second. */
const gathered = (n: number, m = n, passed = (n * 100) / m) => [
  ...Array.from({ length: n }, (_, i) => pay(`p${i}`, 'h', 100, '01T08')),
  ...Array.from({ length: m }, (_, i) => pay('h', `q${i}`, passed, '02T08')),
];
const found = (transactions: Record<string, string>[], set: Record<string, string> = {}, more: LiteralTables = {}) =>
  detect(scatterGather, { transactions: [...YEAR, ...transactions], ...more }, { set });
const holders = (...names: string[]) => names.map((name, i) => ({ id: `account:${name}`, holder_id: firm(i) }));

describe('money split over middlemen and rejoined', () => {
  it('finds three middlemen between one payer and one payee, not two', () => {
    const one = found(scattered(3, 95));
    expect(one.findings).toHaveLength(1);
    expect(one.subjects(0)).toEqual(['account:a', 'account:m0', 'account:m1', 'account:m2', 'account:z']);
    expect(one.findings[0]!.transfers).toEqual([1, 2, 3, 4, 5, 6]);
    expect(one.evidence(0, 'middle')).toBe(3);
    expect(one.evidence(0, 'passed')).toBeCloseTo(0.95);
    expect(one.sentence(0).replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(
      'account:a sent 300 ₸ over 3 others to account:z in 1 day; 285 ₸ of it arrived.',
    );
    expect(one.value('account:m0')).toBeGreaterThan(0.3);
    expect(one.value('account:left')).toBe(0);
    expect(found(scattered(2)).findings).toEqual([]);
    expect(found(scattered(2), { middle: '2' }).findings).toHaveLength(1);
  });

  it('closes the window: ten days to the second count, a second more does not', () => {
    const last = (at: string) => [...scattered(2), pay('a', 'm9', 100, '01T08'), pay('m9', 'z', 100, at)];
    expect(found(last('2026-03-11T08:00:00Z')).findings).toHaveLength(1);
    expect(found(last('2026-03-11T08:00:01Z')).findings).toEqual([]);
  });

  it('takes 80 % passed on as enough, less is not, and what went before it came is not', () => {
    expect(found(scattered(3, 80)).findings).toHaveLength(1);
    expect(found(scattered(3, 79.99)).findings).toEqual([]);
    const backwards = [0, 1, 2].flatMap((i) => [pay(`m${i}`, 'z', 100, '01T08'), pay('a', `m${i}`, 100, '02T08')]);
    expect(found(backwards).findings).toEqual([]);
  });

  it('sees a middleman that passes its money on in parts, and one that is paid in parts, once', () => {
    const parts = [
      ...scattered(2),
      pay('a', 'm2', 60, '01T08'),
      pay('a', 'm2', 40, '01T09'),
      pay('m2', 'z', 50, '02T08'),
      pay('m2', 'z', 50, '03T08'),
    ];
    expect(found(parts).evidence(0, 'middle')).toBe(3);
  });

  it('counts holders, not accounts', () => {
    const accounts = [
      { id: 'account:m0', holder_id: firm(0) },
      { id: 'account:m1', holder_id: firm(0) },
    ];
    expect(found(scattered(3), {}, { accounts }).findings).toEqual([]);
  });

  it('stays low for a payroll whose people all shop at one place', () => {
    const wages = Array.from({ length: 20 }, (_, i) => [
      pay('a', `m${i}`, 100, '01T08'),
      pay(`m${i}`, 'z', 30, '02T08'),
    ]);
    expect(found(wages.flat()).findings).toEqual([]);
  });

  it('stays low for merchants whom an acquirer settles every week and who pay one wholesaler', () => {
    const weeks = (rest: number) => [
      ...[0, 1, 2, 3].flatMap((week) =>
        [0, 1, 2].flatMap((i) => [
          pay('a', `m${i}`, 100, `2026-03-${String(1 + 7 * week).padStart(2, '0')}T08:00:00Z`),
          pay(`m${i}`, 'z', 100, `2026-03-${String(2 + 7 * week).padStart(2, '0')}T08:00:00Z`),
        ]),
      ),
      ...[0, 1, 2].map((i) => pay('b', `m${i}`, rest, '2026-06-01T08:00:00Z')),
    ];
    expect(found(weeks(101)).findings).toEqual([]);
    // Whoever does nothing else is a middleman however regular: at least four fifths of all it received.
    expect(found(weeks(100)).findings).toHaveLength(1);
  });

  it('leaves out middlemen of the payer’s ownership group', () => {
    const accounts = holders('a', 'm0', 'm1', 'm2');
    const roles = [1, 2, 3].map((i) => ({ company_id: firm(i), holder_id: firm(0), role: 'founder' }));
    const companies = firms(4);
    expect(found(scattered(3), {}, { companies, accounts, roles }).findings).toEqual([]);
    expect(found(scattered(3), {}, { companies, accounts }).findings).toHaveLength(1);
  });

  it('takes cash ends for nobody', () => {
    const accounts = [{ id: 'account:z', kind: 'atm' }];
    expect(found(scattered(3), {}, { accounts }).findings).toEqual([]);
  });
});

describe('money joined in one account and split', () => {
  it('finds three new payers and three new payees, not two of either', () => {
    const one = found(gathered(3));
    expect(one.findings).toHaveLength(1);
    expect(one.subjects(0)).toEqual(['account:h']);
    expect(one.findings[0]!.transfers).toHaveLength(6);
    expect(one.sentence(0).replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(
      'account:h took 300 ₸ from 3 new payers and passed 300 ₸ of it to 3 new payees in 1 day.',
    );
    expect(found(gathered(2, 3)).findings).toEqual([]);
    expect(found(gathered(3, 2)).findings).toEqual([]);
  });

  it('takes 80 % passed on as enough, less is not', () => {
    expect(found(gathered(3, 3, 80)).findings).toHaveLength(1);
    expect(found(gathered(3, 3, 79.99)).findings).toEqual([]);
  });

  it('closes the window: ten days to the second count, a second more does not', () => {
    const last = (at: string) => [...gathered(3, 2, 100), pay('h', 'q9', 100, at)];
    expect(found(last('2026-03-11T08:00:00Z')).findings).toHaveLength(1);
    expect(found(last('2026-03-11T08:00:01Z')).findings).toEqual([]);
  });

  it('does not take those who come back for new: wages, suppliers, customers', () => {
    const again = Array.from({ length: 3 }, (_, i) => pay('h', `q${i}`, 1, '2026-05-01T08:00:00Z'));
    expect(found([...gathered(3), ...again]).findings).toEqual([]);
  });

  it('stays low for an agent of money transfers, to whom as many come in every window', () => {
    const agent = Array.from({ length: 60 }, (_, i) => {
      const day = new Date(Date.UTC(2026, 0, 5 + 4 * i)).toISOString().slice(0, 10);
      return [pay(`p${i}`, 'h', 100, `${day}T08:00:00Z`), pay('h', `q${i}`, 98, `${day}T10:00:00Z`)];
    }).flat();
    expect(found(agent).findings).toEqual([]);
    expect(found(agent, { ratio: '0' }).findings).toHaveLength(1);
  });

  it('stays low for the treasury of one ownership group', () => {
    const names = ['h', 'p0', 'p1', 'p2', 'q0', 'q1', 'q2'];
    const roles = names
      .slice(1)
      .map((_, i) => ({ company_id: firm(i + 1), holder_id: firm(0), role: 'owner', share: 80 }));
    const tables = { companies: firms(7), accounts: holders(...names) };
    expect(found(gathered(3), {}, { ...tables, roles }).findings).toEqual([]);
    expect(found(gathered(3), {}, tables).findings).toHaveLength(1);
  });

  it('leaves out an account with more counterparties than a window may have, and says so', () => {
    const most = (n: string) => found(gathered(5), { maxCounterparties: n });
    expect(most('5').findings).toHaveLength(1);
    expect(most('4').findings).toEqual([]);
    expect(most('4').notes?.[0]?.en).toContain('1 accounts with more than 4');
  });
});

describe('splitting and joining', () => {
  it('is not judged on data shorter than one window', () => {
    const short = detect(scatterGather, { transactions: scattered(3) });
    expect(short.findings).toEqual([]);
    expect(short.measured).toBeNull();
    expect(short.notes?.[0]?.en).toContain('cover 2 days');
  });

  it('has no order within a day that is only a day', () => {
    const byDay = (first: string, second: string) =>
      scattered(3).map((row, i) => ({ ...row, at: `2026-03-${i % 2 ? second : first}` }));
    expect(found(byDay('01', '01')).findings).toEqual([]);
    expect(found(byDay('01', '02')).findings).toHaveLength(1);
  });
});

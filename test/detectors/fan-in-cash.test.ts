import { describe, expect, it } from 'vitest';
import { fanInCash } from '../../src/detectors/fan-in-cash.ts';
import type { LiteralTables } from '../graph/projection-of.ts';
import { detect, firm, firms } from './detect.ts';

const hours = (h: number) => new Date(Date.UTC(2026, 2, 1, 6) + h * 3_600_000).toISOString().slice(0, 19).concat('Z');
/** `n` payers (accounts p0, p1 …) paying 100 each, an hour apart, then a withdrawal. */
const collect = (n: number, cash: number, cashAt = 24) => [
  ...Array.from({ length: n }, (_, i) => ({
    id: `p${i}`,
    at: hours(i),
    from_account: `account:p${i}`,
    to_account: 'account:a',
    amount: '100',
  })),
  { id: 'w', at: hours(cashAt), from_account: 'account:a', channel: 'atm', amount: String(cash) },
];
const run = (transactions: LiteralTables['transactions'], more: LiteralTables = {}) =>
  detect(fanInCash, { transactions: transactions ?? [], ...more });

describe('many payers, then cash', () => {
  it('finds five unrelated payers whose money is withdrawn, not four', () => {
    const found = run(collect(5, 450));
    expect(found.findings).toHaveLength(1);
    expect(found.subjects(0)).toEqual(['account:a']);
    expect(found.evidence(0, 'payers')).toBe(5);
    expect(found.evidence(0, 'cashed')).toBe(0.9);
    expect(found.findings[0]!.amount).toEqual({ minor: '45000', currency: 'KZT' });
    expect(found.findings[0]!.transfers).toEqual([0, 1, 2, 3, 4, 5]);
    expect(found.sentence(0)).toMatch(
      /^In 1.day 5 unrelated payers sent 500.₸ to account:a; 450.₸ of it was withdrawn in cash \(90.%\)\.$/,
    );
    expect(run(collect(4, 400)).findings).toEqual([]);
  });

  it('takes 80 % as reached, and not just under', () => {
    expect(run(collect(5, 400)).findings).toHaveLength(1);
    expect(run(collect(5, 399)).findings).toEqual([]);
  });

  it('closes the window 72 hours after the first credit', () => {
    expect(run(collect(5, 500, 72)).findings).toHaveLength(1);
    expect(run(collect(5, 500, 73)).findings).toEqual([]);
    expect(run(collect(6, 500, 73)).findings).toHaveLength(1);
  });

  it('counts cash only after the money came', () => {
    const rows = collect(5, 500).map((row) => (row.id === 'w' ? { ...row, at: hours(2.5) } : row));
    expect(run(rows).findings).toEqual([]);
  });

  it('finds the stretch among other business of the account', () => {
    const before = Array.from({ length: 10 }, (_, i) => ({
      id: `s${i}`,
      at: `2026-01-${i + 10}T10:00:00Z`,
      from_account: 'account:s',
      to_account: 'account:a',
      amount: '1000',
    }));
    const found = run([...before, ...collect(5, 450)]);
    expect(found.findings).toHaveLength(1);
    expect(found.findings[0]!.transfers).toHaveLength(6);
  });

  it('counts related payers once: one founder behind them, one holding group, one holder', () => {
    const accounts = Array.from({ length: 5 }, (_, i) => ({ id: `account:p${i}`, holder_id: firm(i) }));
    const roles = [
      { company_id: firm(0), holder_id: 'person:850101300010', role: 'founder' },
      { company_id: firm(1), holder_id: 'person:850101300010', role: 'executive' },
    ];
    expect(run(collect(5, 500), { companies: firms(5), accounts }).findings).toHaveLength(1);
    expect(run(collect(5, 500), { companies: firms(5), accounts, roles }).findings).toEqual([]);
  });

  it('does not count the owner of the account among the payers, but counts who paid cash in', () => {
    const accounts = ['a', 'p0'].map((id) => ({ id: `account:${id}`, holder_id: 'person:850101300010' }));
    expect(run(collect(5, 500), { accounts }).findings).toEqual([]);
    const topups = collect(5, 500).map((row, i) =>
      row.id === 'w'
        ? row
        : {
            id: row.id,
            at: row.at,
            to_account: 'account:a',
            channel: 'cash',
            amount: '100',
            payer_id: `person:90010130000${i}`,
          },
    );
    expect(run(topups).findings).toHaveLength(1);
  });

  it('joins overlapping stretches and counts separate ones', () => {
    const again = collect(5, 500).map((row) => ({ ...row, id: `${row.id}-2`, at: row.at.replace('-03-', '-04-') }));
    const found = run([...collect(5, 500), ...again]);
    expect(found.findings).toHaveLength(1);
    expect(found.evidence(0, 'episodes')).toBe(2);
    expect(found.findings[0]!.transfers).toHaveLength(12);
  });

  it('names every payer of a window, not only the fewest that reach the thresholds', () => {
    const found = run(collect(20, 1700));
    expect(found.findings).toHaveLength(1);
    expect(found.evidence(0, 'payers')).toBe(20);
    expect(found.evidence(0, 'cashed')).toBe(0.85);
    expect(found.findings[0]!.transfers).toHaveLength(21);
    expect(found.findings[0]!.amount).toEqual({ minor: '170000', currency: 'KZT' });
    // With too little cash for all of them, the longest run of payers that it does cover.
    expect(run(collect(10, 640)).evidence(0, 'payers')).toBe(8);
  });

  it('names the payers of overlapping windows, and measures the fullest of them', () => {
    const later = collect(6, 600).map((row, i) => ({ ...row, id: `${row.id}-2`, at: hours(i < 6 ? 40 + i : 74) }));
    const others = later.map((row, i) => (i < 6 ? { ...row, from_account: `account:q${i}` } : row));
    const found = run([...collect(5, 500), ...others]);
    expect(found.findings).toHaveLength(1);
    expect(found.evidence(0, 'episodes')).toBe(1);
    expect(found.findings[0]!.transfers).toHaveLength(13);
    expect(found.evidence(0, 'payers')).toBe(9);
    expect(found.findings[0]!.amount).toEqual({ minor: '110000', currency: 'KZT' });
  });

  it('stays low for a shop with many payers whose money goes to suppliers', () => {
    const shop = collect(30, 10, 40).map((row) =>
      row.id === 'w' ? { ...row, to_account: 'account:s', channel: 'transfer', amount: '2900' } : row,
    );
    const found = run([...shop, { id: 'c', at: hours(41), from_account: 'account:a', channel: 'atm', amount: '100' }]);
    expect(found.findings).toEqual([]);
    expect(found.value('account:a')).toBeLessThan(0.15);
  });

  it('stays low for a wage card: one payer, all of it cash', () => {
    const wages = Array.from({ length: 12 }, (_, i) => {
      const month = String(i + 1).padStart(2, '0');
      return [
        {
          id: `in${i}`,
          at: `2025-${month}-10T08:00:00Z`,
          from_account: 'account:e',
          to_account: 'account:a',
          amount: '300',
        },
        { id: `out${i}`, at: `2025-${month}-11T08:00:00Z`, from_account: 'account:a', channel: 'atm', amount: '300' },
      ];
    }).flat();
    const card = run(wages);
    expect(card.findings).toEqual([]);
    expect(card.value('account:a')).toBeLessThan(0.25);
  });
});

import { describe, expect, it } from 'vitest';
import { fan } from '../../src/detectors/fan.ts';
import { detect, firm } from './detect.ts';

const START = Date.UTC(2025, 0, 1, 6);
const day = (d: number) => new Date(START + d * 86_400_000).toISOString().replace('.000Z', 'Z');
const row = (id: string, at: number, from: string, to: string) => ({
  id,
  at: day(at),
  from_account: `account:${from}`,
  to_account: `account:${to}`,
  amount: '100',
});
/** `n` payers of account `a`, each once, spread evenly over days `from` to `to`. */
const payers = (n: number, from: number, to: number, name = 'p') =>
  Array.from({ length: n }, (_, i) =>
    row(`${name}${i}`, from + (n > 1 ? (i * (to - from)) / (n - 1) : 0), `${name}${i}`, 'a'),
  );
/** Other people's transfers over a year: what makes the data long. */
const YEAR = [row('y0', 0, 'x', 'y'), row('y1', 365, 'x', 'y')];

describe('many new counterparties at once', () => {
  it('finds five new payers in 20 days, not four', () => {
    const found = detect(fan, { transactions: [...YEAR, ...payers(5, 100, 120)] });
    expect(found.findings).toHaveLength(1);
    expect(found.subjects(0)).toEqual(['account:a']);
    expect(found.findings[0]!.severity).toBe('medium');
    expect(found.evidence(0, 'payers')).toBe(5);
    expect(found.evidence(0, 'usualPayers')).toBe(0);
    expect(found.findings[0]!.transfers).toHaveLength(5);
    expect(found.sentence(0)).toMatch(/^Within 20.days account:a had 5 new payers; the threshold is 5\.$/);
    expect(found.value('account:a')).toBeGreaterThan(0.5);
    expect(detect(fan, { transactions: [...YEAR, ...payers(4, 100, 120)] }).findings).toEqual([]);
  });

  it('closes the window at 20 days', () => {
    expect(detect(fan, { transactions: [...YEAR, ...payers(5, 100, 120.00001)] }).findings).toEqual([]);
  });

  it('sees fan-out and both directions as one finding', () => {
    const out = payers(6, 100, 103).map((r) => ({
      ...r,
      id: `o${r.id}`,
      from_account: r.to_account,
      to_account: `${r.from_account}x`,
    }));
    expect(detect(fan, { transactions: [...YEAR, ...out] }).evidence(0, 'payees')).toBe(6);
    const both = detect(fan, { transactions: [...YEAR, ...out, ...payers(5, 100, 102)] });
    expect(both.findings).toHaveLength(1);
    expect(both.sentence(0)).toContain('5 new payers and 6 new payees');
  });

  it('counts accounts of one holder once, and neither own accounts nor cash', () => {
    const accounts = Array.from({ length: 3 }, (_, i) => ({ id: `account:p${i}`, holder_id: firm(0) }));
    expect(detect(fan, { accounts, transactions: [...YEAR, ...payers(6, 100, 110)] }).findings).toEqual([]);
    const cash = Array.from({ length: 3 }, (_, i) => ({ id: `account:p${i}`, kind: 'atm' }));
    expect(detect(fan, { accounts: cash, transactions: [...YEAR, ...payers(6, 100, 110)] }).findings).toEqual([]);
  });

  it('stays low for a shop: new customers all the time are its rate', () => {
    const shop = detect(fan, { transactions: [...YEAR, ...payers(600, 0, 365)] });
    expect(shop.findings).toEqual([]);
    expect(shop.value('account:a')).toBeLessThan(0.05);
  });

  it('still sees a burst over a steady rate', () => {
    const found = detect(fan, { transactions: [...YEAR, ...payers(20, 0, 365), ...payers(12, 200, 210, 'q')] });
    expect(found.findings).toHaveLength(1);
    expect(found.evidence(0, 'payers')).toBeGreaterThanOrEqual(12);
  });

  it('does not take a fluctuation of a small rate for a burst', () => {
    const quiet = [...payers(12, 0, 199), ...payers(9, 225, 365, 'r')];
    const five = detect(fan, { transactions: [...YEAR, ...quiet, ...payers(5, 201, 220, 'q')] });
    expect(five.findings).toEqual([]);
    expect(five.value('account:a')).toBeGreaterThan(0);
    const ten = detect(fan, { transactions: [...YEAR, ...quiet, ...payers(10, 201, 220, 'q')] });
    expect(ten.findings).toHaveLength(1);
  });

  it('stays low for a payroll: payees who come back every month', () => {
    const wages = Array.from({ length: 12 }, (_, m) =>
      Array.from({ length: 40 }, (_, i) => row(`w${m}-${i}`, m * 30 + 9, 'a', `e${i}`)),
    ).flat();
    const payroll = detect(fan, { transactions: [...YEAR, ...wages] });
    expect(payroll.findings).toEqual([]);
    expect(payroll.value('account:a')).toBe(0);
  });

  it('does not know a rhythm in data no longer than a window: low, said, and nothing for a score', () => {
    const short = detect(fan, { transactions: payers(8, 0, 10) });
    expect(short.findings[0]!.severity).toBe('low');
    expect(short.sentence(0)).toContain('too short');
    expect(short.measured).toBeNull();
    expect(short.notes?.[0]?.en).toContain('11 days');
  });

  it('does not call an account that began at the end of the data unusual', () => {
    const young = detect(fan, { transactions: [...YEAR, ...payers(50, 340, 364)] });
    expect(young.findings[0]!.severity).toBe('low');
    expect(young.value('account:a')).toBeUndefined();
  });
});

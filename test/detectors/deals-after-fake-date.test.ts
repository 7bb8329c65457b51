import { describe, expect, it } from 'vitest';
import { dealsAfterFakeDate } from '../../src/detectors/deals-after-fake-date.ts';
import { missingInputs } from '../../src/detectors/inputs.ts';
import type { LiteralTables } from '../graph/projection-of.ts';
import { detect, firm, firms } from './detect.ts';

const FAKE = firm(9);
const accounts = [0, 1, 9].map((i) => ({ id: `account:${i}`, holder_id: firm(i), kind: 'bank' }));
const listed = (from: string | null, more: Record<string, string> = {}) => [
  { entity_id: FAKE, list: 'PSEUDO_COMPANY', from, ...more },
];
const pay = (from: number | string, to: number | string, at: string, amount = '100') => ({
  id: `${from}-${to}-${at}-${amount}`,
  at,
  from_account: `account:${from}`,
  to_account: `account:${to}`,
  amount,
});
const bill = (seller: string, buyer: string, at: string, amount = '100') => ({
  id: `${seller}-${buyer}-${at}`,
  at,
  seller_id: seller,
  buyer_id: buyer,
  amount,
});
const run = (tables: LiteralTables) =>
  detect(dealsAfterFakeDate, { companies: firms(10), accounts, lists: listed('2026-02-01'), ...tables });

describe('deals with a firm after its illegal activity began', () => {
  it('counts from that day on, not the day before', () => {
    expect(run({ transactions: [pay(0, 9, '2026-02-01')] }).subjects(0)).toEqual([firm(0)]);
    expect(run({ transactions: [pay(0, 9, '2026-01-31')] }).findings).toEqual([]);
  });

  it('takes days as they are in Almaty', () => {
    expect(run({ transactions: [pay(0, 9, '2026-01-31T19:00:00Z')] }).findings).toHaveLength(1);
    expect(run({ transactions: [pay(0, 9, '2026-01-31T18:59:59Z')] }).findings).toEqual([]);
  });

  it('looks at transfers and invoices, in both directions, and names all of them in one finding', () => {
    const found = run({
      transactions: [pay(0, 9, '2026-03-01'), pay(9, 0, '2026-03-02'), pay(0, 1, '2026-03-03')],
      invoices: [bill(FAKE, firm(0), '2026-04-01'), bill(firm(0), firm(1), '2026-04-01')],
    });
    expect(found.findings).toHaveLength(1);
    expect(found.evidence(0, 'deals')).toBe(3);
    expect(found.evidence(0, 'since')).toBe('2026-02-01');
    expect(found.findings[0]!.transfers).toEqual([0, 1]);
    expect(found.findings[0]!.invoices).toHaveLength(1);
    expect(found.sentence(0)).toMatch(/^Firm 1 had 3 deals with Firm 10 after its illegal activity began/);
  });

  it('measures the share of the sum dealt in, so that one such payment in a large trade stays small', () => {
    const trade = Array.from({ length: 60 }, (_, i) =>
      pay(0, 1, `2026-03-${String((i % 28) + 1).padStart(2, '0')}`, `${900 + i}`),
    );
    const trader = run({ transactions: [...trade, pay(0, 9, '2026-03-01')] });
    const shell = run({ transactions: Array.from({ length: 12 }, (_, i) => pay(0, 9, '2026-03-01', `${100 + i}`)) });
    expect(trader.findings).toHaveLength(1);
    expect(trader.value(firm(0))).toBeLessThan(0.02);
    expect(shell.value(firm(0))).toBeGreaterThan(0.7);
    expect(trader.value(firm(1))).toBe(0);
  });

  it('knows a sole trader as a business, but no private person and no account without a holder', () => {
    const persons = [{ id: 'person:850101300010', sole_trader: 1 }, { id: 'person:860101300010' }];
    const held = persons.map(({ id }, i) => ({ id: `account:p${i}`, holder_id: id }));
    const transactions = ['p0', 'p1', 'unheld'].map((from) => pay(from, 9, '2026-03-01'));
    const found = run({ persons, accounts: [...accounts, ...held], transactions });
    expect(found.findings.map((_, i) => found.subjects(i))).toEqual([['person:850101300010']]);
    expect(found.value('person:860101300010')).toBeUndefined();
  });

  it('reaches nothing where the date is blank, the entry was lifted, or the list is another', () => {
    const transactions = [pay(0, 9, '2026-03-01'), pay(0, 1, '2026-06-01')];
    const blank = run({ transactions, lists: listed(null) });
    expect([blank.findings, blank.measured]).toEqual([[], null]);
    expect(blank.notes?.[0]?.en).toContain('No list says');
    expect(run({ transactions, lists: listed('2026-02-01', { to: '2026-05-01' }) }).findings).toEqual([]);
    expect(run({ transactions, lists: listed('2026-02-01', { list: 'INACTIVE' }) }).findings).toEqual([]);
  });

  it('can be pointed at a list of one’s own', () => {
    const tables = { companies: firms(10), accounts, transactions: [pay(0, 9, '2026-03-01')] };
    const lists = listed('2026-02-01', { list: 'OURS' });
    expect(detect(dealsAfterFakeDate, { ...tables, lists }, { set: { lists: 'OURS' } }).findings).toHaveLength(1);
  });

  it('does not take a transfer between a firm’s own accounts, nor cash, for a deal', () => {
    const own = [
      { id: 'account:9b', holder_id: FAKE },
      { id: 'account:till', holder_id: FAKE, kind: 'cash' },
    ];
    const found = run({
      accounts: [...accounts, ...own],
      transactions: [pay(9, '9b', '2026-03-01'), pay(0, 'till', '2026-03-01')],
    });
    expect(found.findings).toEqual([]);
  });

  it('names what it lacks', () => {
    expect(missingInputs(dealsAfterFakeDate, new Set(['invoices.seller_id', 'lists.list']))).toEqual(['lists.from']);
  });
});

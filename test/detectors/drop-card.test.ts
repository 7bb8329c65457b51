import { describe, expect, it } from 'vitest';
import { dropCard } from '../../src/detectors/drop-card.ts';
import { detect, firm } from './detect.ts';

type Row = Record<string, string | null>;
const person = (n: number) => `person:85010130${String(n).padStart(4, '0')}`;
const CARD: Row = { id: 'account:card', kind: 'card', holder_id: person(0), bank: 'B' };
const START = Date.UTC(2025, 2, 3, 3);
const at = (seconds: number) => new Date(START + seconds * 1000).toISOString().replace('.000Z', 'Z');
const move = (from: string, to: string, seconds: number, more: Row = {}): Row => ({
  at: at(seconds),
  from_account: `account:${from}`,
  to_account: `account:${to}`,
  amount: '1000',
  ...more,
});
/** `n` payers, each once, `step` seconds apart; the money leaves for `to` after `after` seconds. */
const quickly = (n: number, after: number, step = 600) =>
  Array.from({ length: n }, (_, i) => [move(`p${i}`, 'card', i * step), move('card', 'boss', i * step + after)]).flat();
const run = (transactions: Row[], accounts: Row[] = [CARD], set: Record<string, string> = {}) =>
  detect(dropCard, { transactions, accounts }, { set });

describe('signs of a drop card', () => {
  it('finds two signs in a month: eleven private payers in a day, and money gone in less than a minute', () => {
    const found = run(quickly(11, 59));
    expect(found.findings).toHaveLength(1);
    expect(found.subjects(0)).toEqual(['account:card']);
    expect(found.evidence(0, 'signs')).toBe(2);
    expect(found.evidence(0, 'mostPerDay')).toBe(12);
    expect(found.evidence(0, 'quick')).toBe(1);
    expect(found.sentence(0)).toContain('showed 2 signs of a drop card');
    expect(found.sentence(0)).toContain('2 signs could not be checked');
    expect(found.value('account:card')).toBe(0.5);
  });

  it('takes a minute as no longer quick, and one sign as none', () => {
    const slow = run(quickly(11, 60));
    expect(slow.findings).toEqual([]);
    expect(slow.value('account:card')).toBe(0);
    expect(run(quickly(11, 60), [CARD], { quick: '61s' }).findings).toHaveLength(1);
    expect(run(quickly(11, 60), [CARD], { signs: '1' }).findings).toHaveLength(1);
  });

  it('wants more than ten counterparties a day, or more than fifty a month', () => {
    expect(run(quickly(9, 30)).findings).toEqual([]);
    expect(run(quickly(10, 30)).findings).toHaveLength(1);
    const spread = (n: number) => quickly(n, 30, 12 * 3600);
    expect(run(spread(49)).findings).toEqual([]);
    expect(run(spread(50)).evidence(0, 'perMonth')).toBe(51);
  });

  it('wants more than thirty operations a day', () => {
    const backAndForth = (n: number) =>
      Array.from({ length: n }, (_, i) => move('p', 'card', i * 120, { amount: '9' }));
    const out = (n: number) => Array.from({ length: n }, (_, i) => move('card', 'boss', i * 120 + 30, { amount: '9' }));
    expect(run([...backAndForth(15), ...out(15)]).findings).toEqual([]);
    expect(run([...backAndForth(16), ...out(15)]).evidence(0, 'operations')).toBe(31);
  });

  it('wants half of the month’s credits to leave so fast', () => {
    const stays = (sum: string) => [...quickly(11, 30), move('q', 'card', 20 * 3600, { amount: sum })];
    expect(run(stays('11000')).findings).toHaveLength(1);
    expect(run(stays('11000.01')).findings).toEqual([]);
    expect(run(quickly(4, 30), [CARD], { perDay: '3' }).findings).toEqual([]);
    expect(run(quickly(4, 30), [CARD], { perDay: '3', least: '8' }).findings).toHaveLength(1);
  });

  it('counts low balances only from an opening balance and a complete statement', () => {
    const opened = (opening: string) => [{ ...CARD, opening_balance: opening }];
    expect(run(quickly(11, 120), opened('1099')).evidence(0, 'balance')).toBe(1);
    expect(run(quickly(11, 120), opened('1100')).findings).toEqual([]);
    const incomplete = [...quickly(11, 120), move('card', 'boss', 8000, { amount: '5000' })];
    expect(run(incomplete, opened('0')).findings).toEqual([]);
  });

  it('misses household payments only where the card’s bank gives merchant categories', () => {
    const other = { ...CARD, id: 'account:other', holder_id: person(1) };
    const shop = (card: string, mcc: string) => move(card, 'shop', 30000, { mcc });
    expect(run([...quickly(11, 120), shop('other', '5411')], [CARD, other]).evidence(0, 'household')).toBe(0);
    expect(run([...quickly(11, 120), shop('other', '5411')], [CARD, { ...other, bank: 'C' }]).findings).toEqual([]);
    expect(run([...quickly(11, 120), shop('card', '5411')], [CARD]).findings).toEqual([]);
    expect(run([...quickly(11, 120), shop('card', '4829')], [CARD]).findings).toHaveLength(1);
  });

  it('counts open cards of the person in the bank: more than ten', () => {
    const cards = (n: number, more: Row = {}) => [
      CARD,
      ...Array.from({ length: n - 1 }, (_, i) => ({ ...CARD, id: `account:more-${i}`, ...(i === 0 ? more : {}) })),
    ];
    expect(run(quickly(11, 120), cards(10)).findings).toEqual([]);
    expect(run(quickly(11, 120), cards(11)).evidence(0, 'cards')).toBe(11);
    expect(run(quickly(11, 120), cards(11, { bank: 'C' })).findings).toEqual([]);
    expect(run(quickly(11, 120), cards(11, { closed_at: '2025-03-01' })).findings).toEqual([]);
  });

  it('leaves alone a payroll card, a shop, a collection among parents, and what is no private account', () => {
    const wages = Array.from({ length: 12 }, (_, i) => [
      move('firm', 'card', i * 86400, { amount: '90000' }),
      move('card', `shop-${i}`, i * 86400 + 7200, { channel: 'card', mcc: '5411' }),
    ]).flat();
    expect(run(wages, [CARD, { id: 'account:firm', holder_id: firm(0) }]).findings).toEqual([]);
    const parents = Array.from({ length: 28 }, (_, i) => move(`parent-${i}`, 'card', i * 600));
    expect(run([...parents, move('card', 'school', 80000, { amount: '28000' })]).findings).toEqual([]);
    expect(run(quickly(11, 30), [{ ...CARD, holder_id: firm(0) }]).findings).toEqual([]);
    expect(run(quickly(11, 30), [{ ...CARD, holder_id: firm(0) }]).value('account:card')).toBeUndefined();
    const payers = Array.from({ length: 11 }, (_, i) => ({ id: `account:p${i}`, holder_id: firm(i) }));
    expect(run(quickly(11, 30), [CARD, ...payers]).findings).toEqual([]);
  });

  it('cannot tell speed where only days are known', () => {
    const days = quickly(11, 30).map((row) => ({ ...row, at: '2025-03-03' }));
    expect(run(days).findings).toEqual([]);
    expect(run(days, [CARD], { signs: '1' }).sentence(0)).toContain('3 signs could not be checked');
  });
});

import { describe, expect, it } from 'vitest';
import { p2pExchangeHub } from '../../src/detectors/p2p-exchange-hub.ts';
import { detect, firm, firms } from './detect.ts';

type Row = Record<string, string | null>;
const HOLDER = 'person:850101300010';
const CARD: Row = { id: 'account:card', kind: 'card', holder_id: HOLDER, bank: 'B', opening_balance: '0' };
const START = Date.UTC(2025, 2, 2, 19);
const move = (from: string, to: string, hour: number, amount = '1000'): Row => ({
  at: new Date(START + hour * 3_600_000).toISOString().replace('.000Z', 'Z'),
  from_account: `account:${from}`,
  to_account: `account:${to}`,
  amount,
});
/** `n` strangers pay in and `m` are paid, over `hours` different hours of the day, three a day. */
const exchange = (n: number, m: number, hours = 24, sum = (_: number) => '1000') =>
  Array.from({ length: Math.max(n, m) }, (_, i) => {
    const hour = Math.floor(i / 3) * 24 + ((i * 7) % hours);
    return [
      ...(i < n ? [move(`in-${i}`, 'card', hour, sum(i))] : []),
      ...(i < m ? [move('card', `out-${i}`, hour + 0.01, sum(i))] : []),
    ];
  }).flat();
const run = (
  transactions: Row[],
  {
    accounts = [CARD],
    set = {},
    lists = [],
    roles = [],
  }: Partial<{ accounts: Row[]; set: Record<string, string>; lists: Row[]; roles: Row[] }> = {},
) => detect(p2pExchangeHub, { companies: firms(1), transactions, accounts, lists, roles }, { set });

describe('a card that works as an exchange', () => {
  it('finds thirty in and thirty out, day and night, in one sum', () => {
    const found = run(exchange(30, 30));
    expect(found.findings).toHaveLength(1);
    expect(found.subjects(0)).toEqual(['account:card']);
    expect(found.evidence(0, 'payers')).toBe(30);
    expect(found.evidence(0, 'hours')).toBe(24);
    expect(found.evidence(0, 'repeats')).toBe(60);
    expect(found.sentence(0)).toContain('paid by 30 unrelated people and paid 30 people');
    expect(found.value('account:card')).toBe(0.5);
  });

  it('wants thirty each way', () => {
    const more = exchange(40, 29);
    const rest = move('card', 'out-0', 400, '11000');
    expect(run([...more, rest]).findings).toEqual([]);
    expect(run([...more, rest]).value('account:card')).toBe(0);
    expect(run([...more, rest], { set: { counterparties: '29' } }).findings).toHaveLength(1);
    expect(run(exchange(29, 30)).findings).toEqual([]);
  });

  it('wants twenty hours of the day', () => {
    expect(run(exchange(60, 60, 20)).findings).toHaveLength(1);
    expect(run(exchange(60, 60, 19)).findings).toEqual([]);
    expect(run(exchange(60, 60, 19), { set: { hours: '19' } }).findings).toHaveLength(1);
  });

  it('wants a sum that repeats, and the signs of a drop card', () => {
    const differing = (i: number) => String(1000 + 7 * i);
    expect(run(exchange(30, 30, 24, differing)).findings).toEqual([]);
    expect(run(exchange(30, 30, 24, differing), { set: { repeats: '2' } }).findings).toHaveLength(1);
    const unknown = [{ ...CARD, opening_balance: null }];
    expect(run(exchange(30, 30), { accounts: unknown, set: { signs: '3' } }).findings).toEqual([]);
  });

  it('counts a firm that is a listed provider as a payee, other firms not', () => {
    const wallet = { id: 'account:out-29', kind: 'wallet', holder_id: firm(0) };
    expect(run(exchange(30, 30), { accounts: [CARD, wallet] }).findings).toEqual([]);
    const lists = [{ entity_id: firm(0), list: 'VASP' }];
    expect(run(exchange(30, 30), { accounts: [CARD, wallet], lists }).evidence(0, 'payees')).toBe(30);
  });

  it('leaves out related people: who stands behind one firm with the holder is no stranger', () => {
    const related = 'person:860101300017';
    const accounts = [CARD, { id: 'account:in-0', kind: 'card', holder_id: related }];
    const roles = [HOLDER, related].map((holder_id) => ({ company_id: firm(0), holder_id, role: 'founder' }));
    expect(run(exchange(30, 30), { accounts }).findings).toHaveLength(1);
    expect(run(exchange(30, 30), { accounts, roles }).findings).toEqual([]);
  });

  it('leaves alone whoever is licensed, and firms’ accounts', () => {
    expect(run(exchange(30, 30), { lists: [{ entity_id: HOLDER, list: 'AFSA_LICENSED' }] }).findings).toEqual([]);
    const firms = [{ ...CARD, kind: 'bank', holder_id: firm(0) }];
    expect(run(exchange(30, 30), { accounts: firms }).findings).toEqual([]);
    expect(run(exchange(30, 30), { accounts: firms }).value('account:card')).toBeUndefined();
  });

  it('cannot tell day and night where only days are known, and says so', () => {
    const days = exchange(30, 30).map((row) => ({ ...row, at: row.at!.slice(0, 10) }));
    const found = run(days, { set: { signs: '1' } });
    expect(found.findings).toEqual([]);
    expect(found.value('account:card')).toBeUndefined();
    expect(found.notes?.[0]?.en).toContain('1 accounts');
  });
});

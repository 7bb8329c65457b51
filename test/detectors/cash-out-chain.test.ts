import { describe, expect, it } from 'vitest';
import { cashOutChain } from '../../src/detectors/cash-out-chain.ts';
import { detect, firm } from './detect.ts';

const DROP = 'person:850101300010';
const OTHER = 'person:860101300017';

/** Accounts of the usual cast: payers a and b, a shell s, cards c and d, a cash machine. */
const ACCOUNTS = [
  { id: 'account:a', kind: 'bank', holder_id: firm(0) },
  { id: 'account:b', kind: 'bank', holder_id: firm(1) },
  { id: 'account:s', kind: 'bank', holder_id: firm(2) },
  { id: 'account:c', kind: 'card', holder_id: DROP },
  { id: 'account:d', kind: 'card', holder_id: OTHER },
  { id: 'account:atm', kind: 'atm' },
];
let count = 0;
const pay = (from: string, to: string, amount: string | number, at: string, more: Record<string, string> = {}) => ({
  id: `t-${String(++count).padStart(5, '0')}`,
  from_account: `account:${from}`,
  to_account: `account:${to}`,
  amount: String(amount),
  at: at.length > 5 ? at : `2026-03-${at}:00:00Z`,
  ...more,
});
/** Firm → shell → card → cash machine. */
const chain = (amounts: number[], times = ['01T08', '01T12', '02T09']) => [
  pay('a', 's', amounts[0]!, times[0]!),
  pay('s', 'c', amounts[1]!, times[1]!),
  pay('c', 'atm', amounts[2]!, times[2]!),
];
const found = (transactions: Record<string, string>[], set: Record<string, string> = {}, accounts = ACCOUNTS) =>
  detect(cashOutChain, { accounts, transactions }, { set });

describe('firms’ money over shells and cards to cash', () => {
  it('follows a firm’s payment over a shell and a card to cash; says what arrived and what was lost', () => {
    const one = found(chain([1000, 950, 900]));
    expect(one.findings).toHaveLength(1);
    expect(one.subjects(0)).toEqual(['account:c', 'account:s']);
    expect(one.findings[0]!.transfers).toEqual([0, 1, 2]);
    expect(one.findings[0]!.amount).toEqual({ minor: '90000', currency: 'KZT' });
    expect(one.findings[0]!.interval).toEqual({ from: '2026-03-01T08:00:00Z', to: '2026-03-02T09:00:00Z' });
    expect(one.evidence(0, 'hops')).toBe(3);
    expect(one.evidence(0, 'sent')).toBe(100_000);
    expect(one.evidence(0, 'arrived')).toBe(90_000);
    expect(one.evidence(0, 'lost')).toBe(10_000);
    expect(one.evidence(0, 'duration')).toBe(25 * 3_600_000);
    expect(one.sentence(0).replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(
      '1 payer sent 1 k ₸; over 2 accounts 900 ₸ of it reached cash (90 %) after up to 3 transfers, each time within 25 h; 100 ₸ was lost on the way. Money was followed first in, first out.',
    );
    expect(one.value('account:s')).toBeCloseTo(0.2065, 3);
    expect(one.value('account:a')).toBeUndefined();
  });

  it('joins what two firms paid, and follows it where it is split over two cards: one finding, in time order', () => {
    const one = found([
      pay('a', 's', 600, '01T08'),
      pay('b', 's', 400, '01T09'),
      pay('s', 'c', 500, '02T08'),
      pay('s', 'd', 480, '02T09'),
      pay('c', 'atm', 300, '03T08'),
      pay('d', 'atm', 470, '03T09'),
      pay('c', 'atm', 190, '03T10'),
    ]);
    expect(one.findings).toHaveLength(1);
    expect(one.subjects(0)).toEqual(['account:c', 'account:d', 'account:s']);
    expect(one.findings[0]!.transfers).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(one.evidence(0, 'payers')).toBe(2);
    expect(one.evidence(0, 'sent')).toBe(100_000);
    expect(one.evidence(0, 'arrived')).toBe(96_000);
  });

  it('makes two findings of chains that share the payer and the cash machine only', () => {
    const accounts = [...ACCOUNTS, { id: 'account:z', kind: 'bank', holder_id: firm(3) }];
    const second = [pay('a', 'z', 500, '05T08'), pay('z', 'd', 500, '05T12'), pay('d', 'atm', 500, '06T08')];
    expect(found([...chain([1000, 950, 900]), ...second], {}, accounts).findings).toHaveLength(2);
  });

  it('needs three transfers unless told', () => {
    const short = [pay('a', 'c', 1000, '01T08'), pay('c', 'atm', 1000, '01T12')];
    expect(found(short).findings).toEqual([]);
    const overShell = chain([1000, 950, 900]);
    expect(found(overShell, { hops: '4' }).findings).toEqual([]);
    const long = [pay('b', 'a', 1000, '01T06'), ...overShell];
    expect(found(long, { hops: '4' }).evidence(0, 'hops')).toBe(4);
  });

  it('closes the window: ten days to the second count, a second more does not', () => {
    const last = (at: string) => found(chain([1000, 1000, 1000], ['01T08', '02T08', at])).findings.length;
    expect(last('2026-03-11T08:00:00Z')).toBe(1);
    expect(last('2026-03-11T08:00:01Z')).toBe(0);
  });

  it('needs strictly later times, and no order within a day that is only a day', () => {
    expect(found(chain([9, 9, 9], ['01T08', '01T08', '02T08'])).findings).toEqual([]);
    const days = (...at: string[]) => chain([9, 9, 9]).map((row, i) => ({ ...row, at: `2026-03-${at[i]}` }));
    expect(found(days('01', '01', '02')).findings).toEqual([]);
    expect(found(days('01', '02', '03')).findings).toHaveLength(1);
  });

  it('takes 80 % of what came as conserved at each account, less is not', () => {
    expect(found(chain([1000, 800, 640])).findings).toHaveLength(1);
    expect(found(chain([1000, 799.99, 799.99])).findings).toEqual([]);
    expect(found(chain([1000, 1000, 799.99])).findings).toEqual([]);
  });

  it('takes up to 105 % of the money known to have come, more is other money', () => {
    const found105 = found(chain([1000, 1050, 1050]));
    expect(found105.findings).toHaveLength(1);
    expect(found105.evidence(0, 'arrived')).toBe(100_000);
    expect(found(chain([1000, 1050.01, 1050])).findings).toEqual([]);
  });

  it('follows the share of a mixed inflow, first in, first out', () => {
    // The shell had 900 of its own trade first: the first debit is that money, the second is the payer's.
    const mixed = [pay('b', 's', 900, '01T06'), ...chain([1000, 900, 900])];
    expect(found(mixed, { through: '0' }).evidence(0, 'sent')).toBe(90_000);
    const both = [...mixed, pay('s', 'd', 1000, '02T10'), pay('d', 'atm', 1000, '03T08')];
    expect(found(both).evidence(0, 'arrived')).toBe(190_000);
  });

  it('spends money that came within the window before what was left from earlier times', () => {
    const earlier = [pay('b', 's', 1000, '2026-01-10T08:00:00Z')];
    expect(found([...earlier, ...chain([1000, 1000, 1000])]).evidence(0, 'sent')).toBe(100_000);
  });

  it('follows in proportion on request: of a debit from two payers each has its part', () => {
    const mixed = [
      pay('a', 's', 500, '01T08'),
      pay('b', 's', 500, '01T09'),
      pay('s', 'c', 1000, '01T12'),
      pay('c', 'atm', 900, '02T08'),
    ];
    const one = found(mixed, { follow: 'proportional' });
    expect(one.evidence(0, 'sent')).toBe(100_000);
    expect(one.evidence(0, 'arrived')).toBe(90_000);
    expect(one.sentence(0)).toContain('in proportion');
    expect(found(mixed).evidence(0, 'arrived')).toBe(90_000);
    // A third of the shell's money stays: in proportion every credit keeps 67 %, first in, first out the first two pass on all.
    const kept = [pay('a', 's', 500, '01T10'), ...mixed];
    expect(found(kept, { follow: 'proportional' }).findings).toEqual([]);
    expect(found(kept).evidence(0, 'sent')).toBe(100_000);
    expect(() => found(mixed, { follow: 'lifo' })).toThrow(/fifo or proportional/);
  });

  it('ends at a crypto service provider as well as at cash', () => {
    const accounts = [...ACCOUNTS, { id: 'account:x', kind: 'bank', holder_id: firm(9) }];
    const transactions = [pay('a', 's', 1000, '01T08'), pay('s', 'c', 950, '01T12'), pay('c', 'x', 900, '02T08')];
    const lists = [{ entity_id: firm(9), list: 'VASP' }];
    const one = detect(cashOutChain, { accounts, transactions, lists });
    expect(one.findings[0]!.transfers).toEqual([0, 1, 2]);
    expect(one.sentence(0)).toContain('reached a crypto service provider');
    expect(found(transactions, {}, accounts).findings).toEqual([]);
    const crypto = transactions.map((row, i) => (i === 2 ? { ...row, channel: 'crypto' } : row));
    expect(found(crypto, {}, accounts).findings).toHaveLength(1);
  });

  it('stays within one currency', () => {
    const dollars = chain([1000, 950, 900]).map((row, i) => ({ ...row, currency: i === 1 ? 'USD' : 'KZT' }));
    expect(found(dollars).findings).toEqual([]);
  });

  it('does not count a holder’s transfer between own accounts', () => {
    const accounts = [...ACCOUNTS, { id: 'account:own', kind: 'bank', holder_id: DROP }];
    const over = [pay('a', 'own', 1000, '01T08'), pay('own', 'c', 1000, '01T12'), pay('c', 'atm', 1000, '02T08')];
    expect(found(over, {}, accounts).findings).toEqual([]);
    const withShell = [pay('a', 's', 1000, '01T07'), pay('s', 'own', 1000, '01T08'), ...over.slice(1)];
    expect(found(withShell, {}, accounts).evidence(0, 'hops')).toBe(3);
  });

  it('follows accounts whose holders nobody knows', () => {
    const accounts = [{ id: 'account:atm', kind: 'atm' }];
    expect(found(chain([1000, 950, 900]), {}, accounts).findings).toHaveLength(1);
  });

  it('is told once however often it repeats, and counts everything that arrived', () => {
    const again = chain([500, 500, 500], ['20T08', '20T12', '21T09']);
    const one = found([...chain([1000, 950, 900]), ...again]);
    expect(one.findings).toHaveLength(1);
    expect(one.evidence(0, 'arrived')).toBe(140_000);
  });

  it('stays low for a payroll that its people take out in cash', () => {
    const accounts = [
      ...ACCOUNTS,
      ...Array.from({ length: 10 }, (_, i) => ({
        id: `account:w${i}`,
        kind: 'card',
        holder_id: `person:85010130${String(1000 + i)}`,
      })),
    ];
    const transactions = ['01', '02', '03'].flatMap((month) => [
      ...Array.from({ length: 30 }, (_, day) =>
        pay('a', 's', 1000, `2026-${month}-${String(Math.min(28, day + 1)).padStart(2, '0')}T0${day % 10}:00:00Z`),
      ),
      ...Array.from({ length: 10 }, (_, i) => pay('s', `w${i}`, 1000, `2026-${month}-25T12:0${i}:00Z`)),
      ...Array.from({ length: 10 }, (_, i) => pay(`w${i}`, 'atm', 950, `2026-${month}-26T12:0${i}:00Z`)),
      pay('s', 'b', 18_000, `2026-${month}-27T08:00:00Z`),
    ]);
    const payroll = found(transactions, {}, accounts);
    expect(payroll.findings).toEqual([]);
    expect(payroll.value('account:s')).toBe(0);
    // A third of what the firm received goes to wages: at that share it would be found.
    expect(found(transactions, { through: '0.3' }, accounts).findings).toHaveLength(1);
  });

  it('takes half of what a firm received as enough, less is not', () => {
    const rest = (amount: number) => [...chain([1000, 1000, 1000]), pay('b', 's', amount, '2026-05-01T08:00:00Z')];
    expect(found(rest(1000)).findings).toHaveLength(1);
    expect(found(rest(1000.01)).findings).toEqual([]);
  });

  it('stays low for a chain of suppliers, for dividends and for an agent of money transfers', () => {
    const suppliers = [pay('a', 's', 1000, '01T08'), pay('s', 'b', 900, '02T08'), pay('b', 'atm', 20, '03T08')];
    expect(found(suppliers).findings).toEqual([]);
    const dividend = [
      ...Array.from({ length: 12 }, (_, i) =>
        pay('a', 's', 100, `2026-${String(i + 1).padStart(2, '0')}-05T08:00:00Z`),
      ),
      pay('s', 'c', 400, '2026-12-20T08:00:00Z'),
      pay('c', 'atm', 400, '2026-12-21T08:00:00Z'),
    ];
    expect(found(dividend).findings).toEqual([]);
    const agent = Array.from({ length: 9 }, (_, i) => [
      pay('d', 's', 100, `0${i + 1}T08`),
      pay('s', 'c', 98, `0${i + 1}T10`),
      pay('c', 'atm', 98, `0${i + 1}T12`),
    ]).flat();
    expect(found(agent).findings).toEqual([]);
  });

  it('says what it left out where the budget ends the search', () => {
    const cut = found(chain([1000, 950, 900]), { budget: '1' });
    expect(cut.truncated).toBe(true);
    expect(cut.notes?.[0]?.en).toContain('1 accounts further back');
    expect(cut.value('account:s')).toBeUndefined();
  });

  it('refuses more transfers at least than at most', () => {
    expect(() => found(chain([9, 9, 9]), { hops: '9' })).toThrow(/maxHops/);
  });
});

import { describe, expect, it } from 'vitest';
import { thirdPartyCard } from '../../src/detectors/third-party-card.ts';
import { detect, firm } from './detect.ts';

const person = (n: number) => `person:85010130${String(n).padStart(4, '0')}`;
const HOLDER = person(0);
const CARD = { id: 'account:card', kind: 'card', holder_id: HOLDER };
const day = (n: number) => new Date(Date.UTC(2025, 0, 1, 6) + n * 86_400_000).toISOString().replace('.000Z', 'Z');
/** An operation on the card by person `by`. */
const spend = (by: number | null, at: number, more: Record<string, string | null> = {}) => ({
  at: day(at),
  from_account: 'account:card',
  to_account: 'account:shop',
  amount: '5000',
  payer_id: by === null ? null : person(by),
  ...more,
});
const topUp = (by: number, at: number, more: Record<string, string | null> = {}) =>
  spend(by, at, { from_account: `account:own-${by}`, to_account: 'account:card', ...more });
const OWN = [1, 2, 3].map((n) => ({ id: `account:own-${n}`, kind: 'card', holder_id: person(n) }));
const run = (
  transactions: Record<string, string | null>[],
  { accounts = [CARD, ...OWN], set = {} }: { accounts?: Record<string, string>[]; set?: Record<string, string> } = {},
) => detect(thirdPartyCard, { transactions, accounts }, { set });

describe('others act on a card', () => {
  it('finds three other people within 30 days, not two', () => {
    const found = run([spend(0, 0), spend(1, 1), spend(2, 10), spend(3, 31)]);
    expect(found.findings).toHaveLength(1);
    expect(found.subjects(0)).toEqual(['account:card']);
    expect(found.evidence(0, 'payers')).toBe(3);
    expect(found.findings[0]!.transfers).toHaveLength(3);
    expect(found.sentence(0)).toContain('3 people who do not hold account:card acted on it in 3 operations');
    expect(found.value('account:card')).toBe(0.5);
    const two = run([spend(0, 0), spend(1, 1), spend(2, 10), spend(2, 11)]);
    expect(two.findings).toEqual([]);
    expect(two.value('account:card')).toBeCloseTo(0.4);
    expect(run([spend(1, 1), spend(2, 10)], { set: { payers: '2' } }).findings).toHaveLength(1);
  });

  it('closes the window at 30 days', () => {
    expect(run([spend(1, 1), spend(2, 10), spend(3, 31.001)]).findings).toEqual([]);
    expect(run([spend(1, 1), spend(2, 10), spend(3, 31.001)], { set: { window: '31d' } }).findings).toHaveLength(1);
  });

  it('counts top-ups by others and cash paid in by others, not money they send from their own accounts', () => {
    const topUps = [1, 2, 3].map((n) => topUp(n, n, { channel: 'topup' }));
    expect(run(topUps).findings).toHaveLength(1);
    const cash = [1, 2, 3].map((n) => topUp(n, n, { from_account: null, channel: 'cash' }));
    expect(run(cash).findings).toHaveLength(1);
    const gifts = [1, 2, 3].map((n) => topUp(n, n, { channel: 'p2p' }));
    expect(run(gifts).findings).toEqual([]);
    expect(run(gifts).value('account:card')).toBe(0);
    const foreign = [1, 2, 3].map((n) => topUp(n, n, { from_account: 'account:somebody' }));
    expect(run(foreign).findings).toHaveLength(1);
  });

  it('does not know where nobody is named, and is 0 where only the holder is', () => {
    expect(run([spend(null, 1), spend(null, 2)]).value('account:card')).toBeUndefined();
    expect(run([spend(0, 1)]).value('account:card')).toBe(0);
  });

  it('leaves alone co-holders, a family of two, firms’ cards and other accounts', () => {
    const three = [spend(1, 1), spend(2, 10), spend(3, 20)];
    const family = [CARD, { ...CARD, holder_id: person(1) }];
    expect(run(three, { accounts: family }).findings).toEqual([]);
    expect(run([spend(0, 0), spend(1, 1), spend(1, 2)]).findings).toEqual([]);
    expect(run(three, { accounts: [{ ...CARD, holder_id: firm(0) }] }).findings).toEqual([]);
    expect(run(three, { accounts: [{ ...CARD, kind: 'bank' }] }).findings).toEqual([]);
    const byFirms = [0, 1, 2].map((n) => spend(null, n, { payer_id: firm(n) }));
    expect(run(byFirms).findings).toEqual([]);
  });
});

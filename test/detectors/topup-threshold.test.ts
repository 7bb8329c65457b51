import { describe, expect, it } from 'vitest';
import { missingInputs } from '../../src/detectors/inputs.ts';
import { topupThreshold } from '../../src/detectors/topup-threshold.ts';
import { parseDay } from '../../src/model/time.ts';
import { detect } from './detect.ts';

const PAYER = 'person:850101300010';
let made = 0;
const topup = (amount: string, more: Record<string, string> = {}) => ({
  id: `t-${++made}`,
  at: '2026-03-10T08:00:00Z',
  from_account: 'account:terminal',
  to_account: 'account:card',
  channel: 'topup',
  amount,
  ...more,
});
/** Another card is topped up by a known payer, so that the data are known to name payers. */
const named = topup('1000', { to_account: 'account:other', payer_id: PAYER, confirmed: 'yes' });
const run = (transactions: Record<string, string>[], context = {}) =>
  detect(
    topupThreshold,
    {
      persons: [{ id: PAYER }],
      accounts: ['card', 'other'].map((id) => ({ id: `account:${id}`, kind: 'card' })),
      transactions: [named, ...transactions],
    },
    context,
  );

describe('a card top-up without a payer', () => {
  it('is over 500,000 KZT, not 500,000', () => {
    const found = run([topup('500000.01')]);
    expect(found.subjects(0)).toEqual(['account:card']);
    expect(found.evidence(0, 'sum')).toBe(50_000_001);
    expect(found.sentence(0)).toMatch(
      /^account:card was topped up once over 500.k.₸ without a payer or a confirmation/,
    );
    expect(run([topup('500000')]).findings).toEqual([]);
  });

  it('has a blank payer, or is marked as not confirmed; a named payer and a blank confirmation are no reason', () => {
    const count = (more: Record<string, string>) => run([topup('600000', more)]).findings.length;
    expect(count({})).toBe(1);
    expect(count({ payer_id: PAYER, confirmed: 'no' })).toBe(1);
    expect(count({ payer_id: PAYER })).toBe(0);
    expect(count({ payer_id: PAYER, confirmed: 'yes' })).toBe(0);
  });

  it('may be split: parts of one day on one card that are over it together', () => {
    const found = run([topup('250000'), topup('250000.01')]);
    expect(found.evidence(0, 'split')).toBe(1);
    expect(found.findings[0]!.transfers).toHaveLength(2);
    expect(found.sentence(0)).toContain('in 2 parts on one day');
    expect(run([topup('250000'), topup('250000')]).findings).toEqual([]);
    expect(run([topup('300000'), topup('300000', { to_account: 'account:other' })]).findings).toEqual([]);
    expect(run([topup('300000'), topup('300000', { payer_id: PAYER })]).findings).toEqual([]);
  });

  it('takes the day of Almaty', () => {
    const at = (second: string) =>
      run([topup('300000', { at: '2026-03-10T10:00:00Z' }), topup('300000', { at: second })]);
    expect(at('2026-03-10T18:59:00Z').findings).toHaveLength(1);
    expect(at('2026-03-10T19:00:00Z').findings).toEqual([]);
  });

  it('stays low for someone who tops up a card of his own', () => {
    const own = Array.from({ length: 20 }, (_, i) =>
      topup('900000', { payer_id: PAYER, confirmed: 'yes', at: `2026-03-${10 + i}` }),
    );
    expect(run(own).findings).toEqual([]);
    expect(run(own).value('account:card')).toBe(0);
    expect(run([...own, topup('600000')]).value('account:card')).toBeLessThan(0.02);
  });

  it('counts only what is marked as not confirmed where the data name no payers, and says so', () => {
    const anonymous = (more: Record<string, string>) =>
      detect(topupThreshold, { transactions: [topup('600000', more), topup('1', { confirmed: 'yes' })] });
    expect(anonymous({}).findings).toEqual([]);
    expect(anonymous({ confirmed: 'no' }).notes?.[0]?.en).toContain('name no payer');
  });

  it('looks at cards and wallets, not at accounts of a bank, and at top-ups only', () => {
    expect(run([{ ...topup('600000'), channel: 'transfer' }]).findings).toEqual([]);
    const bank = detect(topupThreshold, {
      accounts: [{ id: 'account:card', kind: 'bank' }],
      persons: [{ id: PAYER }],
      transactions: [named, topup('600000')],
    });
    expect(bank.value('account:card')).toBeUndefined();
  });

  it('converts at the rate given, else compares by rank and says so', () => {
    const rates = [{ from: parseDay('2026-01-01')!, currency: 'USD', units: 500, decimals: 0 }];
    expect(run([topup('1000.01', { currency: 'USD' })], { rates }).findings).toHaveLength(1);
    expect(run([topup('1000', { currency: 'USD' })], { rates }).findings).toEqual([]);
    const crowd = Array.from({ length: 99 }, () => topup('10', { currency: 'USD', payer_id: PAYER }));
    const ranked = run([...crowd, topup('1000', { currency: 'USD' })]);
    expect(ranked.sentence(0)).toContain('over what is usual in this currency');
    expect(ranked.notes?.[0]?.en).toContain('by rank');
  });

  it('names what it lacks', () => {
    const known = ['at', 'to_account', 'amount', 'channel'].map((name) => `transactions.${name}`);
    expect(missingInputs(topupThreshold, new Set(known))).toEqual(['transactions.payer_id or transactions.confirmed']);
  });
});

import { describe, expect, it } from 'vitest';
import { missingInputs } from '../../src/detectors/inputs.ts';
import { roundAmounts } from '../../src/detectors/round-amounts.ts';
import { isRound } from '../../src/graph/round-amounts.ts';
import { detect, firm, firms } from './detect.ts';

const accounts = [{ id: 'account:a', holder_id: firm(0) }];
let made = 0;
const pay = (amount: string, to = `account:x${++made}`, at = '2026-03-01', more: Record<string, string> = {}) => ({
  id: `t-${++made}`,
  at,
  from_account: 'account:a',
  to_account: to,
  amount,
  ...more,
});
const round = (n: number) => Array.from({ length: n }, () => pay('1500000'));
const odd = (n: number) => Array.from({ length: n }, () => pay('1512345.67'));
const run = (transactions: Record<string, string>[], more = {}) =>
  detect(roundAmounts, { companies: firms(2), accounts, transactions, ...more });

describe('a round sum', () => {
  it('is a multiple of 10^(digits − 2)', () => {
    expect([100, 1_500_000, 99_000_000, 7].map(isRound)).toEqual([true, true, true, true]);
    expect([101, 1_510_000, 123, 0].map(isRound)).toEqual([false, false, false, false]);
  });
});

describe('payments in round sums', () => {
  it('are 60 % of them at least, of at least ten', () => {
    const found = run([...round(6), ...odd(4)]);
    expect(found.subjects(0)).toEqual(['account:a']);
    expect(found.evidence(0, 'share')).toBe(0.6);
    expect(found.findings[0]!.transfers).toHaveLength(6);
    expect(found.sentence(0)).toMatch(/^6 of 10 payments from account:a were round \(60.%\), 9.0.m.₸ in all/);
    expect(run([...round(59), ...odd(41)]).findings).toEqual([]);
    expect(run(round(9)).findings).toEqual([]);
  });

  it('measures a lower bound: nine round payments are less than ninety', () => {
    const nine = run(round(9)).value('account:a')!;
    const ninety = run(round(90)).value('account:a')!;
    expect(nine).toBeLessThan(0.72);
    expect(ninety).toBeGreaterThan(0.95);
    expect(run(odd(20)).value('account:a')).toBe(0);
  });

  it('stays low for a payroll and rent of round sums, as soon as they come back in another month', () => {
    const payroll = ['2026-01', '2026-02', '2026-03'].flatMap((month) =>
      Array.from({ length: 12 }, (_, i) => pay(`${200 + 10 * i}000`, `account:staff${i}`, `${month}-05`)),
    );
    expect(run(payroll).findings).toEqual([]);
    expect(run([...payroll, ...odd(5)]).value('account:a')).toBe(0);
    const oneMonth = run(payroll.slice(0, 12));
    expect(oneMonth.findings).toHaveLength(1);
    expect(oneMonth.notes?.[0]?.en).toContain('within one month');
  });

  it('does not take the same sum twice in one month for a rhythm', () => {
    expect(run(Array.from({ length: 10 }, () => pay('1500000', 'account:b'))).findings).toHaveLength(1);
  });

  it('leaves out cash, top-ups, payments to oneself and private accounts', () => {
    const own = [...accounts, { id: 'account:own', holder_id: firm(0) }, { id: 'account:atm', kind: 'atm' }];
    const left = Array.from({ length: 10 }, () => [
      pay('100000', 'account:own'),
      pay('100000', 'account:atm'),
      pay('100000', 'account:card', '2026-03-01', { channel: 'topup' }),
    ]).flat();
    expect(run(left, { accounts: own }).value('account:a')).toBeUndefined();
    const persons = [{ id: 'person:850101300010' }];
    const held = [{ id: 'account:a', holder_id: 'person:850101300010' }];
    expect(run(round(20), { persons, accounts: held }).findings).toEqual([]);
    const trader = [{ id: 'person:850101300010', sole_trader: 1 }];
    expect(run(round(20), { persons: trader, accounts: held }).findings).toHaveLength(1);
  });

  it('stays low for a group of companies that lends and pools its money in round sums', () => {
    const held = [...accounts, { id: 'account:b', holder_id: firm(1) }];
    const loans = Array.from({ length: 12 }, (_, i) => pay(`${i + 1}000000`, 'account:b'));
    const roles = [{ company_id: firm(1), holder_id: firm(0), role: 'founder', share: 100 }];
    expect(run(loans, { accounts: held, roles }).findings).toEqual([]);
    expect(run(loans, { accounts: held }).findings).toHaveLength(1);
  });

  it('leaves out sums under 100 units, which are too short to be anything else, but not parts of a coin', () => {
    const short = (amount: string, currency = 'KZT') =>
      run(Array.from({ length: 10 }, () => ({ ...pay(amount), currency })));
    expect(short('99').value('account:a')).toBeUndefined();
    expect(short('100').findings).toHaveLength(1);
    expect(short('0.5', 'BTC').findings).toHaveLength(1);
  });

  it('judges accounts without a holder too', () => {
    expect(run(round(10), { accounts: [] }).findings).toHaveLength(1);
  });

  it('names what it lacks', () => {
    const known = new Set(['transactions.at', 'transactions.from_account', 'transactions.amount']);
    expect(missingInputs(roundAmounts, known)).toEqual(['transactions.to_account']);
  });
});

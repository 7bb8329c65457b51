import { describe, expect, it } from 'vitest';
import { missingInputs } from '../../src/detectors/inputs.ts';
import { structuring } from '../../src/detectors/structuring.ts';
import type { LiteralTables } from '../graph/projection-of.ts';
import { detect, firm, firms } from './detect.ts';

const accounts = [
  { id: 'account:a', holder_id: firm(0) },
  { id: 'account:b', holder_id: firm(1) },
  { id: 'account:card', kind: 'card' },
  { id: 'account:atm', kind: 'atm' },
];
let made = 0;
const move = (amount: string, day: number, more: Record<string, string> = {}) => ({
  id: `t-${++made}`,
  at: `2026-03-${String(day).padStart(2, '0')}`,
  from_account: 'account:a',
  to_account: 'account:atm',
  amount,
  ...more,
});
const topup = { from_account: 'account:b', to_account: 'account:card', channel: 'topup' };
const three = (amount: string, more: Record<string, string> = {}) => [1, 4, 8].map((day) => move(amount, day, more));
const run = (transactions: Record<string, string>[], more: LiteralTables = {}, set = {}) =>
  detect(structuring, { companies: firms(3), accounts, transactions, ...more }, { set });

describe('payments just under a threshold', () => {
  it('are of 85 % of it at least and under 100 %', () => {
    const count = (amount: string) => run(three(amount)).findings.length;
    expect([count('8500000'), count('8499999.99'), count('9999999.99'), count('10000000')]).toEqual([1, 0, 1, 0]);
  });

  it('are three at least within seven days, the seventh included', () => {
    const found = run(three('9000000'));
    expect(found.subjects(0)).toEqual([firm(0)]);
    expect(found.evidence(0, 'payments')).toBe(3);
    expect(found.sentence(0)).toMatch(
      /^Firm 1 made 3 payments just under 10.0.m.₸ within 7.days, 27.0.m.₸ in all in cash; 3 of its 3/,
    );
    expect(run([move('9000000', 1), move('9000000', 8)]).findings).toEqual([]);
    expect(run([1, 4, 9].map((day) => move('9000000', day))).findings).toEqual([]);
  });

  it('have thresholds of their own: card top-ups 500,000 KZT, dollars and euros 10,000', () => {
    const count = (amount: string, more: Record<string, string>) => run(three(amount, more)).findings.length;
    expect([count('425000', topup), count('424999', topup), count('499999.99', topup), count('500000', topup)]).toEqual(
      [1, 0, 1, 0],
    );
    const abroad = (currency: string) => ({ to_account: 'account:x', currency });
    expect([count('8500', abroad('USD')), count('9999.99', abroad('EUR')), count('10000', abroad('EUR'))]).toEqual([
      1, 1, 0,
    ]);
    expect(count('9000', abroad('GBP'))).toBe(0);
    expect(count('9000000', { to_account: 'account:x' })).toBe(0);
  });

  it('are counted per payer: who really acted, else the holder; of a deposit who gets it', () => {
    const payer = 'person:850101300010';
    const persons = [{ id: payer }, { id: 'person:860101300010' }];
    const acted = [
      ...[1, 2].map((day) => move('450000', day, { ...topup, payer_id: payer })),
      move('450000', 3, { ...topup, payer_id: 'person:860101300010' }),
    ];
    expect(run(acted, { persons }).findings).toEqual([]);
    expect(run([...acted, move('450000', 4, { ...topup, payer_id: payer })], { persons }).subjects(0)).toEqual([payer]);
    const deposits = three('9000000', { from_account: 'account:atm', to_account: 'account:b' });
    expect(run(deposits).subjects(0)).toEqual([firm(1)]);
  });

  it('are rare among a payer’s own: a busy till that meets the band by chance stays small', () => {
    const busy = Array.from({ length: 400 }, (_, i) => move(`${100000 + i * 25000}`, (i % 28) + 1));
    const till = run([...busy, ...three('9000000')]);
    const structurer = run(Array.from({ length: 12 }, (_, i) => move('9500000', i + 1)));
    expect(till.value(firm(0))).toBeLessThan(0.2);
    expect(structurer.value(firm(0))).toBeGreaterThan(0.7);
  });

  it('stays silent for a rent paid each month and for wages by transfer', () => {
    const rent = ['01', '02', '03'].map((month) => move('9000000', 1, { at: `2026-${month}-01` }));
    expect(run(rent).findings).toEqual([]);
    expect(run(rent).value(firm(0))).toBe(0);
    expect(run(three('450000', { to_account: 'account:x' })).findings).toEqual([]);
  });

  it('tells the worse of two thresholds once, with all its windows as evidence', () => {
    const again = [21, 22, 23].map((day) => move('9000000', day));
    const found = run([...three('9000000'), ...again]);
    expect(found.findings).toHaveLength(1);
    expect(found.findings[0]!.transfers).toHaveLength(6);
  });

  it('can be given other thresholds', () => {
    expect(run(three('4500000'), {}, { cash: '5m' }).findings).toHaveLength(1);
    expect(
      run(three('4500', { to_account: 'account:x', currency: 'GBP' }), {}, { foreign: '5000', currencies: 'GBP' })
        .findings,
    ).toHaveLength(1);
  });

  it('names what it lacks', () => {
    expect(missingInputs(structuring, new Set(['transactions.at', 'transactions.amount']))).toEqual([
      'accounts.kind or transactions.channel or transactions.currency',
    ]);
  });
});

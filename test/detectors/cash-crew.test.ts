import { describe, expect, it } from 'vitest';
import { cashCrew } from '../../src/detectors/cash-crew.ts';
import { detect } from './detect.ts';

const person = (n: number) => `person:85010130${String(n).padStart(4, '0')}`;
const START = Date.UTC(2025, 2, 3, 6);
const minutes = (m: number) => new Date(START + m * 60_000).toISOString().replace('.000Z', 'Z');
const DAY = 24 * 60;
const take = (card: number | string, at: number, more: Record<string, string> = {}) => ({
  at: minutes(at),
  from_account: `account:card-${card}`,
  to_account: 'account:atm-1',
  amount: '200000',
  ...more,
});
const ATMS = [1, 2].map((n) => ({ id: `account:atm-${n}`, kind: 'atm' }));
const run = (transactions: Record<string, string>[], accounts: Record<string, string>[] = [], set = {}) =>
  detect(cashCrew, { transactions, accounts: [...ATMS, ...accounts] }, { set });

describe('several cards at one cash machine', () => {
  it('finds four cards in 15 minutes, and names machine, time and footage', () => {
    const found = run([take(1, 0), take(2, 5), take(3, 10), take(4, 15)]);
    expect(found.findings).toHaveLength(1);
    expect(found.subjects(0)).toEqual([1, 2, 3, 4].map((n) => `account:card-${n}`));
    expect(found.evidence(0, 'cards')).toBe(4);
    expect(found.evidence(0, 'atm')).toBe('account:atm-1, 2025-03-03 11:00–11:15');
    expect(found.evidence(0, 'footage')).toBe('2025-08-30');
    expect(found.sentence(0)).toMatch(/^On 3.Mar.2025 from 11:00 to 11:15 cards of 4 different holders withdrew/);
    expect(found.sentence(0)).toContain('at least 180 days');
    expect(found.value('account:card-1')).toBe(0.5);
  });

  it('wants four, within a closed window', () => {
    const three = run([take(1, 0), take(2, 5), take(3, 10), take(3, 11)]);
    expect(three.findings).toEqual([]);
    expect(three.value('account:card-3')).toBe(0);
    const late = [take(1, 0), take(2, 5), take(3, 10), take(4, 15.01)];
    expect(run(late).findings).toEqual([]);
    expect(run(late, [], { window: '16m' }).findings).toHaveLength(1);
    expect(run([take(1, 0), take(2, 5), take(3, 10)], [], { cards: '3' }).findings).toHaveLength(1);
  });

  it('counts holders, not cards: four cards of one family member are one', () => {
    const one = [1, 2, 3, 4].map((n) => ({ id: `account:card-${n}`, kind: 'card', holder_id: person(1) }));
    expect(run([take(1, 0), take(2, 1), take(3, 2), take(4, 3)], one).findings).toEqual([]);
    const four = one.map((row, i) => ({ ...row, holder_id: person(i) }));
    expect(run([take(1, 0), take(2, 1), take(3, 2), take(4, 3)], four).findings).toHaveLength(1);
  });

  it('wants one machine, and withdrawals: not deposits, not a till', () => {
    const other = { to_account: 'account:atm-2' };
    expect(run([take(1, 0), take(2, 1), take(3, 2), take(4, 3, other)]).findings).toEqual([]);
    const deposits = [1, 2, 3, 4].map((n) => ({
      ...take(n, n),
      from_account: 'account:atm-1',
      to_account: `account:card-${n}`,
    }));
    expect(run(deposits).findings).toEqual([]);
    const till = [1, 2, 3, 4].map((n) => take(n, n, { to_account: 'account:till' }));
    expect(run(till, [{ id: 'account:till', kind: 'cash' }]).findings).toEqual([]);
  });

  it('is one crew over all machines and days on which the same holders meet', () => {
    const again = (from: number, atm: string, cards: number[]) =>
      cards.map((n, i) => take(n, from + i, { to_account: atm }));
    const found = run([
      ...again(0, 'account:atm-1', [1, 2, 3, 4]),
      ...again(120, 'account:atm-2', [3, 4, 5, 6, 7]),
      ...again(9 * DAY, 'account:atm-1', [11, 12, 13, 14]),
    ]);
    expect(found.findings).toHaveLength(2);
    const crew = found.findings.findIndex(({ subjects }) => subjects.length === 7);
    expect(found.evidence(crew, 'cards')).toBe(5);
    expect(found.evidence(crew, 'episodes')).toBe(2);
    expect(found.sentence(crew)).toContain('This happened 2 times at 2 machines');
  });

  it('leaves alone a works’ people on payday, also where a weekend or a month’s end moves it', () => {
    const at = (iso: string) => (Date.parse(`${iso}T12:00:00Z`) - START) / 60_000;
    const meet = (...days: string[]) => days.flatMap((day) => [1, 2, 3, 4].map((n) => take(n, at(day) + n)));
    const payday = run(meet('2025-03-10', '2025-04-10', '2025-05-12'));
    expect(payday.findings).toEqual([]);
    expect(payday.value('account:card-1')).toBe(0);
    expect(payday.notes?.[0]?.en).toContain('1 groups');
    expect(run(meet('2025-03-31', '2025-04-30', '2025-06-02')).findings).toEqual([]);
    expect(run(meet('2025-03-10', '2025-04-10')).findings).toHaveLength(1);
    expect(run(meet('2025-03-10', '2025-04-10', '2025-05-15')).findings).toHaveLength(1);
    expect(run(meet('2025-03-10', '2025-03-11', '2025-04-10', '2025-05-10')).findings).toHaveLength(1);
  });

  it('leaves alone a busy machine: its own rate brings as many', () => {
    const busy = Array.from({ length: 20 * 40 }, (_, i) => take(`c${i}`, Math.floor(i / 40) * DAY + (i % 40) * 4));
    const found = run(busy);
    expect(found.findings).toEqual([]);
    expect(found.value('account:card-c7')).toBe(0);
    expect(run(busy, [], { chance: '100000' }).findings.length).toBeGreaterThan(0);
  });

  it('still sees a crew at a machine of some custom, also one that comes at the same hour every day', () => {
    const custom = Array.from({ length: 30 * 12 }, (_, i) => take(`c${i}`, Math.floor(i / 12) * DAY + (i % 12) * 40));
    const crew = Array.from({ length: 20 * 6 }, (_, i) => take(i % 6, Math.floor(i / 6) * DAY + 60 + (i % 6)));
    const found = run([...custom, ...crew]);
    expect(found.findings.length).toBeGreaterThan(0);
    expect(found.evidence(0, 'episodes')).toBeGreaterThanOrEqual(15);
  });

  it('skips rows of which only the day is known, and says how many', () => {
    const found = run([1, 2, 3, 4].map((n) => take(n, 0, { at: '2025-03-03' })));
    expect(found.findings).toEqual([]);
    expect(found.value('account:card-1')).toBeUndefined();
    expect(found.notes?.[0]?.en).toContain('4 withdrawals');
  });
});

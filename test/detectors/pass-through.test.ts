import { describe, expect, it } from 'vitest';
import { passThrough } from '../../src/detectors/pass-through.ts';
import { detect } from './detect.ts';

/** `+100 @ time` rows: what account `a` receives (from x) and pays (to y). */
const moves = (...rows: [amount: number, at: string][]) =>
  rows.map(([amount, at]) => ({
    at,
    amount: String(Math.abs(amount)),
    from_account: amount > 0 ? 'account:x' : 'account:a',
    to_account: amount > 0 ? 'account:a' : 'account:y',
  }));
/** Ends the data well after the rows, so that no window is cut. */
const LATER = { at: '2026-06-01T00:00:00Z', amount: '1', from_account: 'account:p', to_account: 'account:q' };
const at = (day: number, hour = 10) =>
  `2026-03-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z`;
const run = (rows: ReturnType<typeof moves>, accounts: Record<string, string>[] = []) =>
  detect(passThrough, { accounts, transactions: [...rows, LATER] });

describe('money that only passes through', () => {
  it('finds an account from which nearly all leaves within 72 hours', () => {
    const found = run(moves([100, at(1)], [-98, at(2)], [200, at(5)], [-195, at(6)], [300, at(9)], [-290, at(10)]));
    expect(found.findings).toHaveLength(1);
    expect(found.subjects(0)).toEqual(['account:a']);
    expect(found.evidence(0, 'passed')).toBeCloseTo(574 / 600);
    expect(found.evidence(0, 'credits')).toBe(3);
    expect(found.findings[0]!.transfers).toEqual([0, 1, 2, 3, 4, 5]);
    expect(found.evidence(0, 'credited')).toBe(60_000);
    expect(found.sentence(0)).toContain('Balances were not checked');
    expect(found.value('account:a')).toBeGreaterThan(0.35);
  });

  it('needs three credits in the month', () => {
    expect(run(moves([300, at(1)], [-300, at(2)], [300, at(5)], [-300, at(6)])).findings).toEqual([]);
  });

  it('closes the window at 72 hours', () => {
    const leaving = (last: string) =>
      run(moves([100, at(1)], [100, at(1)], [100, at(1)], [-300, last])).findings.length;
    expect(leaving('2026-03-04T10:00:00Z')).toBe(1);
    expect(leaving('2026-03-04T10:00:01Z')).toBe(0);
  });

  it('takes 80 % spent in time and out over in of 0.9 to 1.1 as reached', () => {
    const count = (inTime: number, late: number) =>
      run(moves([100, at(1)], [100, at(1)], [100, at(1)], [-inTime, at(2)], [-late, at(20)])).findings.length;
    expect(count(240, 30)).toBe(1);
    expect(count(239, 60)).toBe(0);
    expect(count(240, 29)).toBe(0);
    expect(count(240, 90)).toBe(1);
    expect(count(240, 91)).toBe(0);
  });

  it('spends the oldest money first: old savings leave before what came today', () => {
    const savings = [{ id: 'account:a', opening_balance: '1000' }];
    const rows = moves([100, at(1)], [-100, at(2)], [100, at(5)], [-100, at(6)], [100, at(9)], [-100, at(10)]);
    expect(run(rows).findings).toHaveLength(1);
    expect(detect(passThrough, { accounts: savings, transactions: [...rows, LATER] }).findings).toEqual([]);
  });

  it('asks for low balances at the end of most days where balances are known', () => {
    const low = [{ id: 'account:a', opening_balance: '0' }];
    const sameDay = moves(
      [100, at(1, 5)],
      [-100, at(1, 6)],
      [100, at(5, 5)],
      [-100, at(5, 6)],
      [100, at(9, 5)],
      [-100, at(9, 6)],
    );
    const found = run(sameDay, low);
    expect(found.evidence(0, 'lowDays')).toBe(1);
    expect(found.sentence(0)).not.toContain('Balances');
    const overnight = moves([100, at(1)], [-95, at(3)], [100, at(5)], [-95, at(7)], [100, at(9)], [-95, at(11)]);
    expect(run(overnight).findings).toHaveLength(1);
    expect(run(overnight, low).findings).toEqual([]);
  });

  it('uses the first clause alone where the statement cannot be complete', () => {
    const rows = moves([100, at(1)], [-105, at(2)], [100, at(5)], [-100, at(6)], [100, at(9)], [-100, at(10)]);
    expect(run(rows, [{ id: 'account:a', opening_balance: '0' }]).sentence(0)).toContain('Balances were not checked');
  });

  it('lets nothing that came on a day leave on the same day where only the day is known', () => {
    const rows = (out: number) =>
      moves([100, '2026-03-02'], [100, '2026-03-02'], [100, '2026-03-02'], [-300, `2026-03-0${out}`]);
    expect(run(rows(2)).findings).toEqual([]);
    expect(run(rows(3)).findings).toHaveLength(1);
    expect(run(rows(5)).findings).toHaveLength(1);
    expect(run(rows(6)).findings).toEqual([]);
  });

  it('stays low for a trader whose takings come all month and whose suppliers are paid at its end', () => {
    const takings = Array.from({ length: 20 }, (_, i): [number, string] => [100, at(i + 1)]);
    const trader = run(moves(...takings, [-1900, at(28)]));
    expect(trader.findings).toEqual([]);
    expect(trader.value('account:a')).toBe(0);
  });

  it('knows nothing of an account without outflow, and counts no credit whose window the data cut', () => {
    expect(run(moves([100, at(1)], [100, at(2)], [100, at(3)])).value('account:a')).toBeUndefined();
    const cut = detect(passThrough, { transactions: moves([100, at(1)], [-100, at(2)], [100, at(29)]) });
    const whole = run(moves([100, at(1)], [-100, at(2)]));
    expect(cut.value('account:a')).toBe(whole.value('account:a'));
  });

  it('makes one finding of several months', () => {
    const month = (m: number) =>
      moves(
        ...[1, 5, 9].flatMap((day): [number, string][] => [
          [100, `2026-0${m}-0${day}T10:00:00Z`],
          [-100, `2026-0${m}-0${day}T20:00:00Z`],
        ]),
      );
    const found = run([...month(3), ...month(4)]);
    expect(found.findings).toHaveLength(1);
    expect(found.evidence(0, 'months')).toBe('2026-03, 2026-04');
  });
});

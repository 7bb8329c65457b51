import { describe, expect, it } from 'vitest';
import { dormantThenActive } from '../../src/detectors/dormant-then-active.ts';
import { missingInputs } from '../../src/detectors/inputs.ts';
import { formatDay, parseDay } from '../../src/model/time.ts';
import type { LiteralTables } from '../graph/projection-of.ts';
import { detect, firm } from './detect.ts';

const START = parseDay('2024-01-01')!;
let made = 0;
/** A payment on the n-th day. */
const pay = (day: number, amount: string, from = 'a', to = 'x', currency = 'KZT') => ({
  id: `t-${++made}`,
  at: formatDay(START + day),
  from_account: `account:${from}`,
  to_account: `account:${to}`,
  amount,
  currency,
});
const run = (transactions: ReturnType<typeof pay>[], more: LiteralTables = {}, context = {}) =>
  detect(dormantThenActive, { transactions, ...more }, context);
const of = (found: ReturnType<typeof run>, id: string) =>
  found.findings.filter((_, i) => found.subjects(i).includes(id));

describe('a dormant account that wakes up', () => {
  it('was silent for 180 days, not 179', () => {
    const found = run([pay(0, '10'), pay(180, '20000000')]);
    expect(found.subjects(0)).toEqual(['account:a']);
    expect(found.evidence(0, 'silence')).toBe(180);
    expect(found.sentence(0)).toMatch(/^account:a had no movement for 180 days; then 20.0.m.₸ went out within 30 days/);
    expect(of(run([pay(0, '10'), pay(179, '20000000'), pay(400, '1', 'y', 'z')]), 'account:a')).toEqual([]);
  });

  it('moved 20 m within 30 days of waking, the 30th included', () => {
    expect(of(run([pay(0, '1'), pay(200, '10000000'), pay(230, '10000000')]), 'account:a')).toHaveLength(1);
    expect(of(run([pay(0, '1'), pay(200, '10000000'), pay(231, '10000000')]), 'account:a')).toEqual([]);
    expect(of(run([pay(0, '1'), pay(200, '19999999.99')]), 'account:a')).toEqual([]);
  });

  it('counts what comes in like what goes out, not both together', () => {
    expect(of(run([pay(0, '1'), pay(200, '20000000', 'y', 'a')]), 'account:a')).toHaveLength(1);
    expect(of(run([pay(0, '1'), pay(200, '15000000', 'y', 'a'), pay(201, '15000000')]), 'account:a')).toEqual([]);
  });

  it('was silent since it was opened, where that is known and within the data', () => {
    const late = [pay(0, '1', 'y', 'z'), pay(200, '20000000')];
    const opened = (on: string) => ({ accounts: [{ id: 'account:a', opened_at: on }] });
    expect(of(run(late), 'account:a')).toEqual([]);
    expect(of(run(late, opened('2010-01-01')), 'account:a')).toHaveLength(1);
    expect(of(run(late, opened(formatDay(START + 21))), 'account:a')).toEqual([]);
  });

  it('is not woken by transfers of its own holder, but they break the silence', () => {
    const accounts = ['a', 'b'].map((id) => ({ id: `account:${id}`, holder_id: firm(0) }));
    expect(of(run([pay(0, '1'), pay(200, '90000000', 'b', 'a')], { accounts }), 'account:a')).toEqual([]);
    expect(of(run([pay(0, '1'), pay(100, '1', 'b', 'a'), pay(200, '90000000')], { accounts }), 'account:a')).toEqual(
      [],
    );
  });

  it('stays low for a farm that is paid for its harvest every autumn', () => {
    const harvest = [pay(0, '30000000', 'elevator', 'a'), pay(10, '1'), pay(370, '40000000', 'elevator', 'a')];
    const found = run(harvest);
    expect(of(found, 'account:a')).toEqual([]);
    expect(found.value('account:a')).toBe(0);
    const grown = [...harvest.slice(0, 2), pay(370, '60000000.01', 'elevator', 'a')];
    expect(of(run(grown), 'account:a')).toHaveLength(1);
  });

  it('measures the length of the silence, never the sum', () => {
    const small = run([pay(0, '1'), pay(200, '20000000')]).value('account:a')!;
    expect(run([pay(0, '1'), pay(200, '90000000000')]).value('account:a')).toBe(small);
    expect(run([pay(0, '1'), pay(400, '20000000')]).value('account:a')).toBeGreaterThan(small);
    expect(run([pay(0, '1'), pay(100, '1'), pay(200, '20000000')]).value('account:a')).toBe(0);
  });

  it('weighs a single payment less than activity, and calls it low', () => {
    const one = run([pay(0, '1'), pay(200, '30000000')]);
    const many = run([pay(0, '1'), ...Array.from({ length: 12 }, (_, i) => pay(200 + i, '2500000'))]);
    expect([one.findings[0]!.severity, many.findings[0]!.severity]).toEqual(['low', 'medium']);
    expect(many.value('account:a')!).toBeGreaterThan(3 * one.value('account:a')!);
  });

  it('tells several awakenings in one finding', () => {
    const found = run([pay(0, '1'), pay(200, '20000000'), pay(450, '20000000')]);
    expect(of(found, 'account:a')).toHaveLength(1);
    expect(found.evidence(0, 'times')).toBe(2);
  });

  it('converts at the rate given, else compares by rank and says so', () => {
    const dollars = [pay(0, '1', 'a', 'x', 'USD'), pay(200, '40000', 'a', 'x', 'USD')];
    const rates = [{ from: START, currency: 'USD', units: 500, decimals: 0 }];
    expect(of(run(dollars, {}, { rates }), 'account:a')).toHaveLength(1);
    expect(run(dollars).findings).toEqual([]);
    const crowd = Array.from({ length: 60 }, (_, i) => pay(150, '5', `o${i}`, `p${i}`, 'USD'));
    const ranked = run([...dollars, ...crowd]);
    expect(ranked.sentence(0)).toContain('among the highest sums of this currency');
    expect(ranked.notes?.[0]?.en).toContain('by rank');
  });

  it('knows nothing where the data are shorter than the silence, and says so', () => {
    const short = run([pay(0, '1'), pay(179, '90000000')]);
    expect([short.findings, short.measured]).toEqual([[], null]);
    expect(short.notes?.[0]?.en).toContain('too short');
  });

  it('names what it lacks', () => {
    expect(
      missingInputs(
        dormantThenActive,
        new Set(['transactions.at', 'transactions.from_account', 'transactions.to_account']),
      ),
    ).toEqual(['transactions.amount']);
  });
});

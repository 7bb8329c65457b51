import { describe, expect, it } from 'vitest';
import { moneyStaysInside } from '../../src/detectors/money-stays-inside.ts';
import type { LiteralTables } from '../graph/projection-of.ts';
import { cast, pay } from './cluster-cast.ts';
import { detect, firm } from './detect.ts';

const found = (transactions: Record<string, string>[], set: Record<string, string> = {}, more: LiteralTables = {}) =>
  detect(moneyStaysInside, cast(transactions, more), { set });

describe('money that stays among firms under one control', () => {
  it('finds firms that pay each other more than others', () => {
    const one = found([
      pay(0, 1, 60, '01T08'),
      pay(1, 2, 40, '02T08'),
      pay(2, 6, 50, '03T08'),
      pay(6, 7, 900, '04T08'),
    ]);
    expect(one.findings).toHaveLength(1);
    expect(one.subjects(0)).toEqual([firm(0), firm(1), firm(2)]);
    expect(one.evidence(0, 'share')).toBeCloseTo(2 / 3);
    expect(one.evidence(0, 'inside')).toBe(10_000);
    expect(one.evidence(0, 'expected')).toBeCloseTo(100 / 1050);
    expect(one.sentence(0).replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(
      '3 firms under common control paid 150 ₸; 100 ₸ went to each other and 0 ₸ came back: 67 %. By their activity alone 9.5 % would stay inside.',
    );
    expect(one.value(firm(0))).toBeGreaterThan(0);
    expect(one.value(firm(3))).toBeUndefined();
  });

  it('takes half of the turnover as enough, less is not; cash is turnover', () => {
    const half = (out: number) => [pay(0, 1, 50, '01T08'), pay(1, 2, 50, '02T08'), pay(2, 'atm', out, '03T08')];
    expect(found(half(100)).findings).toHaveLength(1);
    expect(found(half(100.01)).findings).toEqual([]);
  });

  it('counts what comes back over one outsider in time, first in, first out', () => {
    const back = (at: string) => [
      pay(0, 6, 100, '01T08'),
      pay(6, 1, 80, at),
      pay(1, 7, 40, '2026-05-02T08:00:00Z'),
      pay(1, 7, 20, '2026-05-03T08:00:00Z'),
    ];
    const one = found(back('2026-03-31T08:00:00Z'));
    expect(one.evidence(0, 'back')).toBe(8000);
    expect(one.findings[0]!.transfers).toHaveLength(2);
    expect(found(back('2026-03-31T08:00:01Z')).findings).toEqual([]);
  });

  it('needs three payments unless told', () => {
    const two = [pay(0, 1, 50, '01T08'), pay(1, 2, 50, '02T08')];
    expect(found(two).findings).toEqual([]);
    expect(found(two, { payments: '2' }).findings).toHaveLength(1);
  });

  it('takes away what activity alone would keep inside', () => {
    // Everybody in the data is of the cluster: nothing else could happen.
    const all = found([0, 1, 2, 0, 1, 2].map((i, n) => pay(i, (i + 1) % 3, 10, `0${n + 1}T08`)));
    expect(all.value(firm(0))).toBe(0);
  });

  it('stays low for a holding: one owner’s firms pay each other', () => {
    const roles = [1, 2].map((i) => ({ company_id: firm(i), holder_id: firm(0), role: 'owner', share: 100 }));
    const inside = [pay(0, 1, 60, '01T08'), pay(1, 2, 40, '02T08'), pay(2, 0, 50, '03T08')];
    expect(found(inside, {}, { roles }).findings).toEqual([]);
    expect(found(inside).findings).toHaveLength(1);
  });

  it('does not count a firm’s transfers between its own accounts', () => {
    const accounts = [
      { id: 'account:0', holder_id: firm(0) },
      { id: 'account:own', holder_id: firm(0) },
    ];
    const own = [1, 2, 3].map((day) => pay(0, 'own', 100, `0${day}T08`));
    expect(found(own, {}, { accounts }).findings).toEqual([]);
  });

  it('compares within one currency, that of most payments', () => {
    const usd = { currency: 'USD' };
    const mixed = [
      pay(0, 1, 50, '01T08'),
      pay(1, 2, 50, '02T08'),
      pay(2, 0, 50, '03T08'),
      pay(2, 6, 9000, '04T08', usd),
    ];
    expect(found(mixed).evidence(0, 'share')).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import { cashOutChain } from '../../src/detectors/cash-out-chain.ts';
import { commonControl } from '../../src/detectors/common-control.ts';
import type { Detector } from '../../src/detectors/detector.ts';
import { layers } from '../../src/detectors/layers.ts';
import { ring } from '../../src/detectors/ring.ts';
import { scatterGather } from '../../src/detectors/scatter-gather.ts';
import { weakComponents } from '../../src/graph/components.ts';
import { buildRingIndex } from '../../src/graph/rings/ring-index.ts';
import { visitStaticRings } from '../../src/graph/rings/static-rings.ts';
import { countRings } from '../../src/graph/rings.ts';
import { detect, firm, firms } from './detect.ts';

const RULES: Detector[] = [ring, scatterGather, layers, cashOutChain];
const accounts = [{ id: 'account:atm', kind: 'atm' }];
let count = 0;
const pay = (from: string, to: string, amount: string, at: string, more: Record<string, string> = {}) => ({
  id: `t-${String(++count).padStart(5, '0')}`,
  from_account: `account:${from}`,
  to_account: `account:${to}`,
  amount,
  at,
  ...more,
});
const T = (day: number, hour = 8) => `2026-03-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z`;
const far = [pay('left', 'right', '1', '2026-01-01T00:00:00Z'), pay('left', 'right', '1', '2026-12-01T00:00:00Z')];
const findings = (rule: Detector, transactions: Record<string, string>[]) =>
  detect(rule, { accounts, transactions: [...far, ...transactions] }).findings;

describe('odd transfers', () => {
  it('to oneself are no hop, no middleman and no layer', () => {
    const loops = ['a', 'b', 'c'].flatMap((name) => [pay(name, name, '100', T(1)), pay(name, name, '100', T(2))]);
    for (const rule of RULES) expect(findings(rule, loops), rule.indicator).toEqual([]);
    const withLoop = [
      pay('a', 'b', '100', T(1)),
      pay('b', 'b', '100', T(2)),
      pay('b', 'c', '100', T(3)),
      pay('c', 'a', '100', T(4)),
    ];
    expect(findings(ring, withLoop)[0]!.transfers).toHaveLength(3);
  });

  it('of one moment have no order', () => {
    const same = [pay('a', 'b', '100', T(1)), pay('b', 'c', '100', T(1)), pay('c', 'a', '100', T(1))];
    const out = [pay('a', 'm', '100', T(1)), pay('m', 'n', '100', T(1)), pay('n', 'atm', '100', T(1))];
    for (const rule of RULES) expect(findings(rule, [...same, ...out]), rule.indicator).toEqual([]);
  });

  it('of nothing carry nothing, and make no share that is no number', () => {
    const zero = [
      pay('a', 'b', '0', T(1)),
      pay('b', 'c', '0', T(2)),
      pay('c', 'a', '0', T(3)),
      pay('c', 'atm', '0', T(4)),
      ...['m', 'n', 'o'].flatMap((name) => [pay('s', name, '0', T(5)), pay(name, 't', '0', T(6))]),
    ];
    for (const rule of RULES) {
      for (const { score } of findings(rule, zero)) expect(score, rule.indicator).toBeGreaterThan(0);
    }
  });

  it('of nearly 2^53 minor units are compared exactly', () => {
    const big = '90071992547409.90';
    const chain = [pay('a', 's', big, T(1)), pay('s', 'c', big, T(2)), pay('c', 'atm', big, T(3))];
    expect(findings(cashOutChain, chain)[0]!.amount).toEqual({ minor: '9007199254740990', currency: 'KZT' });
    expect(findings(ring, [pay('a', 'b', big, T(1)), pay('b', 'c', big, T(2)), pay('c', 'a', big, T(3))])).toHaveLength(
      1,
    );
  });

  it('in other currencies go no further than their own', () => {
    const usd = { currency: 'USD' };
    const mixed = [
      pay('a', 'b', '100', T(1)),
      pay('b', 'c', '100', T(2), usd),
      pay('c', 'a', '100', T(3)),
      pay('c', 'atm', '100', T(4), usd),
      ...['m', 'n', 'o'].flatMap((name) => [pay('s', name, '100', T(5)), pay(name, 't', '100', T(6), usd)]),
    ];
    for (const rule of [ring, scatterGather, cashOutChain]) expect(findings(rule, mixed), rule.indicator).toEqual([]);
  });

  it('through a bank’s own account are one ring of many ways, told low', () => {
    const others = Array.from({ length: 60 }, (_, i) => pay('bank', `client${i}`, '100', T(2, 1 + (i % 20))));
    const through = [pay('a', 'bank', '100', T(1)), pay('bank', 'c', '100', T(2, 22)), pay('c', 'a', '100', T(3))];
    const [found] = findings(ring, [...through, ...others]);
    expect(found!.severity).toBe('low');
    expect(found!.score).toBeLessThan(0.1);
  });
});

describe('a hub with a million edges', () => {
  const EDGES = 1_000_000;

  it('is searched to the end, and the one ring over it is found', () => {
    // Node 0 pays and is paid by half a million others, none of whom passes anything on; 1 → 0 → 2 → 1 closes at the end.
    const from = new Int32Array(EDGES + 3);
    const to = new Int32Array(EDGES + 3);
    const at = new Float64Array(EDGES + 3);
    for (let e = 0; e < EDGES; e++) {
      from[e] = e % 2 ? 0 : 3 + (e % 500_000);
      to[e] = e % 2 ? 500_003 + (e % 500_000) : 0;
      at[e] = e * 1000;
    }
    [1, 0, 2].forEach((node, i) => {
      from[EDGES + i] = node;
      to[EDGES + i] = [0, 2, 1][i]!;
      at[EDGES + i] = (EDGES + i) * 1000;
    });
    const index = buildRingIndex({ nodeCount: 1_000_003, from, to, at });
    const { lengths, truncated, visits } = countRings(index, { windowMs: 3_600_000, minLength: 3, maxLength: 6 });
    expect(truncated).toBe(false);
    expect(lengths.map(({ instances }) => instances)).toEqual([1, 0, 0, 0]);
    // Half an hour of the hub's movements for each of its payers, not its million.
    expect(visits).toBeLessThan(2e9);
  });
});

describe('one giant component', () => {
  it('of ownership in a circle is one component and one ring', () => {
    const n = 200_000;
    const from = Int32Array.from({ length: n }, (_, i) => i);
    const to = from.map((i) => (i + 1) % n);
    expect(weakComponents(n, from, to)).toMatchObject({ count: 1, largest: n });
    let rings = 0;
    const short = visitStaticRings({ nodeCount: n, from, to }, { maxLength: 6 }, () => rings++);
    expect(rings).toBe(0);
    expect(short.truncated).toBe(false);
  });

  it('of firms under common control is divided, each part connected and said', () => {
    const companies = firms(400);
    const roles = companies.flatMap((_, i) =>
      i === 0
        ? []
        : [i - 1, i].map((at) => ({ company_id: firm(at), holder_id: `person:85010130${1000 + i}`, role: 'founder' })),
    );
    const { findings: parts } = detect(commonControl, { companies, roles });
    expect(parts.length).toBeGreaterThan(5);
    expect(parts.reduce((sum, { subjects }) => sum + subjects.length, 0)).toBe(400);
  });

  it('of money in which everything is a ring stops at the budget and says where', () => {
    const transactions = Array.from({ length: 400 }, (_, i) =>
      pay(`n${i % 20}`, `n${(i * 7 + 3) % 20}`, '100', new Date(Date.UTC(2026, 2, 1, 0, i)).toISOString()),
    );
    const cut = detect(ring, { transactions }, { set: { budget: '100' } });
    expect(cut.truncated).toBe(true);
    expect(cut.notes?.[0]?.en).toMatch(/of \d+ transfers/);
  });
});

describe('cycles in ownership', () => {
  it('of firms that own each other and themselves hang nothing', () => {
    const roles = [
      { company_id: firm(0), holder_id: firm(0), role: 'founder' },
      { company_id: firm(1), holder_id: firm(2), role: 'owner', share: 60 },
      { company_id: firm(2), holder_id: firm(1), role: 'owner', share: 60 },
    ];
    expect(detect(commonControl, { companies: firms(3), roles }).findings).toEqual([]);
  });
});

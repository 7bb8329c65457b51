import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../../src/graph/mulberry32.ts';
import { controlPaths } from '../../src/graph/paths/control-paths.ts';
import { moneyPaths } from '../../src/graph/paths/money-paths.ts';
import type { PathResult } from '../../src/graph/paths/path.ts';
import type { Projection } from '../../src/graph/projection.ts';
import { nodeIn, projectionOf } from './projection-of.ts';

const A = 'company:940140000385';
const B = 'company:990140004654';
const C = 'company:200240900095';
const P = 'person:850101300010';
const search = { maxHops: 6, limit: 5, budget: 100_000 };

const idsOf = (p: Projection, result: PathResult) =>
  result.paths.map((path) => path.nodes.map((node) => p.nodes.id(node)));

describe('control paths', () => {
  const p = projectionOf(
    {
      companies: [
        { id: A, address: 'Abay 10, office 1', phone: '87010000001' },
        { id: B, address: 'Abay 10, office 1', phone: '87010000001' },
        { id: C, address: 'Abay 10, office 2' },
      ],
      roles: [
        { company_id: A, holder_id: P, role: 'executive' },
        { company_id: B, holder_id: P, role: 'founder', share: 60 },
        { company_id: C, holder_id: P, role: 'executive', from: '2020-01-01', to: '2021-01-01' },
      ],
    },
    { asOf: '2026-01-01' },
  );
  const path = (a: string, b: string, options = search) => controlPaths(p, nodeIn(p, a), nodeIn(p, b), options);

  it('come least weight first: person before contact before address', () => {
    const ways = idsOf(p, path(A, B)).map((nodes) => nodes[1]);
    expect(ways.slice(0, 3)).toEqual([P, 'contact:phone:77010000001', 'address:abay 10 #1']);
  });

  it('do not walk ended relations, and meet in the building where units differ', () => {
    const [first] = idsOf(p, path(A, C));
    expect(first).toEqual([A, 'address:abay 10', C]);
  });

  it('name the relation, its direction and its rows', () => {
    const [{ steps }] = path(A, B).paths as [PathResult['paths'][number]];
    expect(steps.map(({ relation, from, to }) => [relation, p.nodes.id(from), p.nodes.id(to)])).toEqual([
      ['MANAGES', P, A],
      ['FOUNDED', P, B],
    ]);
    expect(steps.every(({ edges }) => edges.length === 1)).toBe(true);
  });

  it('tell too far from not connected', () => {
    expect(path(A, B, { ...search, maxHops: 1 })).toEqual({ paths: [], none: 'too-far' });
    const apart = projectionOf({ companies: [{ id: A }, { id: B }] });
    const result = controlPaths(apart, nodeIn(apart, A), nodeIn(apart, B), search);
    expect(result).toEqual({ paths: [], none: 'not-connected' });
  });

  it('say that the search gave up', () => {
    expect(path(A, C, { ...search, budget: 1 }).none).toBe('budget');
  });
});

describe('money paths', () => {
  const transfer = (at: string, from: string, to: string) => ({
    at,
    from_account: `account:${from}`,
    to_account: `account:${to}`,
    amount: '10',
  });

  it('respect time', () => {
    const p = projectionOf({
      transactions: [
        transfer('2026-03-02T10:00:00Z', 'a', 'b'),
        transfer('2026-03-01T10:00:00Z', 'b', 'c'),
        transfer('2026-03-03T10:00:00Z', 'b', 'd'),
      ],
    });
    const result = (to: string) => moneyPaths(p, nodeIn(p, 'account:a'), nodeIn(p, `account:${to}`), search);
    expect(result('c')).toEqual({ paths: [], none: 'not-connected' });
    expect(idsOf(p, result('d'))).toEqual([['account:a', 'account:b', 'account:d']]);
  });

  it('let a holder stand for its accounts', () => {
    const p = projectionOf({
      accounts: [
        { id: 'account:a1', holder_id: A },
        { id: 'account:a2', holder_id: A },
        { id: 'account:b1', holder_id: B },
      ],
      transactions: [transfer('2026-03-01T10:00:00Z', 'a2', 'x'), transfer('2026-03-02T10:00:00Z', 'x', 'b1')],
    });
    const { paths } = moneyPaths(p, nodeIn(p, A), nodeIn(p, B), search);
    expect(paths).toHaveLength(1);
    expect(p.nodes.id(paths[0]!.steps[0]!.from)).toBe('account:a2');
  });

  it('keep what was paid and what was paid back apart', () => {
    const p = projectionOf({
      transactions: [
        transfer('2026-03-01T10:00:00Z', 'a', 'b'),
        transfer('2026-03-02T10:00:00Z', 'a', 'b'),
        transfer('2026-03-03T10:00:00Z', 'b', 'a'),
      ],
    });
    const { paths } = controlPaths(p, nodeIn(p, 'account:a'), nodeIn(p, 'account:b'), search, true);
    const steps = paths.map((path) => path.steps[0]!);
    expect(steps.map(({ from, edges }) => [p.nodes.id(from), edges.length]).sort()).toEqual([
      ['account:a', 2],
      ['account:b', 1],
    ]);
  });

  it('end at a cash machine, never lead through one', () => {
    const p = projectionOf({
      accounts: [{ id: 'account:atm', kind: 'atm' }],
      transactions: [
        transfer('2026-03-01T10:00:00Z', 'a', 'atm'),
        transfer('2026-03-02T10:00:00Z', 'atm', 'b'),
        transfer('2026-03-03T10:00:00Z', 'b', 'c'),
      ],
    });
    const between = (a: string, b: string) => [nodeIn(p, `account:${a}`), nodeIn(p, `account:${b}`)] as const;
    expect(moneyPaths(p, ...between('a', 'b'), search)).toEqual({ paths: [], none: 'not-connected' });
    expect(idsOf(p, moneyPaths(p, ...between('a', 'atm'), search))).toEqual([['account:a', 'account:atm']]);
    expect(moneyPaths(p, ...between('atm', 'c'), search).paths).toHaveLength(1);
    expect(controlPaths(p, ...between('a', 'c'), search, true)).toEqual({ paths: [], none: 'not-connected' });
    expect(controlPaths(p, ...between('c', 'atm'), search, true).paths).toHaveLength(1);
  });

  it('never order two transfers of one day', () => {
    const p = projectionOf({ transactions: [transfer('2026-03-01', 'a', 'b'), transfer('2026-03-01', 'b', 'c')] });
    expect(moneyPaths(p, nodeIn(p, 'account:a'), nodeIn(p, 'account:c'), search).paths).toEqual([]);
  });

  it('equal a search that tries everything, on 300 random graphs', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = mulberry32(seed);
      const pick = (n: number) => Math.floor(random() * n);
      const names = ['a', 'b', 'c', 'd', 'e', 'f'];
      const transactions = Array.from({ length: 3 + pick(14) }, () =>
        transfer(`2026-03-0${1 + pick(9)}T0${pick(4)}:00:00Z`, names[pick(6)]!, names[pick(6)]!),
      );
      const p = projectionOf({
        transactions: [
          ...transactions,
          transfer('2026-03-01T00:00:00Z', 'a', 'a'),
          transfer('2026-03-01T00:00:00Z', 'f', 'f'),
        ],
      });
      const found = moneyPaths(p, nodeIn(p, 'account:a'), nodeIn(p, 'account:f'), { ...search, limit: 1000 });
      const sequences = idsOf(p, found).map((nodes) => nodes.join(' '));
      expect(new Set(sequences).size, `seed ${seed}`).toBe(sequences.length);
      expect(sequences.sort(), `seed ${seed}`).toEqual(allSequences(p, 'account:a', 'account:f').sort());
      const hops = found.paths.map((path) => path.weight);
      expect(hops, `seed ${seed}`).toEqual([...hops].sort((a, b) => a - b));
    }
  });
});

/** Every sequence of distinct accounts that some transfers with rising times follow. */
function allSequences(p: Projection, from: string, to: string): string[] {
  const { transfers } = p;
  const goal = nodeIn(p, to);
  const found = new Set<string>();
  const walk = (nodes: number[], at: number) => {
    const node = nodes.at(-1)!;
    if (node === goal) {
      found.add(nodes.map((n) => p.nodes.id(n)).join(' '));
      return;
    }
    for (let edge = 0; edge < transfers.count; edge++) {
      const next = transfers.to[edge]!;
      if (transfers.from[edge] === node && transfers.at[edge]! > at && !nodes.includes(next))
        walk([...nodes, next], transfers.at[edge]!);
    }
  };
  walk([nodeIn(p, from)], Number.NEGATIVE_INFINITY);
  return [...found];
}

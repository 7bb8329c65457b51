import { describe, expect, it } from 'vitest';
import { LARGEST_GROUP } from '../../src/analyze/group-seeds.ts';
import type { Detector } from '../../src/detectors/detector.ts';
import type { Cluster } from '../../src/model/finding.ts';
import { type LiteralTables, projectionOf } from '../graph/projection-of.ts';
import { draft, findingsRule, rule, runOf } from './synthetic.ts';

const firm = (n: number) => `company:9401400${String(n).padStart(5, '0')}`;
const person = (n: number) => `person:8501013${String(n).padStart(5, '0')}`;
const account = (n: number | string) => `account:${n}`;

const FIRMS: LiteralTables = {
  companies: Array.from({ length: 8 }, (_, i) => ({ id: firm(i) })),
  roles: [
    { company_id: firm(0), holder_id: person(1), role: 'executive' },
    { company_id: firm(1), holder_id: person(1), role: 'founder' },
    { company_id: firm(2), holder_id: person(2), role: 'executive' },
    { company_id: firm(0), holder_id: person(3), role: 'accountant' },
    { company_id: firm(1), holder_id: person(3), role: 'accountant' },
  ],
  accounts: [
    { id: account('f0'), holder_id: firm(0) },
    { id: account('p1'), holder_id: person(1), kind: 'card' },
    { id: account('p2'), holder_id: person(2), kind: 'card' },
    { id: account('atm'), kind: 'atm' },
  ],
  transactions: [
    { at: '2026-01-01T10:00:00Z', from_account: account('payer'), to_account: account('f0'), amount: '100' },
    { at: '2026-01-01T11:00:00Z', from_account: account('f0'), to_account: account('p2'), amount: '90' },
    { at: '2026-01-01T12:00:00Z', from_account: account('p2'), to_account: account('atm'), amount: '80' },
    { at: '2026-01-01T13:00:00Z', from_account: account('x'), to_account: account('y'), amount: '5' },
    { at: '2026-01-01T14:00:00Z', from_account: account('y'), to_account: account('z'), amount: '5' },
    { at: '2026-01-01T15:00:00Z', from_account: account('z'), to_account: account('x'), amount: '5' },
  ],
};
const CONTROL = [firm(0), firm(1), firm(2)];

function clustersOf(detectors: readonly Detector[], tables: LiteralTables = FIRMS): Cluster[] {
  const { clusters } = runOf(projectionOf(tables), detectors);
  const seen = clusters.flatMap(({ members }) => members);
  expect(new Set(seen).size, 'clusters are disjoint').toBe(seen.length);
  return clusters;
}

describe('kinds of clusters', () => {
  it('make a shell-cluster of three firms under common control of which one carries a shell indicator', () => {
    expect(clustersOf([findingsRule('N01', [CONTROL])])).toEqual([]);
    expect(clustersOf([findingsRule('N01', [CONTROL]), findingsRule('R01', [[firm(0)]])])).toEqual([]);
    expect(clustersOf([findingsRule('N01', [CONTROL.slice(0, 2)]), findingsRule('R10', [[firm(0)]])])).toEqual([]);
    const [cluster] = clustersOf([findingsRule('N01', [CONTROL]), findingsRule('R10', [[firm(1)]])]);
    expect(cluster).toMatchObject({
      kind: 'shell-cluster',
      findings: expect.arrayContaining([expect.stringMatching(/^f-/)]),
    });
  });

  it('let a finding on an account count as its holder’s shell indicator', () => {
    const [cluster] = clustersOf([findingsRule('N01', [CONTROL]), findingsRule('M01', [[account('f0')]])]);
    expect(cluster?.kind).toBe('shell-cluster');
  });

  it('take in who controls two of the firms, and accounts of members, but not who keeps their books', () => {
    const [cluster] = clustersOf([findingsRule('N01', [CONTROL]), findingsRule('R10', [[firm(1)]])]);
    expect(cluster?.members).toEqual([account('f0'), account('p1'), ...CONTROL, person(1)]);
  });

  it('make a cash-out group with everyone on the chain but the cash machine', () => {
    const chain = rule('M20', (p) => ({
      findings: [draft(p, [account('f0'), account('p2')], { transfers: [0, 1, 2] })],
      measured: null,
    }));
    const [cluster] = clustersOf([chain]);
    expect(cluster).toMatchObject({ kind: 'cash-out-group', title: { en: 'Cash-out through 1 card' } });
    expect(cluster?.members).toEqual([account('f0'), account('p2'), account('payer'), firm(0), person(2)]);
    expect(cluster?.summary.en).toBe('M20 holds.');
    expect(cluster?.turnover).toEqual({
      in: [],
      inside: [{ minor: '19000', currency: 'KZT' }],
      out: [],
      cash: [{ minor: '8000', currency: 'KZT' }],
    });
  });

  it('name a group under common control with a chain after the chain', () => {
    const chain = rule('M20', (p) => ({
      findings: [draft(p, [account('f0'), account('p2')], { transfers: [0, 1, 2] })],
      measured: null,
    }));
    const clusters = clustersOf([chain, findingsRule('N01', [CONTROL]), findingsRule('R10', [[firm(1)]])]);
    expect(clusters.map(({ kind }) => kind)).toEqual(['cash-out-group']);
    expect(clusters[0]?.members).toEqual(expect.arrayContaining([...CONTROL, person(1), person(2), account('payer')]));
  });

  it('do not join two groups because the same payer paid both', () => {
    const tables: LiteralTables = {
      transactions: [
        { at: '2026-01-01T10:00:00Z', from_account: account('payer'), to_account: account('a'), amount: '100' },
        { at: '2026-01-01T11:00:00Z', from_account: account('payer'), to_account: account('b'), amount: '100' },
        { at: '2026-01-01T12:00:00Z', from_account: account('a'), to_account: account('atm'), amount: '90' },
        { at: '2026-01-01T13:00:00Z', from_account: account('b'), to_account: account('atm'), amount: '90' },
      ],
      accounts: [{ id: account('atm'), kind: 'atm' }],
    };
    const chains = rule('M04', (p) => ({
      findings: [draft(p, [account('a')], { transfers: [0, 2] }), draft(p, [account('b')], { transfers: [1, 3] })],
      measured: null,
    }));
    expect(clustersOf([chains], tables).map(({ members }) => members)).toEqual(
      expect.arrayContaining([[account('a'), account('payer')], [account('b')]]),
    );
  });

  it('make an exchange hub of the account and its regular counterparties', () => {
    const pay = (from: string, n: number) =>
      Array.from({ length: n }, (_, i) => ({
        at: `2026-01-0${i + 1}T10:00:00Z`,
        from_account: account(from),
        to_account: account('hub'),
        amount: '10',
      }));
    const [cluster] = clustersOf([findingsRule('M16', [[account('hub')]])], {
      transactions: [...pay('often', 3), ...pay('seldom', 2)],
    });
    expect(cluster?.kind).toBe('exchange-hub');
    expect(cluster?.members).toEqual([account('hub'), account('often')]);
  });

  it('give a ring to the cluster that it touches, else make a laundering ring', () => {
    const ring = findingsRule('M07', [[account('x'), account('y'), account('z')]]);
    expect(clustersOf([ring])).toMatchObject([
      {
        kind: 'laundering-ring',
        members: [account('x'), account('y'), account('z')],
        title: { en: 'Money back to its start through 3 accounts' },
      },
    ]);
    const touching = findingsRule('M07', [
      [account('x'), account('y'), account('z')],
      [account('z'), account('p1')],
    ]);
    const clusters = clustersOf([touching, findingsRule('N01', [CONTROL]), findingsRule('R10', [[firm(1)]])]);
    expect(clusters.map(({ kind }) => kind)).toEqual(['shell-cluster']);
    expect(clusters[0]?.members).toEqual(expect.arrayContaining([account('x'), account('z')]));
  });

  it('cut a large tangle of rings into those that share two', () => {
    const rings = Array.from({ length: 60 }, (_, i) => [
      account(`a${3 * i}`),
      account(`a${3 * i + 1}`),
      account(`a${3 * i + 2}`),
      account('everyone'),
    ]);
    const tables: LiteralTables = { accounts: rings.flat().map((id) => ({ id })) };
    expect(rings.flat().length).toBeGreaterThan(LARGEST_GROUP);
    const clusters = clustersOf([findingsRule('M07', rings)], tables);
    expect(clusters).toHaveLength(60);
  });
});

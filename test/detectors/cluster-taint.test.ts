import { describe, expect, it } from 'vitest';
import { clusterTaint } from '../../src/detectors/cluster-taint.ts';
import { detect, firm, firms } from './detect.ts';

const HEAD = 'person:850101300010';
const headed = (...numbers: number[]) =>
  numbers.map((i) => ({ company_id: firm(i), holder_id: HEAD, role: 'executive' }));
const listed = (i: number, more: Record<string, string> = {}) => ({
  entity_id: firm(i),
  list: 'PSEUDO_COMPANY',
  from: '2024-01-01',
  ...more,
});
const run = (
  roles: Record<string, string>[],
  lists: Record<string, string>[],
  { set = {}, companies = firms(12) }: { set?: Record<string, string>; companies?: ReturnType<typeof firms> } = {},
) => detect(clusterTaint, { companies, roles, lists }, { asOf: '2025-01-01', set });

describe('listed firms under the same control', () => {
  it('finds a group of five with one listed: 20 % reaches', () => {
    const found = run(headed(0, 1, 2, 3, 4), [listed(2)]);
    expect(found.findings).toHaveLength(1);
    expect(found.subjects(0)).toEqual([0, 1, 2, 3, 4].map(firm));
    expect(found.evidence(0, 'share')).toBe(0.2);
    expect(found.sentence(0)).toMatch(/^1 of 5 firms under common control is listed \(20.%\): Firm 3;/);
    expect(found.value(firm(0))).toBeGreaterThan(0);
  });

  it('leaves alone one of six, unless the threshold is lower', () => {
    expect(run(headed(0, 1, 2, 3, 4, 5), [listed(2)]).findings).toEqual([]);
    expect(run(headed(0, 1, 2, 3, 4, 5), [listed(2)], { set: { share: '16%' } }).findings).toHaveLength(1);
  });

  it('wants a cluster of N01: two firms are none', () => {
    const pair = run(headed(0, 1), [listed(0)]);
    expect(pair.findings).toEqual([]);
    expect(pair.value(firm(1))).toBe(0);
    expect(run(headed(0, 1), [listed(0)], { set: { firms: '2' } }).findings).toHaveLength(1);
  });

  it('says nothing about a firm’s own listing: its value is the share among the others', () => {
    const found = run(headed(0, 1, 2), [listed(0)]);
    expect(found.value(firm(0))).toBe(0);
    expect(found.value(firm(1))).toBeGreaterThan(0);
  });

  it('takes the lists of the convention, valid on the day, and words of the status that one names', () => {
    const roles = headed(0, 1, 2);
    for (const list of ['WRONG_ADDRESS', 'INVALID_REGISTRATION', 'SANCTIONED', 'TERRORISM_FINANCING'])
      expect(run(roles, [listed(0, { list })]).findings, list).toHaveLength(1);
    expect(run(roles, [listed(0, { to: '2025-01-01' }), listed(9)]).findings).toEqual([]);
    expect(run(roles, [listed(0, { from: '2025-01-02' }), listed(9)]).findings).toEqual([]);
    const companies = firms(3, (i) => ({ status: i === 0 ? 'Dissolved by court' : 'active' }));
    expect(run(roles, [], { companies, set: { statuses: 'dissolved by court' } }).findings).toHaveLength(1);
  });

  it('says so where the data hold none of the lists', () => {
    const found = run(headed(0, 1, 2), [listed(0, { list: 'INACTIVE' })]);
    expect(found.findings).toEqual([]);
    expect(found.measured).toBeNull();
    expect(found.notes?.[0]?.en).toContain('PSEUDO_COMPANY');
  });

  it('leaves alone a holding with a listed subsidiary, and a listed tenant of a whitelisted address', () => {
    const holding = [1, 2, 3, 4].map((i) => ({
      company_id: firm(i),
      holder_id: firm(0),
      role: 'founder',
      share: '100',
    }));
    expect(
      run(
        holding.map((row) => ({ ...row })),
        [listed(4)],
      ).findings,
    ).toEqual([]);
    const companies = firms(5, () => ({ address: 'Abay 10, office 5' }));
    const centre = run([], [listed(0), { entity_id: 'address:x', list: 'WHITELISTED_ADDRESS' }], { companies });
    expect(centre.findings).toHaveLength(1);
    const address = String(centre.projection.nodes.id(centre.projection.sites.to[0]!));
    const exempt = run([], [listed(0), { entity_id: address, list: 'WHITELISTED_ADDRESS' }], { companies });
    expect(exempt.findings).toEqual([]);
  });
});

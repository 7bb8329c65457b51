import { describe, expect, it } from 'vitest';
import { inactiveLink } from '../../src/detectors/inactive-link.ts';
import { detect, firm, firms } from './detect.ts';

const P = 'person:850101300010';
const Q = 'person:860101300017';
const role = (company: number, holder: string, name: string, more: Record<string, string> = {}) => ({
  company_id: firm(company),
  holder_id: holder,
  role: name,
  ...more,
});
/** Firm 1 is inactive. */
const run = (
  roles: ReturnType<typeof role>[],
  lists = [{ entity_id: firm(0), list: 'INACTIVE', from: '2024-01-01' }],
) =>
  detect(
    inactiveLink,
    { companies: firms(3), persons: [{ id: P, name: 'Omarov' }], roles, lists },
    { asOf: '2025-01-01' },
  );

describe('tied to an inactive legal entity', () => {
  it('finds the active firm of whoever heads an inactive entity', () => {
    const found = run([role(0, P, 'executive'), role(1, P, 'founder')]);
    expect(found.findings).toHaveLength(1);
    expect(found.findings[0]!.severity).toBe('high');
    expect(found.subjects(0)).toEqual([firm(1), P]);
    expect(found.sentence(0)).toBe(
      'Omarov heads or founded alone the inactive legal entity Firm 1 and stands behind Firm 2.',
    );
    expect(found.findings[0]!.evidence[0]!.rows).toContainEqual({ table: 'lists', row: 0 });
    expect(found.value(firm(1))).toBe(1);
  });

  it('finds the sole founder of an inactive entity, not one of two founders', () => {
    expect(run([role(0, P, 'founder'), role(1, P, 'executive')]).findings).toHaveLength(1);
    expect(run([role(0, P, 'founder'), role(0, Q, 'founder'), role(1, P, 'executive')]).findings).toEqual([]);
    const left = role(0, Q, 'founder', { to: '2024-12-31' });
    expect(run([role(0, P, 'founder'), left, role(1, P, 'executive')]).findings).toHaveLength(1);
  });

  it('finds a firm whose sole founder is an inactive legal entity', () => {
    const found = run([role(1, firm(0), 'founder')]);
    expect(found.subjects(0)).toEqual([firm(0), firm(1)]);
    expect(found.sentence(0)).toBe('Firm 1 is an inactive legal entity and the sole founder of Firm 2.');
    expect(run([role(1, firm(0), 'founder'), role(1, Q, 'founder')]).findings).toEqual([]);
  });

  it('makes one finding per holder, with all the firms', () => {
    const found = run([role(0, P, 'executive'), role(0, P, 'founder'), role(1, P, 'founder'), role(2, P, 'executive')]);
    expect(found.findings).toHaveLength(1);
    expect(found.subjects(0)).toEqual([firm(1), firm(2), P]);
  });

  it('stays silent for former heads, accountants, ended entries, and where nothing active is behind them', () => {
    const active = role(1, P, 'executive');
    expect(run([role(0, P, 'executive', { to: '2024-06-01' }), active]).findings).toEqual([]);
    expect(run([role(0, P, 'accountant'), active]).findings).toEqual([]);
    const ended = [{ entity_id: firm(0), list: 'INACTIVE', from: '2023-01-01', to: '2024-01-01' }];
    expect(run([role(0, P, 'executive'), active], ended).findings).toEqual([]);
    expect(run([role(0, P, 'executive')]).findings).toEqual([]);
  });

  it('takes the lists from its options: bankrupt is not inactive unless told', () => {
    const lists = [{ entity_id: firm(0), list: 'BANKRUPT', from: '2024-01-01' }];
    const tables = { companies: firms(2), roles: [role(0, P, 'executive'), role(1, P, 'executive')], lists };
    expect(detect(inactiveLink, tables).findings).toEqual([]);
    expect(detect(inactiveLink, tables, { set: { lists: 'INACTIVE,BANKRUPT' } }).findings).toHaveLength(1);
  });

  it('knows that a holder without such a tie has none', () => {
    expect(run([role(1, Q, 'executive')]).value(Q)).toBe(0);
  });
});

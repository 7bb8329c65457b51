import { describe, expect, it } from 'vitest';
import { personStatus } from '../../src/detectors/person-status.ts';
import { detect, firm, firms } from './detect.ts';

const P = 'person:850101300010';
const Q = 'person:860101300017';
const role = (company: number, holder: string, name: string, more: Record<string, string> = {}) => ({
  company_id: firm(company),
  holder_id: holder,
  role: name,
  ...more,
});
const on = (list: string, entity_id = P, more: Record<string, string> = {}) => ({ entity_id, list, ...more });
const run = (roles: ReturnType<typeof role>[], lists: ReturnType<typeof on>[], set: Record<string, string> = {}) =>
  detect(
    personStatus,
    { companies: firms(3), persons: [{ id: P, name: 'Omarov' }], roles, lists },
    { asOf: '2025-01-01', set },
  );

describe('status of a founder or head', () => {
  it.each(['TERRORISM_FINANCING', 'PERSON_INCAPABLE', 'PERSON_MISSING', 'PERSON_DEAD'])(
    'is a ground where someone on %s founded or heads an active firm',
    (list) => {
      for (const name of ['founder', 'executive']) {
        const found = run([role(0, P, name)], [on(list)]);
        expect(found.findings).toHaveLength(1);
        expect(found.findings[0]!.severity).toBe('high');
        expect(found.subjects(0)).toEqual([firm(0), P]);
        expect(found.evidence(0, 'status')).toBe(list);
        expect(found.value(firm(0))).toBe(1);
        expect(found.value(P)).toBe(1);
      }
    },
  );

  it('says in words what the list says', () => {
    expect(run([role(0, P, 'founder'), role(1, P, 'executive')], [on('PERSON_DEAD')]).sentence(0)).toBe(
      'Omarov is entered as dead and stands as founder or head of 2 active firms: Firm 1 and Firm 2.',
    );
  });

  it('makes one finding per person, with a line for each list', () => {
    const found = run([role(0, P, 'founder')], [on('PERSON_MISSING'), on('PERSON_DEAD')]);
    expect(found.findings).toHaveLength(1);
    expect(found.findings[0]!.evidence.map(({ value }) => value)).toEqual(['PERSON_DEAD', 'PERSON_MISSING', 1]);
  });

  it('stays silent for ended entries and roles, for other roles, and for firms that are no longer active', () => {
    const ended = { from: '2023-01-01', to: '2025-01-01' };
    expect(run([role(0, P, 'founder')], [on('PERSON_MISSING', P, ended)]).findings).toEqual([]);
    expect(run([role(0, P, 'founder', { to: '2024-12-31' })], [on('PERSON_DEAD')]).findings).toEqual([]);
    expect(run([role(0, P, 'accountant')], [on('PERSON_DEAD')]).findings).toEqual([]);
    const inactive = [on('PERSON_DEAD'), on('INACTIVE', firm(0))];
    expect(run([role(0, P, 'founder')], inactive).findings).toEqual([]);
  });

  it('knows nothing against a namesake, and nothing about who has no role', () => {
    const found = run([role(0, P, 'founder'), role(1, Q, 'founder')], [on('PERSON_DEAD')]);
    expect(found.value(Q)).toBe(0);
    expect(found.value(firm(1))).toBe(0);
    expect(found.value(firm(2))).toBeUndefined();
  });

  it('takes further lists from its options', () => {
    const found = run([role(0, P, 'founder')], [on('UNDER_COURT_BAN')], { lists: 'UNDER_COURT_BAN' });
    expect(found.sentence(0)).toContain('is on the list UNDER_COURT_BAN and stands');
  });

  it('says so where none of the lists is in the data, and measures nothing', () => {
    const found = run([role(0, P, 'founder')], [on('PSEUDO_COMPANY', firm(0))]);
    expect(found.measured).toBeNull();
    expect(found.notes?.[0]?.en).toContain('could not be checked');
  });
});

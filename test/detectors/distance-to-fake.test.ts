import { describe, expect, it } from 'vitest';
import { distanceToFake } from '../../src/detectors/distance-to-fake.ts';
import { detect, firm, firms } from './detect.ts';

const P = 'person:850101300010';
const Q = 'person:860101300017';
const role = (i: number, holder: string, name = 'executive', more: Record<string, string> = {}) => ({
  company_id: firm(i),
  holder_id: holder,
  role: name,
  ...more,
});
const LISTED = [{ entity_id: firm(0), list: 'PSEUDO_COMPANY', from: '2024-01-01' }];

type Extra = { set?: Record<string, string>; lists?: Record<string, string>[]; [table: string]: unknown };
const run = ({ set = {}, lists = LISTED, ...tables }: Extra) =>
  detect(distanceToFake, { companies: firms(6), lists, ...(tables as object) }, { asOf: '2025-01-01', set });

describe('near a fake firm', () => {
  it('is 1 over a common person, 2 over two of them, and no farther', () => {
    const roles = [role(0, P), role(1, P), role(1, Q, 'founder'), role(2, Q), role(2, firm(3)), role(3, firm(4))];
    const found = run({ roles });
    expect(found.findings).toHaveLength(2);
    expect(found.subjects(0)).toEqual([firm(1)]);
    expect(found.evidence(0, 'distance')).toBe(1);
    expect(found.evidence(1, 'distance')).toBe(2);
    expect(found.sentence(1)).toBe(
      `Firm 3 is 2 away from the fake firm Firm 1; the threshold is 2. The way goes over ${Q}, Firm 2 and ${P}.`,
    );
    expect(found.findings[1]!.evidence[0]!.rows).toHaveLength(4);
    expect(found.value(firm(1))).toBe(0.5);
    expect(found.value(firm(3))).toBe(0);
    expect(found.value(firm(5))).toBeUndefined();
    expect(found.value(firm(0))).toBeUndefined();
    expect(run({ roles, set: { limit: '1' } }).findings).toHaveLength(1);
    expect(run({ roles, set: { limit: '3' } }).findings).toHaveLength(3);
  });

  it('is 1 over an account, 1.5 over a contact, 2 over an address unit, 3 over a building', () => {
    const accounts = [0, 1].map((i) => ({ id: 'account:shared', holder_id: firm(i) }));
    expect(run({ accounts }).evidence(0, 'distance')).toBe(1);
    const contacts = [0, 1].map((i) => ({ entity_id: firm(i), kind: 'phone', value: '+77010000001' }));
    expect(run({ contacts }).evidence(0, 'distance')).toBe(1.5);
    const at = (office: number) => ({ address: `Abay 10, office ${office}` });
    expect(run({ companies: firms(2, () => at(5)) }).evidence(0, 'distance')).toBe(2);
    const building = firms(2, (i) => at(i + 1));
    expect(run({ companies: building }).findings).toEqual([]);
    expect(run({ companies: building, set: { limit: '3' } }).evidence(0, 'distance')).toBe(3);
  });

  it('takes lengths as an option, and refuses what is none', () => {
    const contacts = [0, 1].map((i) => ({ entity_id: firm(i), kind: 'phone', value: '+77010000001' }));
    expect(run({ contacts, set: { lengths: 'contact:2.5' } }).findings).toEqual([]);
    expect(() => run({ contacts, set: { lengths: 'phone:2' } })).toThrow(/no length/);
    expect(() => run({ contacts, set: { lengths: 'contact:0' } })).toThrow(/no length/);
  });

  it('is a holder’s company too: a firm that founded a fake one is 1 away', () => {
    const found = run({ roles: [role(0, firm(1), 'founder')] });
    expect(found.subjects(0)).toEqual([firm(1)]);
    expect(found.evidence(0, 'distance')).toBe(1);
    expect(found.sentence(0)).toBe('Firm 2 is 1 away from the fake firm Firm 1; the threshold is 2.');
  });

  it('takes the nearest of several fake firms and does not report those', () => {
    const lists = [...LISTED, { entity_id: firm(2), list: 'PSEUDO_COMPANY', from: '2024-01-01' }];
    const contacts = [0, 1].map((i) => ({ entity_id: firm(i), kind: 'phone', value: '+77010000001' }));
    const found = run({ lists, contacts, roles: [role(1, P), role(2, P)] });
    expect(found.findings).toHaveLength(1);
    expect(found.sentence(0)).toContain('1 away from the fake firm Firm 3');
  });

  it('counts only what holds now, and neither accountants nor whitelisted addresses', () => {
    expect(run({ roles: [role(0, P), role(1, P, 'executive', { to: '2025-01-01' })] }).findings).toEqual([]);
    expect(run({ roles: [role(0, P, 'accountant'), role(1, P, 'accountant')] }).findings).toEqual([]);
    const companies = firms(2, () => ({ address: 'Abay 10, office 5' }));
    const { projection } = run({ companies });
    const entity_id = String(projection.nodes.id(projection.sites.to[0]!));
    expect(run({ companies, lists: [...LISTED, { entity_id, list: 'WHITELISTED_ADDRESS' }] }).findings).toEqual([]);
    const ended = [{ ...LISTED[0]!, to: '2024-12-31' }];
    expect(run({ roles: [role(0, P), role(1, P)], lists: ended }).findings).toEqual([]);
  });

  it('cuts a value that too many firms share, and says so', () => {
    const companies = firms(8);
    const roles = companies.map((_, i) => role(i, P));
    const found = run({ companies, roles, set: { maxFirms: '7' } });
    expect(found.findings).toEqual([]);
    expect(found.notes?.[0]?.en).toContain('1 addresses, contacts, people or accounts that too many firms share');
    expect(run({ companies, roles, set: { maxFirms: '8' } }).findings).toHaveLength(7);
  });

  it('cuts an address or contact that more than six share: a business centre leads nowhere', () => {
    const sharing = (n: number) =>
      Array.from({ length: n }, (_, i) => ({ entity_id: firm(i), kind: 'phone', value: '+77010000001' }));
    expect(run({ contacts: sharing(6) }).findings).toHaveLength(5);
    expect(run({ companies: firms(7), contacts: sharing(7) }).findings).toEqual([]);
    expect(run({ companies: firms(7), contacts: sharing(7), set: { minWeight: '0.48' } }).findings).toHaveLength(6);
    const centre = firms(7, () => ({ address: 'Abay 10, office 5' }));
    expect(run({ companies: centre }).findings).toEqual([]);
  });

  it('asks for a list of fake firms, or for a status that says so', () => {
    const roles = [role(0, P), role(1, P)];
    const found = run({ roles, lists: [{ entity_id: firm(0), list: 'WRONG_ADDRESS' }] });
    expect(found.findings).toEqual([]);
    expect(found.measured).toBeNull();
    expect(found.notes?.[0]?.en).toContain('PSEUDO_COMPANY');
    const companies = firms(2, (i) => ({ status: i ? 'active' : 'fake' }));
    expect(run({ roles, companies, lists: [], set: { statuses: 'fake' } }).evidence(0, 'listed')).toBe('status');
  });
});

import { describe, expect, it } from 'vitest';
import { commonControl } from '../../src/detectors/common-control.ts';
import { detect, firm, firms } from './detect.ts';

const P = 'person:850101300010';
const Q = 'person:860101300017';
const role = (i: number, holder: string, name = 'executive', more: Record<string, string> = {}) => ({
  company_id: firm(i),
  holder_id: holder,
  role: name,
  ...more,
});
const contact = (i: number, kind: string, value: string) => ({ entity_id: firm(i), kind, value });

describe('firms under common control', () => {
  it('joins three firms over a common head and a common founder, not two', () => {
    const roles = [role(0, P), role(1, P), role(1, Q, 'founder'), role(2, Q, 'founder')];
    const found = detect(commonControl, { companies: firms(4), roles });
    expect(found.findings).toHaveLength(1);
    expect(found.subjects(0)).toEqual([firm(0), firm(1), firm(2)]);
    expect(found.evidence(0, 'groups')).toBe(3);
    expect(found.evidence(0, 'holders')).toBe(2);
    expect(found.findings[0]!.evidence[0]!.rows).toHaveLength(4);
    expect(found.sentence(0)).toBe(
      '3 firms in 3 groups without a common owner hang together: Firm 1, Firm 2 and Firm 3. In common they have heads and founders: 2, addresses: 0, contacts: 0, accounts: 0.',
    );
    expect(found.value(firm(0))).toBe(0.5);
    expect(found.value(firm(3))).toBeUndefined();
    expect(detect(commonControl, { companies: firms(4), roles: roles.slice(0, 3) }).findings).toEqual([]);
  });

  it('joins over an account held together', () => {
    const accounts = [0, 1, 2].map((i) => ({ id: 'account:shared', holder_id: firm(i) }));
    expect(detect(commonControl, { companies: firms(3), accounts }).evidence(0, 'accounts')).toBe(1);
  });

  it('joins over one address or contact that at most six firms share, or over as many as asked for', () => {
    const office = (n: number) => ({ companies: firms(n, () => ({ address: 'Abay 10, office 5' })) });
    const phone = { companies: firms(3, () => ({ phone: '8 701 111 22 33' })) };
    expect(detect(commonControl, phone).findings).toHaveLength(1);
    expect(detect(commonControl, office(6)).findings).toHaveLength(1);
    expect(detect(commonControl, office(7)).findings).toEqual([]);
    expect(detect(commonControl, office(6), { set: { minShared: '2' } }).findings).toEqual([]);
  });

  it('joins over common addresses and contacts', () => {
    const companies = firms(4, (i) => ({
      address: 'Abay 10, office 5',
      phone: i < 3 ? '8 701 111 22 33' : '8 701 111 22 44',
    }));
    const found = detect(commonControl, { companies });
    expect(found.subjects(0)).toEqual([firm(0), firm(1), firm(2), firm(3)]);
    expect(found.evidence(0, 'units')).toBe(1);
    expect(found.evidence(0, 'contacts')).toBe(1);
  });

  it('weighs what many share less: two values of 53 firms tie, of 54 they do not', () => {
    const office = (n: number) => firms(n, () => ({ address: 'Abay 10, office 5', email: 'all@example.kz' }));
    expect(detect(commonControl, { companies: office(53) }).findings).toHaveLength(1);
    expect(detect(commonControl, { companies: office(54) }).findings).toEqual([]);
  });

  it('leaves out what more than 200 firms share, and says so', () => {
    const headed = (n: number) => ({ companies: firms(n), roles: Array.from({ length: n }, (_, i) => role(i, P)) });
    const all = detect(commonControl, headed(200));
    expect(all.findings).toHaveLength(1);
    expect(all.notes).toBeUndefined();
    const cut = detect(commonControl, headed(201));
    expect(cut.findings).toEqual([]);
    expect(cut.notes?.[0]?.en).toContain('more than 200');
  });

  it('counts a holding group once: parent, subsidiaries, one head, one office', () => {
    const companies = firms(8, () => ({ address: 'Abay 10, office 5', phone: '8 701 111 22 33' }));
    const roles = [
      ...Array.from({ length: 8 }, (_, i) => role(i, P)),
      ...Array.from({ length: 7 }, (_, i) => role(i + 1, firm(0), 'founder')),
    ];
    const holding = detect(commonControl, { companies, roles });
    expect(holding.findings).toEqual([]);
    expect(holding.value(firm(3))).toBe(0);
    expect(detect(commonControl, { companies, roles: roles.slice(0, 13) }).evidence(0, 'groups')).toBe(3);
  });

  it('does not join the clients of one accountant, who gives his phone and e-mail for all', () => {
    const companies = firms(14);
    const contacts = companies.flatMap((_, i) => [
      contact(i, 'phone', '8 701 111 22 33'),
      contact(i, 'email', 'books@example.kz'),
    ]);
    const roles = companies.map((_, i) => role(i, P, 'accountant'));
    expect(detect(commonControl, { companies, contacts }).findings).toHaveLength(1);
    expect(detect(commonControl, { companies, contacts, roles }).findings).toEqual([]);
  });

  it('does not join the tenants of a business centre', () => {
    const companies = firms(60, (i) => ({
      address: 'Abay 10, office 1',
      phone: i % 2 ? `8 701 111 22 ${10 + i}` : '',
    }));
    expect(detect(commonControl, { companies }).findings).toEqual([]);
  });

  it('looks only at what holds now', () => {
    const roles = [role(0, P), role(1, P), role(2, P, 'executive', { to: '2024-01-01' })];
    expect(detect(commonControl, { companies: firms(3), roles }, { asOf: '2025-01-01' }).findings).toEqual([]);
  });

  it('divides a large group that only one firm holds together, each part connected', () => {
    const side = (from: number, holder: string) => Array.from({ length: 30 }, (_, i) => role(from + i, holder));
    const roles = [...side(0, P), ...side(29, Q)];
    const found = detect(commonControl, { companies: firms(59), roles });
    expect(found.findings).toHaveLength(2);
    expect(detect(commonControl, { companies: firms(59), roles }, { set: { splitAbove: '59' } }).findings).toHaveLength(
      1,
    );
  });
});

import { describe, expect, it } from 'vitest';
import { missingInputs } from '../../src/detectors/inputs.ts';
import { sharedContact } from '../../src/detectors/shared-contact.ts';
import { detect, firm, firms } from './detect.ts';

type Row = Record<string, string>;
const PHONE = '+7 701 111 22 33';
const role = (i: number, holder_id: string, name: string): Row => ({ company_id: firm(i), holder_id, role: name });
const run = (n: number, roles: Row[] = [], company: Row = {}, more = {}, set: Row = {}) =>
  detect(
    sharedContact,
    { companies: firms(n, () => ({ phone: PHONE, ...company })), roles, ...more },
    { asOf: '2026-06-01', set },
  );
const each = (n: number, holder: (i: number) => string, name: string) =>
  Array.from({ length: n }, (_, i) => role(i, holder(i), name));

describe('one contact of several unrelated firms', () => {
  it('finds three firms with one phone, and not two', () => {
    const found = run(3);
    expect(found.subjects(0)).toEqual([firm(0), firm(1), firm(2)]);
    expect(found.findings[0]!.severity).toBe('medium');
    expect(found.value(firm(0))).toBe(0.5);
    expect(found.sentence(0)).toBe(
      `3 active firms in 3 unrelated groups have the phone ${PHONE} in common: Firm 1, Firm 2 and Firm 3.`,
    );
    expect(run(2).findings).toEqual([]);
    expect(run(2).value(firm(0))).toBe(0.4);
    expect(run(1).value(firm(0))).toBe(0);
  });

  it.each(['email', 'ip', 'device'])('finds a common %s', (kind) => {
    const contacts = [0, 1, 2].map((i) => ({ entity_id: firm(i), kind, value: 'a@b.kz' }));
    expect(detect(sharedContact, { companies: firms(3), contacts }).findings).toHaveLength(1);
  });

  it('stays silent for a holding: firms of one owner, founder or head are one', () => {
    expect(
      run(
        5,
        [1, 2, 3, 4].map((i) => role(i, firm(0), 'owner')),
      ).findings,
    ).toEqual([]);
    expect(
      run(
        5,
        each(5, () => 'person:850101300010', 'executive'),
      ).findings,
    ).toEqual([]);
    const two = each(5, (i) => (i < 2 ? 'person:1' : 'person:2'), 'founder');
    expect(run(5, two).findings).toEqual([]);
    expect(run(6, two).findings).toHaveLength(1);
  });

  it('stays silent for the clients of an outsourced accountant or a law firm, and says so', () => {
    for (const name of ['accountant', 'representative']) {
      const found = run(
        30,
        each(30, () => 'person:850101300010', name),
      );
      expect(found.findings).toEqual([]);
      expect(found.value(firm(0))).toBe(0);
      expect(found.notes?.[0]?.en).toContain('1 contacts');
    }
    const different = each(3, (i) => `person:${i}`, 'accountant');
    expect(run(3, different).findings).toHaveLength(1);
  });

  it('counts active firms and contacts that hold now only', () => {
    expect(run(3, [], { dissolved_at: '2026-01-01' }).findings).toEqual([]);
    const contacts = (to: string) => [0, 1, 2].map((i) => ({ entity_id: firm(i), kind: 'ip', value: '1.2.3.4', to }));
    expect(
      detect(sharedContact, { companies: firms(3), contacts: contacts('2026-06-01') }, { asOf: '2026-06-01' }).findings,
    ).toEqual([]);
    expect(
      detect(sharedContact, { companies: firms(3), contacts: contacts('2026-06-02') }, { asOf: '2026-06-01' }).findings,
    ).toHaveLength(1);
  });

  it('knows nothing of a firm without a contact', () => {
    expect(detect(sharedContact, { companies: firms(1) }).value(firm(0))).toBeUndefined();
  });

  it('takes its threshold from the options', () => {
    expect(run(3, [], {}, {}, { firms: '4' }).findings).toEqual([]);
    expect(run(2, [], {}, {}, { firms: '2' }).findings).toHaveLength(1);
  });

  it('is not run without contacts', () => {
    expect(missingInputs(sharedContact, new Set(['roles.role']))).toEqual([
      'companies.phone or companies.email or contacts.value',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { massDirector } from '../../src/detectors/mass-director.ts';
import { detect, firm, firms } from './detect.ts';

const P = 'person:850101300010';
const held = (n: number, role = 'executive', more: Record<string, string> = {}) =>
  Array.from({ length: n }, (_, i) => ({ company_id: firm(i), holder_id: P, role, ...more }));
const persons = [{ id: P, name: 'Akhmetova G. S.' }];

describe('one person heads many firms', () => {
  it('warns from 5 active firms and not at 4', () => {
    const five = detect(massDirector, { companies: firms(5), persons, roles: held(5) });
    expect(five.findings).toHaveLength(1);
    expect(five.findings[0]!.severity).toBe('medium');
    expect(five.subjects(0)).toEqual([...firms(5).map(({ id }) => id), P]);
    expect(five.value(P)).toBe(0.5);
    expect(five.value(firm(2))).toBe(0.5);
    expect(five.sentence(0)).toBe('Akhmetova G. S. heads 5 active firms in 5 unrelated groups; the threshold is 5.');
    expect(detect(massDirector, { companies: firms(4), persons, roles: held(4) }).findings).toEqual([]);
  });

  it('is high from 10 and not at 9', () => {
    expect(detect(massDirector, { companies: firms(10), roles: held(10) }).findings[0]!.severity).toBe('high');
    expect(detect(massDirector, { companies: firms(9), roles: held(9) }).findings[0]!.severity).toBe('medium');
  });

  it('counts a firm once, and neither ended terms nor firms that are gone', () => {
    const twice = [...held(4), { company_id: firm(0), holder_id: P, role: 'executive', from: '2020-01-01' }];
    expect(detect(massDirector, { companies: firms(4), roles: twice }).findings).toEqual([]);
    const ended = [...held(4), { company_id: firm(4), holder_id: P, role: 'executive', to: '2025-01-01' }];
    expect(detect(massDirector, { companies: firms(5), roles: ended }, { asOf: '2025-01-01' }).findings).toEqual([]);
    expect(detect(massDirector, { companies: firms(5), roles: ended }, { asOf: '2024-12-31' }).findings).toHaveLength(
      1,
    );
    const gone = firms(5, (i) => (i === 0 ? { dissolved_at: '2024-01-01' } : {}));
    expect(detect(massDirector, { companies: gone, roles: held(5) }, { asOf: '2025-01-01' }).findings).toEqual([]);
  });

  it('stays low for an outsourced accountant', () => {
    const accountant = detect(massDirector, { companies: firms(14), roles: held(14, 'accountant') });
    expect(accountant.findings).toEqual([]);
    expect(accountant.value(P)).toBeUndefined();
  });

  it('stays low for the head of a holding group, whose firms count once', () => {
    const roles = [
      ...held(12),
      ...Array.from({ length: 11 }, (_, i) => ({
        company_id: firm(i + 1),
        holder_id: firm(0),
        role: 'owner',
        share: 60,
      })),
    ];
    expect(detect(massDirector, { companies: firms(12), roles }).findings).toEqual([]);
    const minority = roles.map((role) => ('share' in role ? { ...role, share: 24 } : role));
    expect(detect(massDirector, { companies: firms(12), roles: minority }).findings).toHaveLength(1);
  });
});

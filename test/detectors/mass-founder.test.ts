import { describe, expect, it } from 'vitest';
import { massFounder } from '../../src/detectors/mass-founder.ts';
import { detect, firm, firms } from './detect.ts';

const P = 'person:850101300010';
const founded = (n: number, holder = P) =>
  Array.from({ length: n }, (_, i) => ({ company_id: firm(i), holder_id: holder, role: 'founder' }));

describe('one founder of many firms', () => {
  it('warns from 5 active firms and not at 4, is high from 10 and not at 9', () => {
    const severity = (n: number) =>
      detect(massFounder, { companies: firms(n), roles: founded(n) }).findings[0]?.severity;
    expect([4, 5, 9, 10].map(severity)).toEqual([undefined, 'medium', 'medium', 'high']);
  });

  it('names the founder and the firms, with the rows of the roles', () => {
    const five = detect(massFounder, { companies: firms(5), persons: [{ id: P, name: 'Omarov' }], roles: founded(5) });
    expect(five.sentence(0)).toBe('Omarov is a founder of 5 active firms in 5 unrelated groups; the threshold is 5.');
    expect(five.findings[0]!.evidence[0]!.rows).toHaveLength(5);
    expect(five.findings[0]!.evidence[0]!.rows![0]).toEqual({ table: 'roles', row: 0 });
  });

  it('stays low for a parent company: its subsidiaries are one group', () => {
    const parent = firm(20);
    const roles = founded(12, parent);
    expect(detect(massFounder, { companies: firms(12), roles }).findings).toEqual([]);
    expect(detect(massFounder, { companies: firms(12), roles }, { set: { groups: 'no' } }).findings).toHaveLength(1);
  });

  it('does not count heads as founders', () => {
    const roles = founded(6).map((role) => ({ ...role, role: 'executive' }));
    expect(detect(massFounder, { companies: firms(6), roles }).findings).toEqual([]);
  });
});

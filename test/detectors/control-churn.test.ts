import { describe, expect, it } from 'vitest';
import { controlChurn } from '../../src/detectors/control-churn.ts';
import { missingInputs } from '../../src/detectors/inputs.ts';
import { detect, firm, firms } from './detect.ts';

const person = (i: number) => `person:85010130${String(i).padStart(4, '0')}`;
type Row = Record<string, string>;
/** One holder after another in a role, each until the next begins. */
const line = (role: string, days: string[], firstHolder = 1): Row[] =>
  days.map((from, i) => ({
    company_id: firm(0),
    holder_id: person(firstHolder + i),
    role,
    from,
    ...(i + 1 < days.length && { to: days[i + 1]! }),
  }));
const run = (roles: Row[], company: Row = {}, set: Record<string, string> = {}) =>
  detect(controlChurn, { companies: firms(2, () => company), roles }, { asOf: '2026-06-01', set });

describe('changes of founder or head', () => {
  const three = ['2024-01-01', '2024-03-01', '2024-09-01', '2025-03-01'];

  it('finds three within 12 months, to the day, and not a day more', () => {
    const found = run(line('executive', three));
    expect(found.subjects(0)).toEqual([firm(0)]);
    expect(found.evidence(0, 'changes')).toBe(3);
    expect(found.findings[0]!.interval).toEqual({ from: '2024-03-01', to: '2025-03-01' });
    expect(found.sentence(0)).toMatch(/^Founder or head of Firm 1 changed 3 times between 1\s+Mar\s+2024 and/);
    expect(run(line('executive', [...three.slice(0, 3), '2025-03-02'])).findings).toEqual([]);
  });

  it('does not count first appointments', () => {
    expect(run([...line('executive', three.slice(0, 3)), ...line('founder', ['2024-02-01'], 9)]).findings).toEqual([]);
    expect(run(line('executive', three.slice(0, 3))).value(firm(0))).toBe(0.4);
  });

  it('adds up changes of head and of founder, those of one day once: a sale of the firm', () => {
    const heads = line('executive', ['2024-01-01', '2024-05-01', '2024-06-01']);
    expect(run([...heads, ...line('founder', ['2024-01-01', '2024-05-01'], 9)]).findings).toEqual([]);
    expect(run([...heads, ...line('founder', ['2024-01-01', '2024-07-01'], 9)]).findings).toHaveLength(1);
  });

  it('finds one change up to 90 days before dissolution', () => {
    const roles = line('founder', ['2020-01-01', '2025-01-01']);
    const found = run(roles, { dissolved_at: '2025-04-01' });
    expect(found.evidence(0, 'late')).toBe(90);
    expect(found.value(firm(0))).toBe(0.5);
    expect(found.sentence(0)).toMatch(
      /^A change of founder or head of Firm 1 came 90 days before it was dissolved on 1\s+Apr\s+2025\.$/,
    );
    expect(run(roles, { dissolved_at: '2025-04-02' }).findings).toEqual([]);
    expect(run(roles, { dissolved_at: '2024-12-31' }).findings).toEqual([]);
    expect(run(roles).findings).toEqual([]);
  });

  it('says both where both hold', () => {
    expect(run(line('executive', three), { dissolved_at: '2025-03-01' }).sentence(0)).toMatch(
      /changed 3 times .*\. The last change came on the day it was dissolved/,
    );
  });

  it('stays silent for a firm whose accountants and lawyers change', () => {
    expect(run([...line('accountant', three), ...line('representative', three)]).findings).toEqual([]);
  });

  it('knows nothing of roles without days, and passes over intervals that end before they begin', () => {
    const undated = three.map((_, i) => ({ company_id: firm(0), holder_id: person(i), role: 'executive' }));
    expect(run(undated).value(firm(0))).toBeUndefined();
    const wrong = {
      company_id: firm(0),
      holder_id: person(8),
      role: 'executive',
      from: '2024-08-01',
      to: '2024-07-01',
    };
    expect(run([...line('executive', three.slice(0, 3)), wrong]).findings).toEqual([]);
  });

  it('takes its thresholds from the options', () => {
    expect(run(line('executive', three), {}, { changes: '4' }).findings).toEqual([]);
    expect(run(line('executive', three), {}, { months: '11' }).findings).toEqual([]);
  });

  it('is not run without the days of roles', () => {
    expect(missingInputs(controlChurn, new Set(['roles.role']))).toEqual(['roles.from']);
  });
});

import { describe, expect, it } from 'vitest';
import { missingInputs } from '../../src/detectors/inputs.ts';
import { unusualPerson } from '../../src/detectors/unusual-person.ts';
import { detect, firm, firms } from './detect.ts';

const P = 'person:850101300010';
type Row = Record<string, string>;
const run = (birth_date: string | null, role: Row = {}, set: Row = {}, company: Row = {}) =>
  detect(
    unusualPerson,
    {
      companies: firms(1, () => company),
      persons: [{ id: P, name: 'Omarov', birth_date }],
      roles: [{ company_id: firm(0), holder_id: P, role: 'executive', ...role }],
    },
    { asOf: '2026-06-15', set },
  );

describe('unusual age of a founder or head', () => {
  it.each([
    ['2005-06-16', 20],
    ['1950-06-15', 76],
  ])('names who was born on %s: %i', (born, age) => {
    const found = run(born);
    expect(found.subjects(0)).toEqual([firm(0), P]);
    expect(found.evidence(0, 'age')).toBe(age);
    expect(found.findings[0]!.severity).toBe('low');
    expect(found.sentence(0)).toBe(`Omarov, ${age} years old, is founder or head of the active firm Firm 1.`);
  });

  it.each(['2005-06-15', '1950-06-16'])(
    'stays silent on the threshold: born on %s, 21 and 75 completed years',
    (born) => {
      expect(run(born).findings).toEqual([]);
    },
  );

  it('never measures anything, so that no score can rise by it', () => {
    expect(run('2010-01-01').measured).toBeNull();
  });

  it('stays silent for other roles, ended ones, and firms that have ended', () => {
    expect(run('2010-01-01', { role: 'accountant' }).findings).toEqual([]);
    expect(run('2010-01-01', { to: '2026-06-15' }).findings).toEqual([]);
    expect(run('2010-01-01', {}, {}, { dissolved_at: '2026-01-01' }).findings).toEqual([]);
  });

  it('reads no age out of the digits of an IIN, which are not bound to the person', () => {
    expect(run(null).findings).toEqual([]);
    expect(missingInputs(unusualPerson, new Set(['roles.role', 'persons.id']))).toEqual(['persons.birth_date']);
  });

  it('takes its ages from the options', () => {
    expect(run('2006-06-16', {}, { young: '19' }).findings).toEqual([]);
    expect(run('1966-06-15', {}, { old: '59' }).findings).toHaveLength(1);
  });
});

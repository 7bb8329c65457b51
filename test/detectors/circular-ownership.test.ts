import { describe, expect, it } from 'vitest';
import { circularOwnership } from '../../src/detectors/circular-ownership.ts';
import { missingInputs } from '../../src/detectors/inputs.ts';
import { detect, firm, firms } from './detect.ts';

type Row = Record<string, string | number>;
const owns = (a: number, b: number, more: Row = {}): Row => ({
  company_id: firm(b),
  holder_id: firm(a),
  role: 'owner',
  share: 50,
  ...more,
});
/** Each firm owns the next, the last the first. */
const circle = (n: number) => Array.from({ length: n }, (_, i) => owns(i, (i + 1) % n));
const run = (roles: Row[], set: Record<string, string> = {}) =>
  detect(circularOwnership, { companies: firms(9), roles }, { asOf: '2026-06-01', set });

describe('firms that own one another in a circle', () => {
  it('finds circles of two to six firms, and not of seven', () => {
    for (const n of [2, 3, 6]) {
      const found = run(circle(n));
      expect(found.findings).toHaveLength(1);
      expect(found.evidence(0, 'length')).toBe(n);
      expect(found.findings[0]!.evidence[0]!.rows).toHaveLength(n);
      expect(found.value(firm(0))).toBe(1);
    }
    expect(run(circle(7)).findings).toEqual([]);
    expect(run(circle(7)).value(firm(0))).toBe(0);
    expect(run(circle(7), { length: '7' }).findings).toHaveLength(1);
  });

  it('says who owns whom, in order', () => {
    const found = run(circle(3));
    expect(found.findings[0]!.severity).toBe('medium');
    expect(found.sentence(0)).toBe('3 firms own one another in a circle: Firm 1, Firm 2 and Firm 3.');
  });

  it('takes a company that is its own founder or owner for a circle of one', () => {
    const found = run([owns(0, 0, { role: 'founder' })]);
    expect(found.subjects(0)).toEqual([firm(0)]);
    expect(found.sentence(0)).toBe('Firm 1 stands as its own founder or owner.');
    expect(run([owns(0, 0)], { length: '1' }).findings).toHaveLength(1);
    expect(run(circle(2), { length: '1' }).findings).toEqual([]);
  });

  it('groups circles with a common stake into one finding, and keeps apart those with a common firm only', () => {
    const dense = [owns(0, 1), owns(1, 0), owns(1, 2), owns(2, 0)];
    const found = run(dense);
    expect(found.findings).toHaveLength(1);
    expect(found.evidence(0, 'cycles')).toBe(2);
    expect(found.subjects(0)).toEqual([firm(0), firm(1), firm(2)]);
    expect(run([owns(0, 1), owns(1, 0), owns(0, 2), owns(2, 0)]).findings).toHaveLength(2);
  });

  it('stays silent for a holding, however deep, and for firms that only head one another', () => {
    const holding = [owns(0, 1), owns(1, 2), owns(2, 3), owns(0, 3), owns(0, 2)];
    expect(run(holding).findings).toEqual([]);
    expect(run([owns(0, 1), owns(1, 0, { role: 'executive' })]).findings).toEqual([]);
  });

  it('counts a stake without a known share, and none of nothing or that has ended', () => {
    const { share: _, ...unknown } = owns(1, 0);
    expect(run([owns(0, 1), unknown]).findings).toHaveLength(1);
    expect(run([owns(0, 1), owns(1, 0, { share: 0 })]).findings).toEqual([]);
    expect(run([owns(0, 1), owns(1, 0, { to: '2026-06-01' })]).findings).toEqual([]);
    expect(run([owns(0, 1), owns(1, 0, { to: '2026-06-02' })]).findings).toHaveLength(1);
  });

  it('says how far it came where its budget ended the search', () => {
    const all = Array.from({ length: 81 }, (_, i) => owns(Math.floor(i / 9), i % 9)).filter(
      ({ company_id, holder_id }) => company_id !== holder_id,
    );
    const found = run(all, { budget: '500' });
    expect(found.truncated).toBe(true);
    expect(found.notes?.[0]?.en).toMatch(/through \d of 9 firms were all found/);
    expect(run(all).truncated).toBeUndefined();
    expect(run(all).findings).toHaveLength(1);
  });

  it('is not run without roles', () => {
    expect(missingInputs(circularOwnership, new Set())).toEqual(['roles.role']);
  });
});

import { describe, expect, it } from 'vitest';
import { missingInputs } from '../../src/detectors/inputs.ts';
import { noStaff } from '../../src/detectors/no-staff.ts';
import { detect, firm, firms } from './detect.ts';

type Row = Record<string, string | number>;
/** A return of a quarter of a year. */
const quarter = (year: number, q: number, more: Row, i = 0): Row => ({
  company_id: firm(i),
  period: `${year}-Q${q}`,
  from: `${year}-${String(q * 3 - 2).padStart(2, '0')}-01`,
  to: q === 4 ? `${year + 1}-01-01` : `${year}-${String(q * 3 + 1).padStart(2, '0')}-01`,
  ...more,
});
const run = (tax_returns: Row[]) => detect(noStaff, { companies: firms(2), tax_returns }, { asOf: '2026-06-01' });

describe('turnover without staff', () => {
  const none = { turnover: '100', employees: 0, payroll: '0' };

  it('finds a year with turnover and neither employees nor payroll', () => {
    const found = run([quarter(2025, 1, none), quarter(2025, 2, none)]);
    expect(found.subjects(0)).toEqual([firm(0)]);
    expect(found.findings[0]!.severity).toBe('medium');
    expect(found.evidence(0, 'turnover')).toBe(20000);
    expect(found.value(firm(0))).toBe(1);
    expect(found.sentence(0)).toMatch(/^Firm 1 declared a turnover of 200.* and no staff in the year 2025\.$/);
  });

  it.each([
    ['one employee', { employees: 1 }],
    ['a payroll of one tiyn', { payroll: '0.01' }],
  ])('stays silent with %s', (_, staff) => {
    const found = run([quarter(2025, 1, { ...none, ...staff })]);
    expect(found.findings).toEqual([]);
    expect(found.value(firm(0))).toBe(0);
  });

  it('stays silent without turnover: a firm at rest needs no staff', () => {
    expect(run([quarter(2025, 1, { ...none, turnover: '0' })]).value(firm(0))).toBeUndefined();
    expect(run([quarter(2025, 1, { ...none, turnover: '0.01' })]).findings).toHaveLength(1);
  });

  it('stays silent for a seasonal farm: staff in one quarter is staff of the year', () => {
    const summer = quarter(2025, 3, { turnover: '900', employees: 12, payroll: '300' });
    expect(run([quarter(2025, 1, none), summer, quarter(2025, 4, none)]).findings).toEqual([]);
  });

  it('counts by the share of turnover of the years without staff', () => {
    const found = run([quarter(2024, 1, none), quarter(2025, 1, { turnover: '300', employees: 5 })]);
    expect(found.findings).toHaveLength(1);
    expect(found.value(firm(0))).toBe(0.25);
  });

  it('takes what is blank for unknown: one of the two numbers must be there', () => {
    expect(run([quarter(2025, 1, { turnover: '100' })]).value(firm(0))).toBeUndefined();
    expect(run([quarter(2025, 1, { turnover: '100', payroll: '0' })]).findings).toHaveLength(1);
    expect(run([quarter(2025, 1, { employees: 0 })]).value(firm(0))).toBeUndefined();
    expect(run([quarter(2025, 1, none)]).value(firm(1))).toBeUndefined();
  });

  it('is not run without returns', () => {
    expect(missingInputs(noStaff, new Set(['companies.employees']))).toEqual([
      'tax_returns.turnover',
      'tax_returns.employees or tax_returns.payroll',
    ]);
  });
});

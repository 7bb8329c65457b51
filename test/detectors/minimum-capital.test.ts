import { describe, expect, it } from 'vitest';
import { missingInputs } from '../../src/detectors/inputs.ts';
import { minimumCapital } from '../../src/detectors/minimum-capital.ts';
import { detect, firm, firms } from './detect.ts';

const run = (companies: Record<string, string | number>[], set: Record<string, string> = {}) =>
  detect(minimumCapital, { companies }, { asOf: '2026-06-01', set });
const one = (registered_at: string, capital: string, more: Record<string, string> = {}) =>
  run(firms(1, () => ({ registered_at, capital, ...more })));

describe('charter capital near the minimum', () => {
  it.each([
    ['2020-03-31', '265100'],
    ['2020-04-01', '277800'],
    ['2022-03-31', '306300'],
    ['2022-04-01', '318000'],
    ['2025-12-31', '393200'],
    ['2026-01-01', '432500'],
  ])('compares with 100 MCI of the day of registration, %s: %s KZT reaches it, a tiyn more does not', (day, limit) => {
    expect(one(day, limit).findings).toHaveLength(1);
    expect(one(day, limit).value(firm(0))).toBe(1);
    expect(one(day, `${limit}.01`).findings).toEqual([]);
    expect(one(day, `${limit}.01`).value(firm(0))).toBe(0);
  });

  it('says what was compared', () => {
    const found = one('2025-05-05', '100000');
    expect(found.sentence(0)).toMatch(
      /^The charter capital of Firm 1 is .*100.*; 100 MCI of 5\s+May\s+2025 were .*393/,
    );
    expect(found.findings[0]!.severity).toBe('medium');
  });

  it('takes the number of MCI from its options', () => {
    const company = firms(1, () => ({ registered_at: '2025-05-05', capital: '39320' }));
    expect(run(company, { mci: '10' }).findings).toHaveLength(1);
    expect(run(company, { mci: '9' }).findings).toEqual([]);
  });

  it('is measured and not reported where it is usual: more than a tenth of at least 200 firms', () => {
    const some = (all: number, small: number) =>
      run(firms(all, (i) => ({ registered_at: '2025-05-05', capital: i < small ? '100' : '900000' })));
    expect(some(200, 20).findings).toHaveLength(20);
    const usual = some(200, 21);
    expect(usual.findings).toEqual([]);
    expect(usual.value(firm(0))).toBe(1);
    expect(usual.notes?.[0]?.en).toContain('21 of 200 firms');
    expect(some(199, 199).findings).toHaveLength(199);
  });

  it('finds a capital of nothing: small business may be founded so', () => {
    expect(one('2025-05-05', '0').findings).toHaveLength(1);
  });

  it('knows nothing where capital or day is blank, or the firm has ended', () => {
    expect(run(firms(1, () => ({ registered_at: '2025-05-05' }))).value(firm(0))).toBeUndefined();
    expect(run(firms(1, () => ({ capital: '1' }))).value(firm(0))).toBeUndefined();
    expect(one('2025-05-05', '1', { dissolved_at: '2026-01-01' }).value(firm(0))).toBeUndefined();
  });

  it('leaves out, and counts, what it has no MCI for and what is not in tenge', () => {
    expect(one('2018-12-31', '1').findings).toEqual([]);
    expect(one('2018-12-31', '1').notes?.[0]?.en).toContain('1 firms registered before 2019');
    expect(one('2025-05-05', '1', { capital_currency: 'USD' }).notes?.[0]?.en).toContain('1 firms that are foreign');
    const british = run([{ id: 'company:GB:123', registered_at: '2025-05-05', capital: '1' }]);
    expect(british.findings).toEqual([]);
  });

  it('is not run without capitals', () => {
    expect(missingInputs(minimumCapital, new Set(['companies.registered_at']))).toEqual(['companies.capital']);
  });
});

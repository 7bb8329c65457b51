import { describe, expect, it } from 'vitest';
import { identifierDefect } from '../../src/detectors/identifier-defect.ts';
import { kzCheckDigit } from '../../src/model/bin.ts';
import { detect } from './detect.ts';

/** Eleven digits with the check digit that they ask for. */
const number = (digits: string) => `${digits}${kzCheckDigit(digits)}`;
/** The same with a check digit that is wrong. */
const wrong = (digits: string) => `${digits}${(kzCheckDigit(digits)! + 1) % 10}`;
type Row = Record<string, string>;
const company = (digits: string, more: Row = {}) =>
  detect(identifierDefect, { companies: [{ id: `company:${digits}`, name: 'Firm', ...more }] }, { asOf: '2026-06-01' });
const person = (digits: string, more: Row = {}) =>
  detect(identifierDefect, { persons: [{ id: `person:${digits}`, name: 'Omarov', ...more }] }, { asOf: '2026-06-01' });

describe('a number that does not fit', () => {
  it('stays silent for valid numbers, of a head office, a branch and a representative office', () => {
    for (const digits of ['990140004654', '080541006650', '130942004011']) {
      expect(company(digits).findings).toEqual([]);
      expect(company(digits).value(`company:${digits}`)).toBe(0);
    }
    expect(person('061211600012').findings).toEqual([]);
  });

  it('finds a wrong check digit', () => {
    const found = company(wrong('20014000001'));
    expect(found.sentence(0)).toBe('Firm: the check digit of its number is wrong.');
    expect(found.findings[0]!.severity).toBe('medium');
    expect(found.findings[0]!.score).toBe(0.5);
  });

  it.each([
    ['month 13', '20134000001'],
    ['attribute 4', '20014400001'],
  ])('finds digits that cannot be: %s', (_, digits) => {
    const found = company(number(digits));
    expect(found.findings[0]!.evidence.map(({ what }) => what)).toEqual(['type']);
    expect(found.findings[0]!.severity).toBe('medium');
  });

  it('finds the number of a person with a company, and the other way round', () => {
    expect(company(number('85010130001')).sentence(0)).toBe('Firm: its number is one of a person.');
    expect(person(number('20014000001')).sentence(0)).toBe('Omarov: its number is one of a company.');
  });

  it('only hints at a month of registration that differs: re-registration keeps or changes the number', () => {
    const digits = number('20014000001');
    expect(company(digits, { registered_at: '2020-01-31' }).findings).toEqual([]);
    const found = company(digits, { registered_at: '2020-02-01' });
    expect(found.findings[0]!.severity).toBe('low');
    expect(found.sentence(0)).toBe('Firm: its number says 2020-01, the record 2020-02.');
    expect(found.value(`company:${digits}`)).toBe(1 / 3);
  });

  it('only hints at a date of birth that differs: the digits are not bound to the person since 2013', () => {
    const digits = number('85010130001');
    expect(person(digits, { birth_date: '1985-01-01' }).findings).toEqual([]);
    const found = person(digits, { birth_date: '1985-01-02' });
    expect(found.findings[0]!.severity).toBe('low');
    expect(found.sentence(0)).toBe('Omarov: its number says born on 1985-01-01, the record on 1985-01-02.');
  });

  it('names all defects in one finding, the worst first', () => {
    const found = company(wrong('20014000001'), { registered_at: '2021-05-05' });
    expect(found.findings).toHaveLength(1);
    expect(found.findings[0]!.evidence.map(({ what }) => what)).toEqual(['check', 'month']);
    expect(found.findings[0]!.score).toBeCloseTo(2 / 3);
  });

  it('does not judge foreign numbers and people known by name only', () => {
    const found = detect(identifierDefect, {
      companies: [{ id: 'company:GB:12345678' }, { id: 'company:RU:123456789012' }],
      persons: [{ id: 'person:local:x:executive:1' }],
    });
    expect(found.measured?.node.length).toBe(0);
  });

  it('knows a company by reference only by the roles that name it', () => {
    const id = `company:${wrong('20014000001')}`;
    const roles = [{ company_id: id, holder_id: 'person:850101300010', role: 'executive' }];
    const found = detect(identifierDefect, { roles });
    expect(found.subjects(0)).toContain(id);
  });
});

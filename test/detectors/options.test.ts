import { describe, expect, it } from 'vitest';
import type { OptionSpec } from '../../src/detectors/detector.ts';
import { missingInputs } from '../../src/detectors/inputs.ts';
import { optionTextValues, readOptions, readSettings } from '../../src/detectors/options.ts';
import { TamyrError } from '../../src/model/errors.ts';

const text = { en: '', kk: '', ru: '' };
const spec = (unit: OptionSpec['unit'], value: OptionSpec['default'], more: Partial<OptionSpec> = {}): OptionSpec => ({
  default: value,
  unit,
  ours: true,
  text,
  ...more,
});
const rule = {
  indicator: 'M99',
  name: 'example',
  options: {
    window: spec('ms', 72 * 3_600_000, { min: 1 }),
    large: spec('minor', 2_000_000_000),
    keep: spec('share', 0.8, { min: 0, max: 1 }),
    hops: spec('count', 3),
    dates: spec('days', 20),
    groups: spec('flag', true),
    lists: spec('text', ['INACTIVE']),
  },
};
const failure = (act: () => unknown): TamyrError => {
  try {
    act();
  } catch (error) {
    if (error instanceof TamyrError) return error;
  }
  throw new Error('expected a TamyrError');
};

describe('options of a rule', () => {
  it('are the defaults where nothing is given', () => {
    expect(readOptions(rule, {})).toEqual({
      window: 259_200_000,
      large: 2_000_000_000,
      keep: 0.8,
      hops: 3,
      dates: 20,
      groups: true,
      lists: ['INACTIVE'],
    });
  });

  it.each([
    ['window', '90m', 5_400_000],
    ['window', '30d', 2_592_000_000],
    ['large', '20m', 2_000_000_000],
    ['large', '20000000', 2_000_000_000],
    ['large', '0.5m', 50_000_000],
    ['keep', '80%', 0.8],
    ['keep', '0.95', 0.95],
    ['hops', '6', 6],
    ['dates', '20d', 20],
    ['groups', 'no', false],
    ['lists', 'INACTIVE, BANKRUPT', ['INACTIVE', 'BANKRUPT']],
  ])('read %s=%s', (name, given, value) => {
    expect(readOptions(rule, { [name]: given })[name]).toEqual(value);
  });

  it.each([
    ['window', '72', 'a duration'],
    ['window', '0h', '1 or more'],
    ['keep', '1.2', '0 to 1'],
    ['hops', '2.5', 'a whole number'],
    ['large', '-5', 'an amount'],
    ['groups', 'maybe', 'yes or no'],
  ])('refuse %s=%s and say what was expected', (name, given, expected) => {
    const error = failure(() => readOptions(rule, { [name]: given }));
    expect(error.code).toBe('option-value');
    expect(error.what).toContain(given);
    expect(error.expected).toContain(expected);
  });

  it('name the nearest option or rule where one is not known', () => {
    expect(failure(() => readOptions(rule, { windo: '72h' })).todo).toContain('window');
    expect(failure(() => readSettings([rule], ['M98.window=72h'])).todo).toContain('M99');
    expect(failure(() => readSettings([rule], ['window=72h'])).code).toBe('setting-unreadable');
  });

  it('are set for a rule by code or name', () => {
    const settings = readSettings([rule], ['M99.hops=4', 'example.keep=90%']);
    expect(settings.get('M99')).toMatchObject({ hops: 4, keep: 0.9, window: 259_200_000 });
  });

  it('become placeholders of the definition', () => {
    expect(optionTextValues(rule, readOptions(rule, {}))).toMatchObject({
      window: { durationMs: 259_200_000 },
      keep: { share: 0.8 },
      large: { money: { minor: '2000000000', currency: 'KZT' } },
      lists: 'INACTIVE',
    });
  });
});

describe('missing inputs', () => {
  it('names the columns that no row fills, alternatives together', () => {
    const inputs = ['roles.role', ['companies.address', 'addresses.address']];
    expect(missingInputs({ inputs }, new Set(['addresses.address']))).toEqual(['roles.role']);
    expect(missingInputs({ inputs }, new Set(['roles.role']))).toEqual(['companies.address or addresses.address']);
    expect(missingInputs({ inputs }, new Set(['roles.role', 'companies.address']))).toBeNull();
  });
});

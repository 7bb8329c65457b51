import { describe, expect, it } from 'vitest';
import { accountAbroad } from '../../src/detectors/account-abroad.ts';
import { detect, firm, firms } from './detect.ts';

const account = (country: string | null, more: Record<string, string> = {}) => ({
  id: `account:${country}-${Object.values(more).join('-')}`,
  holder_id: firm(0),
  country,
  ...more,
});
const run = (accounts: Record<string, string | null>[], company: Record<string, string> = {}, set = {}) =>
  detect(
    accountAbroad,
    { companies: firms(1, () => ({ country: 'KZ', ...company })), accounts },
    { asOf: '2025-06-01', set },
  );

describe('all accounts abroad', () => {
  it('finds a firm whose only accounts are elsewhere: low, and nothing for a score', () => {
    const found = run([account('AE'), account('LV')]);
    expect(found.findings).toHaveLength(1);
    expect(found.subjects(0)).toEqual([firm(0)]);
    expect(found.findings[0]!.severity).toBe('low');
    expect(found.evidence(0, 'countries')).toBe('AE, LV');
    expect(found.measured).toBeNull();
    expect(found.sentence(0)).toBe('Firm 1 is registered in KZ, and all its 2 known accounts are elsewhere: AE, LV.');
  });

  it('leaves alone a firm with one account at home, whatever else it has', () => {
    expect(run([account('AE'), account('KZ')]).findings).toEqual([]);
  });

  it('leaves alone a foreign firm that banks in its own country, not one that banks here', () => {
    expect(run([account('GB')], { country: 'GB' }).findings).toEqual([]);
    expect(run([account('KZ')], { country: 'GB' }).findings).toHaveLength(1);
  });

  it('knows nothing where a country is blank or XX, and of a firm without accounts', () => {
    expect(run([account('AE'), account(null)]).findings).toEqual([]);
    expect(run([account('AE'), account('XX')]).findings).toEqual([]);
    expect(run([account('AE')], { country: 'XX' }).findings).toEqual([]);
    expect(run([]).findings).toEqual([]);
  });

  it('looks at open accounts only', () => {
    expect(run([account('AE'), account('KZ', { closed_at: '2025-06-01' })]).findings).toHaveLength(1);
    expect(run([account('AE'), account('KZ', { closed_at: '2025-06-02' })]).findings).toEqual([]);
    expect(run([account('AE', { closed_at: '2025-01-01' })]).findings).toEqual([]);
  });

  it('can ask for more accounts', () => {
    expect(run([account('AE')], {}, { accounts: '2' }).findings).toEqual([]);
    expect(run([account('AE'), account('LV')], {}, { accounts: '2' }).findings).toHaveLength(1);
  });
});

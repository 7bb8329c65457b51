import { describe, expect, it } from 'vitest';
import { missingInputs } from '../../src/detectors/inputs.ts';
import { noAssets } from '../../src/detectors/no-assets.ts';
import { detect, firm, firms } from './detect.ts';

type Row = Record<string, string | number>;
const year = (period: string, fixed_assets: string | null, i = 0): Row => ({
  company_id: firm(i),
  period,
  from: `${period}-01-01`,
  to: `${Number(period) + 1}-01-01`,
  turnover: '100',
  ...(fixed_assets !== null && { fixed_assets }),
});
const account = (holder: number, more: Row = {}): Row => ({
  id: `account:${holder}`,
  holder_id: firm(holder),
  ...more,
});
const run = (tax_returns: Row[], accounts: Row[] = [account(1)], company: Row = {}) =>
  detect(noAssets, { companies: firms(2, () => company), tax_returns, accounts }, { asOf: '2026-06-01' });

describe('neither fixed assets nor an account', () => {
  it('finds a firm that has neither, and says that another bank may know better', () => {
    const found = run([year('2025', '0')]);
    expect(found.subjects(0)).toEqual([firm(0)]);
    expect(found.findings[0]!.severity).toBe('medium');
    expect(found.value(firm(0))).toBe(1);
    expect(found.sentence(0)).toMatch(/^Firm 1 declared no fixed assets for the period from 1\s+Jan\s+2025 and has/);
    expect(found.notes?.[0]?.en).toContain('at a bank whose extract is not loaded');
  });

  it('stays silent with assets of one tiyn, or with an account: an office of advisers owns little', () => {
    expect(run([year('2025', '0.01')]).value(firm(0))).toBe(0);
    expect(run([year('2025', '0')], [account(0)]).findings).toEqual([]);
  });

  it('takes a closed account for none', () => {
    expect(run([year('2025', '0')], [account(0, { closed_at: '2026-06-01' })]).findings).toHaveLength(1);
    expect(run([year('2025', '0')], [account(0, { closed_at: '2026-06-02' })]).findings).toEqual([]);
  });

  it('reads the latest return that says something', () => {
    expect(run([year('2024', '0'), year('2025', '50')]).findings).toEqual([]);
    expect(run([year('2024', '50'), year('2025', '0')]).findings).toHaveLength(1);
    expect(run([year('2024', '50'), year('2025', null)]).findings).toEqual([]);
  });

  it('knows nothing of firms without such returns, and of dissolved ones', () => {
    expect(run([year('2025', null)]).value(firm(0))).toBeUndefined();
    expect(run([year('2025', '0')], [account(1)], { dissolved_at: '2026-01-01' }).value(firm(0))).toBeUndefined();
  });

  it('is not run without fixed assets or without accounts', () => {
    expect(missingInputs(noAssets, new Set(['tax_returns.turnover']))).toEqual([
      'tax_returns.fixed_assets',
      'accounts.holder_id',
    ]);
  });
});

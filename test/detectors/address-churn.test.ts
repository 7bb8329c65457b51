import { describe, expect, it } from 'vitest';
import { addressChurn } from '../../src/detectors/address-churn.ts';
import { missingInputs } from '../../src/detectors/inputs.ts';
import { detect, firm, firms } from './detect.ts';

type Row = Record<string, string>;
const at = (address: string, to?: string, from?: string): Row => ({
  entity_id: firm(0),
  address: `Abay ${address}`,
  ...(from && { from }),
  ...(to && { to }),
});
const called = (name: string, to?: string, from?: string): Row => ({
  entity_id: firm(0),
  name,
  ...(from && { from }),
  ...(to && { to }),
});
const run = (addresses: Row[], names: Row[] = [], set: Row = {}) =>
  detect(
    addressChurn,
    { companies: firms(2, () => ({ address: 'Abay 9' })), addresses, names },
    { asOf: '2026-06-01', set },
  );

describe('moves and renames', () => {
  it('finds two within 24 months, to the day, and not a day more', () => {
    const found = run([at('1', '2023-01-01'), at('2', '2025-01-01')]);
    expect(found.subjects(0)).toEqual([firm(0)]);
    expect(found.evidence(0, 'moves')).toBe(2);
    expect(found.sentence(0)).toMatch(/^Firm 1 moved or took another name 2 times .*: moves 2, renames 0\.$/);
    expect(run([at('1', '2023-01-01'), at('2', '2025-01-02')]).findings).toEqual([]);
    expect(run([at('1', '2023-01-01')]).findings).toEqual([]);
  });

  it('counts renames too, and a move with a rename on one day once', () => {
    expect(run([at('1', '2024-01-01')], [called('Altyn', '2024-06-01')]).findings).toHaveLength(1);
    expect(run([at('1', '2024-01-01')], [called('Altyn', '2024-01-01')]).findings).toEqual([]);
    expect(run([], [called('Altyn', '2024-01-01'), called('Kumis', '2025-01-01')]).evidence(0, 'renames')).toBe(2);
  });

  it('stays silent for a branch network: further addresses replace nothing', () => {
    const offices = ['1', '2', '3', '4'].map((n) => at(n, undefined, `2024-0${n}-01`));
    expect(run(offices).findings).toEqual([]);
    expect(run(offices).value(firm(0))).toBe(0);
  });

  it('stays silent for another spelling, script or legal form of one name', () => {
    expect(run([], [called('Firm 1 LLP', '2024-01-01'), called('ТОО «Фирм 1»', '2024-06-01')]).findings).toEqual([]);
  });

  it('takes the present address again in its history for the same', () => {
    expect(run([at('1', '2024-01-01'), at('9', undefined, '2024-01-01')]).value(firm(0))).toBe(1 / 3);
  });

  it('knows nothing of a firm without an address or an earlier name', () => {
    expect(detect(addressChurn, { companies: firms(1) }).value(firm(0))).toBeUndefined();
  });

  it('takes its thresholds from the options', () => {
    const rows = [at('1', '2023-01-01'), at('2', '2025-01-01')];
    expect(run(rows, [], { moves: '3' }).findings).toEqual([]);
    expect(run(rows, [], { months: '23' }).findings).toEqual([]);
  });

  it('is not run without the days on which addresses or names ended', () => {
    expect(missingInputs(addressChurn, new Set(['addresses.address']))).toEqual(['addresses.to or names.to']);
  });
});

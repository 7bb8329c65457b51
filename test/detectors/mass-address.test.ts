import { describe, expect, it } from 'vitest';
import { massAddress } from '../../src/detectors/mass-address.ts';
import { addressId, addressKeys } from '../../src/model/address.ts';
import { detect, firm, firms } from './detect.ts';

const UNIT = 'Almaty, Abay 10, office 5';
const at = (address: string) => () => ({ address });

describe('many firms at one address', () => {
  it('warns from 10 active firms at one unit and not at 9', () => {
    const ten = detect(massAddress, { companies: firms(10, at(UNIT)) });
    expect(ten.findings).toHaveLength(1);
    expect(ten.findings[0]!.severity).toBe('medium');
    expect(ten.subjects(0)).toEqual(firms(10).map(({ id }) => id));
    expect(ten.evidence(0, 'groups')).toBe(10);
    expect(ten.value(firm(0))).toBe(0.5);
    expect(ten.sentence(0)).toBe(
      '10 active firms are registered at Almaty, Abay 10, office 5, in 10 unrelated groups; the threshold is 10. The whole building has 10.',
    );
    const nine = detect(massAddress, { companies: firms(9, at(UNIT)) });
    expect(nine.findings).toEqual([]);
    expect(nine.value(firm(0))).toBeCloseTo(9 / 19);
  });

  it('is high from 50 and not at 49', () => {
    expect(detect(massAddress, { companies: firms(50, at(UNIT)) }).findings[0]!.severity).toBe('high');
    expect(detect(massAddress, { companies: firms(49, at(UNIT)) }).findings[0]!.severity).toBe('medium');
  });

  it('stays low for a business centre: many firms in one building, each in its own unit', () => {
    const centre = firms(60, (i) => ({ address: `Almaty, Abay 10, office ${i + 1}` }));
    const found = detect(massAddress, { companies: centre });
    expect(found.findings.map(({ severity }) => severity)).toEqual(['low']);
    expect(found.evidence(0, 'units')).toBe(60);
    expect(found.sentence(0)).toContain('They are in 60 units of the building.');
    expect(found.value(firm(0))).toBeCloseTo(1 / 11);
    const keys = addressKeys('Almaty, Abay 10, office 1');
    const lists = [{ entity_id: addressId(keys.building), list: 'WHITELISTED_ADDRESS' }];
    expect(detect(massAddress, { companies: centre, lists }).findings).toEqual([]);
  });

  it('gives the count of the whole building as context', () => {
    const companies = firms(15, (i) => ({ address: i < 10 ? UNIT : `Almaty, Abay 10, office ${i + 100}` }));
    const found = detect(massAddress, { companies });
    expect(found.evidence(0, 'building')).toBe(15);
    expect(found.findings.map(({ severity }) => severity)).toEqual(['medium', 'low']);
  });

  it('counts a holding group once, and says how many firms it has', () => {
    const companies = firms(12, at(UNIT));
    const roles = Array.from({ length: 11 }, (_, i) => ({
      company_id: firm(i + 1),
      holder_id: firm(0),
      role: 'founder',
    }));
    const holding = detect(massAddress, { companies, roles });
    expect(holding.findings).toEqual([]);
    expect(holding.value(firm(3))).toBeCloseTo(1 / 11);
    expect(detect(massAddress, { companies, roles }, { set: { groups: 'no' } }).findings).toHaveLength(1);
    const mixed = detect(massAddress, { companies: firms(21, at(UNIT)), roles });
    expect(mixed.evidence(0, 'groups')).toBe(10);
    expect(mixed.evidence(0, 'firms')).toBe(21);
  });

  it('exempts an address on the whitelist while it is listed, unit or building', () => {
    const listed = (address: string, to?: string) => ({
      companies: firms(12, at(UNIT)),
      lists: [{ entity_id: address, list: 'WHITELISTED_ADDRESS', from: '2020-01-01', ...(to ? { to } : {}) }],
    });
    const keys = addressKeys(UNIT);
    for (const id of [addressId(keys.unit), addressId(keys.building)]) {
      const exempt = detect(massAddress, listed(id), { asOf: '2026-01-01' });
      expect(exempt.findings).toEqual([]);
      expect(exempt.value(firm(0))).toBe(0);
      expect(exempt.notes?.[0]?.en).toContain('12 active firms');
    }
    const expired = detect(massAddress, listed(addressId(keys.unit), '2025-12-31'), { asOf: '2026-01-01' });
    expect(expired.findings).toHaveLength(1);
  });

  it('leaves out dissolved and inactive firms and former addresses', () => {
    const companies = firms(12, (i) => ({ address: UNIT, ...(i === 0 ? { dissolved_at: '2024-05-01' } : {}) }));
    const lists = [1, 2].map((i) => ({ entity_id: firm(i), list: 'INACTIVE', from: '2024-01-01' }));
    expect(detect(massAddress, { companies, lists }, { asOf: '2025-01-01' }).findings).toEqual([]);
    const addresses = firms(10).map(({ id }, i) => ({
      entity_id: id,
      address: UNIT,
      from: '2020-01-01',
      ...(i === 0 ? { to: '2025-01-01' } : {}),
    }));
    const moved = detect(massAddress, { companies: firms(10), addresses }, { asOf: '2025-01-01' });
    expect(moved.findings).toEqual([]);
    expect(moved.value(firm(0))).toBeUndefined();
  });
});

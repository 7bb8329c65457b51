import { describe, expect, it } from 'vitest';
import { addressKeys } from '../../src/model/address.ts';
import { APART, SAME_BUILDING, SAME_UNIT } from './address-pairs.ts';

describe('addresses as registers write them', () => {
  it.each(SAME_UNIT)('one unit: %s = %s', (a, b) => {
    expect(addressKeys(a)).toEqual(addressKeys(b));
  });

  it.each(SAME_BUILDING)('two units of one building: %s, %s', (a, b) => {
    expect(addressKeys(a).building).toBe(addressKeys(b).building);
    expect(addressKeys(a).unit).not.toBe(addressKeys(b).unit);
  });

  it.each(APART)('two buildings: %s, %s', (a, b) => {
    expect(addressKeys(a).building).not.toBe(addressKeys(b).building);
  });

  it('is a table of at least 150 pairs', () => {
    expect(SAME_UNIT.length + SAME_BUILDING.length + APART.length).toBeGreaterThanOrEqual(150);
  });
});

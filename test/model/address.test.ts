import { describe, expect, it } from 'vitest';
import { addressKeys } from '../../src/model/address.ts';

describe('addressKeys', () => {
  it.each([
    ['г. Актобе, ул. Абая, д. 10, оф. 5', 'Г АКТОБЕ УЛ АБАЯ Д 10 ОФИС 5'],
    ['ул. Абая 10, кв. 5', 'ул. Абая, 10; квартира №5'],
    ['Abay 10, office no 5', 'ABAY 10 Office 5'],
    ['Abay 10', 'abay, 10.'],
  ])('folds %s and %s to the same unit', (a, b) => {
    expect(addressKeys(a)).toEqual(addressKeys(b));
  });

  it.each([
    ['ул. Абая 10, кв. 5', 'ул. Абая 10, кв. 6'],
    ['ул. Абая 10, кв. 5', 'ул. Абая 10'],
  ])('keeps %s and %s apart as units of one building', (a, b) => {
    expect(addressKeys(a).unit).not.toBe(addressKeys(b).unit);
    expect(addressKeys(a).building).toBe(addressKeys(b).building);
  });

  it.each(['ул. Кабанбай батыра, д. 113', 'ул. Компанейская 5', 'Roomstreet 7'])(
    'takes no street for a unit: %s',
    (address) => {
      const { building, unit } = addressKeys(address);
      expect(unit).toBe(building);
    },
  );

  it('never leaves the building empty', () => {
    expect(addressKeys('кв. 5')).toEqual({ building: 'кв 5', unit: 'кв 5' });
  });
});

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

  it.each([
    ['г. Алматы, Алмалинский район, ул. Абая, д. 10, оф. 5', 'Алматы қ., Алмалы ауданы, Абай к-сі, 10-үй, 5-кеңсе'],
    ['г. Караганда, ул. Гоголя, д. 7/2, кв. 12', 'Қарағанды қаласы, Гоголь көшесі, 7/2-үй, 12-пәтер'],
    ['Алматы, пр. Абая 10', 'Алматы қ., Абай даңғылы, 10 үй'],
    ['Алматы, пр-т Достык, 1', '050000, Казахстан, г. Алматы, проспект Достык, дом 1'],
    ['ул. Сейфуллина, д. 10 А', 'УЛ СЕЙФУЛЛИНА 10А'],
    ['г. Астана, Есильский район, ул. Кабанбай батыра, 5', 'Астана қ., Есіл ауданы, Қабанбай батыр көшесі, 5-үй'],
    ['мкр. Самал-2, д. 3', 'Самал-2 ықшамауданы, 3 үй'],
  ])('reads Russian and Kazakh alike: %s = %s', (a, b) => {
    expect(addressKeys(a)).toEqual(addressKeys(b));
  });

  it.each([
    ['ул. Абая 10', 'пр. Абая 10'],
    ['ул. Абая 10', 'ул. Абая 10А'],
    ['ул. Абая 10', 'ул. Абая 11'],
    ['Алматы, ул. Абая 10', 'Астана, ул. Абая 10'],
    ['ул. Абая 1, 10', 'ул. Абая 110'],
    ['мкр. Самал, 3', 'пер. Самал, 3'],
  ])('keeps %s and %s apart', (a, b) => {
    expect(addressKeys(a).building).not.toBe(addressKeys(b).building);
  });

  it('is empty only without a letter or digit', () => {
    expect(addressKeys(' - ').unit).toBe('');
    expect(addressKeys('г.').unit).not.toBe('');
  });
});

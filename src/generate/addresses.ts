import { between, chance, type Rng } from './random.ts';

interface City {
  ru: string;
  kk: string;
  kato: string;
  latin: string;
  share: number;
  districts: readonly (readonly [ru: string, kk: string])[];
}

const ALMATY_DISTRICTS = [
  ['Алмалинский', 'Алмалы'],
  ['Бостандыкский', 'Бостандық'],
  ['Медеуский', 'Медеу'],
  ['Ауэзовский', 'Әуезов'],
  ['Жетысуский', 'Жетісу'],
  ['Турксибский', 'Түрксіб'],
  ['Наурызбайский', 'Наурызбай'],
  ['Алатауский', 'Алатау'],
] as const;
const ASTANA_DISTRICTS = [
  ['Есильский', 'Есіл'],
  ['Алматинский', 'Алматы'],
  ['Сарыаркинский', 'Сарыарқа'],
  ['Байконурский', 'Байқоңыр'],
] as const;

/** Cities with their KATO codes and a rough share of registered firms. */
export const CITIES: readonly City[] = [
  { ru: 'Алматы', kk: 'Алматы', kato: '750000000', latin: 'almaty', share: 28, districts: ALMATY_DISTRICTS },
  { ru: 'Астана', kk: 'Астана', kato: '710000000', latin: 'astana', share: 22, districts: ASTANA_DISTRICTS },
  { ru: 'Шымкент', kk: 'Шымкент', kato: '790000000', latin: 'shymkent', share: 9, districts: [] },
  { ru: 'Караганда', kk: 'Қарағанды', kato: '351010000', latin: 'karaganda', share: 7, districts: [] },
  { ru: 'Актобе', kk: 'Ақтөбе', kato: '151010000', latin: 'aktobe', share: 5, districts: [] },
  { ru: 'Атырау', kk: 'Атырау', kato: '231010000', latin: 'atyrau', share: 4, districts: [] },
  { ru: 'Павлодар', kk: 'Павлодар', kato: '551010000', latin: 'pavlodar', share: 4, districts: [] },
  { ru: 'Усть-Каменогорск', kk: 'Өскемен', kato: '631010000', latin: 'oskemen', share: 4, districts: [] },
  { ru: 'Костанай', kk: 'Қостанай', kato: '391010000', latin: 'kostanay', share: 4, districts: [] },
  { ru: 'Тараз', kk: 'Тараз', kato: '311010000', latin: 'taraz', share: 3, districts: [] },
  { ru: 'Актау', kk: 'Ақтау', kato: '471010000', latin: 'aktau', share: 3, districts: [] },
  { ru: 'Кызылорда', kk: 'Қызылорда', kato: '431010000', latin: 'kyzylorda', share: 2, districts: [] },
  { ru: 'Уральск', kk: 'Орал', kato: '271010000', latin: 'oral', share: 2, districts: [] },
  { ru: 'Петропавловск', kk: 'Петропавл', kato: '591010000', latin: 'petropavl', share: 2, districts: [] },
  { ru: 'Семей', kk: 'Семей', kato: '101010000', latin: 'semey', share: 1, districts: [] },
];
const CITY_SHARES = CITIES.reduce((sum, city) => sum + city.share, 0);

const STREETS: readonly (readonly [ru: string, kk: string])[] = [
  ['Абая', 'Абай'],
  ['Сатпаева', 'Сәтбаев'],
  ['Толе би', 'Төле би'],
  ['Кабанбай батыра', 'Қабанбай батыр'],
  ['Жандосова', 'Жандосов'],
  ['Тимирязева', 'Тимирязев'],
  ['Розыбакиева', 'Розыбакиев'],
  ['Байтурсынова', 'Байтұрсынов'],
  ['Ауэзова', 'Әуезов'],
  ['Гоголя', 'Гоголь'],
  ['Жибек жолы', 'Жібек жолы'],
  ['Райымбека', 'Райымбек'],
  ['Момышулы', 'Момышұлы'],
  ['Кунаева', 'Қонаев'],
  ['Сейфуллина', 'Сейфуллин'],
  ['Богенбай батыра', 'Бөгенбай батыр'],
  ['Карасай батыра', 'Қарасай батыр'],
  ['Наурызбай батыра', 'Наурызбай батыр'],
  ['Шевченко', 'Шевченко'],
  ['Мустафина', 'Мұстафин'],
  ['Республики', 'Республика'],
  ['Кенесары', 'Кенесары'],
  ['Валиханова', 'Уәлиханов'],
  ['Алтынсарина', 'Алтынсарин'],
  ['Желтоксан', 'Желтоқсан'],
  ['Достык', 'Достық'],
  ['Назарбаева', 'Назарбаев'],
  ['Курмангазы', 'Құрманғазы'],
  ['Жамбыла', 'Жамбыл'],
  ['Маметовой', 'Мәметова'],
  ['Ломоносова', 'Ломоносов'],
  ['Суюнбая', 'Сүйінбай'],
  ['Рыскулова', 'Рысқұлов'],
  ['Утеген батыра', 'Өтеген батыр'],
  ['Ташкентская', 'Ташкент'],
  ['Мира', 'Бейбітшілік'],
];

/** A place: city, street, house, and the room in it where there is one. */
export interface Address {
  city: number;
  district: number;
  street: number;
  house: string;
  unit: number;
  unitKind: 'office' | 'flat' | 'none';
}

export function cityOf(rng: Rng): number {
  let left = rng() * CITY_SHARES;
  for (let i = 0; i < CITIES.length; i += 1) {
    left -= CITIES[i]!.share;
    if (left < 0) return i;
  }
  return 0;
}

export function addressOf(rng: Rng, unitKind: Address['unitKind'], city = cityOf(rng)): Address {
  const number = between(rng, 1, 240);
  const house = chance(rng, 0.3) ? `${number}/${between(rng, 1, 6)}` : chance(rng, 0.1) ? `${number}А` : String(number);
  const districts = CITIES[city]!.districts.length;
  const district = districts === 0 ? -1 : Math.floor(rng() * districts);
  return { city, district, street: Math.floor(rng() * STREETS.length), house, unit: between(rng, 1, 180), unitKind };
}

/** The address as a register writes it, in Russian or in Kazakh. */
export function addressText(address: Address, language: 'ru' | 'kk'): string {
  const city = CITIES[address.city]!;
  const street = STREETS[address.street]!;
  const district = address.district < 0 ? undefined : city.districts[address.district];
  if (language === 'ru') {
    const unit =
      address.unitKind === 'none'
        ? ''
        : address.unitKind === 'flat'
          ? `, кв. ${address.unit}`
          : `, оф. ${address.unit}`;
    const part = district ? `, ${district[0]} район` : '';
    return `г. ${city.ru}${part}, ул. ${street[0]}, д. ${address.house}${unit}`;
  }
  const unit =
    address.unitKind === 'none'
      ? ''
      : address.unitKind === 'flat'
        ? `, ${address.unit}-пәтер`
        : `, ${address.unit}-кеңсе`;
  const part = district ? `, ${district[1]} ауданы` : '';
  return `${city.kk} қ.${part}, ${street[1]} к-сі, ${address.house}-үй${unit}`;
}

export function pickUnit(rng: Rng, building: Address): Address {
  return { ...building, unit: between(rng, 1, 180) };
}

/** Registers are kept in both languages; extracts give the Russian address more often. */
export function pickLanguage(rng: Rng): 'ru' | 'kk' {
  return chance(rng, 0.2) ? 'kk' : 'ru';
}

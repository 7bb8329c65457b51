import { splitUnit } from './address-unit.ts';
import { cityOfWord, kindOfWord, partOfWord, patrons, silentWords, twinOf } from './address-words.ts';
import type { EntityId } from './id.ts';

/** The two keys of an address: the building, and the unit (flat, office) within it where one is named. */
export interface AddressKeys {
  /** Folded text without the unit; never empty for an address with a letter or digit. */
  building: string;
  /** Folded text with the unit; equals `building` where no unit is named. */
  unit: string;
}

/** Kazakh letters to their Russian neighbours, and letters that one name is spelled with either way. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и' },
  ...{ ё: 'е', э: 'е', ы: 'и', ъ: '', ß: 'ss' },
};

/** What registers write into an address though it names no place: telephones, mail, postal codes, the home country. */
const NOISE: readonly RegExp[] = [
  /\S+@\S+/gu,
  /(?<!\p{L})(?:тел(?:ефон)?|моб|факс|tel|phone|fax|т)\.?\s*:?\s*(?=[+\d(])[+\d()\s-]{6,}/giu,
  /(?:\+7|(?<!\d)8)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]?\d{2}[\s-]?\d{2}(?!\d)/gu,
  /(?<!\p{L})(?:почтовый\s+)?индекс\.?\s*:?\s*\d{6}/giu,
  /(?<![\p{L}\p{N}])\p{L}\d{2}\p{L}\d\p{L}\d(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])\d{6}(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?![\p{L}\p{N}])/gu,
  /(?<=^|[,;])\s*(?:республика\s+казахстан|қазақстан\s+республикасы|рк|қр|казахстан|қазақстан|kazakhstan|republic\s+of\s+kazakhstan)\s*(?=$|[,;])/giu,
  /^\s*(?:республика\s+казахстан|қазақстан\s+республикасы)\s+/giu,
];

/** Abbreviations of several parts, spelled out so that they stay one word; on folded text. */
const JOINED: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})(?:к-си|ул-ца)(?!\p{L})/gu, 'улица'],
  [/(?<!\p{L})туйик\s+коше(?:си)?(?!\p{L})/gu, 'переулок'],
  [/(?<!\p{L})(?:пр-т|пр-кт|д-ли|дан-ли)(?!\p{L})/gu, 'проспект'],
  [/(?<!\p{L})б-р(?!\p{L})/gu, 'бульвар'],
  [
    /(?<!\p{L})(?:м-н|мкр-н|и\.\s?а|ш\.\s?а|ш\/а|и\/а|мкр-ни|икшам\s+аудан(?:и)?|шагин\s+аудан(?:и)?|молтек\s+аудан(?:и)?)(?!\p{L})/gu,
    'микрорайон',
  ],
  [/(?<!\p{L})(?:р-н|р-ни)(?!\p{L})/gu, 'район'],
  [/(\p{L})str\.?(?!\p{L})/gu, '$1strasse'],
  [/(?<!\p{L})p\.?\s?o\.?\s?box\s*/gu, 'pobox'],
  [/(\d)\s*-?\s*(?:й|ий|ший|нши|ши|я|ая)(?!\p{L})/gu, '$1'],
];

/**
 * Folds an address by case, punctuation and language and splits the unit off. Building and unit are different keys:
 * "г. Алматы, ул. Абая, д. 10, оф. 5" and "Алматы қ., Абай к-сі, 10-үй, 5-кеңсе" fall together, "…, оф. 6" shares only the building.
 * Streets, avenues and lanes of one name stay apart, and so do 10, 10А, 10/1 and 10 корп. 1; words that only say what a name is
 * (street, house, city), postal codes and telephones fall away. `test/model/address-pairs.ts` says what must and must not fall together.
 */
export function addressKeys(address: string): AddressKeys {
  const whole = address.normalize('NFKC');
  const { building: place, unit } = splitUnit(withoutNoise(whole));
  const building = foldBuilding(place);
  if (building === '') {
    const plain = split(whole.toLowerCase()).join(' ');
    return { building: plain, unit: plain };
  }
  return { building, unit: unit === '' ? building : `${building} #${unit}` };
}

function withoutNoise(text: string): string {
  return NOISE.reduce((rest, pattern) => rest.replace(pattern, ' , '), text);
}

function foldBuilding(text: string): string {
  let folded = '';
  for (const letter of text.toLowerCase()) folded += LETTERS[letter] ?? letter;
  for (const [pattern, word] of JOINED) folded = folded.replace(pattern, word);
  const words = wordsOf(joinHouseNumbers(folded));
  const place: Place = { city: null, regions: [], names: [], kinds: new Set() };
  for (let at = 0; at < words.length; at++) at += takeWord(place, words, at);
  const names = place.names.filter((name, i) => i === place.names.length - 1 || !PATRON_STEMS.has(name));
  // A street's name is one of its kind within a city; without a city the district tells villages of one name apart.
  const where = place.city === null ? [...place.regions].sort() : [place.city];
  return where.length + names.length === 0 ? '' : [...where, ...names, ...[...place.kinds].sort()].join(' ');
}

interface Place {
  city: string | null;
  regions: string[];
  /** Street, house number and its parts, in the order they stand. */
  names: string[];
  kinds: Set<string>;
}

/** Puts one word where it belongs; returns how many of the following words it took with it. */
function takeWord(place: Place, words: readonly string[], at: number): number {
  const word = words[at]!;
  const next = words[at + 1] ?? '';
  const last = place.names.at(-1) ?? '';
  const city = cityOfWord.get(word);
  const kind = kindOfWord.get(word);
  if (partOfWord.has(word) && isHouse(last) && (isHouse(next) || /^\p{L}$/u.test(next))) {
    place.names.push(partOfWord.get(word)! + next);
    return 1;
  }
  if (partOfWord.has(word) && word.length > 1 && isHouse(last)) {
    place.names.push(partOfWord.get(word)! + place.names.pop()!);
  } else if (REGION.test(word)) return takeRegion(place, word, next);
  else if (city !== undefined && place.city === null && !NAMED_BEFORE.test(next)) place.city = city;
  else if (kind === 'микрорайон' && isHouse(last) && place.names.length === 1) place.names = [`мкр${last}`];
  else if (kind === 'микрорайон' && isHouse(next) && place.names.length === 0) {
    place.names.push(`мкр${next}`);
    return 1;
  } else if (kind !== undefined) place.kinds.add(kind);
  else if (!silentWords.has(word) && !/^\p{L}$/u.test(word)) place.names.push(stem(word));
  return 0;
}

/** Kazakh names its regions before this word, also after cities: `Алматы ауданы`, `Алматы облысы`. */
const NAMED_BEFORE = /^(?:аудан|ауданн?и|облиси)$/u;
const REGION = /^(?:район|р|аудан|ауданн?и|область|обл|облиси|district|region|oblast)$/u;

/** `Медеуский район`, `Медеу ауданы` and `район Есиль`: the name stands before, or after it where none stands before. */
function takeRegion(place: Place, word: string, next: string): number {
  const before = place.names.at(-1);
  const after =
    /^(?:район|р)$/.test(word) && /^\p{L}{3,}$/u.test(next) && !silentWords.has(next) && !kindOfWord.has(next);
  if (before !== undefined && /^\p{L}+$/u.test(before) && !(after && place.names.length > 1)) {
    place.regions.push(place.names.pop()!);
    return 0;
  }
  if (!after) return 0;
  place.regions.push(stem(next));
  return 1;
}

function isHouse(word: string): boolean {
  return /^\d+\p{L}?(?:\/\d+\p{L}?)?$/u.test(word);
}

/** A letter after a house number belongs to it: `10 А`, `10-А` and `10 "А"` are house 10А; `7 / 2` is 7/2. */
function joinHouseNumbers(text: string): string {
  return text.replace(/(\d)\s*\/\s*(\d)/g, '$1/$2').replace(/(\d)\s?-?["«“]?(\p{L})["»”]?(?![\p{L}.]|\s*\d)/gu, '$1$2');
}

function wordsOf(text: string): string[] {
  return text
    .replace(/(\p{L})-(?=\p{L})/gu, '$1\u2010')
    .split(/[^\p{L}\p{N}/\u2010]+/u)
    .map((word) => word.replaceAll('\u2010', '-').replace(/^\/+|\/+$/g, ''))
    .flatMap((word) => (cityOfWord.has(word) ? [word] : word.split('-')))
    .filter((word) => word !== '');
}

function split(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** A Cyrillic name without the ending that Russian case and adjective give it: Абая and Абай, Медеуский and Медеу. */
function stem(word: string): string {
  if (word.length < 4 || !/^\p{Script=Cyrillic}+$/u.test(word)) return word;
  const noun = word.replace(/(?:инск|ск)(?:ий|ии|ая|ое|ой)$/u, '');
  const bare = (noun.length >= 3 ? noun : word).replace(/(?:ой|[аяйьи])$/u, '');
  return twinOf.get(bare) ?? bare;
}

const PATRON_STEMS: ReadonlySet<string> = new Set([...patrons].map(stem));

/** `address:` id of a folded key. */
export function addressId(key: string): EntityId {
  return `address:${key}` as EntityId;
}

import type { EntityId } from './id.ts';

/** The two keys of an address: the building, and the unit (flat, office) within it where one is named. */
export interface AddressKeys {
  /** Folded text without the unit; never empty for an address with a letter or digit. */
  building: string;
  /** Folded text with the unit; equals `building` where no unit is named. */
  unit: string;
}

/** Words that announce a unit, in Russian, Kazakh and English. */
const UNIT_WORDS =
  'квартира|кв|офис|оф|помещение|пом|кабинет|каб|комната|ком|пәтер|кеңсе|бөлме|apartment|apt|flat|office|suite|unit|room';
/** `кв. 5`, `office no 5`: the word, then what names the unit. */
const UNIT_AFTER_WORD = new RegExp(
  `(?:^|[\\s,;])(?:${UNIT_WORDS})(?!\\p{L})\\.?\\s*(?:№|#|n(?:o\\.?)?(?=\\s*\\d))?\\s*([\\p{L}\\p{N}][\\p{L}\\p{N}/-]*)`,
  'iu',
);
/** `5-пәтер`, as Kazakh writes it. */
const UNIT_BEFORE_WORD = /(?:^|[\s,;])(\p{N}[\p{L}\p{N}/]*)\s*-?\s*(?:пәтері?|кеңсе(?:сі)?|бөлме(?:сі)?)(?!\p{L})/iu;

/** Kazakh letters to their Russian neighbours, and letters that one name is spelled with either way. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и' },
  ...{ ё: 'е', э: 'е', ы: 'и', ъ: '' },
};

/** Abbreviations with a hyphen, spelled out so that they stay one word. */
const HYPHENATED: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})(?:к-си|ул-ца)(?!\p{L})/gu, 'улица'],
  [/(?<!\p{L})(?:пр-т|пр-кт|д-ли|дан-ли)(?!\p{L})/gu, 'проспект'],
  [/(?<!\p{L})б-р(?!\p{L})/gu, 'бульвар'],
  [/(?<!\p{L})м-н(?!\p{L})/gu, 'микрорайон'],
  [/(?<!\p{L})р-н(?!\p{L})/gu, 'район'],
];

/** Words that say what a name is, by the kind that they stand for; '' = none that would tell two places apart. */
const KINDS_OF_PLACE = words({
  // What every address may say or leave out says nothing.
  '': `улица ул коше кошеси street st str город г кала каласи city к дом д уй уйи house здание зд гимарати казахстан республика рк
    kazakhstan район р ауданн аудани district область обл облиси село с аули аул поселок пос`,
  проспект: 'проспект пр просп дангили даниили avenue ave',
  микрорайон: 'микрорайон мкр мкрн икшамаудан икшамаудани молтек',
  переулок: 'переулок пер туйик lane',
  бульвар: 'бульвар бул гулзар гулзари boulevard',
  площадь: 'площадь пл алани square',
});

function words(groups: Record<string, string>): ReadonlyMap<string, string> {
  const entries = Object.entries(groups).flatMap(([kind, list]) =>
    list.split(/\s+/).map((word) => [word, kind] as const),
  );
  return new Map(entries);
}

/**
 * Folds an address by case, punctuation and language and splits the unit off. Building and unit are different keys:
 * "г. Алматы, ул. Абая, д. 10, оф. 5" and "Алматы қ., Абай к-сі, 10-үй, 5-кеңсе" fall together, "…, оф. 6" shares only the building.
 * Streets, avenues and lanes of one name stay apart; words that only say what a name is (street, house, city) fall away.
 */
export function addressKeys(address: string): AddressKeys {
  const text = address.normalize('NFKC');
  const match = UNIT_AFTER_WORD.exec(text) ?? UNIT_BEFORE_WORD.exec(text);
  const building = match
    ? foldBuilding(`${text.slice(0, match.index)} , ${text.slice(match.index + match[0].length)}`)
    : foldBuilding(text);
  if (building === '') {
    const plain = split(text.toLowerCase()).join(' ');
    return { building: plain, unit: plain };
  }
  return { building, unit: match ? `${building} #${split(match[1]!.toLowerCase()).join(' ')}` : building };
}

function foldBuilding(text: string): string {
  let folded = '';
  for (const letter of text.toLowerCase()) folded += LETTERS[letter] ?? letter;
  for (const [pattern, word] of HYPHENATED) folded = folded.replace(pattern, word);
  // A postal code is six digits, which no house number has. A letter after a number belongs to it: "10 А" is house 10А.
  folded = folded.replace(/(?<!\d)\d{6}(?!\d)/g, ' ').replace(/(\d)\s?["«]?(\p{L})["»]?(?![\p{L}.]|\s*\d)/gu, '$1$2');
  const names: string[] = [];
  const kinds: string[] = [];
  for (const word of split(folded)) {
    const kind = KINDS_OF_PLACE.get(word);
    if (kind === undefined) names.push(stem(word));
    else if (kind !== '') kinds.push(kind);
  }
  return names.length === 0 ? '' : [...names, ...kinds.sort()].join(' ');
}

function split(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** A Cyrillic name without the ending that Russian case and adjective give it: Абая and Абай, Медеуский and Медеу. */
function stem(word: string): string {
  if (word.length < 4 || !/^\p{Script=Cyrillic}+$/u.test(word)) return word;
  const noun = word.replace(/(?:инск|ск)(?:ий|ии|ая|ое|ой)$/u, '');
  return (noun.length >= 3 ? noun : word).replace(/(?:ой|[аяйьи])$/u, '');
}

/** `address:` id of a folded key. */
export function addressId(key: string): EntityId {
  return `address:${key}` as EntityId;
}

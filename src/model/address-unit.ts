/** An address without its unit, and the unit; '' where none is named. */
export interface SplitAddress {
  readonly building: string;
  readonly unit: string;
}

/** Words for a room behind a door of its own: flats, offices, rooms, shops. */
const ROOM =
  'квартира|кв|офис|оф|of|кабинет|каб|комната|ком|бутик|апартаменты|апарт|пәтер|кеңсе|бөлме|apartment|apt|flat|office|suite|ste|unit|room|oficina|appt|wohnung';
/** Premises that are counted apart from flats: `н.п. 2` is not `кв. 2`. */
const PREMISES =
  'нежилое\\s+помещение|помещение|пом|н\\.?\\s?п|т\\.?\\s?е\\.?\\s?б|тұрғын\\s+емес\\s+(?:бөлме|үй-жай)|вп|встр(?:оенное)?\\.?\\s*пом(?:ещение)?';
const FLOOR = 'этаж|эт|қабат|floor|piso|etage';

const NUMBER_SIGN = '(?:№|#|n(?:o\\.?|º)?(?=\\s*\\d))?';
const AFTER = (words: string) =>
  new RegExp(
    `(?:^|[\\s,;(\\d-])(?<![\\p{L}])(?:${words})(?!\\p{L})\\.?\\s*${NUMBER_SIGN}\\s*(\\p{N}[\\p{L}\\p{N}/]*(?:-\\p{L}(?![\\p{L}.]))?|\\p{L}(?![\\p{L}.]))`,
    'iu',
  );
/** `5-пәтер`, `5 кеңсесі`: Kazakh names the number first, and hurried Russian does so too. */
const BEFORE = (words: string) =>
  new RegExp(
    `(?:^|[\\s,;(])№?\\s?(\\p{N}+[\\p{L}]?(?:/\\p{N}+)?)\\s*-?\\s*(?:${words})(?:і|сі|ы|сы)?\\.?(?=$|[\\s,;)])`,
    'iu',
  );
const ENGLISH_FLOOR = /(?:^|[\s,;(])(\d+)(?:st|nd|rd|th)\s+floor(?!\p{L})/iu;
/** `12 Park Ave #3`. */
const SHARP = /(?:^|[\s,])[#№]\s?(\p{N}[\p{L}\p{N}/-]*)/u;
/** `ул. Гоголя 7-12`: house and flat, at the end of an address that names a street. */
const HOUSE_AND_FLAT =
  /(?<=(?:^|[\s,.])(?:ул|улица|пр|проспект|көш|көшесі|к-сі|даңғылы)(?!\p{L}).*\s\d{1,4}\p{L}?)-(\d{1,4}\p{L}?)\s*$/iu;

const PATTERNS: readonly { mark: string; patterns: readonly RegExp[] }[] = [
  { mark: 'н', patterns: [AFTER(PREMISES), BEFORE(PREMISES)] },
  { mark: '', patterns: [AFTER(ROOM), BEFORE(ROOM), HOUSE_AND_FLAT, SHARP] },
];
const FLOORS: readonly RegExp[] = [AFTER(FLOOR), ENGLISH_FLOOR, BEFORE(FLOOR)];

/**
 * Takes what names a unit out of an address: premises, then rooms; a floor only where nothing finer is named.
 * @param address NFKC, any case
 */
export function splitUnit(address: string): SplitAddress {
  let rest = address;
  const parts: string[] = [];
  const take = (patterns: readonly RegExp[], mark: string): boolean => {
    for (const pattern of patterns) {
      const match = pattern.exec(rest);
      if (!match) continue;
      rest = `${rest.slice(0, match.index)} , ${rest.slice(match.index + match[0].length)}`.replace(/^[\s,]+/, '');
      parts.push(mark + match[1]!.toLowerCase().replace(/-/g, ''));
      return true;
    }
    return false;
  };
  for (const { mark, patterns } of PATTERNS) take(patterns, mark);
  const named = parts.length > 0;
  const floors = parts.length;
  take(FLOORS, 'э');
  if (named) parts.length = floors;
  return { building: rest, unit: parts.join(' ') };
}

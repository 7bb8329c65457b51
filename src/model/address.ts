import type { EntityId } from './id.ts';

/** The two keys of an address: the building, and the unit (flat, office) within it where one is named. */
export interface AddressKeys {
  /** Folded text without the unit; never empty for a non-empty address. */
  building: string;
  /** Folded text with the unit; equals `building` where no unit is named. */
  unit: string;
}

/** Words that announce a unit, in Russian, Kazakh and English; what follows names it. */
const UNIT =
  /(?:^|[\s,;])(?:квартира|кв|офис|оф|помещение|пом|кабинет|каб|комната|ком|пәтер|кеңсе|бөлме|apartment|apt|flat|office|suite|unit|room)(?!\p{L})\.?\s*(?:№|#|n(?:o\.?)?(?=\s*\d))?\s*([\p{L}\p{N}][\p{L}\p{N}/-]*)/iu;

/**
 * Folds an address by case and punctuation and splits the unit off. Building and unit are different keys:
 * "ул. Абая, 10, оф. 5" and "УЛ АБАЯ 10 ОФИС 5" fall together, "…, оф. 6" shares only the building.
 */
export function addressKeys(address: string): AddressKeys {
  const text = address.normalize('NFKC');
  const match = UNIT.exec(text);
  if (!match) {
    const folded = fold(text);
    return { building: folded, unit: folded };
  }
  const building = fold(`${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`);
  if (building === '') {
    const folded = fold(text);
    return { building: folded, unit: folded };
  }
  return { building, unit: `${building} #${fold(match[1]!)}` };
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** `address:` id of a folded key. */
export function addressId(key: string): EntityId {
  return `address:${key}` as EntityId;
}

import { isTwelveDigits, kzForm } from './bin.ts';
import { shortDigest } from './digest.ts';
import { foldName } from './fold.ts';
import { NODE_KINDS, type NodeKind } from './vocabulary.ts';

declare const brand: unique symbol;
/** A full entity id, `kind:key`: `company:940140000385`, `company:GB:SL012732`, `account:KZ86…`, `contact:phone:77011234567`. */
export type EntityId = string & { readonly [brand]: 'entity' };
/** `l-…`, a load. */
export type LoadId = string & { readonly [brand]: 'load' };

/** Splits an id into its kind and key; null where the text is no full entity id. */
export function splitId(text: string): { kind: NodeKind; key: string } | null {
  const colon = text.indexOf(':');
  if (colon <= 0 || colon === text.length - 1) return null;
  const kind = text.slice(0, colon);
  return (NODE_KINDS as readonly string[]).includes(kind)
    ? { kind: kind as NodeKind, key: text.slice(colon + 1) }
    : null;
}

/** The kind of a full id. Trusts its argument. */
export function kindOf(id: EntityId): NodeKind {
  return id.slice(0, id.indexOf(':')) as NodeKind;
}

/** The key of a full id: what stands after `kind:`. */
export function keyOf(id: EntityId): string {
  return id.slice(id.indexOf(':') + 1);
}

/** The country of a company or person id: `KZ` for a bare key, the prefix otherwise, null for other kinds and local persons. */
export function countryOf(id: EntityId): string | null {
  const parts = splitId(id);
  if (!parts || (parts.kind !== 'company' && parts.kind !== 'person')) return null;
  if (parts.key.startsWith('local:')) return null;
  const prefix = /^([A-Z]{2}):/.exec(parts.key);
  return prefix ? prefix[1]! : 'KZ';
}

/** Why a reference could not be read; the message for the user is made where file, line and column are known. */
export type ReferenceDefect = 'blank' | 'scientific' | 'not-twelve-digits' | 'kind-unknown' | 'kind-mismatch';

/**
 * Reads a reference to a company or person (contracts: References): a full id is taken as it is, `CC:key` is another
 * country's, a bare key is Kazakh and must be twelve digits. `country` (of the record's own column) prefixes a bare key.
 * @param kind what the column says the entity is; null where the digits must tell
 * @param allowed kinds that may stand here
 */
export function readReference(
  text: string,
  kind: 'company' | 'person' | null,
  allowed: readonly NodeKind[] = ['company', 'person'],
  country: string | null = null,
): EntityId | ReferenceDefect {
  const raw = text.trim();
  if (raw === '') return 'blank';
  const full = splitId(raw);
  if (full) return allowed.includes(full.kind) ? (raw as EntityId) : 'kind-mismatch';
  const foreign = /^([A-Z]{2}):(.+)$/.exec(raw);
  if (foreign) {
    if (kind === null) return 'kind-unknown';
    return (foreign[1] === 'KZ' ? kazakh(foreign[2]!, kind) : `${kind}:${raw}`) as EntityId | ReferenceDefect;
  }
  if (country !== null && country !== 'KZ') {
    return kind === null ? 'kind-unknown' : (`${kind}:${country}:${raw}` as EntityId);
  }
  return kazakh(raw, kind);
}

function kazakh(key: string, kind: 'company' | 'person' | null): EntityId | ReferenceDefect {
  if (!isTwelveDigits(key)) return /^\d[\d.,]*[eE]\+?\d+$/.test(key) ? 'scientific' : 'not-twelve-digits';
  return `${kind ?? (kzForm(key) === 'bin' ? 'company' : 'person')}:${key}` as EntityId;
}

/** `account:` id of a bare account key; a full account id is taken as it is. Account keys are never prefixed by a country. */
export function accountId(text: string): EntityId {
  const raw = text.trim();
  return (raw.startsWith('account:') ? raw : `account:${raw}`) as EntityId;
}

/** A holder known by name only: one person per company, role and folded name, never joined across companies. */
export function localPersonId(company: EntityId, role: string, name: string): EntityId {
  return `person:local:${keyOf(company)}:${role}:${shortDigest(foldName(name), 12)}` as EntityId;
}

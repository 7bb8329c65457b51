import { isTwelveDigits, kzCheckDigit, readKzNumber } from '../../model/bin.ts';
import { accountId, countryOf, type EntityId, type ReferenceDefect, readReference, splitId } from '../../model/id.ts';
import type { NodeKind } from '../../model/vocabulary.ts';
import type { CellReader, Column } from './cells.ts';

const PARTIES: readonly NodeKind[] = ['company', 'person'];
const EXPECTED = {
  blank: 'an id',
  scientific: 'twelve digits as text, not a rounded number',
  'not-twelve-digits': 'twelve digits, CC:key for another country, or a full id',
  'kind-unknown': 'twelve digits, or a full id such as company:GB:123',
  'kind-mismatch': 'a company or a person',
} as const satisfies Record<ReferenceDefect, string>;

/**
 * Whether twelve digits that stand where a company is expected are a sole trader's IIN: the fifth digit is none of a BIN's
 * and the first six are a birth date. Anything else is a company's number, be its type digit right or wrong (R19).
 */
export function isSoleTraderNumber(text: string): boolean {
  if (!isTwelveDigits(text)) return false;
  const number = readKzNumber(text);
  return number.form === 'iin' && number.digitsOk;
}

/** The country that an id tells; null where it says that none is known (`XX`), so that another record may tell it. */
export function knownCountryOf(entity: EntityId): string | null {
  const country = countryOf(entity);
  return country === 'XX' ? null : country;
}

/** How a party may be referred to. */
export interface PartyRule {
  /** `company`: a company, or a sole trader by IIN; `any`: the digits or the given kind tell. */
  expects: 'company' | 'any';
  kind?: 'company' | 'person' | null;
  country?: string | null;
  allowed?: readonly NodeKind[];
}

/** Reads text as a company or person; the defect's code where it is none. */
export function readParty(text: string, rule: PartyRule): EntityId | ReferenceDefect {
  const { expects, kind = null, country = null, allowed = PARTIES } = rule;
  const bare = isTwelveDigits(text) && (country === null || country === 'KZ');
  if (expects === 'company') {
    return readReference(text, bare && isSoleTraderNumber(text) ? 'person' : 'company', allowed, country);
  }
  return readReference(
    text,
    bare && kind === 'company' && isSoleTraderNumber(text) ? 'person' : kind,
    allowed,
    country,
  );
}

/** What should stand where a number is that cannot be read; names the number where only its leading zeros are lost. */
function expectedFor(defect: ReferenceDefect, text: string): string {
  if (defect !== 'not-twelve-digits' || !/^\d{9,11}$/.test(text)) return EXPECTED[defect];
  const whole = text.padStart(12, '0');
  if (kzCheckDigit(whole) !== Number(whole[11])) return EXPECTED[defect];
  return `twelve digits; with leading zeros it is ${whole}, whose check digit is right`;
}

function isDefect(read: EntityId | ReferenceDefect): read is ReferenceDefect {
  return !read.includes(':');
}

/** A party that must be there; null and a refusal where it cannot be read. */
export function requiredParty(cells: CellReader, of: Column, rule: PartyRule): EntityId | null {
  const text = cells.required(of, 'an id');
  if (text === '') return null;
  const read = readParty(text, rule);
  if (!isDefect(read)) return read;
  const code = read === 'blank' ? 'blank-required' : read;
  cells.writer.refuse(cells.table, of.name, code, text, expectedFor(read, text));
  return null;
}

/** A party that may be blank; null where it is or (a defect) cannot be read. */
export function optionalParty(cells: CellReader, of: Column, rule: PartyRule): EntityId | null {
  const text = cells.text(of);
  if (text === '') return null;
  const read = readParty(text, rule);
  if (!isDefect(read)) return read;
  if (read !== 'blank') cells.writer.defect(cells.table, of.name, read, text, expectedFor(read, text));
  return null;
}

/** Reads an account reference; null and a refusal where it is another kind's id or a rounded number. */
export function readAccount(cells: CellReader, of: Column, text: string): EntityId | null {
  if (text.includes(':') && (splitId(text)?.kind ?? 'account') !== 'account') {
    cells.writer.refuse(cells.table, of.name, 'kind-mismatch', text, 'an account');
    return null;
  }
  if (text.includes('+') && /^\d[.,]\d+[eE]\+\d+$/.test(text)) {
    cells.writer.refuse(cells.table, of.name, 'scientific', text, 'the account number as text');
    return null;
  }
  return accountId(text);
}

import { isValidKzNumber, kzForm } from '../../model/bin.ts';
import type { FtmEntity } from './entity.ts';

/** What links need to know of an entity that they name. */
export interface KnownEntity {
  schema: string;
  kind: 'company' | 'person' | 'account' | 'address' | 'other';
  /** What a canonical table would call it: a full id, an account's number, or an address' text. */
  reference: string;
  /** Whether payments name it as payer or beneficiary without naming an account. */
  pays: boolean;
}

const COMPANIES = new Set(['Company', 'Organization', 'LegalEntity', 'PublicBody', 'Asset']);
const NUMBERS = ['registrationNumber', 'taxNumber', 'idNumber', 'vatCode'];
const COUNTRIES = ['jurisdiction', 'mainCountry', 'country', 'nationality'];

function kindOfSchema(schema: string): KnownEntity['kind'] {
  if (COMPANIES.has(schema)) return 'company';
  if (schema === 'Person') return 'person';
  if (schema === 'BankAccount' || schema === 'CryptoWallet') return 'account';
  return schema === 'Address' ? 'address' : 'other';
}

/** Text of an Address entity: in full, or put together of its parts. */
function addressTextOf({ properties }: FtmEntity): string {
  const first = (name: string) => properties.get(name)?.[0] ?? '';
  if (first('full') !== '') return first('full');
  const parts = ['postOfficeBox', 'street', 'street2', 'street3', 'postalCode', 'city', 'region', 'state'].map(first);
  return parts.filter((part) => part !== '').join(', ');
}

/**
 * Learns of all entities before any is read, for links may stand before what they link. The entity's own id has no country
 * (`XX`); a Kazakh entity with one valid BIN or IIN goes by that.
 */
export function createKnownEntities() {
  const known = new Map<string, KnownEntity>();
  /** Valid Kazakh numbers by entity; '' where there are two. */
  const numbers = new Map<string, string>();
  const payers = new Set<string>();

  const addNumbers = (id: string, values: readonly string[]): void => {
    for (const value of values) {
      if (!isValidKzNumber(value)) continue;
      const before = numbers.get(id);
      numbers.set(id, before === undefined || before === value ? value : '');
    }
  };
  const isKazakh = ({ properties }: FtmEntity): boolean =>
    COUNTRIES.some((name) => properties.get(name)?.some((code) => code.toLowerCase() === 'kz'));

  return {
    learn(entity: FtmEntity): void {
      const { id, schema, properties } = entity;
      const kind = kindOfSchema(schema);
      const values = (name: string) => properties.get(name) ?? [];
      if (schema === 'Payment') {
        if (values('payerAccount').length === 0) for (const payer of values('payer')) payers.add(payer);
        if (values('beneficiaryAccount').length === 0) for (const payee of values('beneficiary')) payers.add(payee);
      } else if (schema === 'Identification' && isKazakh(entity)) {
        for (const holder of values('holder')) addNumbers(holder, values('number'));
      }
      const before = known.get(id);
      // Entities may come in fragments; the more telling kind stands.
      if (before && before.kind !== 'other' && (kind === 'other' || schema === 'LegalEntity')) {
        if (isKazakh(entity)) addNumbers(id, NUMBERS.flatMap(values));
        return;
      }
      let reference = `XX:${id}`;
      if (kind === 'address') reference = addressTextOf(entity) || (before?.reference ?? '');
      else if (kind === 'account') {
        reference = (
          ['iban', 'accountNumber', 'publicKey'].map((name) => values(name)[0]).find(Boolean) ?? reference
        ).replaceAll(' ', '');
      } else if (isKazakh(entity)) addNumbers(id, NUMBERS.flatMap(values));
      known.set(id, { schema, kind, reference, pays: false });
    },
    get(id: string): KnownEntity | undefined {
      const entity = known.get(id);
      if (!entity || (entity.kind !== 'company' && entity.kind !== 'person')) return entity;
      const number = numbers.get(id) ?? '';
      const own = number !== '' && (kzForm(number) === 'bin') === (entity.kind === 'company');
      return { ...entity, reference: `${entity.kind}:${own ? number : `XX:${id}`}`, pays: payers.has(id) };
    },
  };
}

export type KnownEntities = ReturnType<typeof createKnownEntities>;

/** The account that stands for a party of payments which names none. */
export function accountOfParty({ reference }: KnownEntity): string {
  return reference.slice(reference.indexOf(':') + 1);
}

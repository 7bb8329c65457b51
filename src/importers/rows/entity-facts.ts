import { addressId, addressKeys } from '../../model/address.ts';
import type { EntityId } from '../../model/id.ts';
import { type Day, NO_DAY } from '../../model/time.ts';
import type { ContactKind } from '../../model/vocabulary.ts';
import type { RowWriter } from './row-writer.ts';

export interface AddressIds {
  unit: EntityId;
  building: EntityId;
}

/** Addresses folded lately: mass addresses repeat, and folding costs more than the rest of a row. Emptied when full. */
const REMEMBERED = 20_000;
const remembered = new Map<string, AddressIds | null>();

/** The two ids of an address text; null where it has no letter or digit. */
export function addressIds(address: string): AddressIds | null {
  const known = remembered.get(address);
  if (known !== undefined) return known;
  const keys = addressKeys(address);
  const ids = keys.unit === '' ? null : { unit: addressId(keys.unit), building: addressId(keys.building) };
  if (remembered.size >= REMEMBERED) remembered.clear();
  // Copied, for a slice would keep the whole chunk of the file that it was cut from.
  remembered.set(Buffer.from(address).toString(), ids);
  return ids;
}

/** What the optional attributes of a person are where nothing is known. */
export interface PersonFact {
  id: EntityId;
  name: string | null;
  country: string | null;
  birthDate: Day;
  soleTrader: boolean;
  attrs: string | null;
}

export function addPerson(writer: RowWriter, person: PersonFact): void {
  const rows = writer.addTo('persons');
  const i = rows.addRow(writer.line);
  const into = rows.columns as Record<string, unknown[]>;
  into.id![i] = person.id;
  into.name![i] = person.name;
  into.country![i] = person.country;
  into.birth_date![i] = person.birthDate;
  into.sole_trader![i] = person.soleTrader ? 1 : -1;
  into.attrs![i] = person.attrs;
}

export interface AddressFact {
  entity: EntityId;
  address: string;
  unit: EntityId;
  building: EntityId;
  from?: Day;
  to?: Day;
  attrs?: string | null;
}

export function addAddress(writer: RowWriter, fact: AddressFact): void {
  const rows = writer.addTo('addresses');
  const i = rows.addRow(writer.line);
  const into = rows.columns as Record<string, unknown[]>;
  into.entity_id![i] = fact.entity;
  into.address![i] = fact.address;
  into.unit![i] = fact.unit;
  into.building![i] = fact.building;
  into.from![i] = fact.from ?? NO_DAY;
  into.to![i] = fact.to ?? NO_DAY;
  into.attrs![i] = fact.attrs ?? null;
}

export interface ContactFact {
  entity: EntityId;
  kind: ContactKind;
  value: string;
  contact: EntityId;
  from?: Day;
  to?: Day;
  attrs?: string | null;
}

export function addContact(writer: RowWriter, fact: ContactFact): void {
  const rows = writer.addTo('contacts');
  const i = rows.addRow(writer.line);
  const into = rows.columns as Record<string, unknown[]>;
  into.entity_id![i] = fact.entity;
  into.kind![i] = fact.kind;
  into.value![i] = fact.value;
  into.contact![i] = fact.contact;
  into.from![i] = fact.from ?? NO_DAY;
  into.to![i] = fact.to ?? NO_DAY;
  into.attrs![i] = fact.attrs ?? null;
}

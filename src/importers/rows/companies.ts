import { contactId } from '../../model/contact.ts';
import { type EntityId, kindOf } from '../../model/id.ts';
import { NO_DAY } from '../../model/time.ts';
import { type ContactKind, SIZE_CLASSES } from '../../model/vocabulary.ts';
import type { CellReader, Column } from './cells.ts';
import { addAddress, addContact, addPerson, addressIds } from './entity-facts.ts';
import { knownCountryOf, requiredParty } from './references.ts';
import type { TableRow } from './table-row.ts';

const OPTIONAL = [
  'name',
  'country',
  'legal_form',
  'registered_at',
  'dissolved_at',
  'status',
  'oked',
  'kato',
  'address',
  'capital',
  'capital_currency',
  'employees',
  'size_class',
  'phone',
  'email',
] as const;

/** Columns that a person's record has no place for: a sole trader keeps them as attributes. */
const NOT_A_PERSONS = [
  'legal_form',
  'registered_at',
  'dissolved_at',
  'status',
  'oked',
  'kato',
  'capital',
  'capital_currency',
  'employees',
  'size_class',
] as const;

/** The register of companies. A row under an IIN is a sole trader: a person with that mark, its address and contacts. */
export const companies: TableRow = {
  table: 'companies',
  required: ['id'],
  optional: OPTIONAL,
  aliases: { bin: 'id' },
  prepare(cells) {
    const { writer } = cells;
    const id = cells.column('id');
    const column = Object.fromEntries(OPTIONAL.map((name) => [name, cells.column(name)])) as Record<
      (typeof OPTIONAL)[number],
      Column
    >;
    const personsExtras = NOT_A_PERSONS.map((name) => cells.column(name));

    return () => {
      const givenCountry = cells.country(column.country);
      const entity = requiredParty(cells, id, { expects: 'company', country: givenCountry });
      if (entity === null) return;
      const country = givenCountry ?? knownCountryOf(entity);
      const name = cells.textOrNull(column.name);
      const address = readAddress(cells, column.address);
      const phone = readContact(cells, column.phone, 'phone');
      const email = readContact(cells, column.email, 'email');
      if (kindOf(entity) === 'person') {
        const attrs = cells.attrs(personsExtras);
        addPerson(writer, { id: entity, name, country, birthDate: NO_DAY, soleTrader: true, attrs });
        if (address?.ids) addAddress(writer, { entity, address: address.text, ...address.ids });
        if (phone?.id) addContact(writer, { entity, kind: 'phone', value: phone.text, contact: phone.id });
        if (email?.id) addContact(writer, { entity, kind: 'email', value: email.text, contact: email.id });
        return;
      }
      const registeredAt = cells.day(column.registered_at);
      const dissolvedAt = cells.endDay(column.dissolved_at);
      const currency = cells.currency(column.capital_currency);
      const capital = cells.amount(column.capital, currency);
      const employees = cells.count(column.employees);
      const sizeClass = cells.word(column.size_class, SIZE_CLASSES);
      const attrs = cells.attrs();

      const rows = writer.addTo('companies');
      const i = rows.addRow(writer.line);
      const into = rows.columns as Record<string, unknown[]>;
      into.id![i] = entity;
      into.name![i] = name;
      into.country![i] = country;
      into.legal_form![i] = cells.textOrNull(column.legal_form);
      into.registered_at![i] = registeredAt;
      into.dissolved_at![i] = dissolvedAt;
      into.status![i] = cells.textOrNull(column.status);
      into.oked![i] = cells.textOrNull(column.oked);
      into.kato![i] = cells.textOrNull(column.kato);
      into.address![i] = address?.text ?? null;
      into.unit![i] = address?.ids?.unit ?? null;
      into.building![i] = address?.ids?.building ?? null;
      into.capital![i] = capital;
      into.capital_currency![i] = Number.isNaN(capital) ? null : currency;
      into.employees![i] = employees;
      into.size_class![i] = sizeClass;
      into.phone![i] = phone?.text ?? null;
      into.phone_contact![i] = phone?.id ?? null;
      into.email![i] = email?.text ?? null;
      into.email_contact![i] = email?.id ?? null;
      into.attrs![i] = attrs;
    };
  },
};

function readAddress(cells: CellReader, of: Column) {
  const text = cells.text(of);
  if (text === '') return null;
  const ids = addressIds(text);
  if (ids === null) {
    cells.writer.defect(cells.table, of.name, 'bad-address', text, 'an address');
    return null;
  }
  return { text, ids };
}

function readContact(cells: CellReader, of: Column, kind: ContactKind): { text: string; id: EntityId } | null {
  const text = cells.text(of);
  if (text === '') return null;
  const id = contactId(kind, text);
  if (id === null) {
    cells.writer.defect(
      cells.table,
      of.name,
      'bad-contact',
      text,
      kind === 'phone' ? 'a phone number' : 'an e-mail address',
    );
    return null;
  }
  return { text, id };
}

import { contactId } from '../../model/contact.ts';
import { CONTACT_KINDS } from '../../model/vocabulary.ts';
import { addContact } from './entity-facts.ts';
import { requiredParty } from './references.ts';
import type { TableRow } from './table-row.ts';

/** Phones, e-mail addresses, IP addresses and devices over time. */
export const contacts: TableRow = {
  table: 'contacts',
  required: ['entity_id', 'kind', 'value'],
  optional: ['from', 'to'],
  prepare(cells) {
    const { writer } = cells;
    const entityId = cells.column('entity_id');
    const kindColumn = cells.column('kind');
    const valueColumn = cells.column('value');
    const fromColumn = cells.column('from');
    const toColumn = cells.column('to');
    return () => {
      const entity = requiredParty(cells, entityId, { expects: 'any', allowed: ['company', 'person', 'account'] });
      const word = cells.required(kindColumn, `one of ${CONTACT_KINDS.join(', ')}`);
      const kind = CONTACT_KINDS.find((k) => k === word.toLowerCase());
      const value = cells.required(valueColumn, 'a phone number, e-mail address, IP address or device');
      const from = cells.day(fromColumn);
      const to = cells.endDay(toColumn);
      const attrs = cells.attrs();
      if (word !== '' && !kind) {
        writer.refuse('contacts', 'kind', 'unknown-word', word, `one of ${CONTACT_KINDS.join(', ')}`);
      }
      if (entity === null || !kind || value === '') return;
      const contact = contactId(kind, value);
      if (contact === null) {
        writer.refuse('contacts', 'value', 'bad-contact', value, `a value of kind ${kind}`);
        return;
      }
      addContact(writer, { entity, kind, value, contact, from, to, attrs });
    };
  },
};

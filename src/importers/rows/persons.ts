import { addPerson } from './entity-facts.ts';
import { knownCountryOf, requiredParty } from './references.ts';
import type { TableRow } from './table-row.ts';

/** The register of persons. */
export const persons: TableRow = {
  table: 'persons',
  required: ['id'],
  optional: ['name', 'country', 'birth_date'],
  aliases: { iin: 'id' },
  prepare(cells) {
    const column = {
      id: cells.column('id'),
      name: cells.column('name'),
      country: cells.column('country'),
      birthDate: cells.column('birth_date'),
    };
    return () => {
      const given = cells.country(column.country);
      const id = requiredParty(cells, column.id, {
        expects: 'any',
        kind: 'person',
        country: given,
        allowed: ['person'],
      });
      if (id === null) return;
      addPerson(cells.writer, {
        id,
        name: cells.textOrNull(column.name),
        country: given ?? knownCountryOf(id),
        birthDate: cells.day(column.birthDate),
        soleTrader: false,
        attrs: cells.attrs(),
      });
    };
  },
};

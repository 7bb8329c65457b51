import { addAddress, addressIds } from './entity-facts.ts';
import { requiredParty } from './references.ts';
import type { TableRow } from './table-row.ts';

/** Addresses over time. */
export const addresses: TableRow = {
  table: 'addresses',
  required: ['entity_id', 'address'],
  optional: ['from', 'to'],
  prepare(cells) {
    const { writer } = cells;
    const entityId = cells.column('entity_id');
    const addressColumn = cells.column('address');
    const fromColumn = cells.column('from');
    const toColumn = cells.column('to');
    return () => {
      const entity = requiredParty(cells, entityId, { expects: 'any' });
      const address = cells.required(addressColumn, 'an address');
      const from = cells.day(fromColumn);
      const to = cells.endDay(toColumn);
      const attrs = cells.attrs();
      if (entity === null || address === '') return;
      const ids = addressIds(address);
      if (ids === null) {
        writer.refuse('addresses', 'address', 'bad-address', address, 'an address');
        return;
      }
      addAddress(writer, { entity, address, ...ids, from, to, attrs });
    };
  },
};

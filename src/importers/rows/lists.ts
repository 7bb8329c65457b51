import { type EntityId, splitId } from '../../model/id.ts';
import type { CellReader, Column } from './cells.ts';
import { addressIds } from './entity-facts.ts';
import { requiredParty } from './references.ts';
import type { TableRow } from './table-row.ts';

/** Membership of official lists; for `WHITELISTED_ADDRESS` the entity is an address, given as its text. */
export const lists: TableRow = {
  table: 'lists',
  required: ['entity_id', 'list'],
  optional: ['from', 'to', 'reference'],
  prepare(cells) {
    const { writer } = cells;
    const entityId = cells.column('entity_id');
    const listColumn = cells.column('list');
    const fromColumn = cells.column('from');
    const toColumn = cells.column('to');
    const referenceColumn = cells.column('reference');
    return () => {
      const list = cells.required(listColumn, 'the code of a list');
      const entity =
        list === 'WHITELISTED_ADDRESS'
          ? readAddress(cells, entityId)
          : requiredParty(cells, entityId, { expects: 'any', allowed: ['company', 'person', 'account', 'address'] });
      const from = cells.day(fromColumn);
      const to = cells.endDay(toColumn);
      const reference = cells.textOrNull(referenceColumn);
      const attrs = cells.attrs();
      if (list === '' || entity === null) return;
      const rows = writer.addTo('lists');
      const i = rows.addRow(writer.line);
      const into = rows.columns as Record<string, unknown[]>;
      into.entity_id![i] = entity;
      into.list![i] = list;
      into.from![i] = from;
      into.to![i] = to;
      into.reference![i] = reference;
      into.attrs![i] = attrs;
    };
  },
};

function readAddress(cells: CellReader, of: Column): EntityId | null {
  const text = cells.required(of, 'the text of an address');
  if (text === '') return null;
  if (splitId(text)?.kind === 'address') return text as EntityId;
  const ids = addressIds(text);
  if (ids === null) cells.writer.refuse(cells.table, of.name, 'bad-address', text, 'the text of an address');
  return ids?.unit ?? null;
}

import { requiredParty } from './references.ts';
import type { TableRow } from './table-row.ts';

/** Earlier names. */
export const names: TableRow = {
  table: 'names',
  required: ['entity_id', 'name'],
  optional: ['from', 'to'],
  prepare(cells) {
    const { writer } = cells;
    const entityId = cells.column('entity_id');
    const nameColumn = cells.column('name');
    const fromColumn = cells.column('from');
    const toColumn = cells.column('to');
    return () => {
      const entity = requiredParty(cells, entityId, { expects: 'any' });
      const name = cells.required(nameColumn, 'a name');
      const from = cells.day(fromColumn);
      const to = cells.endDay(toColumn);
      const attrs = cells.attrs();
      if (entity === null || name === '') return;
      const rows = writer.addTo('names');
      const i = rows.addRow(writer.line);
      const into = rows.columns as Record<string, unknown[]>;
      into.entity_id![i] = entity;
      into.name![i] = name;
      into.from![i] = from;
      into.to![i] = to;
      into.attrs![i] = attrs;
    };
  },
};

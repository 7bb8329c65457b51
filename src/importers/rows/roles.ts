import { type EntityId, localPersonId } from '../../model/id.ts';
import { NO_DAY } from '../../model/time.ts';
import { ROLES } from '../../model/vocabulary.ts';
import type { CellReader, Column } from './cells.ts';
import { addPerson } from './entity-facts.ts';
import { requiredParty } from './references.ts';
import type { TableRow } from './table-row.ts';

const HOLDER_KINDS = ['person', 'company'] as const;

/**
 * Who founded, owns, heads, keeps the books of or represents a company. Where a register gives the holder's name and no
 * number (in `holder_id`, or in `holder_name` with `holder_id` blank), the holder is a person of that company alone.
 */
export const roles: TableRow = {
  table: 'roles',
  required: ['company_id', 'holder_id', 'role'],
  optional: ['holder_kind', 'holder_name', 'share', 'from', 'to'],
  prepare(cells) {
    const { writer } = cells;
    const column = {
      company: cells.column('company_id'),
      holder: cells.column('holder_id'),
      role: cells.column('role'),
      holderKind: cells.column('holder_kind'),
      holderName: cells.column('holder_name'),
      share: cells.column('share'),
      from: cells.column('from'),
      to: cells.column('to'),
    };
    return () => {
      const company = requiredParty(cells, column.company, { expects: 'company' });
      const role = requiredRole(cells, column.role);
      const kind = cells.word(column.holderKind, HOLDER_KINDS);
      const share = cells.share(column.share);
      const from = cells.day(column.from);
      const to = cells.endDay(column.to);
      if (company === null || role === null) return;
      const holder = readHolder(cells, column.holder, column.holderName, { company, role, kind });
      const attrs = cells.attrs();
      if (holder === null) return;

      const rows = writer.addTo('roles');
      const i = rows.addRow(writer.line);
      const into = rows.columns as Record<string, unknown[]>;
      into.company_id![i] = company;
      into.holder_id![i] = holder;
      into.role![i] = role;
      into.share![i] = share;
      into.from![i] = from;
      into.to![i] = to;
      into.attrs![i] = attrs;
    };
  },
};

function requiredRole(cells: CellReader, of: Column): string | null {
  const text = cells.required(of, `one of ${ROLES.join(', ')}`);
  if (text === '') return null;
  const role = text.toLowerCase();
  if ((ROLES as readonly string[]).includes(role)) return role;
  cells.writer.refuse(cells.table, of.name, 'unknown-word', text, `one of ${ROLES.join(', ')}`);
  return null;
}

interface HeldRole {
  company: EntityId;
  role: string;
  kind: 'person' | 'company' | null;
}

function readHolder(cells: CellReader, idColumn: Column, nameColumn: Column, held: HeldRole): EntityId | null {
  const text = cells.text(idColumn);
  const name = cells.text(nameColumn);
  const nameOnly = text === '' || text === '-' ? name : held.kind !== 'company' && isName(text) ? text : '';
  if (nameOnly === '' || !isName(nameOnly)) {
    const holder = requiredParty(cells, idColumn, { expects: 'any', kind: held.kind });
    if (holder?.startsWith('person:') && isName(name)) {
      addPerson(cells.writer, { id: holder, name, country: null, birthDate: NO_DAY, soleTrader: false, attrs: null });
    }
    return holder;
  }
  const holder = localPersonId(held.company, held.role, nameOnly);
  addPerson(cells.writer, {
    id: holder,
    name: nameOnly,
    country: null,
    birthDate: NO_DAY,
    soleTrader: false,
    attrs: null,
  });
  return holder;
}

/** Two letters or more, no digit and no sign of an id. */
function isName(text: string): boolean {
  return /\p{L}.*\p{L}/u.test(text) && !/[\d:]/.test(text);
}

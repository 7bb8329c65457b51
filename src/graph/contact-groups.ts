import { ROLES } from '../model/vocabulary.ts';
import { relatedParties } from './ownership.ts';
import type { Projection, RowRef } from './projection.ts';
import { rowOf } from './row-ref.ts';
import { createUnionFind } from './union-find.ts';
import { isValidNow } from './valid-now.ts';

const ACCOUNTANT = ROLES.indexOf('accountant');
const REPRESENTATIVE = ROLES.indexOf('representative');

/** Active firms that one contact reaches now. */
export interface ContactFirms {
  /** Company nodes, ascending. */
  firms: number[];
  rows: RowRef[];
  /** Groups of them without a common head, founder or owner. */
  parties: number;
  /** The same, firms with a common accountant or representative taken together: the contact is theirs. */
  unexplained: number;
}

/** Active firms that a contact reaches now, and how many unrelated groups they are. */
export function firmsReachedBy(projection: Projection, contact: number): ContactFirms {
  const { contacts, companies, nodes } = projection;
  const { start, end } = nodes.range.company;
  const firms: number[] = [];
  const rows: RowRef[] = [];
  for (let i = contacts.in.offsets[contact]!; i < contacts.in.offsets[contact + 1]!; i++) {
    const edge = contacts.in.edges[i]!;
    const firm = contacts.from[edge]!;
    if (firm < start || firm >= end || !companies.active[firm - start] || !isValidNow(projection, contacts, edge))
      continue;
    rows.push(rowOf(contacts, edge));
    if (firms.at(-1) !== firm) firms.push(firm);
  }
  return { firms, rows, ...countParties(projection, firms) };
}

function countParties(projection: Projection, firms: readonly number[]) {
  if (firms.length < 2) return { parties: firms.length, unexplained: firms.length };
  const party = relatedParties(projection);
  const parties = [...new Set(firms.map((firm) => party[firm]!))];
  const position = new Map(parties.map((label, i) => [label, i]));
  const sets = createUnionFind(parties.length);
  const firstOf = new Map<number, number>();
  const { roles } = projection;
  for (const firm of firms) {
    const own = position.get(party[firm]!)!;
    for (let i = roles.in.offsets[firm]!; i < roles.in.offsets[firm + 1]!; i++) {
      const edge = roles.in.edges[i]!;
      if (roles.role[edge] !== ACCOUNTANT && roles.role[edge] !== REPRESENTATIVE) continue;
      if (!isValidNow(projection, roles, edge)) continue;
      const other = firstOf.get(roles.from[edge]!);
      if (other === undefined) firstOf.set(roles.from[edge]!, own);
      else sets.union(other, own);
    }
  }
  return { parties: parties.length, unexplained: sets.labels().count };
}

import type { Projection } from '../graph/projection.ts';
import { isValidNow } from '../graph/valid-now.ts';
import { formatDate } from '../i18n/format.ts';
import { t, word } from '../i18n/t.ts';
import { NO_DAY } from '../model/time.ts';
import { type Language, ROLES } from '../model/vocabulary.ts';
import { listingsOf } from './listings-of.ts';

const EXECUTIVE = ROLES.indexOf('executive');
const OWNING = new Set(['founder', 'owner', 'beneficiary'].map((role) => ROLES.indexOf(role as 'owner')));

/** What the data says of an entity in a few words: firms of a person, life and lists of a firm, holder of an account. */
export function nodeNotes(projection: Projection, node: number, language: Language): string[] {
  const { nodes, companies, accounts, persons } = projection;
  const notes: string[] = [];
  switch (nodes.kind(node)) {
    case 'person': {
      const heads = firmsOf(projection, node, (role) => role === EXECUTIVE);
      const owns = firmsOf(projection, node, (role) => OWNING.has(role));
      if (heads > 0) notes.push(t(language, 'note.directorOf', { count: heads }));
      if (owns > 0) notes.push(t(language, 'note.ownerOf', { count: owns }));
      if (persons.soleTrader[node - nodes.range.person.start]) notes.push(word(language, 'variant', 'sole-trader'));
      break;
    }
    case 'company': {
      const i = node - nodes.range.company.start;
      const [registered, dissolved] = [companies.registeredDay[i]!, companies.dissolvedDay[i]!];
      if (registered !== NO_DAY) notes.push(t(language, 'note.registered', { day: formatDate(registered, language) }));
      if (dissolved !== NO_DAY) notes.push(t(language, 'note.dissolved', { day: formatDate(dissolved, language) }));
      break;
    }
    case 'account': {
      const i = node - nodes.range.account.start;
      const holder = accounts.holder[i]!;
      const bank = accounts.bank[i]!;
      if (holder >= 0) notes.push(t(language, 'note.heldBy', { name: nodes.name(holder) ?? nodes.id(holder) }));
      if (bank >= 0) notes.push(companies.text(bank));
      break;
    }
    default:
  }
  for (const list of listingsOf(projection, node)) {
    notes.push(t(language, 'note.onList', { list: word(language, 'list', list) }));
  }
  if (nodes.byReference[node]) notes.push(word(language, 'status', 'reference'));
  return notes;
}

/** Distinct firms in which a person has a role of the wanted kind on the as-of day. */
function firmsOf(projection: Projection, node: number, wanted: (role: number) => boolean): number {
  const { roles } = projection;
  const firms = new Set<number>();
  for (let i = roles.out.offsets[node]!; i < roles.out.offsets[node + 1]!; i++) {
    const edge = roles.out.edges[i]!;
    if (wanted(roles.role[edge]!) && isValidNow(projection, roles, edge)) firms.add(roles.to[edge]!);
  }
  return firms.size;
}

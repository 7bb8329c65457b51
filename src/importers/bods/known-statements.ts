import { isTwelveDigits } from '../../model/bin.ts';
import { byCodePoint } from '../../model/order.ts';
import { type Interest, interestsOf, isObject, listOf, type Statement, textOf } from './statement.ts';

/** What was said of a thing at one time. */
interface Version {
  id: string;
  date: string;
  order: number;
  /** Of a relation: its interests, for comparing; of a party: its name and addresses. */
  says: readonly string[];
}

export interface Later {
  date: string;
  says: ReadonlySet<string>;
}

/**
 * Learns of all statements before any is read: which are about one thing, which is the latest, and by what number the thing
 * goes. Statements before 0.4 have no record id: those that replace each other are about one thing.
 */
export function createKnownStatements() {
  const earlier = new Map<string, string>();
  const kinds = new Map<string, 'company' | 'person'>();
  const numbers = new Map<string, string>();
  const versions = new Map<string, Version[]>();
  const statements: {
    statement: Pick<Statement, 'id' | 'record'>;
    version: Version;
    number: string;
    kind: Statement['kind'];
  }[] = [];
  let settled = false;

  /** The first of the statements that replaced each other. */
  const rootOf = (id: string): string => {
    const seen = new Set<string>();
    let at = id;
    while (!seen.has(at) && earlier.has(at)) {
      seen.add(at);
      at = earlier.get(at)!;
    }
    return at;
  };
  const keyOf = ({ id, record }: Pick<Statement, 'id' | 'record'>): string => record ?? rootOf(id);

  const settle = (): void => {
    if (settled) return;
    settled = true;
    for (const { statement, version, number, kind } of statements) {
      const key = keyOf(statement);
      const known = versions.get(key);
      if (known) known.push(version);
      else versions.set(key, [version]);
      if (kind === 'relationship') continue;
      kinds.set(key, kind === 'person' ? 'person' : 'company');
      if (number !== '') numbers.set(key, numbers.has(key) && numbers.get(key) !== number ? '' : number);
    }
    for (const all of versions.values()) all.sort((a, b) => byCodePoint(a.date, b.date) || a.order - b.order);
    statements.length = 0;
  };

  return {
    learn(statement: Statement): void {
      const { id, record, replaces, kind } = statement;
      const first = [...replaces].sort(byCodePoint)[0];
      if (record === null && first !== undefined && first !== id) earlier.set(id, first);
      const version = { id, date: statement.date, order: statements.length, says: saidBy(statement) };
      statements.push({ statement: { id, record }, version, number: numberOf(statement), kind });
    },
    /** Full id of a company or person; null where nothing tells what it is. */
    reference(key: string, kind: 'company' | 'person' | null): string | null {
      settle();
      const thing = versions.has(key) ? key : rootOf(key);
      const known = kinds.get(thing) ?? kind;
      return known ? `${known}:${numbers.get(thing) || `XX:${thing}`}` : null;
    },
    referenceOf(statement: Statement): string {
      return this.reference(keyOf(statement), statement.kind === 'person' ? 'person' : 'company')!;
    },
    /** What the next statement about the same thing says; null for the latest. */
    laterThan(statement: Statement): Later | null {
      settle();
      const all = versions.get(keyOf(statement))!;
      const next = all[all.findIndex(({ id }) => id === statement.id) + 1];
      return next && next.id !== statement.id ? { date: next.date, says: new Set(next.says) } : null;
    },
  };
}

export type KnownStatements = ReturnType<typeof createKnownStatements>;

/** What makes two interests the same through time. */
export function sameInterest({ type, share, level }: Interest): string {
  return [type, share.exact, share.minimum, share.maximum, level].join('|');
}

function saidBy(statement: Statement): string[] {
  if (statement.kind === 'relationship') return interestsOf(statement).map(sameInterest);
  return [...namesOf(statement), ...addressesOf(statement)];
}

/** Names of a company or person, the first of them as it is called now. */
export function namesOf({ details }: Statement): string[] {
  const names = listOf(details.names)
    .filter(isObject)
    .map(
      (name) =>
        textOf(name.fullName) ||
        [name.givenName, name.patronymicName, name.familyName].map(textOf).filter(Boolean).join(' '),
    );
  const all = [textOf(details.name), ...names, ...listOf(details.alternateNames).map(textOf)];
  return [...new Set(all.filter((name) => name !== ''))];
}

/** Addresses, the registered one first. */
export function addressesOf({ details }: Statement): string[] {
  const all = [...listOf(details.addresses), details.placeOfResidence].filter(isObject);
  const registered = all.filter(({ type }) => type === 'registered');
  const texts = [...registered, ...all].map((address) => textOf(address.address));
  return [...new Set(texts.filter((text) => text !== ''))];
}

/**
 * The number by which other sources know the thing: a British company's, with its country before it, or a Kazakh one's. Other
 * registers' numbers are kept as attributes; the key is then the data's own.
 */
function numberOf({ kind, details }: Statement): string {
  for (const identifier of listOf(details.identifiers).filter(isObject)) {
    const scheme = textOf(identifier.scheme).toUpperCase();
    const id = textOf(identifier.id);
    if (scheme === 'GB-COH' && kind === 'entity' && id !== '') return `GB:${id}`;
    if (scheme.startsWith('KZ-') && isTwelveDigits(id)) return id;
  }
  return '';
}

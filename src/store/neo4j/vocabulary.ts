import { TamyrError } from '../../model/errors.ts';
import type { NodeKind } from '../../model/vocabulary.ts';

/** Label of the node of each kind of entity. */
export const ENTITY_LABELS = {
  account: 'Account',
  address: 'Address',
  company: 'Company',
  contact: 'Contact',
  person: 'Person',
} as const satisfies Record<NodeKind, string>;

/** Labels of facts that are nodes: those about one entity, and those of whose two ends one is not known. */
const RECORD_LABELS = [
  ...['CompanyRecord', 'PersonRecord', 'NameRecord', 'AccountRecord', 'TaxReturn', 'Listing'],
  ...['RoleRecord', 'AddressRecord', 'ContactRecord', 'CashOperation', 'InvoiceRecord'],
] as const;

/** Labels of what the store keeps beside facts. */
const KEEPING_LABELS = [
  ...['TamyrStore', 'Load', 'SourceFile', 'Reject', 'Batch'],
  ...['Run', 'RunPart', 'Journal'],
  ...['PublishedRun', 'Cluster', 'Finding', 'Score'],
] as const;

/** Every label that Tamyr writes. */
export const LABELS: readonly string[] = [...Object.values(ENTITY_LABELS), ...RECORD_LABELS, ...KEEPING_LABELS];

/** Every relationship type that Tamyr writes. */
export const RELATIONSHIP_TYPES: readonly string[] = [
  ...['FOUNDED', 'OWNS', 'MANAGES', 'REGISTERED_AT', 'HOLDS', 'REACHED_BY', 'TRANSFERRED', 'INVOICED'],
  ...['ABOUT', 'PART_OF', 'MEMBER_OF', 'SUBJECT_OF', 'SCORE_OF'],
];

/** What a namespace may be: it stands in query texts, so nothing else ever does. */
const NAMESPACE = /^[a-z][a-z0-9]{0,15}$/;
const NAME = `(?:${[...LABELS, ...RELATIONSHIP_TYPES].join('|')}|tamyr_[a-z_]+)`;
/**
 * Strings and comments, which stay as they are unless a string is just the name of an index; then a name that is neither a
 * property, a parameter nor a part of another word.
 */
const TOKENS = new RegExp(
  `(?<quote>['"])(?<index>tamyr_[a-z_]+)\\k<quote>|'(?:[^'\\\\]|\\\\.)*'|"(?:[^"\\\\]|\\\\.)*"|//[^\\n]*|/\\*[\\s\\S]*?\\*/|(?<![.\\w$\`])(?<name>${NAME})(?![\\w\`])`,
  'g',
);

/**
 * A query text with the names of labels, relationship types, constraints and indexes moved into a namespace
 * (`Company` → `kz_Company`); as it is without one. Only names of the fixed list are touched, and nothing else is put in.
 */
export function inNamespace(text: string, namespace: string | null): string {
  if (namespace === null) return text;
  requireNamespace(namespace);
  return text.replace(TOKENS, (token, ...rest) => {
    const { quote, index, name } = rest.at(-1) as { quote?: string; index?: string; name?: string };
    if (index) return `${quote}${namespace}_${index}${quote}`;
    return name ? `${namespace}_${token}` : token;
  });
}

/** A label or type as the vocabulary knows it (`kz_Company` → `Company`). */
export function withoutNamespace(name: string, namespace: string | null): string {
  return namespace !== null && name.startsWith(`${namespace}_`) ? name.slice(namespace.length + 1) : name;
}

/** Throws a `TamyrError` where a text is no namespace. */
export function requireNamespace(namespace: string): void {
  if (NAMESPACE.test(namespace)) return;
  throw new TamyrError({
    code: 'bad-namespace',
    what: `"${namespace}" is no namespace for a store in Neo4j.`,
    where: '--store',
    expected: 'up to 16 small Latin letters and digits, a letter first: ?namespace=kz',
    todo: 'Name another namespace in the address.',
  });
}

import type { JsonObject } from '../json/json-file.ts';

/** What a party of a relation is named by: a statement or record, or nothing and why. */
export type Party = { key: string; kind: 'company' | 'person' | null } | { unspecified: string };

/** One interest of a relation, as every version of the standard gives it. */
export interface Interest {
  /** Lower case without hyphens: `shareholding`, `votingrights`. */
  type: string;
  share: { exact: string; minimum: string; maximum: string };
  from: string;
  to: string;
  /** `direct`, `indirect`, `unknown` or ''. */
  level: string;
  beneficial: boolean;
  details: string;
}

/** A statement of the Beneficial Ownership Data Standard, versions 0.2 to 0.4 in one shape. */
export interface Statement {
  id: string;
  /** 0.4: the record that it is about; before: null, and `replaces` joins statements about one thing. */
  record: string | null;
  replaces: readonly string[];
  kind: 'entity' | 'person' | 'relationship';
  date: string;
  closed: boolean;
  isComponent: boolean;
  /** Where name, identifiers, subject … stand. */
  details: JsonObject;
}

const KINDS: Readonly<Record<string, Statement['kind']>> = {
  entityStatement: 'entity',
  personStatement: 'person',
  ownershipOrControlStatement: 'relationship',
  entity: 'entity',
  person: 'person',
  relationship: 'relationship',
};

/** Reads an object as a statement; null where it is none, or of a type that the standard does not have. */
export function statementOf(object: JsonObject): Statement | null {
  const id = textOf(object.statementId) || textOf(object.statementID);
  const kind = KINDS[textOf(object.recordType) || textOf(object.statementType)];
  if (id === '' || kind === undefined) return null;
  const details = isObject(object.recordDetails) ? object.recordDetails : object;
  return {
    id,
    record: textOf(object.recordId) || null,
    replaces: listOf(object.replacesStatements).map(textOf),
    kind,
    date: textOf(object.statementDate),
    closed: object.recordStatus === 'closed',
    isComponent: object.isComponent === true || details.isComponent === true,
    details,
  };
}

/** The two ends of a relation. */
export function partyOf(value: unknown): Party {
  if (typeof value === 'string' && value !== '') return { key: value, kind: null };
  if (!isObject(value)) return { unspecified: 'not given' };
  const entity = textOf(value.describedByEntityStatement);
  if (entity !== '') return { key: entity, kind: 'company' };
  const person = textOf(value.describedByPersonStatement);
  if (person !== '') return { key: person, kind: 'person' };
  const why = isObject(value.unspecified) ? value.unspecified : value;
  return { unspecified: textOf(why.reason) || 'not given' };
}

export function interestsOf({ details }: Statement): Interest[] {
  return listOf(details.interests)
    .filter(isObject)
    .map((interest) => {
      const share = isObject(interest.share) ? interest.share : {};
      return {
        type: textOf(interest.type).replaceAll('-', '').toLowerCase(),
        share: {
          exact: textOf(share.exact),
          minimum: textOf(share.minimum) || textOf(share.exclusiveMinimum),
          maximum: textOf(share.maximum) || textOf(share.exclusiveMaximum),
        },
        from: textOf(interest.startDate),
        to: textOf(interest.endDate),
        level: textOf(interest.directOrIndirect) || textOf(interest.interestLevel),
        beneficial: interest.beneficialOwnershipOrControl === true,
        details: textOf(interest.details),
      };
    });
}

/** A JSON value as text; '' for what is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { partialDate } from '../partial-date.ts';
import type { TakeFact } from '../rows/fact-taker.ts';
import { addressesOf, type KnownStatements, type Later, namesOf } from './known-statements.ts';
import { isObject, listOf, type Statement, textOf } from './statement.ts';

/** What has a column or a record of its own, or is only about the statement itself. */
const TAKEN = new Set(
  'statementID statementId statementType statementDate recordId recordType recordStatus recordDetails name names alternateNames foundingDate dissolutionDate birthDate addresses placeOfResidence jurisdiction incorporatedInJurisdiction nationalities identifiers publicationDetails source isComponent replacesStatements declarationSubject declaration annotations'.split(
    ' ',
  ),
);

/** Takes the latest statement about a company or person: its record, its other names, its addresses. */
export function takeParty(statement: Statement, known: KnownStatements, take: TakeFact): void {
  const { details, kind } = statement;
  const id = known.referenceOf(statement);
  const [name, ...otherNames] = namesOf(statement);
  const nations = listOf(details.nationalities).filter(isObject);
  const place = [details.jurisdiction, details.incorporatedInJurisdiction, ...nations].find(isObject);
  const country = countryOf(place);
  const keep = attributesOf(statement);
  if (nations.length > 1) keep.nationalities = nations.map(({ code, name }) => textOf(code) || textOf(name)).join('; ');
  if (kind === 'person') {
    take('persons', { id, name, country, birth_date: partialDate(textOf(details.birthDate)) }, keep);
  } else {
    const type = isObject(details.entityType) ? details.entityType : {};
    const legalForm = textOf(type.details) || textOf(details.entityTypeDetails);
    take(
      'companies',
      {
        id,
        name,
        country,
        legal_form: legalForm,
        registered_at: partialDate(textOf(details.foundingDate)),
        dissolved_at: partialDate(textOf(details.dissolutionDate), 'end'),
      },
      keep,
    );
  }
  for (const other of otherNames) take('names', { entity_id: id, name: other });
  for (const address of addressesOf(statement)) take('addresses', { entity_id: id, address });
}

/** Takes what a superseded statement says and the next one does not: an earlier name or address. False where there is nothing. */
export function takeEarlier(statement: Statement, later: Later, known: KnownStatements, take: TakeFact): boolean {
  const entity_id = known.referenceOf(statement);
  const interval = { from: partialDate(statement.date), to: partialDate(later.date) };
  let made = false;
  for (const name of namesOf(statement)) {
    if (later.says.has(name)) continue;
    take('names', { entity_id, name, ...interval });
    made = true;
  }
  for (const address of addressesOf(statement)) {
    if (later.says.has(address)) continue;
    take('addresses', { entity_id, address, ...interval });
    made = true;
  }
  return made;
}

function attributesOf({ details, closed, isComponent }: Statement): Record<string, string> {
  const keep: Record<string, string> = {};
  for (const [name, value] of Object.entries(details)) {
    if (TAKEN.has(name) || value === null || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    keep[name] = typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
  for (const identifier of listOf(details.identifiers).filter(isObject)) {
    const scheme = textOf(identifier.scheme) || textOf(identifier.schemeName) || 'id';
    keep[scheme] = [keep[scheme], textOf(identifier.id)].filter(Boolean).join('; ');
  }
  if (closed) keep.recordStatus = 'closed';
  if (isComponent) keep.isComponent = 'true';
  return keep;
}

/** ISO 3166 alpha-2 of `{code: "GB-SCT"}`; '' where there is none. */
function countryOf(place: unknown): string {
  return isObject(place) ? (/^[A-Z]{2}(?=$|-)/.exec(textOf(place.code).toUpperCase())?.[0] ?? '') : '';
}

import type { JsonObject } from '../json/json-file.ts';

/** Exports nest a few levels; what lies deeper is kept as text. */
const MAX_DEPTH = 32;

/** One FollowTheMoney entity: values of properties are texts, those that are entities are their ids. */
export interface FtmEntity {
  id: string;
  schema: string;
  properties: ReadonlyMap<string, readonly string[]>;
}

/**
 * The entities of one object of an export: itself, and in a nested export those that stand inside its properties. Null where
 * it is no entity. A property that leads from a thing to the links that name it (`ownershipOwner`) says nothing of its own.
 */
export function entitiesOf(object: JsonObject): FtmEntity[] | null {
  const found: FtmEntity[] = [];
  return collect(object, found, 1) ? found : null;
}

function collect(object: JsonObject, found: FtmEntity[], depth: number): boolean {
  const { id, schema, properties } = object;
  if (typeof id !== 'string' || id === '' || typeof schema !== 'string' || !isObject(properties)) return false;
  if (depth > MAX_DEPTH) return false;
  const texts = new Map<string, string[]>();
  found.push({ id, schema, properties: texts });
  for (const [name, values] of Object.entries(properties)) {
    const kept: string[] = [];
    for (const value of Array.isArray(values) ? values : [values]) {
      if (!isObject(value)) {
        if (value !== null && value !== '') kept.push(String(value));
      } else if (!collect(value, found, depth + 1)) kept.push(JSON.stringify(value));
      else if (!isLink(String(value.schema))) kept.push(String(value.id));
    }
    if (kept.length > 0) texts.set(name, kept);
  }
  return true;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const LINKS = new Set(
  'Ownership Directorship Membership Employment Representation UnknownLink Succession Family Associate Occupancy Payment Debt Identification Passport Sanction'.split(
    ' ',
  ),
);

function isLink(schema: string): boolean {
  return LINKS.has(schema);
}

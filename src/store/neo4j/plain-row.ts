import neo4j, { type Record as DriverRecord } from 'neo4j-driver';
import { dayOf } from '../../model/time.ts';

/** A row of the driver as an object of plain values: INTEGER as number, DATE as `Day`, lists and maps throughout. */
export function plainRow(record: DriverRecord): Record<string, unknown> {
  return Object.fromEntries(record.keys.map((key) => [key, plainValue(record.get(key))]));
}

/** Throws a `RangeError` where an integer does not fit into a number exactly. */
function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return exactNumber(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(plainValue);
  if (neo4j.isDate(value)) return dayOf(Number(value.year), Number(value.month), Number(value.day));
  if (neo4j.isNode(value) || neo4j.isRelationship(value)) return plainValue(value.properties);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainValue(inner)]));
}

function exactNumber(value: bigint): number {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new RangeError(`the integer ${value} of Neo4j does not fit into a number exactly`);
}

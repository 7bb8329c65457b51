import neo4j, { type Record as DriverRecord } from 'neo4j-driver';
import { dayOf } from '../../model/time.ts';

/** A row of the driver as an object of plain values: INTEGER as number, DATE as `Day`, lists and maps throughout. */
export function plainRow(record: DriverRecord): Record<string, unknown> {
  return Object.fromEntries(record.keys.map((key) => [key, plainValue(record.get(key))]));
}

/** Throws a `RangeError` where an integer does not fit into a number exactly. */
function plainValue(value: unknown): unknown {
  if (typeof value === 'number') return exact(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return plainList(value);
  if (neo4j.isDate(value)) return dayOf(Number(value.year), Number(value.month), Number(value.day));
  if (neo4j.isNode(value) || neo4j.isRelationship(value)) return plainValue(value.properties);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainValue(inner)]));
}

/** Changes the list itself: most are long columns of numbers that are plain already. */
function plainList(list: unknown[]): unknown[] {
  for (let i = 0; i < list.length; i++) {
    const value = list[i];
    if (typeof value === 'number') exact(value);
    else if (typeof value === 'object' && value !== null) list[i] = plainValue(value);
  }
  return list;
}

/** The driver gives integers beyond ±(2^53 − 1) as infinite; Tamyr writes no infinite number. */
function exact(value: number): number {
  if (value !== Number.POSITIVE_INFINITY && value !== Number.NEGATIVE_INFINITY) return value;
  throw new RangeError('an integer of Neo4j does not fit into a number exactly: it is beyond 9007199254740991');
}

import { expect, test } from 'vitest';
import type { FactTable } from '../../src/model/facts.ts';
import { type LooseFact, putFacts } from '../../src/store/duckdb/fact-rows.ts';
import { openPrivateDatabase } from '../../src/store/duckdb/private-database.ts';
import { query } from '../../src/store/duckdb/query.ts';
import { isInLane, PARTS, roundsOfLanes } from '../../src/store/neo4j/lanes.ts';

/** Facts that name two entities, one twice, one only, or none, and what they touch in the graph. */
const FACTS: [FactTable, LooseFact[], (fact: LooseFact) => unknown[]][] = [
  [
    'transactions',
    made((i) => ({ id: `t${i}`, from_account: i % 7 ? `account:${i % 31}` : null, to_account: `account:${i % 37}` })),
    ({ from_account, to_account }) => [from_account ?? to_account, to_account],
  ],
  [
    'roles',
    made((i) => ({ company_id: `company:${i % 41}`, holder_id: i % 5 ? `person:${i % 29}` : `company:${i % 41}` })),
    ({ company_id, holder_id }) => [company_id, holder_id],
  ],
  [
    'addresses',
    made((i) => ({
      entity_id: `company:${i}`,
      unit: i % 3 ? null : `address:u${i % 11}`,
      building: `address:${i % 13}`,
    })),
    ({ entity_id, unit, building }) => [entity_id, unit ?? building],
  ],
  [
    'names',
    made((i) => ({ entity_id: i % 3 ? `person:${i}` : null })),
    ({ entity_id }) => (entity_id ? [entity_id] : []),
  ],
  ['companies', made((i) => ({ id: `company:${i}` })), ({ id }) => [id, id]],
];

function made(make: (i: number) => LooseFact): LooseFact[] {
  return Array.from({ length: 500 }, (_, i) => ({ ...make(i), _row: i }));
}

test('lanes of a round have no part in common, and all pairs come', () => {
  const pairs = new Set<string>();
  for (const lanes of roundsOfLanes()) {
    expect(new Set(lanes.flatMap(({ parts }) => parts)).size).toBe(PARTS);
    for (const { parts } of lanes) pairs.add([...parts].sort().join('-'));
  }
  expect(pairs.size).toBe((PARTS * (PARTS - 1)) / 2);
  expect(roundsOfLanes().flat()).toHaveLength(pairs.size);
});

test.each(FACTS)(
  'each of the %s is in one lane, and lanes of a round touch no entity in common',
  async (table, facts, touched) => {
    const database = await openPrivateDatabase();
    const work = await database.instance.connect();
    try {
      await putFacts(work, table, facts);
      const seen = new Set<number>();
      for (const lanes of roundsOfLanes()) {
        const laneOf = new Map<unknown, number>();
        for (const [lane, of] of lanes.entries()) {
          const rows = await query<{ row: number }>(
            work,
            `SELECT _row AS row FROM ${table} WHERE ${isInLane(table, of)}`,
          );
          for (const { row } of rows) {
            expect(seen.has(row)).toBe(false);
            seen.add(row);
            for (const entity of touched(facts[row]!)) {
              expect(laneOf.get(entity) ?? lane, String(entity)).toBe(lane);
              laneOf.set(entity, lane);
            }
          }
        }
      }
      expect(seen.size).toBe(facts.length);
    } finally {
      work.closeSync();
      await database.close();
    }
  },
);

import neo4j, { type Driver, type Plan } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { prepareDatabase } from '../../src/store/neo4j/migrate.ts';
import { listQueryFiles, readQueryFile, statementsOf } from '../../src/store/neo4j/query-files.ts';
import { isPassing } from '../../src/store/neo4j/store-errors.ts';
import { inNamespace } from '../../src/store/neo4j/vocabulary.ts';
import { connectTo, emptyNamespace, namespaceFor } from './namespaces.ts';

/** Statements over all nodes of a kind of which there are few, and those that put right what a dead writer left. */
const MAY_SCAN = [
  ...['find-others', 'find-remains', 'finish-load', 'published-loads', 'read-files', 'read-journal', 'read-runs'],
  ...[
    'find-touched-records',
    'find-touched-relationships',
    'remove-changed-marks',
    'remove-entities',
    'remove-keeping',
    'remove-load',
  ],
];
/** Statements that ask for ranges of rows, numbers of loads or days; all others look single keys up. */
const MAY_SEEK_RANGES = /^(read|remove|find-.*-from$|latest-day$)/;

describe('statements of the store, planned while it is empty', () => {
  const namespace = namespaceFor('plans');
  let driver: Driver;

  beforeAll(async () => {
    const { uri, username, password } = inject('neo4j');
    const connection = connectTo(namespace);
    await prepareDatabase(connection, false);
    await connection.close();
    await emptyNamespace(namespace);
    driver = neo4j.driver(uri, neo4j.auth.basic(username, password));
  });

  afterAll(() => driver.close());

  /** The plan, once no other test file is changing the layout of its namespace. */
  async function planOf(statement: string): Promise<Plan> {
    for (;;) {
      try {
        return (await driver.executeQuery(`EXPLAIN ${statement}`)).summary.plan as Plan;
      } catch (error) {
        if (!isPassing(error)) throw error;
      }
    }
  }

  /** A plan is kept while a load fills the store: one that suits nothing but an empty store would take hours. */
  test.each(listQueryFiles('store'))('%s finds its rows by an index', async (name) => {
    for (const statement of statementsOf(readQueryFile('store', name))) {
      if (/^(SHOW|TERMINATE)/.test(statement)) continue;
      const operators = operatorsOf(await planOf(inNamespace(statement, namespace)));
      if (!MAY_SCAN.includes(name)) expect(operators.filter((operator) => operator.includes('Scan'))).toEqual([]);
      if (!MAY_SEEK_RANGES.test(name)) expect(operators.filter((operator) => operator.includes('ByRange'))).toEqual([]);
    }
  });
});

/**
 * While a load fills the store, the server's idea of an index is older than its idea of the graph: a hint without SEEK has let it go
 * through all of an index for each of thousands of keys.
 */
test.each(['store', 'queries', 'library'] as const)('each hint of an index in cypher/%s asks for a seek', (folder) => {
  for (const name of listQueryFiles(folder)) {
    for (const [, hint] of readQueryFile(folder, name).text.matchAll(/USING INDEX (.*)/g))
      expect(hint, name).toMatch(/^SEEK /);
  }
});

function operatorsOf({ operatorType, children = [] }: Plan): string[] {
  return [operatorType, ...children.flatMap(operatorsOf)];
}

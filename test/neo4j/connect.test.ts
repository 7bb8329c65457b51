import neo4j from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { parseNeo4jAddress } from '../../src/store/neo4j/address.ts';
import { connectNeo4j, type Neo4jConnection } from '../../src/store/neo4j/connect.ts';
import { prepareDatabase } from '../../src/store/neo4j/migrate.ts';
import { progressOfTransaction } from '../../src/store/neo4j/progress-of-transaction.ts';
import { listQueryFiles } from '../../src/store/neo4j/query-files.ts';
import { addressOf, bareNamespace, connectTo, dropNamespace, emptyNamespace, namespaceFor } from './namespaces.ts';

const namespace = namespaceFor('connect');
const failureOf = (promise: Promise<unknown>) => promise.then(() => null).catch((error: unknown) => error);

describe('a connection to Neo4j', () => {
  let connection: Neo4jConnection;

  beforeAll(async () => {
    connection = connectTo(namespace);
    await prepareDatabase(connection, false);
    await emptyNamespace(namespace);
  });

  afterAll(async () => {
    expect(connection.openSessions()).toBe(0);
    await connection.close();
  });

  test('answers rows of plain values; 64-bit integers that no number holds exactly are an error', async () => {
    const [row] = await connection.read(
      `RETURN 9007199254740991 AS big, 1.5 AS half, date('2024-02-29') AS day, [1, null, {a: 2}] AS list, null AS none`,
    );
    expect(row).toEqual({ big: 2 ** 53 - 1, half: 1.5, day: 19_782, list: [1, null, { a: 2 }], none: null });
    await expect(connection.read('RETURN 9007199254740993 AS x')).rejects.toThrow('9007199254740991');
  });

  test('values go in as parameters, as they are', async () => {
    const name = '`}) DETACH DELETE n //';
    const [row] = await connection.read('RETURN $name AS name, $n AS n, $x AS x', { name, n: 2n ** 53n - 1n, x: 1 });
    expect(row).toEqual({ name, n: 2 ** 53 - 1, x: 1 });
  });

  test('several statements share a transaction, which a failure undoes', async () => {
    const key = connection.address.namespace;
    const work = connection.transact('write', async (run) => {
      await run(`CREATE (:${key}_Batch {key: 'half'})`);
      await run('this is no Cypher');
    });
    expect(await failureOf(work)).toMatchObject({ code: 'store-failed', exitCode: 3 });
    expect(await connection.read(`MATCH (b:${key}_Batch) RETURN b`)).toEqual([]);
  });

  test('the layout is there, and taking its steps again changes nothing', async () => {
    const names = () =>
      connection.read<{ name: string }>(
        'SHOW INDEXES YIELD name, state WHERE name STARTS WITH $prefix RETURN name, state',
        {
          prefix: `${namespace}_`,
        },
      );
    const before = await names();
    expect(before.length).toBeGreaterThan(30);
    expect(before).toEqual(before.map(({ name }) => ({ name, state: 'ONLINE' })));
    await prepareDatabase(connection, false);
    expect(await names()).toEqual(before);
  });

  test('a transaction of which nothing is heard is lost, unless there are indexes being filled that it may wait for', async () => {
    const { uri, username, password } = inject('neo4j');
    const full = bareNamespace('full');
    const driver = neo4j.driver(uri, neo4j.auth.basic(username, password), { disableLosslessIntegers: true });
    await driver.executeQuery(`UNWIND range(1, 100000) AS i CREATE (:${full}_Company {id: i, name: toString(i)})`);
    const session = driver.session();
    const transaction = session.beginTransaction({ metadata: { tamyr: full } });
    await transaction.run('RETURN 1');
    const progress = (before: string | null) => progressOfTransaction(driver, null, full, before);
    const waits = await progress(null);
    for (const [i, on] of ['n.id', 'n.name', 'n.id, n.name', 'n.name, n.id'].entries()) {
      await driver.executeQuery(`CREATE INDEX ${full}_tamyr_${i} FOR (n:${full}_Company) ON (${on})`);
    }
    const filling = await progress(waits);
    await driver.executeQuery('CALL db.awaitIndexes(300)');
    const [doubt, lost] = [await progress(filling), await progress(waits)];
    await session.close();
    await driver.close();
    await dropNamespace(full);
    expect([waits, filling]).toEqual(['waits for its client', 'waits for indexes that are filled']);
    expect([doubt, lost]).toEqual(['waits for its client', null]);
  });

  test('a store of a newer layout is refused, naming both versions', async () => {
    const set = (version: bigint) => connection.write(connection.text('store', 'set-version'), { version });
    const newest = listQueryFiles('schema').length;
    await set(42n);
    const error = await failureOf(prepareDatabase(connection, false));
    await set(BigInt(newest));
    expect(error).toMatchObject({ code: 'store-newer', exitCode: 3 });
    expect(String(error)).toContain('version 42');
    expect(String(error)).toContain(`up to ${newest}`);
  });

  test('a foreign graph is refused without a namespace, unless told otherwise', async () => {
    await connection.write(`MERGE (:${namespace}_Batch {key: 'somebody'})`);
    const plain = connectNeo4j({ ...connection.address, namespace: null });
    const [{ stores }] = (await plain.read('MATCH (s:TamyrStore) RETURN count(s) AS stores')) as [{ stores: number }];
    expect(stores, 'these tests need a server whose database has no store of plain names').toBe(0);
    expect(await failureOf(prepareDatabase(plain, false))).toMatchObject({ code: 'store-foreign', exitCode: 3 });
    await plain.close();
  });

  test('a foreign graph under the names of the namespace is refused, unless told otherwise', async () => {
    const taken = bareNamespace('taken');
    await connection.write(`MERGE (:${taken}_Company {id: 'company:theirs'})`);
    const other = connectTo(taken);
    const error = await failureOf(prepareDatabase(other, false));
    await other.close();
    expect(error).toMatchObject({ code: 'store-foreign' });
    expect(String(error)).toContain(`${taken}_Company`);
    const forced = connectNeo4j({ ...parseNeo4jAddress(addressOf(taken)), force: true });
    await prepareDatabase(forced, false);
    expect(await forced.read(`MATCH (c:${taken}_Company) RETURN c.id AS id`)).toEqual([{ id: 'company:theirs' }]);
    await forced.close();
    await dropNamespace(taken);
  });

  test('reading a store that is not there', async () => {
    const none = connectTo(bareNamespace('none'));
    expect(await failureOf(prepareDatabase(none, true))).toMatchObject({ code: 'store-missing', exitCode: 3 });
    await none.close();
  });

  test.each([
    ['nobody listens', 'bolt://127.0.0.1:1', {}, 'store-unreachable'],
    ['no host of that name', 'neo4j://no-such-host.invalid', {}, 'store-unreachable'],
    ['a wrong password', null, { NEO4J_PASSWORD: 'wrong' }, 'store-unauthorized'],
    ['no such database', '?database=nosuch', {}, 'store-no-database'],
  ])('%s: a typed error within 5 s, the password not in it', async (_, target, env, code) => {
    const { uri, username, password } = inject('neo4j');
    Object.assign(process.env, { NEO4J_USERNAME: username, NEO4J_PASSWORD: password, ...env });
    const address = target?.startsWith('?') ? `${uri}${target}` : (target ?? uri);
    const broken = connectNeo4j(parseNeo4jAddress(address));
    Object.assign(process.env, { NEO4J_PASSWORD: password });
    const begun = Date.now();
    const error = await failureOf(broken.read('RETURN 1'));
    expect(Date.now() - begun).toBeLessThan(5_000);
    expect(error).toMatchObject({ code, exitCode: 3, where: address });
    expect(String(error)).not.toContain(password);
    expect(broken.openSessions()).toBe(0);
    await broken.close();
  });
});

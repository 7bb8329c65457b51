import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LoadResult } from '../../src/store/graph-store.ts';
import type { Neo4jConnection } from '../../src/store/neo4j/connect.ts';
import { openNeo4jLoadSession } from '../../src/store/neo4j/load-session.ts';
import { prepareDatabase } from '../../src/store/neo4j/migrate.ts';
import { inNamespace } from '../../src/store/neo4j/vocabulary.ts';
import { appendFile, payment, type TestFile } from '../store/records.ts';
import { graphOf } from './graph-of.ts';
import { connectTo, emptyNamespace, namespaceFor } from './namespaces.ts';

/** More than one batch. */
const MANY = 4_500;
const firm = (status: string) => ({
  line: 2,
  id: 'company:1',
  name: 'Alpha',
  status,
  unit: 'address:x #1',
  building: 'address:x',
});
const BEFORE: TestFile = {
  companies: [firm('active')],
  roles: [{ line: 3, company_id: 'company:1', holder_id: 'person:1', role: 'founder', share: 40 }],
  transactions: [payment(4, 't-0')],
};
const LOAD: TestFile = {
  companies: [firm('closed')],
  roles: [{ line: 3, company_id: 'company:1', holder_id: 'person:1', role: 'founder', share: 40 }],
  transactions: Array.from({ length: MANY }, (_, i) =>
    payment(i + 4, `t-${i}`, { at: i, to_account: `account:${i % 97}` }),
  ),
};
const OTHER: TestFile = { transactions: [payment(2, 'other', { to_account: 'account:other' })] };

describe('a writer that dies', () => {
  const names = ['recovery', 'recovery-clean'].map(namespaceFor);
  let connection: Neo4jConnection;
  let clean: Neo4jConnection;

  beforeAll(async () => {
    for (const name of names) await emptyNamespace(name);
    [connection, clean] = names.map((name) => connectTo(name)) as [Neo4jConnection, Neo4jConnection];
    for (const one of [connection, clean]) await prepareDatabase(one, false);
  });

  afterAll(async () => {
    for (const one of [connection, clean]) await one.close();
  });

  async function load(into: Neo4jConnection, name: string, content: TestFile): Promise<LoadResult> {
    const session = await openNeo4jLoadSession(into, { source: 'bank', snapshot: null });
    try {
      const counts = await appendFile(session, name, content);
      return await session.publish(counts ? [counts] : []);
    } catch (error) {
      await session.abort();
      throw error;
    }
  }

  /** The same connection, whose writes go through only `writes` times: then its process is as good as dead. */
  function dying(writes: number): Neo4jConnection {
    let left = writes;
    const alive = () => {
      if (left-- <= 0) throw new Error('killed');
    };
    return {
      ...connection,
      async write(text, parameters, options) {
        alive();
        return connection.write(text, parameters, options);
      },
      async transact(mode, work, options) {
        if (mode === 'write') alive();
        return connection.transact(mode, work, options);
      },
    };
  }

  const published = async () =>
    (await connection.read<{ seq: number }>(inNamespace('MATCH (s:TamyrStore) RETURN s.seq AS seq', names[0]!)))[0]!
      .seq;

  test('at any write: nothing counts, and loading again makes what a clean load makes, taking up where it stopped', async () => {
    await load(clean, 'before.csv', BEFORE);
    await load(clean, 'load.csv', LOAD);
    const whole = await graphOf(clean);
    await load(connection, 'before.csv', BEFORE);
    let deaths = 0;
    for (let writes = 1; ; writes += 2) {
      const seq = await published();
      const outcome = await load(dying(writes), 'load.csv', LOAD).then(
        () => 'published',
        (error: Error) => error.message,
      );
      if (outcome === 'published') break;
      expect(outcome).toContain('killed');
      deaths++;
      if ((await published()) > seq) break;
    }
    expect(deaths).toBeGreaterThan(4);
    // What died right after publishing only lacks what entities show; the next writer does that first.
    await load(connection, 'load.csv', LOAD);
    await load(connection, 'other.csv', OTHER);
    await load(clean, 'other.csv', OTHER);
    expect(await graphOf(connection)).toEqual(await graphOf(clean));
    expect(whole.length).toBeGreaterThan(MANY);
  });

  test('and another load comes next: nothing of the dead one stays', async () => {
    const before = await graphOf(clean);
    await expect(
      load(dying(6), 'late.csv', { transactions: LOAD.transactions!.map((r) => ({ ...r, id: `x-${r.id}` })) }),
    ).rejects.toThrow('killed');
    expect((await graphOf(connection)).length).toBeGreaterThan(before.length + 2_000);
    const next: TestFile = { companies: [firm('revived')] };
    await load(connection, 'next.csv', next);
    await load(clean, 'next.csv', next);
    expect(await graphOf(connection)).toEqual(await graphOf(clean));
  });
});

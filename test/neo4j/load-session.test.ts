import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOf } from '../../src/model/time.ts';
import type { LoadOptions, LoadResult } from '../../src/store/graph-store.ts';
import type { Neo4jConnection } from '../../src/store/neo4j/connect.ts';
import { openNeo4jLoadSession } from '../../src/store/neo4j/load-session.ts';
import { prepareDatabase } from '../../src/store/neo4j/migrate.ts';
import { inNamespace } from '../../src/store/neo4j/vocabulary.ts';
import { appendFile, payment, rejectsOf, type TestFile } from '../store/records.ts';
import { connectTo, emptyNamespace, namespaceFor } from './namespaces.ts';

describe('a load into Neo4j', () => {
  const namespace = namespaceFor('load-session');
  let connection: Neo4jConnection;

  beforeAll(async () => {
    await emptyNamespace(namespace);
    connection = connectTo(namespace);
    await prepareDatabase(connection, false);
  });

  afterAll(async () => {
    expect(connection.openSessions()).toBe(0);
    await connection.close();
  });

  const read = <Row>(text: string) => connection.read<Row>(inNamespace(text, namespace));

  async function loadFiles(files: Record<string, TestFile>, options: Partial<LoadOptions> = {}): Promise<LoadResult> {
    const session = await openNeo4jLoadSession(connection, { source: 'bank', snapshot: null, ...options });
    const counts = [];
    for (const [name, content] of Object.entries(files)) {
      const counted = await appendFile(session, name, content);
      if (counted) counts.push(counted);
    }
    return session.publish(counts);
  }

  test('writes facts as relationships where both ends are known, else as nodes', async () => {
    const first = await loadFiles({
      'a.csv': {
        companies: [
          { line: 2, id: 'company:1', name: 'Alpha', registered_at: dayOf(2020, 1, 31), capital: 2 ** 53 - 1 },
        ],
        roles: [
          { line: 3, company_id: 'company:1', holder_id: 'person:1', role: 'founder', share: 50 },
          { line: 4, company_id: 'company:1', holder_id: 'person:2', role: 'accountant' },
        ],
        transactions: [payment(5, 't-1'), payment(6, 't-2', { to_account: null })],
        invoices: [{ line: 7, id: 'i-1', at: 1, amount: 5 }],
      },
    });
    expect(first).toMatchObject({ published: true, byReference: { company: 0, person: 2, account: 2 } });
    expect(
      await read(
        'MATCH (r:CompanyRecord)-[:ABOUT]->(c:Company) RETURN c.id AS id, r.registered_at AS day, r.capital AS capital',
      ),
    ).toEqual([{ id: 'company:1', day: dayOf(2020, 1, 31), capital: 2 ** 53 - 1 }]);
    expect(
      await read(
        'MATCH (a)-[r:FOUNDED|MANAGES]->(b) RETURN a.id AS a, b.id AS b, r.role AS role, r.share AS share ORDER BY a',
      ),
    ).toEqual([
      { a: 'person:1', b: 'company:1', role: 'founder', share: 50 },
      { a: 'person:2', b: 'company:1', role: 'accountant', share: null },
    ]);
    expect(
      await read(
        'MATCH (a)-[r:TRANSFERRED]->(b) RETURN a.id AS a, b.id AS b, r.src AS src, r.amount AS amount, r.line AS line',
      ),
    ).toEqual([{ a: 'account:A', b: 'account:B', src: 'account:A', amount: 100, line: 5 }]);
    expect(await read('MATCH (r:CashOperation)-[:ABOUT]->(a) RETURN a.id AS a, r.id AS id')).toEqual([
      { a: 'account:A', id: 't-2' },
    ]);
    expect(await read('MATCH (r:InvoiceRecord) RETURN r.id AS id')).toEqual([{ id: 'i-1' }]);
    expect(await read('MATCH (s:TamyrStore) RETURN s.seq AS seq, s.writer AS writer')).toEqual([
      { seq: 1, writer: null },
    ]);
  });

  test('knows what is there: duplicates, conflicts, files, entities', async () => {
    const again = await loadFiles({
      'b.csv': {
        transactions: [
          payment(5, 't-1'),
          payment(6, 't-1', { amount: 7 }),
          payment(6, 't-2', { to_account: null }),
          payment(9, 't-3'),
        ],
        roles: [{ line: 10, company_id: 'company:1', holder_id: 'person:1', role: 'founder', share: 50 }],
      },
    });
    expect(again.tables.transactions).toEqual({ accepted: 1, duplicate: 1, rejected: 2 });
    expect(again.tables.roles).toEqual({ accepted: 0, duplicate: 1, rejected: 0 });
    expect((await rejectsOf(again)).map(({ line, code, expected }) => [line, code, expected])).toEqual([
      [5, 'duplicate', 'a.csv:5'],
      [6, 'conflict', 'the content of a.csv:5'],
      [10, 'duplicate', 'a.csv:3'],
    ]);
    expect(
      await read(
        'MATCH ()-[r:FOUNDED]->() RETURN r.extract AS extract, r.changed AS changed, r.beforeExtract AS before',
      ),
    ).toEqual([{ extract: 2, changed: 2, before: 1 }]);
  });

  test('entities show what the latest extract says, and relationships follow from it', async () => {
    const firm = {
      line: 2,
      id: 'company:7',
      name: 'ТОО «Альфа»',
      unit: 'address:x #1',
      building: 'address:x',
      address: 'X, 1',
    };
    await loadFiles({
      'c.csv': {
        companies: [{ ...firm, status: 'active', phone: '+7 7', phone_contact: 'contact:phone:77' }],
        accounts: [{ line: 3, id: 'account:7', holder_id: 'company:7', kind: 'bank', opened_at: 5 }],
        names: [{ line: 4, entity_id: 'company:7', name: 'Бета' }],
        roles: [{ line: 5, company_id: 'company:7', holder_id: 'person:7', role: 'founder', share: 60 }],
      },
    });
    const shown = () =>
      read(
        `MATCH (c:Company {id: 'company:7'}) RETURN c.name AS name, c.folded AS folded, c.status AS status, c.referenceOnly AS only`,
      );
    expect(await shown()).toEqual([{ name: 'ТОО «Альфа»', folded: 'alfa | beta', status: 'active', only: null }]);
    const derived = () =>
      read(
        `MATCH (a)-[r:HOLDS|OWNS|REACHED_BY|REGISTERED_AT]->(b) WHERE r.derived AND 'company:7' IN [a.id, b.id] RETURN type(r) AS type, a.id AS a, b.id AS b ORDER BY type, b`,
      );
    const types = (rows: unknown[]) =>
      (rows as { type: string; a: string; b: string }[]).map((r) => [r.type.split('_').slice(1).join('_'), r.a, r.b]);
    expect(types(await derived())).toEqual([
      ['HOLDS', 'company:7', 'account:7'],
      ['OWNS', 'person:7', 'company:7'],
      ['REACHED_BY', 'company:7', 'contact:phone:77'],
      ['REGISTERED_AT', 'company:7', 'address:x #1'],
    ]);
    expect(await read(`MATCH (u:Address)-[:PART_OF]->(b:Address) RETURN u.id AS u, u.name AS name, b.id AS b`)).toEqual(
      [{ u: 'address:x #1', name: 'X, 1', b: 'address:x' }],
    );
    expect(await read(`MATCH (c:Contact) RETURN c.kind AS kind, c.name AS name`)).toEqual([
      { kind: 'phone', name: '+7 7' },
    ]);
    await loadFiles({ 'd.csv': { companies: [{ ...firm, status: 'closed', unit: 'address:x #2' }] } });
    expect(await shown()).toEqual([{ name: 'ТОО «Альфа»', folded: 'alfa | beta', status: 'closed', only: null }]);
    expect(types(await derived())).toEqual([
      ['HOLDS', 'company:7', 'account:7'],
      ['OWNS', 'person:7', 'company:7'],
      ['REGISTERED_AT', 'company:7', 'address:x #2'],
    ]);
    expect(await read('MATCH (n:Batch) RETURN count(n) AS n')).toEqual([{ n: 0 }]);
  });
});

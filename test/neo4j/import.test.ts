import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOf } from '../../src/model/time.ts';
import { openDuckDbStore } from '../../src/store/duckdb/duckdb-store.ts';
import { parseNeo4jAddress } from '../../src/store/neo4j/address.ts';
import { connectNeo4j, type Neo4jConnection } from '../../src/store/neo4j/connect.ts';
import { type ImportFiles, writeImportFiles } from '../../src/store/neo4j/import-files.ts';
import { openNeo4jLoadSession } from '../../src/store/neo4j/load-session.ts';
import { prepareDatabase } from '../../src/store/neo4j/migrate.ts';
import { appendFile, loadFiles, payment, type TestFile } from '../store/records.ts';
import { graphOf } from './graph-of.ts';
import { connectTo, emptyNamespace, namespaceFor } from './namespaces.ts';
import { SHORT_LIVED } from './server.ts';

interface Script {
  startNeo4j(options: object): Promise<{ uri: string; username: string; password: string }>;
  stopNeo4j(options: object): Promise<boolean>;
  importNeo4j(options: object): Promise<void>;
}
const script = (await import(new URL('../../scripts/neo4j-by-maven.js', import.meta.url).href)) as Script;

const TEXTS = [
  '"',
  '\\',
  "';",
  '😀 Қазақстан',
  '=1+1',
  'a,b',
  'two\nlines',
  '\tx ',
  ' ',
  '\u0001',
  '0012',
  'true',
  'x'.repeat(5000),
];
const FIRST: Record<string, TestFile> = {
  'dir/a.csv': {
    companies: TEXTS.map((text, i) => ({
      ...{
        line: i + 2,
        id: `company:${i}`,
        name: text,
        attrs: JSON.stringify({ text }),
        capital: i === 0 ? 2 ** 53 - 1 : i,
      },
      ...{
        registered_at: dayOf(1800, 1, 1) + i,
        unit: `address:x #${i % 3}`,
        building: 'address:x',
        address: `X, ${i % 3}`,
      },
      ...{ phone: '+7 7', phone_contact: 'contact:phone:77' },
    })),
    persons: [{ line: 30, id: 'person:1', name: 'Әсел', birth_date: -1, sole_trader: 1 }],
    roles: [
      { line: 31, company_id: 'company:1', holder_id: 'person:1', role: 'founder', share: 33.3, from: 7 },
      { line: 32, company_id: 'company:1', holder_id: 'person:2', role: 'executive' },
      { line: 33, company_id: 'company:2', holder_id: 'company:1', role: 'owner', share: 100 },
    ],
    names: [{ line: 34, entity_id: 'company:1', name: 'Earlier', to: 9 }],
    addresses: [
      { line: 35, entity_id: 'person:1', address: 'Y', unit: 'address:y', building: 'address:y' },
      { line: 36, entity_id: 'person:1', address: '?' },
    ],
    contacts: [{ line: 37, entity_id: 'person:1', kind: 'email', value: 'A@b', contact: 'contact:email:a@b' }],
    accounts: [{ line: 38, id: 'account:A', holder_id: 'company:1', kind: 'bank', opening_balance: 5 }],
    transactions: [
      payment(39, 't-1', { purpose: 'a "b", c' }),
      payment(40, 't-2', { to_account: null, payer_id: 'person:1' }),
    ],
    invoices: [
      {
        line: 41,
        id: 'i-1',
        at: -5_364_662_400_000,
        precision: 1,
        seller_id: 'company:1',
        buyer_id: 'company:2',
        amount: 1,
      },
      { line: 42, id: 'i-2', at: 4, amount: 5 },
    ],
    tax_returns: [{ line: 43, company_id: 'company:1', period: '2025', from: 1, to: 2, turnover: 12, employees: 1.5 }],
    lists: [{ line: 44, entity_id: 'company:3', list: 'BANKRUPT', from: 3 }],
  },
};
const SECOND: Record<string, TestFile> = {
  'b.csv': {
    transactions: [payment(2, 't-1', { purpose: 'a "b", c' }), payment(39, 't-1', { amount: 9 })],
    persons: [{ line: 3, id: 'person:2' }],
  },
};

describe('files for the offline import', () => {
  const namespace = namespaceFor('import');
  const home = mkdtempSync(join(tmpdir(), 'tamyr-import-'));
  const folder = join(home, 'files');
  let written: ImportFiles;
  let imported: Neo4jConnection;
  let loaded: Neo4jConnection;

  beforeAll(async () => {
    const file = join(home, 'store.duckdb');
    const store = await openDuckDbStore(file);
    for (const files of [FIRST, SECOND]) await loadFiles(store, files);
    await store.appendJournal('decisions', { reason: 'a "b"\n,' });
    await store.close();
    written = await writeImportFiles(file, folder);
    await script.importNeo4j({ home: join(home, 'neo4j'), folder, options: written.options });
    loaded = connectTo(namespace);
    const { uri, username, password } = await script.startNeo4j({ home: join(home, 'neo4j'), java: SHORT_LIVED });
    await emptyNamespace(namespace);
    await prepareDatabase(loaded, false);
    for (const files of [FIRST, SECOND]) {
      const session = await openNeo4jLoadSession(loaded, { source: 'bank', snapshot: null });
      const counts = [];
      for (const [name, content] of Object.entries(files)) counts.push((await appendFile(session, name, content))!);
      await session.publish(counts);
    }
    await loaded.read('RETURN 1');
    Object.assign(process.env, { NEO4J_USERNAME: username, NEO4J_PASSWORD: password });
    imported = connectNeo4j(parseNeo4jAddress(uri));
    // A server that has just started may take longer to answer than a person would wait.
    for (let left = 10; left > 0; left--) {
      if (
        await prepareDatabase(imported, false).then(
          () => true,
          () => left === 1,
        )
      )
        break;
    }
  });

  afterAll(async () => {
    await imported?.close();
    await loaded?.close();
    await script.stopNeo4j({ home: join(home, 'neo4j') });
    rmSync(home, { recursive: true, force: true });
  });

  test('make the graph that loads over the network make, property for property', async () => {
    const [one, other] = [await graphOf(imported), await graphOf(loaded)];
    expect(one).toEqual(other);
    expect(one.length).toBeGreaterThan(80);
  });

  test('come with the exact command, and what people wrote', async () => {
    const shell = readFileSync(join(folder, 'import.sh'), 'utf8');
    for (const option of written.options) expect(shell).toContain(`'${option}'`);
    expect(statSync(join(folder, 'import.sh')).mode & 0o111).not.toBe(0);
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain(
      `${written.nodes} nodes and ${written.relationships} relationships`,
    );
    expect(await imported.read('MATCH (j:Journal) RETURN j.document AS document')).toEqual([
      { document: '{"reason":"a \\"b\\"\\n,"}' },
    ]);
  });

  test('the imported store takes further loads', async () => {
    const session = await openNeo4jLoadSession(imported, { source: 'bank', snapshot: null });
    const counts = await appendFile(session, 'c.csv', {
      transactions: [payment(2, 't-1', { amount: 9 }), payment(3, 't-9')],
    });
    expect((await session.publish([counts!])).tables.transactions).toEqual({ accepted: 1, duplicate: 0, rejected: 1 });
  });
});

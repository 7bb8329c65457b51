import { describe, expect, test } from 'vitest';
import { listQueryFiles, parseQueryFile, readQueryFile, statementsOf } from '../../src/store/neo4j/query-files.ts';
import {
  ENTITY_LABELS,
  inNamespace,
  LABELS,
  RELATIONSHIP_TYPES,
  requireNamespace,
  withoutNamespace,
} from '../../src/store/neo4j/vocabulary.ts';

describe('a namespace', () => {
  test('goes before labels, types and index names, and nothing else', () => {
    const text = `// Company
MATCH (c:Company {id: $Company})<-[r:FOUNDED|OWNS]-(p:Person) WHERE c.Account = 'Company' AND r.OWNS <> "it's OWNS"
USING INDEX c:Company(id) CALL db.index.fulltext.queryNodes('tamyr_names', $q) RETURN Companys, c:CompanyRecord`;
    expect(inNamespace(text, 'kz')).toBe(`// Company
MATCH (c:kz_Company {id: $Company})<-[r:kz_FOUNDED|kz_OWNS]-(p:kz_Person) WHERE c.Account = 'Company' AND r.OWNS <> "it's OWNS"
USING INDEX c:kz_Company(id) CALL db.index.fulltext.queryNodes('kz_tamyr_names', $q) RETURN Companys, c:kz_CompanyRecord`);
  });

  test('none leaves the text as it is', () => {
    expect(inNamespace('MATCH (c:Company)', null)).toBe('MATCH (c:Company)');
    expect(withoutNamespace('Company', null)).toBe('Company');
    expect(withoutNamespace('kz_Company', 'kz')).toBe('Company');
  });

  test.each(['', 'Kz', '1a', 'a b', 'a`) DETACH DELETE n //', 'a'.repeat(17)])('"%s" is none', (namespace) => {
    expect(() => requireNamespace(namespace)).toThrow('no namespace');
    expect(() => inNamespace('MATCH (c:Company)', namespace)).toThrow('no namespace');
  });
});

describe('files of queries', () => {
  test('have a header of fields, then the text', () => {
    const file =
      '// title: Firms of a person\n// parameters: id = whose,\n//   limit = how many\n// no field\nMATCH (n)\n';
    expect(parseQueryFile(file)).toEqual({
      meta: { title: 'Firms of a person', parameters: 'id = whose, limit = how many' },
      text: '// no field\nMATCH (n)',
    });
  });

  test('are split into statements at semicolons that end a line', () => {
    expect(
      statementsOf({ text: "// first\nCREATE (a {t: ';'});\n\n// then\n// more\nMATCH (n)\nRETURN n;\n" }),
    ).toEqual(["CREATE (a {t: ';'})", 'MATCH (n)\nRETURN n']);
  });

  test('the layout names only what the vocabulary knows, all of it in the namespace', () => {
    const statements = listQueryFiles('schema').flatMap((name) => statementsOf(readQueryFile('schema', name)));
    for (const label of Object.values(ENTITY_LABELS)) {
      expect(statements.some((text) => text.includes(`FOR (n:${label}) REQUIRE n.id IS UNIQUE`))).toBe(true);
    }
    for (const statement of statements) {
      const moved = inNamespace(statement, 'kz');
      expect(moved).toMatch(/^CREATE (CONSTRAINT|INDEX|FULLTEXT INDEX) kz_tamyr_[a-z_]+ IF NOT EXISTS FOR /);
      const names = [...moved.matchAll(/:([\w|]+)/g)].flatMap((match) => match[1]!.split('|'));
      expect(names.length).toBeGreaterThan(0);
      for (const name of names) {
        expect(name).toMatch(/^kz_/);
        expect([...LABELS, ...RELATIONSHIP_TYPES]).toContain(withoutNamespace(name, 'kz'));
      }
    }
  });
});

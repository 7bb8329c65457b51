import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { FACT_TABLES } from '../../src/model/facts.ts';
import { FACT_FORMS } from '../../src/store/neo4j/fact-forms.ts';
import { listQueryFiles, readQueryFile } from '../../src/store/neo4j/query-files.ts';
import { LABELS, RELATIONSHIP_TYPES } from '../../src/store/neo4j/vocabulary.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(ROOT, 'docs', 'graph-model.md'), 'utf8');

describe('the page on the graph', () => {
  it('names every label and every type', () => {
    for (const name of [...LABELS, ...RELATIONSHIP_TYPES]) expect(page, name).toContain(`\`${name}\``);
  });

  it('has the columns of every table in its row, with how its rows lie in the graph', () => {
    for (const [table, columns] of Object.entries(FACT_TABLES)) {
      const row = page.split('\n').find((line) => line.startsWith(`| ${table} |`))!;
      const { record, relationship } = FACT_FORMS[table as keyof typeof FACT_TABLES];
      for (const name of [record, ...(relationship?.types ?? []), ...Object.keys(columns)])
        expect(row, `${table}: ${name}`).toContain(`\`${name}\``);
    }
  });

  it('names every property that an index or a constraint of the layout stands on', () => {
    const text = listQueryFiles('schema')
      .map((name) => readQueryFile('schema', name).text)
      .join('\n');
    const properties = new Set([...text.matchAll(/\b[nr]\.(\w+)/g)].map(([, property]) => property!));
    for (const property of properties) expect(page, property).toContain(`\`${property}\``);
  });
});

describe('the composition for Docker', () => {
  const compose = parse(readFileSync(join(ROOT, 'compose.yaml'), 'utf8')) as {
    services: Record<
      string,
      {
        image?: string;
        build?: string;
        environment?: Record<string, string>;
        depends_on?: object;
        volumes?: string[];
        command?: string[];
      }
    >;
    volumes: Record<string, unknown>;
  };

  it('has Neo4j and the program, the one waiting for the other to be healthy', () => {
    expect(Object.keys(compose.services)).toEqual(['neo4j', 'tamyr']);
    expect(compose.services.tamyr!.depends_on).toEqual({ neo4j: { condition: 'service_healthy' } });
    expect(compose.services.tamyr!.command!.join(' ')).toMatch(/^serve --store neo4j:\/\/localhost:7687 /);
  });

  it('keeps the version of the server that the tests run on, and its data in a volume that is declared', () => {
    const tested = /version: '(5\.\d+)\./.exec(readFileSync(join(ROOT, 'scripts', 'neo4j-by-maven.js'), 'utf8'))![1];
    expect(compose.services.neo4j!.image).toMatch(new RegExp(`^neo4j:${tested}\\.\\d+-community$`));
    for (const service of Object.values(compose.services))
      for (const volume of service.volumes ?? []) {
        const name = volume.split(':')[0]!;
        if (!name.startsWith('.')) expect(Object.keys(compose.volumes)).toContain(name);
      }
  });

  it('has no password in it', () => {
    const text = readFileSync(join(ROOT, 'compose.yaml'), 'utf8');
    expect(text).toContain('${NEO4J_PASSWORD:?');
    expect(text).not.toMatch(/PASSWORD: *["']?[\w-]+["']?$/m);
  });
});

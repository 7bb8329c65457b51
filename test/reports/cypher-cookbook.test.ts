import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { detectors } from '../../src/detectors/registry.ts';
import { cypherCookbook } from '../../src/reports/cypher-cookbook.ts';
import { leftOutOfLibrary, readLibrary } from '../../src/store/neo4j/library.ts';

it('the cookbook in the documentation is that of the files: npm run docs', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/cypher-cookbook.md'), 'utf8');
  expect(page.trimEnd()).toBe(cypherCookbook(detectors, readLibrary(), leftOutOfLibrary()).trimEnd());
});

import { describe, expect, it } from 'vitest';
import { askedText, readLibrary } from '../../src/store/neo4j/library.ts';
import { inNamespace } from '../../src/store/neo4j/vocabulary.ts';
import type { DemoInBoth } from './demo-in-both.ts';

const QUERY_MS = 60_000;

/** Each saved query finds whom the rule of the same code finds, in the way that its file says. */
export function libraryAgrees(demo: DemoInBoth): void {
  const keyOf = (subjects: readonly string[]) => [...new Set(subjects)].sort().join(' ');

  async function subjectsOf(text: string): Promise<string[][]> {
    const { connection } = demo;
    const rows = await connection.read<{ subjects: string[] }>(
      inNamespace(text, connection.address.namespace),
      {},
      { patient: true, attemptMs: QUERY_MS },
    );
    return rows.map(({ subjects }) => subjects);
  }

  describe('the library', () => {
    const queries = readLibrary();

    it.each(queries.map((query) => [query.name, query] as const))('%s finds what its rule finds', async (_, query) => {
      const { run, findings } = demo.explorer.run!.document;
      const wanted = findings.filter(({ indicator }) => indicator === query.indicator).map(({ subjects }) => subjects);
      const found = await subjectsOf(askedText(query, { asOf: run.asOf }));
      const [wantedKeys, foundKeys] = [wanted, found].map((list) => new Set(list.map(keyOf)));
      if (query.agrees === 'equal') expect([...foundKeys!].sort()).toEqual([...wantedKeys!].sort());
      else if (query.agrees === 'covers') {
        const all = new Set(found.flat());
        expect(wanted.flat().filter((id) => !all.has(id))).toEqual([]);
      } else expect([...foundKeys!].filter((key) => !wantedKeys!.has(key))).toEqual([]);
    });

    it('has something to agree with: all but three of its rules have findings in the demo, and the parts are no empty ones', async () => {
      const { run, findings } = demo.explorer.run!.document;
      const silent = queries.filter(({ indicator }) => !findings.some((finding) => finding.indicator === indicator));
      expect(silent.map(({ indicator }) => indicator)).toEqual(['R09', 'R11', 'R19']);
      const rings = queries.find(({ indicator }) => indicator === 'M07')!;
      expect((await subjectsOf(askedText(rings, { asOf: run.asOf }))).length).toBeGreaterThanOrEqual(5);
    });

    it('asked about the subjects of one finding, finds that finding', async () => {
      const { run, findings } = demo.explorer.run!.document;
      const some = ['R02', 'R16', 'T07', 'M02', 'M14', 'N03'];
      for (const query of queries.filter(({ indicator }) => some.includes(indicator))) {
        const finding = findings.find(({ indicator }) => indicator === query.indicator)!;
        const found = await subjectsOf(askedText(query, { asOf: run.asOf, only: finding.subjects }));
        expect(found.map(keyOf), query.name).toContain(keyOf(finding.subjects));
      }
    });
  });
}

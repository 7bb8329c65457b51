import { describe, expect, it } from 'vitest';
import { askedText, readLibrary } from '../../src/store/neo4j/library.ts';
import type { DemoInBoth } from './demo-in-both.ts';
import { disagreement, keyOf, subjectsOf } from './library-agreement.ts';

/** Each saved query finds whom the rule of the same code finds, in the way that its file says. */
export function libraryAgrees(demo: DemoInBoth): void {
  describe('the library', () => {
    const queries = readLibrary();

    it.each(queries.map((query) => [query.name, query] as const))('%s finds what its rule finds', async (_, query) => {
      const { run, findings } = demo.explorer.run!.document;
      const found = await subjectsOf(demo.connection, askedText(query, { asOf: run.asOf }));
      expect(disagreement(query, findings, found)).toEqual([]);
    });

    it('has something to agree with: all but three of its rules have findings in the demo, and the parts are no empty ones', async () => {
      const { run, findings } = demo.explorer.run!.document;
      const silent = queries.filter(({ indicator }) => !findings.some((finding) => finding.indicator === indicator));
      expect(silent.map(({ indicator }) => indicator)).toEqual(['R09', 'R11', 'R19']);
      const rings = queries.find(({ indicator }) => indicator === 'M07')!;
      expect((await subjectsOf(demo.connection, askedText(rings, { asOf: run.asOf }))).length).toBeGreaterThanOrEqual(
        5,
      );
    });

    it('asked about the subjects of one finding, finds that finding', async () => {
      const { run, findings } = demo.explorer.run!.document;
      const some = ['R02', 'R16', 'T07', 'M02', 'M14', 'N03'];
      for (const query of queries.filter(({ indicator }) => some.includes(indicator))) {
        const finding = findings.find(({ indicator }) => indicator === query.indicator)!;
        const found = await subjectsOf(demo.connection, askedText(query, { asOf: run.asOf, only: finding.subjects }));
        expect(found.map(keyOf), query.name).toContain(keyOf(finding.subjects));
      }
    });
  });
}

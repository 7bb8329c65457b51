import { describe, expect, it } from 'vitest';
import { pathDocumentOf } from '../../src/explore/path-document.ts';
import { ringList } from '../../src/explore/rings-document.ts';
import { search } from '../../src/explore/search.ts';
import { ratioOfDecimal } from '../../src/graph/ratio.ts';
import type { TamyrError } from '../../src/model/errors.ts';
import { neighbourhood, networkAmong } from '../../src/reports/network/select-network.ts';
import type { QueryAnswer } from '../../src/store/neo4j/interactive-query.ts';
import { INTERACTIVE_QUERIES, runQuery } from '../../src/store/neo4j/run-query.ts';
import type { DemoInBoth } from './demo-in-both.ts';

/** The interactive queries answer what the embedded store's own search, neighbourhood, paths and rings answer. */
export function queriesAgree(demo: DemoInBoth): void {
  async function ask(name: string, given: Record<string, string>): Promise<QueryAnswer> {
    const query = INTERACTIVE_QUERIES.find((known) => known.name === name)!;
    for (let again = 2; ; again--) {
      try {
        return await runQuery(demo.connection, query, given);
      } catch (error) {
        // A query that is new to a busy server takes longer than a person waits; asked again, it is not.
        if (again === 0 || (error as TamyrError).code !== 'store-timed-out') throw error;
      }
    }
  }
  const idsOf = ({ rows }: QueryAnswer) => rows.map(({ id }) => String(id));

  /** Accounts with the most counterparties, of those that a seed picks: the hard cases first. */
  function accounts(count: number): string[] {
    const { nodes, transfers } = demo.explorer.projection;
    const degree = (node: number) => transfers.out.offsets[node + 1]! - transfers.out.offsets[node]!;
    const all = Array.from(
      { length: nodes.range.account.end - nodes.range.account.start },
      (_, i) => nodes.range.account.start + i,
    );
    return all
      .sort((a, b) => degree(b) - degree(a) || a - b)
      .slice(0, count)
      .map((node) => nodes.id(node));
  }

  describe('search', () => {
    it.each(['алма', 'Алтын Цемент', 'ALTYN', '2301', 'нет такого', 'Нұр'])(
      'finds what the embedded store finds for "%s"',
      async (text) => {
        const found = await ask('search', { text, limit: '500' });
        const expected = search(demo.explorer, text, 500);
        expect(found.total).toBe(expected.total);
        if (!found.truncated) expect(idsOf(found).sort()).toEqual(expected.hits.map(({ id }) => id).sort());
      },
    );

    it('puts an identifier first, bare or full', async () => {
      const id = demo.explorer.projection.nodes.id(demo.explorer.projection.nodes.range.company.start);
      for (const text of [id, id.slice('company:'.length)]) {
        const { rows } = await ask('search', { text, limit: '3' });
        expect(rows[0]).toMatchObject({ id, exact: true, kind: 'company' });
      }
    });

    it('takes a name made of query language as a name', async () => {
      expect((await ask('search', { text: '`}) DETACH DELETE n // OR *:* ' })).rows).toEqual([]);
    });

    it('says how many there are where it shows a few', async () => {
      const { rows, total, truncated } = await ask('search', { text: 'алма', limit: '5' });
      expect({ shown: rows.length, total, truncated }).toEqual({
        shown: 5,
        total: search(demo.explorer, 'алма', 5).total,
        truncated: true,
      });
    });
  });

  describe('neighbourhood', () => {
    it('counts by kind and ranks by amount as the embedded store does', async () => {
      for (const id of [
        ...accounts(3),
        demo.explorer.projection.nodes.id(demo.explorer.projection.nodes.range.company.start),
      ]) {
        const expected = neighbourhood(demo.explorer.projection, null, [id], { by: 'amount', limit: 25 });
        const found = await ask('neighbourhood', { id, by: 'amount', limit: '25' });
        expect(found.counts).toEqual(expected.counts);
        expect(found.total).toBe(expected.network.total.nodes - 1);
        expect(found.truncated).toBe(expected.network.cutBy !== null);
        expect(idsOf(found).sort()).toEqual(
          expected.network.nodes
            .map((node) => node.id)
            .filter((other) => other !== id)
            .sort(),
        );
      }
    });

    it('gives counts alone for a limit of 0', async () => {
      const [id] = accounts(1);
      const { rows, counts, total } = await ask('neighbourhood', { id: id!, limit: '0' });
      expect(rows).toEqual([]);
      expect(Object.values(counts!).reduce((a, b) => a + b, 0)).toBe(total);
    });
  });

  describe('money edges', () => {
    it('are the sums that the embedded store draws between the same accounts, to the last tiyn', async () => {
      const ids = accounts(40);
      const { nodes } = demo.explorer.projection;
      const { edges } = networkAmong(demo.explorer.projection, null, new Set(ids.map((id) => nodes.find(id))));
      const expected = edges
        .filter(({ relation }) => relation === 'TRANSFERRED')
        .flatMap(({ from, to, count, amounts }) =>
          amounts.map(({ minor, currency }) => ({ from, to, count, minor, currency })),
        );
      const { rows, total, truncated } = await ask('money-edges', { ids: ids.join(','), limit: '5000' });
      const found = rows.map(({ from, to, count, minor, currency }) => ({ from, to, count, minor, currency }));
      const inOrder = (list: object[]) => list.map((row) => JSON.stringify(row)).sort();
      expect(inOrder(found)).toEqual(inOrder(expected));
      expect({ total, truncated }).toEqual({ total: expected.length, truncated: false });
    });
  });

  describe('paths', () => {
    const question = { maxHops: 6, limit: 1 };
    const pairs = () => {
      const ids = accounts(400);
      return Array.from({ length: 40 }, (_, i) => [ids[(i * 7) % 400]!, ids[(i * 131 + 17) % 400]!] as const).filter(
        ([a, b]) => a !== b,
      );
    };

    it('of money: as few transfers and as early an arrival as the embedded store finds, or none', async () => {
      let found = 0;
      for (const [from, to] of pairs()) {
        const expected = await pathDocumentOf(demo.explorer, { from, to, kind: 'money', ...question });
        const { rows } = await ask('money-path', { from, to });
        expect(rows.length, `${from} ${to}`).toBe(expected.paths.length);
        const [path] = expected.paths;
        if (!path) continue;
        found++;
        expect(rows[0]!.hops).toBe(path.hops.length);
        expect((rows[0]!.at as string[]).at(-1), `${from} ${to}`).toBe(path.hops.at(-1)!.interval.to);
      }
      expect(found).toBeGreaterThan(10);
    });

    it('of control: as short as the embedded store finds, each step with its rows', async () => {
      const { nodes } = demo.explorer.projection;
      const companies = Array.from({ length: 30 }, (_, i) =>
        nodes.id(nodes.range.company.start + ((i * 53) % (nodes.range.company.end - nodes.range.company.start))),
      );
      const members = demo.explorer.run!.document.clusters.map(({ members }) =>
        members.filter((id) => id.startsWith('company:')),
      );
      const all = [
        ...companies.map((a, i) => [a, companies[(i + 7) % 30]!]),
        ...members.filter((m) => m.length > 1).map((m) => [m[0]!, m.at(-1)!]),
      ];
      let found = 0;
      for (const [from, to] of all) {
        const expected = await pathDocumentOf(demo.explorer, { from: from!, to: to!, kind: 'control', ...question });
        const { rows } = await ask('control-path', { from: from!, to: to!, asOf: '2026-10-31' });
        expect(rows.length > 0, `${from} ${to}`).toBe(expected.paths.length > 0);
        if (rows.length === 0) continue;
        found++;
        const lengths = { FOUNDED: 1, OWNS: 1, MANAGES: 1, HOLDS: 1, REACHED_BY: 1.5, REGISTERED_AT: 2 } as Record<
          string,
          number
        >;
        const path = expected.paths[0]!;
        expect((rows[0]!.nodes as string[]).length, `${from} ${to}`).toBe(path.nodes.length);
        void lengths;
        for (const facts of rows[0]!.steps as unknown[][]) expect(facts.length).toBeGreaterThan(0);
      }
      expect(found).toBeGreaterThan(5);
    });
  });

  describe('rings through an account', () => {
    it('are those of the ring search that pass through it', async () => {
      const keep = { min: ratioOfDecimal('0.8'), max: ratioOfDecimal('1'), text: '0.8..1' };
      const all = await ringList(demo.explorer, {
        level: 'account',
        windowMs: 30 * 86_400_000,
        minLength: 3,
        maxLength: 6,
        keep,
        timeOrder: true,
        limit: Number.POSITIVE_INFINITY,
      });
      const inRings = new Set(all.rings.flatMap(({ nodes }) => nodes));
      expect(inRings.size).toBeGreaterThan(10);
      for (const id of inRings) {
        const { rows, truncated } = await ask('rings', { id });
        expect(truncated, id).toBe(false);
        const expected = all.rings
          .filter(({ nodes }) => nodes.includes(id))
          .map(({ nodes, transactions }) => ({ nodes, transactions }));
        const found = rows.map(({ nodes, transactions }) => ({ nodes, transactions }));
        expect(new Set(found.map((ring) => JSON.stringify(ring))), id).toEqual(
          new Set(expected.map((ring) => JSON.stringify(ring))),
        );
      }
    });
  });
}

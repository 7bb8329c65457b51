import { describe, expect, it } from 'vitest';
import { publishRun, unpublishRun } from '../../src/store/neo4j/publish-run.ts';
import { INTERACTIVE_QUERIES, runQuery } from '../../src/store/neo4j/run-query.ts';
import { inNamespace } from '../../src/store/neo4j/vocabulary.ts';
import type { DemoInBoth } from './demo-in-both.ts';

/** Results of a run are written beside the facts, replaced, and removed without a trace. */
export function publishLeavesFacts(demo: DemoInBoth): void {
  const ask = <Row>(text: string) =>
    demo.connection.read<Row>(inNamespace(text, demo.connection.address.namespace), {}, { attemptMs: 20_000 });

  /** Everything that is not a result, counted by label and type, with a sum over properties. */
  const facts = () =>
    ask(
      `CALL {
           MATCH (n) WHERE NOT n:Finding AND NOT n:Cluster AND NOT n:Score AND NOT n:PublishedRun AND any(label IN labels(n) WHERE label STARTS WITH 'NS_')
           RETURN labels(n) AS what, count(*) AS count, sum(size(keys(n))) AS properties
           UNION ALL
           MATCH (n:Company|Person|Account|Address|Contact)-[r]->()
           WHERE NOT r:MEMBER_OF AND NOT r:SUBJECT_OF
           RETURN [type(r)] AS what, count(*) AS count, sum(size(keys(r))) AS properties
         }
         RETURN what, count, properties ORDER BY what`.replace('NS_', `${demo.connection.address.namespace}_`),
    );

  describe('publishing a run', () => {
    it('writes every cluster, finding and score, tied to whom they are about', async () => {
      const { run, clusters, findings, entities } = demo.explorer.run!.document;
      const before = await facts();
      const published = await publishRun(demo.connection, demo.explorer.run!.document);
      expect(published).toEqual({
        run: run.id,
        clusters: clusters.length,
        findings: findings.length,
        scores: entities.length,
        missing: 0,
      });
      const [cluster] = clusters;
      const [found] = await ask<{ members: string[]; findings: number; score: number }>(
        `MATCH (c:Cluster {key: '${run.id} ${cluster!.id}'})
         RETURN COLLECT { MATCH (c)<-[:MEMBER_OF]-(n) WHERE NOT n:Finding RETURN n.id ORDER BY n.id } AS members,
                COUNT { (c)<-[:MEMBER_OF]-(:Finding) } AS findings, c.score AS score`,
      );
      expect(found).toEqual({ members: cluster!.members, findings: cluster!.findings.length, score: cluster!.score });
      expect(await facts()).toEqual(before);
    });

    it('publishes again what is there already, once', async () => {
      const { document } = demo.explorer.run!;
      await publishRun(demo.connection, document);
      const [counts] = await ask<{ findings: number; scores: number; state: string }>(
        `MATCH (p:PublishedRun)
         RETURN COUNT { MATCH (f:Finding) RETURN f } AS findings, COUNT { MATCH (s:Score) RETURN s } AS scores, p.state AS state`,
      );
      expect(counts).toEqual({
        findings: document.findings.length,
        scores: document.entities.length,
        state: 'published',
      });
    });

    it('lets the neighbourhood be ranked by risk', async () => {
      const { run, entities } = demo.explorer.run!.document;
      const scores = new Map(entities.map(({ id, score }) => [id, score]));
      const company = entities.find(({ id }) => id.startsWith('company:'))!.id;
      const query = INTERACTIVE_QUERIES.find(({ name }) => name === 'neighbourhood')!;
      const { rows } = await runQuery(demo.connection, query, { id: company, by: 'risk', run: run.id, limit: '10' });
      const ranked = rows.map(({ id, score }) => [score, scores.get(String(id)) ?? 0]);
      for (const [score, expected] of ranked) expect(score).toBe(expected);
      expect(ranked.map(([score]) => score)).toEqual(
        ranked.map(([score]) => score).sort((a, b) => Number(b) - Number(a)),
      );
    });

    it('is taken back without touching a fact', async () => {
      const { id } = demo.explorer.run!.document.run;
      const before = await facts();
      expect(await unpublishRun(demo.connection, id)).toBe(true);
      expect(await unpublishRun(demo.connection, id)).toBe(false);
      expect(await facts()).toEqual(before);
      const [left] = await ask<{ left: number }>(
        'MATCH (n:Finding|Cluster|Score|PublishedRun) RETURN count(n) AS left',
      );
      expect(left).toEqual({ left: 0 });
    });
  });
}

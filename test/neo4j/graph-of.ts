import type { Neo4jConnection } from '../../src/store/neo4j/connect.ts';
import { inNamespace, LABELS, RELATIONSHIP_TYPES } from '../../src/store/neo4j/vocabulary.ts';

/** What only tells how and when a graph came in. */
const WITHOUT = ['created', 'secret', 'version', 'asked', 'journal', 'writer', 'writerUntil'];

/** Every node (the journal's aside) and relationship of a store as text, sorted: two stores that hold the same have the same. */
export async function graphOf(connection: Neo4jConnection): Promise<string[]> {
  const text = (properties: object) =>
    JSON.stringify(
      Object.entries(properties)
        .filter(([key, value]) => !WITHOUT.includes(key) && value !== null)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  const all: string[] = [];
  const read = <Row>(query: string) =>
    connection.read<Row>(inNamespace(query, connection.address.namespace), {}, { patient: true });
  for (const label of LABELS.filter((name) => name !== 'Journal')) {
    for (const { p } of await read<{ p: object }>(`MATCH (n:${label}) RETURN n {.*} AS p`))
      all.push(`${label} ${text(p)}`);
  }
  for (const type of RELATIONSHIP_TYPES) {
    const rows = await read<{ p: object; a: object; b: object }>(
      `MATCH (a)-[r:${type}]->(b) RETURN r {.*} AS p, a {.id, .row} AS a, b {.id} AS b`,
    );
    for (const { p, a, b } of rows) all.push(`${text(a)} ${type} ${text(b)} ${text(p)}`);
  }
  return all.sort();
}

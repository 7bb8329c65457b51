import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j, { type Driver, type Session } from 'neo4j-driver';

/** A Neo4j server of the bench's own. */
export interface Neo4jPeer {
  readonly session: Session;
  /** Nodes 0 … n − 1 as `:Node {id}` and one `:EDGE` per pair, with `src`, `dst` and, where given, `at`; replaces what was there. */
  loadEdges(nodeCount: number, from: Int32Array, to: Int32Array, at?: ArrayLike<number>): Promise<void>;
  /** All of them, by time. */
  readEdges(): Promise<{ from: Int32Array; to: Int32Array; at: Float64Array }>;
  stop(): Promise<void>;
}

interface Scripts {
  startNeo4j(options: object): Promise<{ uri: string; username: string; password: string }>;
  stopNeo4j(options: object): Promise<boolean>;
}

const ROWS = 10_000;

/** Starts a server from the project's own script; why not, where it cannot. */
export async function openNeo4j(gds: boolean): Promise<Neo4jPeer | { missing: string }> {
  const home = join(tmpdir(), `tamyr-bench-neo4j${gds ? '-gds' : ''}`);
  const settings = { 'dbms.memory.transaction.total.max': '2g' };
  const options = { gds, home, heap: '3g', settings };
  const { startNeo4j, stopNeo4j } = (await import(
    new URL('scripts/neo4j-by-maven.js', `file://${process.cwd()}/`).href
  )) as Scripts;
  let driver: Driver;
  let plain: Driver;
  try {
    const { uri, username, password } = await startNeo4j(options);
    const token = neo4j.auth.basic(username, password);
    driver = neo4j.driver(uri, token, { disableLosslessIntegers: false });
    plain = neo4j.driver(uri, token, { disableLosslessIntegers: true });
    await driver.verifyConnectivity();
  } catch (error) {
    return { missing: (error as Error).message };
  }
  const session = driver.session();
  return {
    session,
    async readEdges() {
      // Numbers of one kind in a list cost a fraction of a record each; several lists, so that none is too large to be held.
      const { records } = await plain.executeQuery(
        `MATCH ()-[e:EDGE]->() RETURN e.src % 8 AS part, collect(e.src) AS src, collect(e.dst) AS dst, collect(e.at) AS at`,
      );
      const [src, dst, at] = ['src', 'dst', 'at'].map((name) =>
        records.flatMap((record) => record.get(name) as number[]),
      );
      const order = Int32Array.from(at!, (_, i) => i).sort((i, j) => at![i]! - at![j]!);
      const inOrder = <Column extends Int32Array | Float64Array>(column: Column, values: number[]) => {
        for (let i = 0; i < order.length; i++) column[i] = values[order[i]!]!;
        return column;
      };
      const { length } = order;
      return {
        from: inOrder(new Int32Array(length), src!),
        to: inOrder(new Int32Array(length), dst!),
        at: inOrder(new Float64Array(length), at!),
      };
    },
    async loadEdges(nodeCount, from, to, at) {
      await session.run('MATCH ()-[e:EDGE]->() CALL (e) { DELETE e } IN TRANSACTIONS OF 20000 ROWS');
      await session.run('MATCH (n:Node) CALL (n) { DELETE n } IN TRANSACTIONS OF 20000 ROWS');
      await session.run('CREATE CONSTRAINT node_id IF NOT EXISTS FOR (n:Node) REQUIRE n.id IS UNIQUE');
      await session.run('CREATE INDEX edge_src_at IF NOT EXISTS FOR ()-[e:EDGE]-() ON (e.src, e.at)');
      await session.run(
        'UNWIND range(0, $n - 1) AS id CALL (id) { CREATE (:Node {id: id}) } IN TRANSACTIONS OF 20000 ROWS',
        {
          n: neo4j.int(nodeCount),
        },
      );
      for (let start = 0; start < from.length; start += ROWS) {
        const rows = Array.from(from.subarray(start, start + ROWS), (a, i) => [
          a,
          to[start + i]!,
          at ? at[start + i]! : 0,
        ]);
        await session.run(
          `UNWIND $rows AS row MATCH (a:Node {id: toInteger(row[0])}) MATCH (b:Node {id: toInteger(row[1])})
           CREATE (a)-[:EDGE {src: a.id, dst: b.id, at: toInteger(row[2])}]->(b)`,
          { rows },
        );
      }
      await session.run('CALL db.awaitIndexes(300)');
    },
    async stop() {
      await session.close();
      for (const one of [driver, plain]) await one.close();
      await stopNeo4j(options);
    },
  };
}

/** Rings of k hops within a window: a `WITH` after each hop, each hop an index seek of just the window. Parameters: `window`. */
export function ringsInCypher(k: number): string {
  const lines = [
    'MATCH ()-[e1:EDGE]->() WHERE e1.src <> e1.dst',
    'WITH e1.src AS n0, e1.dst AS n1, e1.at AS start, e1.at AS t1',
  ];
  for (let hop = 2; hop <= k; hop++) {
    const last = hop === k;
    lines.push(
      `MATCH ()-[e${hop}:EDGE]->() WHERE e${hop}.src = n${hop - 1} AND e${hop}.at > t${hop - 1} AND e${hop}.at <= start + $window${last ? ` AND e${hop}.dst = n0` : ''}`,
    );
    if (last) break;
    const known = Array.from({ length: hop }, (_, i) => `n${i}`);
    lines.push(
      `WITH ${known.join(', ')}, start, e${hop}.dst AS n${hop}, e${hop}.at AS t${hop} WHERE NOT n${hop} IN [${known.join(', ')}]`,
    );
  }
  lines.push('RETURN count(*) AS rings');
  return lines.join('\n');
}

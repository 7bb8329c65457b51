/**
 * Beside Neo4j: `npm run bench -- neo4j [rings] [communities]`. Starts servers of its own (Java and Maven are needed), loads the same graphs and compares
 * wall times: rings of up to five hops in Cypher on Bitcoin OTC (needs TAMYR_TEST_DATA), Leiden of the graph-data-science plug-in.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import { leiden } from '../src/graph/leiden.ts';
import { modularity } from '../src/graph/modularity.ts';
import { buildRingIndex } from '../src/graph/rings/ring-index.ts';
import { countRings } from '../src/graph/rings.ts';
import { buildWeightedGraph } from '../src/graph/weighted-graph.ts';
import { plantedPartition } from './graphs/planted-partition.ts';
import { median, printTable, seconds, times } from './measure.ts';
import { openNeo4j, ringsInCypher } from './peers/neo4j-peer.ts';

const RUNS = 3;
const WINDOW_SECONDS = 72 * 3600;
const LONGEST = 5;
const words = process.argv.slice(2);
const wanted = (name: string) => words.length === 0 || words.includes(name);

if (wanted('rings')) await rings();
if (wanted('communities')) await communities();

async function rings(): Promise<void> {
  const file =
    process.env.TAMYR_TEST_DATA && join(process.env.TAMYR_TEST_DATA, 'bitcoin_otc_alpha', 'soc-sign-bitcoinotc.csv');
  if (!file || !existsSync(file)) {
    console.log('rings are not measured: TAMYR_TEST_DATA is not set');
    return;
  }
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const ids = new Map<string, number>();
  const idOf = (name: string) => {
    if (!ids.has(name)) ids.set(name, ids.size);
    return ids.get(name)!;
  };
  const from = Int32Array.from(rows, ([a]) => idOf(a!));
  const to = Int32Array.from(rows, ([, b]) => idOf(b!));
  const at = Float64Array.from(rows, (row) => Math.floor(Number(row[3])));
  const peer = await openNeo4j(false);
  if ('missing' in peer) {
    console.log(`Cypher is not measured: ${peer.missing}`);
    return;
  }
  try {
    await peer.loadEdges(ids.size, from, to, at);
    const { session } = peer;
    const table = [['length', 'Tamyr', 'Cypher', 'same', 'Cypher s']];
    const own = await timed(async () => {
      // Read out over Bolt as the store's own snapshot reads payments (columns as lists), index and search.
      const edges = await peer.readEdges();
      const index = buildRingIndex({ nodeCount: ids.size, ...edges, at: edges.at.map((t) => t * 1000) });
      return countRings(index, { windowMs: WINDOW_SECONDS * 1000, maxLength: LONGEST });
    });
    let cypherSeconds = 0;
    for (let k = 2; k <= LONGEST; k++) {
      const found = await timed(async () => {
        const result = await session.run(ringsInCypher(k), { window: neo4j.int(WINDOW_SECONDS) });
        return result.records[0]!.get('rings').toNumber() as number;
      });
      cypherSeconds += found.seconds;
      const ours = own.result.lengths.find(({ length }) => length === k)?.instances ?? 0;
      table.push([
        String(k),
        String(ours),
        String(found.result),
        ours === found.result ? 'yes' : 'NO',
        seconds(found.seconds),
      ]);
      if (ours !== found.result) process.exitCode = 1;
    }
    console.log(
      `Rings of up to ${LONGEST} hops within 72 h, Bitcoin OTC (${ids.size} accounts, ${rows.length} transfers); wall seconds, medians of ${RUNS} runs\n`,
    );
    printTable(table);
    console.log(
      `\nTamyr, reading out of Neo4j included: ${seconds(own.seconds)} s for all lengths; Cypher ${seconds(cypherSeconds)} s: ${times(own.seconds, cypherSeconds)}\n`,
    );
  } finally {
    await peer.stop();
  }
}

async function communities(): Promise<void> {
  const nodeCount = 200_000;
  const graph = plantedPartition(nodeCount);
  const peer = await openNeo4j(true);
  if ('missing' in peer) {
    console.log(`GDS is not measured: ${peer.missing}`);
    return;
  }
  try {
    await peer.loadEdges(nodeCount, graph.a, graph.b);
    const { session } = peer;
    const weighted = buildWeightedGraph(nodeCount, graph.a, graph.b);
    const own = await timed(async () => leiden(weighted, { seed: 1, iterations: 2 }));
    await session.run("CALL gds.graph.drop('bench', false) YIELD graphName RETURN graphName");
    const project = await timed(
      async () =>
        session.run(
          "CALL gds.graph.project('bench', 'Node', {EDGE: {orientation: 'UNDIRECTED'}}) YIELD nodeCount RETURN nodeCount",
        ),
      1,
    );
    const community = new Int32Array(nodeCount);
    const peerRun = await timed(async () => {
      const result = await session.run(
        "CALL gds.leiden.stream('bench', {randomSeed: 1, concurrency: 2}) YIELD nodeId, communityId RETURN gds.util.asNode(nodeId).id AS id, communityId",
      );
      for (const record of result.records)
        community[record.get('id').toNumber()] = record.get('communityId').toNumber();
      return new Set(community).size;
    }, 1);
    await session.run("CALL gds.graph.drop('bench', false) YIELD graphName RETURN graphName");
    console.log(`Leiden, planted partition: ${nodeCount} nodes, ${graph.a.length} edges; wall seconds\n`);
    printTable([
      ['', 's', 'modularity', 'communities', 'ours is faster'],
      ['Tamyr', seconds(own.seconds), own.result.modularity.toFixed(4), String(own.result.count), ''],
      [
        `GDS (streamed out; projecting it took ${seconds(project.seconds)} s)`,
        seconds(peerRun.seconds),
        modularity(weighted, community).toFixed(4),
        String(peerRun.result),
        times(own.seconds, peerRun.seconds),
      ],
    ]);
  } finally {
    await peer.stop();
  }
}

async function timed<T>(work: () => Promise<T>, runs = RUNS): Promise<{ seconds: number; result: T }> {
  const spent: number[] = [];
  let result: T | undefined;
  for (let i = 0; i < runs; i++) {
    const began = performance.now();
    result = await work();
    spent.push((performance.now() - began) / 1000);
  }
  return { seconds: median(spent), result: result as T };
}

/** Communities and components beside their peers: `npm run bench -- communities [NODES, default 200000] [--no-peers]`. */
import { loadavg } from 'node:os';
import { MultiUndirectedGraph } from 'graphology';
import louvainModule from 'graphology-communities-louvain';
import { weakComponents } from '../src/graph/components.ts';
import { leiden } from '../src/graph/leiden.ts';
import { modularity } from '../src/graph/modularity.ts';
import { mulberry32 } from '../src/graph/mulberry32.ts';
import { buildWeightedGraph } from '../src/graph/weighted-graph.ts';
import { type PlainGraph, plantedPartition } from './graphs/planted-partition.ts';
import { measure, printTable, seconds, times } from './measure.ts';
import { preparePython, runPython } from './peers/python-peer.ts';

const RUNS = 3;
const ITERATIONS = 2;

// The package's types describe a module with `default`; Node gives the function itself.
const louvain = louvainModule as unknown as (
  graph: MultiUndirectedGraph,
  options: { rng: () => number },
) => Record<string, number>;

interface Peer {
  readonly cpuSeconds: number;
  readonly modularity: number;
  readonly count: number;
}

interface PythonPeers {
  readonly igraph: Peer;
  readonly leidenalg: Peer;
  readonly buildCpuSeconds: number;
  readonly componentsCpuSeconds: number;
}

const words = process.argv.slice(2);
const nodeCount = Number(words.find((word) => /^\d+$/.test(word)) ?? 200_000);
const graph = plantedPartition(nodeCount);
console.log(
  `planted partition: ${nodeCount} nodes, ${graph.a.length} edges; medians of ${RUNS} runs, other seeds each\n`,
);

const build = measure(RUNS, () => buildWeightedGraph(nodeCount, graph.a, graph.b));
let seed = 0;
leiden(build.result, { seed, iterations: ITERATIONS });
const own = measure(RUNS, () => leiden(build.result, { seed: ++seed, iterations: ITERATIONS }));
const components = measure(RUNS, () => weakComponents(nodeCount, graph.a, graph.b));
const table = [['', 'CPU s', 'build CPU s', 'modularity', 'communities', 'ours is faster', 'with build']];
const ownTotal = own.cpuSeconds + build.cpuSeconds;

function add(name: string, peer: Peer, buildSeconds: number): void {
  const { cpuSeconds } = peer;
  const compared = [times(own.cpuSeconds, cpuSeconds), times(ownTotal, cpuSeconds + buildSeconds)];
  const figures = [seconds(cpuSeconds), seconds(buildSeconds), peer.modularity.toFixed(4), String(peer.count)];
  table.push([name, ...figures, ...compared]);
}

add('Tamyr, Leiden', { ...own.result, cpuSeconds: own.cpuSeconds }, build.cpuSeconds);
let componentsLine = `components: ${seconds(components.cpuSeconds)} CPU s`;
if (!words.includes('--no-peers')) {
  const failed = preparePython(['igraph', 'leidenalg', 'numpy']);
  const answer = failed
    ? { missing: failed }
    : runPython<PythonPeers>('communities_igraph.py', [graph.a, graph.b], [RUNS, ITERATIONS, nodeCount], 900);
  if ('missing' in answer) console.log(`igraph and leidenalg are not measured: ${answer.missing}`);
  else {
    const { igraph, leidenalg, buildCpuSeconds, componentsCpuSeconds } = answer.measured;
    add('igraph, Leiden (C)', igraph, buildCpuSeconds);
    add('leidenalg, Leiden (C++)', leidenalg, buildCpuSeconds);
    componentsLine += `; igraph ${seconds(componentsCpuSeconds)}`;
  }
  addGraphology(graph);
}
printTable(table);
console.log(`\n${componentsLine}; load average ${loadavg()[0]!.toFixed(1)}`);

function addGraphology({ a, b }: PlainGraph): void {
  const built = measure(1, () => {
    const peer = new MultiUndirectedGraph();
    for (let v = 0; v < nodeCount; v++) peer.addNode(v);
    for (let e = 0; e < a.length; e++) peer.addEdge(a[e], b[e]);
    return peer;
  });
  const found = measure(1, () => louvain(built.result, { rng: mulberry32(1) }));
  const community = Int32Array.from({ length: nodeCount }, (_, v) => found.result[v]!);
  const quality = modularity(build.result, community);
  const count = new Set(community).size;
  add('graphology, Louvain', { cpuSeconds: found.cpuSeconds, modularity: quality, count }, built.cpuSeconds);
}

/**
 * Temporal rings beside their peers: `npm run bench -- rings [otc] [g1m] [d1m] [d1m-168] [g5m] [--no-peers]`.
 * Counts are checked; a wrong one ends the bench with exit code 1. Bitcoin OTC needs TAMYR_TEST_DATA.
 */
import { fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { cpuUsage } from 'node:process';
import { fileURLToPath } from 'node:url';
import { openRingWorkers } from '../src/analyze/rings-in-workers.ts';
import { buildRingIndex, type RingIndex } from '../src/graph/rings/ring-index.ts';
import { createRingStream } from '../src/graph/rings/ring-stream.ts';
import { countRings, type RingCounts } from '../src/graph/rings.ts';
import { type TemporalGraph, temporalGraph } from './graphs/temporal-graph.ts';
import { measure, median, printTable, seconds, times } from './measure.ts';
import { preparePython, runPython } from './peers/python-peer.ts';

interface Workload {
  readonly name: string;
  readonly title: string;
  readonly graph: () => TemporalGraph | null;
  readonly windowHours: number;
  readonly expected: number;
  /** CPU seconds of the C++ program of Blanuša, Atasu, Ienne (2022–23), measured elsewhere on two cores of 2.5 GHz. */
  readonly authorsSeconds: number;
  readonly runs: number;
}

const WORKLOADS: readonly Workload[] = [
  {
    name: 'otc',
    title: 'Bitcoin OTC',
    graph: bitcoinOtc,
    windowHours: 72,
    expected: 12_929,
    authorsSeconds: 0.19,
    runs: 9,
  },
  {
    name: 'g1m',
    title: 'g1m',
    graph: () => temporalGraph(100_000, 1_000_000),
    windowHours: 72,
    expected: 2014,
    authorsSeconds: 3.8,
    runs: 5,
  },
  {
    name: 'd1m',
    title: 'd1m',
    graph: () => temporalGraph(20_000, 1_000_000),
    windowHours: 72,
    expected: 4545,
    authorsSeconds: 16.9,
    runs: 5,
  },
  {
    name: 'd1m-168',
    title: 'd1m',
    graph: () => temporalGraph(20_000, 1_000_000),
    windowHours: 168,
    expected: 35_618,
    authorsSeconds: 177,
    runs: 5,
  },
  {
    name: 'g5m',
    title: 'g5m',
    graph: () => temporalGraph(500_000, 5_000_000),
    windowHours: 72,
    expected: 10_573,
    authorsSeconds: 64.5,
    runs: 3,
  },
];

const WARM_UPS = 3;
/** How long workers search before they are measured: each compiles for itself, while the one thread has long done so. */
const WORKERS_WARM_MS = 1000;
/** Runs of one thread and of two in turn. */
const PAIRS = 15;
/** Has this program do nothing but the one-thread search of a workload. */
const ALONE = '--alone';

const words = process.argv.slice(2);
if (words[0] === ALONE) await searchAlone(words[1]!);
const names = words.filter((word) => !word.startsWith('--'));
const chosen = WORKLOADS.filter(({ name }) => names.length === 0 || names.includes(name));
const noPeer = words.includes('--no-peers') ? '--no-peers' : preparePython(['snapml']);
if (noPeer) console.log(`snapml is not measured: ${noPeer}`);

const table = [
  [
    'graph, window',
    'rings',
    'expected',
    'index s',
    'CPU s',
    "authors' C++",
    'faster',
    'snapml CPU s',
    'faster',
    'same counts',
    'two workers',
    'the machine',
    'streamed CPU s',
    'most held',
  ],
];
let wrong = 0;
for (const workload of chosen) table.push(await row(workload));
console.log('\nTemporal simple cycles, every length; CPU seconds, medians of warm runs, index build apart.');
console.log("authors' C++: figures quoted from a run elsewhere; snapml: measured here, one thread.");
console.log(
  `Two workers: wall time of one thread over theirs (their CPU time over its). Load average ${loadavg()[0]!.toFixed(1)}.`,
);
console.log(
  'The machine: the same from two processes that share nothing, each with the whole search, over one of them: what two could be at best.\n',
);
printTable(table);
if (wrong > 0) process.exit(1);

async function row(workload: Workload): Promise<string[]> {
  const title = `${workload.title}, ${workload.windowHours} h`;
  const graph = workload.graph();
  if (!graph) return [title, 'TAMYR_TEST_DATA is not set', ...Array<string>(table[0]!.length - 2).fill('')];
  const options = { windowMs: workload.windowHours * 3_600_000 };
  const build = measure(1, () => index(graph));
  for (let warmUp = 0; warmUp < WARM_UPS; warmUp++) countRings(build.result, options);
  const own = measure(workload.runs, () => countRings(build.result, options));
  const found = total(own.result);
  if (found !== workload.expected) wrong++;
  const peer = noPeer ? null : snapml(graph, workload.windowHours, own.result);
  return [
    title,
    String(found),
    `${workload.expected} ${found === workload.expected ? 'ok' : 'DIFFERENT'}`,
    seconds(build.cpuSeconds),
    seconds(own.cpuSeconds),
    seconds(workload.authorsSeconds),
    times(own.cpuSeconds, workload.authorsSeconds),
    peer ? peer.text : '–',
    times(own.cpuSeconds, peer?.cpuSeconds ?? null),
    peer ? peer.same : '–',
    await speedUp(build.result, options),
    await twoProcesses(workload.name),
    ...streamed(graph, options, workload.expected),
  ];
}

function index({ nodeCount, from, to, seconds: at }: TemporalGraph): RingIndex {
  return buildRingIndex({ nodeCount, from, to, at: Float64Array.from(at, (second) => second * 1000) });
}

/** The same search over a stream of batches: CPU seconds, indexes included, and the share of the transfers held at most. */
function streamed(graph: TemporalGraph, options: { windowMs: number }, expected: number): [string, string] {
  const { from, to, seconds: at } = graph;
  const { cpuSeconds, result } = measure(1, () => {
    let rings = 0;
    const stream = createRingStream(options, () => rings++);
    for (let i = 0; i < at.length; i += 10_000) {
      const end = i + 10_000;
      const times = Float64Array.from(at.subarray(i, end), (second) => second * 1000);
      stream.push({ from: from.subarray(i, end), to: to.subarray(i, end), at: times });
    }
    return { ...stream.finish(), rings };
  });
  if (result.rings !== expected) wrong++;
  return [seconds(cpuSeconds), `${((100 * result.mostHeld) / at.length).toPrecision(2)} %`];
}

function total({ lengths }: RingCounts): number {
  return lengths.reduce((sum, { instances }) => sum + (instances ?? 0), 0);
}

/** The same window in snapml; whether it counts as many cycles of each length. */
function snapml(graph: TemporalGraph, windowHours: number, own: RingCounts) {
  const longest = Math.max(3, own.lengths.at(-1)?.length ?? 3) + 1;
  const columns = [graph.from, graph.to, graph.seconds];
  type Answer = { cpuSeconds: number; cyclesByLength: number[] };
  const answer = runPython<Answer>('rings_snapml.py', columns, [1, windowHours * 3600, longest], 900);
  if ('missing' in answer) return { text: answer.missing, cpuSeconds: null, same: '–' };
  const { cpuSeconds, cyclesByLength } = answer.measured;
  const same = cyclesByLength.every((cycles, i) => Math.abs(cycles - (own.lengths[i]?.instances ?? 0)) < 1e-6);
  return { text: seconds(cpuSeconds), cpuSeconds, same: same ? 'yes' : `no: ${cyclesByLength.map(Math.round)}` };
}

/**
 * Wall time of one thread over that of two, both warm: medians of runs in turn. In brackets CPU time of two over that of one, what
 * sharing costs whether or not both cores are free.
 */
async function speedUp(ringIndex: RingIndex, options: { windowMs: number }): Promise<string> {
  const workers = openRingWorkers(ringIndex, 2);
  try {
    const one: Span[] = [];
    const two: Span[] = [];
    for (let spentMs = 0; spentMs < WORKERS_WARM_MS; ) spentMs += (await timed(() => workers.count(options))).wallMs;
    for (let run = 0; run < PAIRS; run++) {
      const alone = await timed(() => countRings(ringIndex, options));
      const together = await timed(() => workers.count(options));
      if (JSON.stringify(alone.result) !== JSON.stringify(together.result)) wrong++;
      one.push(alone);
      two.push(together);
    }
    const wall = medianOf(one, 'wallMs') / medianOf(two, 'wallMs');
    const cpu = medianOf(two, 'cpuMs') / medianOf(one, 'cpuMs');
    return `${wall.toFixed(2)}× (${cpu.toFixed(2)})`;
  } finally {
    await workers.close();
  }
}

/** How much more two processes get done at a time than one, each searching for itself, warm. */
async function twoProcesses(name: string): Promise<string> {
  const alone = await inProcess(name);
  const both = await Promise.all([inProcess(name), inProcess(name)]);
  return `${((2 * alone) / median(both)).toFixed(2)}×`;
}

/** Median wall milliseconds of the one-thread search in a process of its own. */
function inProcess(name: string): Promise<number> {
  const child = fork(fileURLToPath(import.meta.url), [ALONE, name]);
  return new Promise((resolve, reject) => {
    child.once('message', (ms) => resolve(Number(ms)));
    child.once('error', reject);
    child.once('exit', (code) => code && reject(new Error(`the search alone ended with ${code}`)));
  });
}

async function searchAlone(name: string): Promise<never> {
  const workload = WORKLOADS.find((known) => known.name === name)!;
  const ringIndex = index(workload.graph()!);
  const options = { windowMs: workload.windowHours * 3_600_000 };
  const spans: Span[] = [];
  for (let spentMs = 0; spentMs < 2 * WORKERS_WARM_MS || spans.length < PAIRS; ) {
    const span = await timed(() => countRings(ringIndex, options));
    spentMs += span.wallMs;
    spans.push(span);
  }
  process.send!(medianOf(spans.slice(-PAIRS), 'wallMs'));
  process.exit(0);
}

interface Span {
  readonly wallMs: number;
  readonly cpuMs: number;
}

async function timed<T>(run: () => T | Promise<T>): Promise<Span & { result: T }> {
  const cpuBefore = cpuUsage();
  const began = performance.now();
  const result = await run();
  const wallMs = performance.now() - began;
  const { user, system } = cpuUsage(cpuBefore);
  return { wallMs, cpuMs: (user + system) / 1e3, result };
}

function medianOf(spans: readonly Span[], unit: keyof Span): number {
  return median(spans.map((span) => span[unit]));
}

function bitcoinOtc(): TemporalGraph | null {
  const folder = process.env.TAMYR_TEST_DATA;
  const file = folder && join(folder, 'bitcoin_otc_alpha', 'soc-sign-bitcoinotc.csv');
  if (!file || !existsSync(file)) return null;
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(',').map(Number))
    .sort((a, b) => a[3]! - b[3]!);
  const column = (i: number) => Int32Array.from(rows, (cells) => Math.floor(cells[i]!));
  const nodeCount = rows.reduce((most, [from, to]) => Math.max(most, from!, to!), 0) + 1;
  return { nodeCount, from: column(0), to: column(1), seconds: column(3) };
}

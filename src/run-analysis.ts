import {
  type AnalysisOptions,
  analyzeProjection,
  type RunContext,
  writeFindings,
  writeRun,
} from './analyze/analyze.ts';
import { analyzeInThreads, defaultWorkers } from './analyze/analyze-in-threads.ts';
import { DEFAULT_LINES } from './analyze/chance.ts';
import type { RuleSettings } from './analyze/choose-rules.ts';
import { collectGarbage, inlineLess } from './analyze/engine-settings.ts';
import { type RowLookup, type RowsByTable, rowsBehind } from './analyze/finding-records.ts';
import type { Detector } from './detectors/detector.ts';
import { withExemptAddresses } from './graph/exempt-addresses.ts';
import type { Nodes, Projection } from './graph/projection.ts';
import { canonicalJson } from './model/canonical-json.ts';
import { shortDigest } from './model/digest.ts';
import { TamyrError } from './model/errors.ts';
import type { FactTable } from './model/facts.ts';
import type { ComposedRun, Run, RunDocument, Source } from './model/finding.ts';
import { byCodePoint } from './model/order.ts';
import { type WhitelistEntry, whitelistNote, whitelistOn } from './model/review.ts';
import { type Day, formatDay } from './model/time.ts';
import { PRODUCT } from './product.ts';
import { readBaseline } from './read-baseline.ts';
import { readRates } from './read-rates.ts';
import { readWhitelist } from './review/journal.ts';
import type { GraphStore, Snapshot } from './store/graph-store.ts';
import { defaultDay, readProjection } from './store/read-projection.ts';

export interface RunOptions {
  /** A whole day; later facts are unseen. Default: the latest day of the data. */
  asOf?: Day;
  /** Codes of the rules to run; default all. */
  only?: readonly string[];
  /** Options of rules as text, `{ M07: { window: '72h' } }`. */
  set?: RuleSettings;
  /** Predecessor for lineage: a run's id, or `none`; default the store's newest run. */
  previous?: string;
  /** Base rates of a reference population: a run's id, or a `base-rates.jsonl` that `tamyr report` wrote. */
  baseline?: string;
  /** File of exchange rates (`from,currency,kzt`), by which thresholds in KZT are converted for other currencies. */
  rates?: string;
  /** Of the shuffles by which the score lines are tried. */
  seed?: number;
  /** Scores from which something is called high and medium. */
  lines?: { high: number; medium: number };
  /** Rules to choose from, all run on the calling thread; default the whole catalogue. */
  detectors?: readonly Detector[];
  /** Threads that run the rules; the result is the same for any number. Default: one per core, at most 4. */
  workers?: number;
  onProgress?: (progress: AnalysisProgress) => void;
}

export interface AnalysisProgress {
  stage: 'read' | 'detect' | 'resolve' | 'save';
  done: number;
  total: number;
  /** Code of the rule that runs, in `detect`. */
  indicator?: string;
}

const ROWS_PER_LOOKUP = 50_000;

/** Analyzes what a store holds and keeps the result as a new run. CPU-heavy: a server calls `analyzeInWorker` instead. */
export async function runAnalysis(store: GraphStore, options: RunOptions = {}): Promise<ComposedRun> {
  inlineLess();
  const { asOf, only, set, seed = 1, lines = DEFAULT_LINES, detectors, onProgress } = options;
  const day = asOf ?? (await defaultDay(store));
  const previous = await predecessor(store, options.previous);
  const baseline = options.baseline === undefined ? undefined : await readBaseline(store, options.baseline);
  const rates = options.rates === undefined ? undefined : await readRates(options.rates);
  const started = performance.now();
  onProgress?.({ stage: 'read', done: 0, total: 1 });
  const snapshot = await store.openSnapshot();
  try {
    // Held until the findings are written down: what then follows is large itself, and needs only the entities' ids.
    let projection: Projection | null = await readProjection(snapshot, day, rates);
    await snapshot.rowsRead();
    const whitelist = whitelistOn(await readWhitelist(store), day);
    projection = withExemptAddresses(projection, exemptAddresses(projection, whitelist));
    const readMs = performance.now() - started;
    const choice: AnalysisOptions = {
      only,
      set,
      seed,
      lines,
      baseline,
      onProgress: (done, total, indicator) => onProgress?.({ stage: 'detect', done, total, indicator }),
    };
    const analysis = detectors
      ? analyzeProjection(projection, detectors, choice)
      : await analyzeInThreads(projection, choice, options.workers ?? defaultWorkers(projection));
    const resolving = performance.now();
    collectGarbage();
    const { nodes } = projection;
    const context: RunContext = {
      product: PRODUCT,
      inputs: await inputsOf(store),
      options: {
        asOf: asOf === undefined ? null : formatDay(asOf),
        only: only ? [...only].sort(byCodePoint) : null,
        lines,
        baseline: baseline === undefined ? null : shortDigest(canonicalJson(baseline)),
        rates: rates === undefined ? null : shortDigest(canonicalJson(rates)),
        ...(whitelist.length > 0 && { whitelist: whitelist.map(({ id }) => id) }),
      },
      previous,
      rows: await lookUpRows(snapshot, rowsBehind(projection, analysis.runs), onProgress),
      notes: whitelist.map((entry) => whitelistNote(entry, namesOf(nodes, entry.of))),
    };
    const written = writeFindings(projection, analysis, context);
    projection = null;
    collectGarbage();
    const { kept, ...document } = writeRun(nodes, analysis, written);
    document.timings.read = readMs;
    document.timings.compose = performance.now() - resolving;
    onProgress?.({ stage: 'save', done: 0, total: 1 });
    await store.saveRun({ ...document, ...(kept && { kept }) });
    return document;
  } finally {
    await snapshot.close();
  }
}

async function predecessor(store: GraphStore, wanted: string | undefined): Promise<RunDocument | null> {
  if (wanted === 'none') return null;
  const runs = await store.runs();
  const id = wanted ?? runs.at(-1)?.id;
  if (id === undefined) return null;
  const document = await store.readRun(id);
  if (document) return document;
  throw new TamyrError({
    code: 'no-such-run',
    what: `There is no run “${id}” in this store.`,
    where: '--previous',
    expected:
      runs.length > 0 ? `none, or one of ${runs.map((run) => run.id).join(', ')}` : 'none: the store has no run yet',
  });
}

/** Nodes of the whitelisted addresses that the data know. */
function exemptAddresses({ nodes }: Projection, whitelist: readonly WhitelistEntry[]): number[] {
  const addresses = whitelist.filter(({ kind }) => kind === 'address').flatMap(({ of }) => of);
  return [...new Set(addresses.map((id) => nodes.find(id)).filter((node) => node >= 0))].sort((a, b) => a - b);
}

function namesOf(nodes: Nodes, ids: readonly string[]): string {
  const nameOf = (id: string) => {
    const node = nodes.find(id);
    return node < 0 ? id : (nodes.name(node) ?? id);
  };
  return ids.map(nameOf).join(' – ');
}

async function inputsOf(store: GraphStore): Promise<Run['inputs']> {
  const inputs = (await store.files()).map(({ name, digest, rows }) => ({ file: name, digest, rows }));
  return inputs.sort((a, b) => byCodePoint(a.file, b.file) || a.rows - b.rows || byCodePoint(a.digest, b.digest));
}

/** Reads ids and places of rows from the store. */
async function lookUpRows(
  snapshot: Snapshot,
  wanted: RowsByTable,
  onProgress: RunOptions['onProgress'],
): Promise<RowLookup> {
  const total = Object.values(wanted).reduce((sum, rows) => sum + rows.length, 0);
  const found = new Map<FactTable, Map<number, { id: string; source: Source }>>();
  let done = 0;
  for (const [table, rows] of Object.entries(wanted) as [FactTable, number[]][]) {
    const known = new Map<number, { id: string; source: Source }>();
    found.set(table, known);
    for (let at = 0; at < rows.length; at += ROWS_PER_LOOKUP) {
      onProgress?.({ stage: 'resolve', done, total });
      const details = await snapshot.details(table, rows.slice(at, at + ROWS_PER_LOOKUP), ['id']);
      for (const { row, values, file, line } of details) {
        known.set(row, { id: String(values.id ?? ''), source: { file, line } });
      }
      done += details.length;
    }
  }
  const at = (table: FactTable, row: number) => {
    const entry = found.get(table)?.get(row);
    if (!entry) throw new RangeError(`the store has no row ${row} in ${table}`);
    return entry;
  };
  return { source: (table, row) => at(table, row).source, id: (table, row) => at(table, row).id };
}

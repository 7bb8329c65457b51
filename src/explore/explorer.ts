import type { Projection } from '../graph/projection.ts';
import { TamyrError } from '../model/errors.ts';
import type { RunDocument } from '../model/finding.ts';
import { type DecisionLine, type WhitelistEntry, whitelistOn } from '../model/review.ts';
import { type Day, parseDay } from '../model/time.ts';
import { indexRun, type RunIndex } from '../reports/run-index.ts';
import { readDecisions, readWhitelist } from '../review/journal.ts';
import type { GraphStore, Snapshot } from '../store/graph-store.ts';
import { defaultDay, readProjection } from '../store/read-projection.ts';

/** A store opened for questions: the projection of one day, the rows behind it, and a run where there is one. */
export interface Explorer {
  store: GraphStore;
  snapshot: Snapshot;
  projection: Projection;
  /** Null while nothing has been analyzed. */
  run: RunIndex | null;
  /** Decisions, oldest first, and whitelist entries that hold on the as-of day. */
  review: { decisions: DecisionLine[]; whitelist: WhitelistEntry[] };
  close(): Promise<void>;
}

export interface ExplorerOptions {
  /** A run's id; default: the newest run of the store. */
  run?: string;
  /** Without a run: the day to look at; default: the latest day of the data. */
  asOf?: Day;
}

/** Opens the explorer on a run and the data of its as-of day. The store stays the caller's to close. */
export async function openExplorer(store: GraphStore, { run, asOf }: ExplorerOptions = {}): Promise<Explorer> {
  const document = await findRun(store, run);
  const day = asOf ?? (document ? parseDay(document.run.asOf) : null) ?? (await defaultDay(store));
  const snapshot = await store.openSnapshot();
  const projection = await readProjection(snapshot, day);
  await snapshot.rowsRead();
  const review = {
    decisions: await readDecisions(store),
    whitelist: whitelistOn(await readWhitelist(store), day),
  };
  const index = document ? indexRun(document) : null;
  return { store, snapshot, projection, run: index, review, close: () => snapshot.close() };
}

/** The run asked for, else the newest; null where the store has none. */
async function findRun(store: GraphStore, id: string | undefined): Promise<RunDocument | null> {
  const runs = await store.runs();
  if (id === undefined) {
    const newest = runs.at(-1);
    return newest ? store.readRun(newest.id) : null;
  }
  const document = await store.readRun(id);
  if (document) return document;
  const known = runs.map((run) => run.id);
  throw new TamyrError({
    code: 'no-such-run',
    what: `There is no run "${id}" in this store.`,
    where: store.address,
    expected:
      known.length > 0
        ? `one of its ${known.length} runs: ${known.slice(-5).reverse().join(', ')}`
        : 'a run; it has none yet',
    todo: known.length > 0 ? 'Leave the run out to take the newest one.' : 'Make one: tamyr analyze',
    exitCode: 2,
  });
}

/** Node of an id that a user gave: a full id, a bare BIN/IIN or account key; an error that says what was looked for otherwise. */
export function findNode({ projection: { nodes } }: Explorer, given: string): number {
  const text = given.trim();
  const candidates = /^[a-z]+:/.test(text)
    ? [text]
    : [
        `company:${text}`,
        `person:${text}`,
        `account:${text}`,
        `contact:phone:${text}`,
        `contact:email:${text.toLowerCase()}`,
      ];
  for (const id of candidates) {
    const node = nodes.find(id);
    if (node >= 0) return node;
  }
  throw new TamyrError({
    code: 'no-such-entity',
    what: `Nothing in the data has the id "${given}".`,
    expected: 'a full id such as company:940140000385, or the bare BIN, IIN or account number',
    todo: 'Check the spelling; names can be searched in the explorer (tamyr serve).',
    exitCode: 2,
  });
}

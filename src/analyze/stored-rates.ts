import type { StoredRates } from '../model/finding.ts';
import { type BaseRates, positivePositions, type ReferenceClass } from './base-rates.ts';

/** Ranks that are kept, in each decade: 1, 2, 3, 5, 7, 10, 20 … */
const RANKS = [1, 2, 3, 5, 7];

type Levels = StoredRates['all'];

/** Base rates as they are kept with a run: values at fixed ranks, for everybody and by tens of transfers (0, 1–9, 10–99 …). */
export function storedRates(
  { value, size }: ReferenceClass,
  rule: Pick<StoredRates, 'indicator' | 'version' | 'kind'>,
): StoredRates {
  const classes: StoredRates['classes'] = [];
  for (let start = 0; start < size.length; ) {
    const from = classFrom(size[start]!);
    let end = start;
    while (end < size.length && classFrom(size[end]!) === from) end++;
    classes.push({ from, ...levelsOf(value.subarray(start, end)) });
    start = end;
  }
  return { ...rule, transfers: size.reduce((sum, own) => sum + own, 0), all: levelsOf(value), classes };
}

/** First number of transfers of the class: 0, 1, 10, 100 … */
function classFrom(transfers: number): number {
  return transfers < 1 ? 0 : 10 ** (String(Math.floor(transfers)).length - 1);
}

function levelsOf(value: Float64Array): Levels {
  const positive = value
    .filter((v) => v > 0)
    .map(rounded)
    .sort()
    .reverse();
  const levels: number[] = [];
  let reached = 0;
  const reach = (rank: number) => {
    if (rank <= reached) return;
    reached = rank;
    while (reached < positive.length && positive[reached] === positive[rank - 1]) reached++;
    levels.push(positive[rank - 1]!, reached);
  };
  for (let decade = 1; decade <= positive.length; decade *= 10) {
    for (const rank of RANKS) if (rank * decade <= positive.length) reach(rank * decade);
  }
  if (positive.length > 0) reach(positive.length);
  return { size: value.length, levels };
}

/** As numbers are written. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/**
 * Base rates of entities among a kept population, each added to it: the reach of a value is that of the nearest kept value that
 * is not above it, so that rates are never too small. Peers are the class of the same tens of transfers.
 */
export function ratesFrom(stored: StoredRates, { value, size }: ReferenceClass): BaseRates {
  const position = positivePositions(value);
  const reach = new Int32Array(position.length);
  const peers = new Int32Array(position.length);
  const peersReach = new Int32Array(position.length);
  const p = new Float64Array(position.length);
  const classes = new Map(stored.classes.map((c) => [c.from, c]));
  for (let i = 0; i < position.length; i++) {
    const v = value[position[i]!]!;
    const own = classes.get(classFrom(size[position[i]!]!)) ?? stored.all;
    reach[i] = reachIn(stored.all, v) + 1;
    peers[i] = own.size + 1;
    peersReach[i] = reachIn(own, v) + 1;
    p[i] = Math.sqrt((reach[i]! / (stored.all.size + 1)) * (peersReach[i]! / peers[i]!));
  }
  return { position, reach, peers, peersReach, p };
}

/** Least kept number of entities that surely covers those with a value of at least `v`. */
function reachIn({ levels }: Levels, v: number): number {
  const value = rounded(v);
  if (levels.length === 0 || value > levels[0]!) return 0;
  for (let i = 0; i < levels.length; i += 2) if (value >= levels[i]!) return levels[i + 1]!;
  return levels.at(-1)!;
}

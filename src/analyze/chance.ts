import type { Family } from '../detectors/detector.ts';
import { lowerBound } from '../graph/lower-bound.ts';
import { mulberry32 } from '../graph/mulberry32.ts';
import type { Projection } from '../graph/projection.ts';
import { SCORED_KINDS } from './activity.ts';
import { scoreOf } from './bans.ts';
import type { Scores } from './score.ts';
import { shuffle } from './shuffle.ts';

/** Above these scores something is called high or medium. */
export interface ScoreLines {
  readonly high: number;
  readonly medium: number;
}

export const DEFAULT_LINES: ScoreLines = { high: 0.5, medium: 0.35 };

/** Entities drawn in all when lines are tried by chance; fewer than this many entities are shuffled again and again. */
const DRAWS = 400_000;
const MOST_ROUNDS = 100;
/** An entry on a list is a fact and no estimate: it is nowhere by chance, so it is not dealt out anew. */
const STATUTORY: Family = 'lists';

export interface LineCounts {
  readonly above: { high: number; medium: number };
  /** Shares of the entities with a known value that pass by chance. */
  readonly byChance: { high: number; medium: number };
  /** Entities with a known value. */
  readonly entities: number;
}

/**
 * Who passes each line, and who would by chance: each family's evidence is shuffled over the entities of a kind about which the family
 * knows something, so that only the coincidence of families is undone; facts that stand on a list are left out. Real against shuffled near 1 means that the list is chance.
 */
export function countLines(projection: Projection, scores: Scores, lines: ScoreLines, seed: number): LineCounts {
  const above = { high: 0, medium: 0 };
  let entities = 0;
  for (const kind of SCORED_KINDS) {
    const { start, end } = projection.nodes.range[kind];
    for (let node = start; node < end; node++) {
      if (!scores.known[node]) continue;
      entities++;
      tally(above, scoreOf(scores.bans[node]!), lines);
    }
  }
  if (entities === 0) return { above, byChance: { high: 0, medium: 0 }, entities };
  const rounds = Math.max(1, Math.min(MOST_ROUNDS, Math.ceil(DRAWS / entities)));
  const random = mulberry32(seed);
  const passed = { high: 0, medium: 0 };
  for (let round = 0; round < rounds; round++) {
    const bans = shuffledBans(projection, scores, random);
    for (let node = 0; node < bans.length; node++) if (bans[node]! > 0) tally(passed, scoreOf(bans[node]!), lines);
  }
  const draws = rounds * entities;
  return { above, byChance: { high: passed.high / draws, medium: passed.medium / draws }, entities };
}

function shuffledBans({ nodes }: Projection, { families, known }: Scores, random: () => number): Float64Array {
  const total = new Float64Array(nodes.count);
  for (const { family, bit, node: nodesOfFamily, bans } of families) {
    if (family === STATUTORY) continue;
    for (const kind of SCORED_KINDS) {
      const { start, end } = nodes.range[kind];
      let count = 0;
      for (let node = start; node < end; node++) if (known[node]! & bit) count++;
      const values = new Float64Array(count);
      let next = lowerBound(nodesOfFamily, start);
      for (let node = start, at = 0; node < end; node++) {
        const own = nodesOfFamily[next] === node ? bans[next++]! : 0;
        if (known[node]! & bit) values[at++] = own;
      }
      shuffle(values, random);
      for (let node = start, at = 0; node < end; node++) {
        if (!(known[node]! & bit)) continue;
        if (values[at]! > 0) total[node]! += values[at]!;
        at++;
      }
    }
  }
  return total;
}

function tally(counts: { high: number; medium: number }, score: number, lines: ScoreLines): void {
  if (score >= lines.high) counts.high++;
  if (score >= lines.medium) counts.medium++;
}

import type { Family } from '../detectors/detector.ts';
import { lowerBound } from '../graph/lower-bound.ts';
import { FAMILY_CAP_BANS } from './bans.ts';
import { dealScore } from './contributions.ts';
import type { Scores } from './score.ts';

/** One indicator's part of a cluster's score. */
export interface ClusterEvidence {
  /** Position in `Scores.indicators`. */
  readonly indicator: number;
  readonly contribution: number;
  readonly countedIn: number | null;
  /** Mean evidence over the members that count, in bans: of the whole family for its strongest indicator. */
  readonly bans: number;
  /** Mean value over the members that show it. */
  readonly value: number;
  /** Members that show it, and members about which its family knows something. */
  readonly showing: number;
  readonly of: number;
}

/**
 * Score of a cluster: per family the mean of its members' evidence, never the sum, so that size is no evidence; members about whom the
 * family knows nothing are left out of its mean. Then as for an entity: families summed, 1 − 2^(−E/2), shares dealt out.
 * @param members those that count: without who only paid in, and without accounts whose holder is a member and speaks for them
 */
export function clusterScore(scores: Scores, members: readonly number[]): { score: number; parts: ClusterEvidence[] } {
  const sums = new Map<number, { bans: number; counted: number; value: number; showing: number; countedIn: number }>();
  for (const node of members) {
    for (let i = scores.entriesOf.offsets[node]!; i < scores.entriesOf.offsets[node + 1]!; i++) {
      const entry = scores.entriesOf.edges[i]!;
      const indicator = scores.entries.indicator[entry]!;
      const row = scores.entries.row[entry]!;
      const sum = sums.get(indicator) ?? { bans: 0, counted: 0, value: 0, showing: 0, countedIn: -1 };
      const { bans, value } = scores.indicators[indicator]!;
      const countedIn = scores.entries.countedIn[entry]!;
      if (countedIn >= 0) sum.bans += Math.min(FAMILY_CAP_BANS, bans[row]!);
      sum.counted += scores.entries.counted[entry]!;
      if (countedIn !== indicator && sum.countedIn < 0) sum.countedIn = countedIn;
      sum.value += value[row]!;
      sum.showing++;
      sums.set(indicator, sum);
    }
  }
  const indicators = [...sums.keys()].sort((a, b) => a - b);
  const means = familyMeans(scores, members);
  const strongest = new Map<Family, number>();
  for (const indicator of indicators) {
    const { family } = scores.indicators[indicator]!;
    const best = strongest.get(family);
    const { counted } = sums.get(indicator)!;
    if (counted > 0 && (best === undefined || counted > sums.get(best)!.counted)) strongest.set(family, indicator);
  }
  const leaders = indicators.filter((i) => strongest.get(scores.indicators[i]!.family) === i);
  const dealt = dealScore(leaders.map((i) => means.get(scores.indicators[i]!.family)!.bans));
  const partOf = new Map(leaders.map((indicator, i) => [indicator, dealt.parts[i]!]));
  return {
    score: dealt.score,
    parts: indicators.map((indicator) => {
      const { family } = scores.indicators[indicator]!;
      const { bans, value, showing, countedIn } = sums.get(indicator)!;
      // Where nobody's evidence of the family counts, the members' own say where it is counted.
      const leader = strongest.get(family) ?? (countedIn >= 0 ? countedIn : undefined);
      const mean = means.get(family)!;
      return {
        indicator,
        contribution: partOf.get(indicator) ?? 0,
        countedIn: bans > 0 && leader !== undefined && leader !== indicator ? leader : null,
        bans: leader === indicator ? mean.bans : bans / mean.of,
        value: value / showing,
        showing,
        of: mean.of,
      };
    }),
  };
}

function familyMeans(scores: Scores, members: readonly number[]): Map<Family, { bans: number; of: number }> {
  return new Map(
    scores.families.map(({ family, bit, node: nodes, bans }) => {
      let sum = 0;
      let of = 0;
      for (const node of members) {
        if (!(scores.known[node]! & bit)) continue;
        const at = lowerBound(nodes, node);
        if (nodes[at] === node) sum += bans[at]!;
        of++;
      }
      return [family, { bans: of > 0 ? sum / of : 0, of }];
    }),
  );
}

import { scoreOf } from './bans.ts';

/** Scores are whole millionths. */
export const MICRO = 1_000_000;

/** A score and its parts, all whole millionths, the parts adding up to the score. */
export interface DealtScore {
  score: number;
  parts: number[];
}

/** Score of summed evidence in whole millionths. */
export function millionthsOf(bans: number): number {
  return Math.round(scoreOf(bans) * MICRO);
}

/**
 * Score of summed evidence and the share of each family in it, c_f = score · e_f / E: the Aumann–Shapley value of a function of a sum
 * (Sundararajan, Taly, Yan 2017). Parts are whole millionths dealt out by largest remainder (ties: the first), and the score is
 * their sum, so that they add up as printed too.
 * @param evidence bans per family, none negative
 */
export function dealScore(evidence: readonly number[]): DealtScore {
  const total = evidence.reduce((sum, e) => sum + e, 0);
  const whole = millionthsOf(total);
  if (whole === 0) return { score: 0, parts: evidence.map(() => 0) };
  const exact = evidence.map((e) => (whole * e) / total);
  const parts = exact.map(Math.floor);
  let rest = whole - parts.reduce((sum, part) => sum + part, 0);
  const order = exact
    .map((e, i) => ({ i, remainder: e - Math.floor(e) }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  for (const { i } of order) {
    if (rest <= 0) break;
    parts[i]!++;
    rest--;
  }
  return { score: whole / MICRO, parts: parts.map((part) => part / MICRO) };
}

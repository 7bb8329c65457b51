/** Evidence that one family of indicators can give at most, in bans: one family alone stays under a score of 0.5. */
export const FAMILY_CAP_BANS = 1.9;

/**
 * Evidence in bans (log10 of a likelihood ratio) that a base rate `p` in (0, 1] can support at most: −log10(−e · p · ln p) for
 * p < 1/e, else 0 (Sellke, Bayarri, Berger, "Calibration of p values for testing precise null hypotheses", 2001).
 */
export function bansOf(p: number): number {
  if (!(p > 0 && p <= 1)) throw new RangeError(`${p} is no base rate; expected a number above 0 and up to 1`);
  if (p >= 1 / Math.E) return 0;
  return Math.max(0, -Math.log10(-Math.E * p * Math.log(p)));
}

/** Score in [0, 1) of evidence in bans: 1 − 2^(−E/2), so 2 bans (100 : 1) are 0.5. */
export function scoreOf(bans: number): number {
  return bans > 0 ? 1 - 2 ** (-bans / 2) : 0;
}

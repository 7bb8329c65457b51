/** Two-sided 95 %. */
const Z = 1.96;

/**
 * Lower bound of a share seen in `cases` cases (Wilson, 1927): 1 of 1 gives 0.21, 20 of 20 gives 0.84, so that few cases do not
 * pass for certainty. 0 where there are no cases.
 */
export function wilsonLower(share: number, cases: number): number {
  if (cases <= 0) return 0;
  const p = Math.min(Math.max(share, 0), 1);
  const z2 = (Z * Z) / cases;
  const bound = (p + z2 / 2 - Z * Math.sqrt((p * (1 - p)) / cases + z2 / (4 * cases))) / (1 + z2);
  return Math.min(Math.max(bound, 0), 1);
}

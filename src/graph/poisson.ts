/** Chance of at least `count` events where `mean` are expected, P(X ≥ count) of a Poisson distribution; terms are summed in logarithms. */
export function poissonTail(count: number, mean: number): number {
  if (count <= 0) return 1;
  if (mean <= 0) return 0;
  // Above the mean the upper terms fall geometrically; below it the sum of the lower ones is the shorter way.
  if (count <= mean) {
    let lower = 0;
    let term = Math.exp(-mean);
    if (term === 0) return 1;
    for (let k = 0; k < count; k++) {
      lower += term;
      term *= mean / (k + 1);
    }
    return Math.max(0, 1 - lower);
  }
  let logTerm = -mean + count * Math.log(mean);
  for (let k = 2; k <= count; k++) logTerm -= Math.log(k);
  let term = Math.exp(logTerm);
  let upper = 0;
  for (let k = count; term > upper * 1e-12; k++) {
    upper += term;
    term *= mean / (k + 1);
  }
  return Math.min(1, upper);
}

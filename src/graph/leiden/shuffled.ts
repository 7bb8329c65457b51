/** The numbers 0 .. count-1 in random order (Fisher–Yates). */
export function shuffled(count: number, random: () => number): Int32Array {
  const order = new Int32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const other = order[j]!;
    order[j] = order[i]!;
    order[i] = other;
  }
  return order;
}

/** Neighbouring numbers are often near in the graph and always near in memory: runs of this many stay together (ours). */
const RUN = 32;

/** The numbers 0 .. count-1 in runs of consecutive ones, the runs in random order. */
export function shuffledRuns(count: number, random: () => number): Int32Array {
  const runs = shuffled(Math.ceil(count / RUN), random);
  const order = new Int32Array(count);
  let at = 0;
  for (const run of runs) for (let i = run * RUN; i < count && i < (run + 1) * RUN; i++) order[at++] = i;
  return order;
}

/** One place per node, all unknown (NaN). */
export function unknownValues(count: number): Float64Array {
  return new Float64Array(count).fill(Number.NaN);
}

/** The known ones of a column of values by node, in node order; unknown is NaN. */
export function knownValues(values: Float64Array): { node: Int32Array; value: Float64Array } {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]!)) count++;
  const node = new Int32Array(count);
  const value = new Float64Array(count);
  let at = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!)) continue;
    node[at] = i;
    value[at++] = values[i]!;
  }
  return { node, value };
}

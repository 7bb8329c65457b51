/** Places that were given back, all unknown again: a country has ten million, and rule after rule needs them. */
let blank: Float64Array | null = null;

/** One place per node, all unknown (NaN). */
export function unknownValues(count: number): Float64Array {
  const values = blank?.length === count ? blank : new Float64Array(count).fill(Number.NaN);
  blank = null;
  return values;
}

/** The known ones of a column of values by node, in node order; unknown is NaN. The column is given back: it is not to be used again. */
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
    values[i] = Number.NaN;
  }
  giveBackUnknown(values);
  return { node, value };
}

/** Gives back places that are all unknown again. */
export function giveBackUnknown(values: Float64Array): void {
  blank = values;
}

/** Lets go of the places that were given back: nothing is measured for now. */
export function forgetUnknown(): void {
  blank = null;
}

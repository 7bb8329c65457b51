/** Position of the first of an ascending column's first `count` numbers that is not less than `value`; `count` where all are. */
export function lowerBound(sorted: Int32Array | Float64Array, value: number, count = sorted.length): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

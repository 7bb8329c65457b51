import { type PackedTexts, textsInOrder } from './packed-texts.ts';

const DIGIT = 0x1_0000;

/**
 * Rows in the order of their moments, unknown ones (NaN) first, rows of one moment in the order of `rows`: digit by digit
 * from the last (radix sort), as many passes as the range of the moments has digits of 16 bits.
 * @param at by row, integers
 */
export function orderByMoment(at: Float64Array, rows: Int32Array): Int32Array {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < rows.length; i++) {
    const value = at[rows[i]!]!;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  let order = rows;
  // A moment that is not known counts 0, the first that is known 1.
  for (let unit = 1; unit <= most - least + 1; unit *= DIGIT) order = sortedByDigit(at, order, least - 1, unit);
  return order;
}

function sortedByDigit(at: Float64Array, rows: Int32Array, zero: number, unit: number): Int32Array {
  const starts = new Int32Array(DIGIT + 1);
  const digits = new Uint16Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const moment = at[rows[i]!]!;
    const digit = Number.isNaN(moment) ? 0 : Math.floor((moment - zero) / unit) % DIGIT;
    digits[i] = digit;
    starts[digit + 1]!++;
  }
  for (let digit = 0; digit < DIGIT; digit++) starts[digit + 1]! += starts[digit]!;
  const sorted = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) sorted[starts[digits[i]!]!++] = rows[i]!;
  return sorted;
}

/** Where rows of one moment stand in an order by moment: pairs of the first and the one after the last. */
export function tiesOf(at: Float64Array, order: Int32Array): Int32Array {
  const bounds = new Int32Array(order.length);
  let used = 0;
  for (let from = 0; from < order.length; ) {
    const moment = at[order[from]!]!;
    let to = from + 1;
    while (to < order.length && isSame(at[order[to]!]!, moment)) to++;
    if (to - from > 1) {
      bounds[used++] = from;
      bounds[used++] = to;
    }
    from = to;
  }
  return bounds.subarray(0, used);
}

/** The rows of all ties. */
export function tiedRows(order: Int32Array, ties: Int32Array): Int32Array {
  const tied = new Int32Array(order.length);
  let count = 0;
  for (let i = 0; i < ties.length; i += 2) {
    for (let at = ties[i]!; at < ties[i + 1]!; at++) tied[count++] = order[at]!;
  }
  return tied.subarray(0, count);
}

/** Brings the rows of each tie into the order of the bytes of their ids, in place; a row without an id comes first. */
export function breakTies(order: Int32Array, ties: Int32Array, ids: PackedTexts): void {
  const compare = textsInOrder(ids);
  for (let i = 0; i < ties.length; i += 2) order.subarray(ties[i]!, ties[i + 1]!).sort(compare);
}

/** Whether two moments are the same, or both are not known. */
function isSame(a: number, b: number): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}

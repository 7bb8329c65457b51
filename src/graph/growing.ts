import { type Column, sharedFloat64, sharedInt8, sharedInt32, sharedLike, sharedUint8 } from './shared-columns.ts';

/** Typed columns that grow by doubling: `reserve` before writing, `finished` gives them at their length. */
export interface Growing<A> {
  data: A;
}

export function growingInt32(capacity = 1024): Growing<Int32Array> {
  return { data: sharedInt32(capacity) };
}

export function growingFloat64(capacity = 1024): Growing<Float64Array> {
  return { data: sharedFloat64(capacity) };
}

export function growingUint8(capacity = 1024): Growing<Uint8Array> {
  return { data: sharedUint8(capacity) };
}

export function growingInt8(capacity = 1024): Growing<Int8Array> {
  return { data: sharedInt8(capacity) };
}

/** Makes room for `length` values in every column, for `expected` at once where more will come. */
export function reserve(columns: readonly Growing<Column>[], length: number, expected = 0): void {
  for (const column of columns) {
    if (column.data.length >= length) continue;
    const larger = sharedLike(column.data, Math.max(length, column.data.length * 2, expected));
    larger.set(column.data as never);
    column.data = larger;
  }
}

/** Growing columns of one table, written row by row. */
export interface GrowingRows<C extends Record<string, Growing<Column>>> {
  /** Number of the next row, for which there is room in every column. */
  next(): number;
  /** The columns at their length, and how many rows they have. */
  finish(): { [Name in keyof C]: C[Name]['data'] } & { count: number };
}

export function growingRows<C extends Record<string, Growing<Column>>>(columns: C): GrowingRows<C> {
  const all = Object.values(columns);
  let count = 0;
  return {
    next() {
      if (count === all[0]!.data.length) reserve(all, count + 1);
      return count++;
    },
    finish() {
      const cut = Object.entries(columns).map(([name, column]) => [name, finished(column, count)]);
      return { ...Object.fromEntries(cut), count };
    },
  };
}

/** The first `length` values, not copied: what was reserved and never written holds no memory. */
export function finished<A extends Column>(column: Growing<A>, length: number): A {
  const result = column.data.subarray(0, length) as A;
  column.data = sharedLike(column.data, 0);
  return result;
}

/** The values at these positions, in their order; the column is let go. */
export function inOrder<A extends Column>(column: Growing<A>, order: Int32Array): A {
  const { data } = column;
  const result = sharedLike(data, order.length);
  for (let i = 0; i < order.length; i++) result[i] = data[order[i]!]!;
  column.data = sharedLike(data, 0);
  return result;
}

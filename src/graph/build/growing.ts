/** Typed columns that grow by doubling: `reserve` before writing, `finish` gives an array of the exact length. */
export interface Growing<A> {
  data: A;
}

export function growingInt32(capacity = 1024): Growing<Int32Array> {
  return { data: new Int32Array(capacity) };
}

export function growingFloat64(capacity = 1024): Growing<Float64Array> {
  return { data: new Float64Array(capacity) };
}

export function growingUint8(capacity = 1024): Growing<Uint8Array> {
  return { data: new Uint8Array(capacity) };
}

export function growingInt8(capacity = 1024): Growing<Int8Array> {
  return { data: new Int8Array(capacity) };
}

type TypedArray = Int32Array | Float64Array | Uint8Array | Uint16Array | Int8Array;

/** Makes room for `length` values in every column. */
export function reserve(columns: readonly Growing<TypedArray>[], length: number): void {
  for (const column of columns) {
    if (column.data.length >= length) continue;
    const Type = column.data.constructor as new (size: number) => TypedArray;
    const larger = new Type(Math.max(length, column.data.length * 2));
    larger.set(column.data as never);
    column.data = larger;
  }
}

/** The first `length` values; the buffer itself where it is full, so that no second copy is made. */
export function finished<A extends TypedArray>(column: Growing<A>, length: number): A {
  const result = column.data.length === length ? column.data : (column.data.slice(0, length) as A);
  column.data = new (column.data.constructor as new (size: number) => A)(0);
  return result;
}

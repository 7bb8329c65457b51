// Columns in memory that other threads can read: what is built in it is never copied to be shared. Zero-filled; pages that nothing is written to cost nothing.

export type Column = Int32Array | Uint32Array | Float64Array | Uint8Array | Int8Array | Uint16Array;

export function sharedInt32(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT));
}

export function sharedUint32(length: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(length * Uint32Array.BYTES_PER_ELEMENT));
}

export function sharedFloat64(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT));
}

export function sharedUint8(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length));
}

export function sharedInt8(length: number): Int8Array {
  return new Int8Array(new SharedArrayBuffer(length));
}

export function sharedUint16(length: number): Uint16Array {
  return new Uint16Array(new SharedArrayBuffer(length * Uint16Array.BYTES_PER_ELEMENT));
}

/** A column of the same type as another. */
export function sharedLike<C extends Column>(column: C, length: number): C {
  const Type = column.constructor as new (buffer: SharedArrayBuffer) => C;
  return new Type(new SharedArrayBuffer(length * column.BYTES_PER_ELEMENT));
}

type Columns = Int32Array | Float64Array | Uint8Array;

/**
 * Copies every typed array inside plain objects into shared memory, so that threads read one copy; arrays that are one
 * stay one, and arrays already shared are kept.
 */
export function shareArrays<T>(value: T): T {
  const copies = new Map<Columns, Columns>();
  return share(value) as T;

  function share(part: unknown): unknown {
    if (part instanceof Int32Array || part instanceof Float64Array || part instanceof Uint8Array) return copyOf(part);
    if (part === null || typeof part !== 'object') return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, share(inner)]));
  }

  function copyOf(array: Columns): Columns {
    if (array.buffer instanceof SharedArrayBuffer) return array;
    let copy = copies.get(array);
    if (!copy) {
      const buffer = new SharedArrayBuffer(array.byteLength);
      if (array instanceof Int32Array) copy = new Int32Array(buffer);
      else if (array instanceof Float64Array) copy = new Float64Array(buffer);
      else copy = new Uint8Array(buffer);
      copy.set(array);
      copies.set(array, copy);
    }
    return copy;
  }
}

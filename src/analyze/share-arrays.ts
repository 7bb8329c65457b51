import { type Column, sharedLike } from '../graph/shared-columns.ts';

const TYPES: readonly unknown[] = [Int32Array, Uint32Array, Float64Array, Uint8Array, Int8Array, Uint16Array];

/**
 * Copies every typed array inside plain objects and lists into shared memory, so that threads read one copy; arrays that are one
 * stay one. What is shared already is kept, and what is no plain object (a set, a map).
 */
export function shareArrays<T>(value: T): T {
  const copies = new Map<Column, Column>();
  return share(value) as T;

  function share(part: unknown): unknown {
    if (part === null || typeof part !== 'object') return part;
    if (TYPES.includes(part.constructor)) return copyOf(part as Column);
    if (Array.isArray(part)) return part.map(share);
    if (Object.getPrototypeOf(part) !== Object.prototype) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, share(inner)]));
  }

  function copyOf(array: Column): Column {
    if (array.buffer instanceof SharedArrayBuffer) return array;
    let copy = copies.get(array);
    if (!copy) {
      copy = sharedLike(array, array.length);
      copy.set(array as never);
      copies.set(array, copy);
    }
    return copy;
  }
}

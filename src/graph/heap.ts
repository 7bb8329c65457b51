/** A binary min-heap of numbers keyed by numbers; ties leave in the order of their values. */
export interface Heap {
  readonly size: number;
  push(key: number, value: number): void;
  /** Removes the value with the smallest key. The heap must not be empty. */
  pop(): { key: number; value: number };
}

/** Makes an empty heap. */
export function createHeap(): Heap {
  const keys: number[] = [];
  const values: number[] = [];

  const before = (i: number, j: number) => keys[i]! < keys[j]! || (keys[i] === keys[j] && values[i]! < values[j]!);
  const swap = (i: number, j: number) => {
    [keys[i], keys[j]] = [keys[j]!, keys[i]!];
    [values[i], values[j]] = [values[j]!, values[i]!];
  };

  return {
    get size() {
      return keys.length;
    },
    push(key, value) {
      let i = keys.push(key) - 1;
      values.push(value);
      while (i > 0 && before(i, (i - 1) >> 1)) {
        swap(i, (i - 1) >> 1);
        i = (i - 1) >> 1;
      }
    },
    pop() {
      const top = { key: keys[0]!, value: values[0]! };
      const lastKey = keys.pop()!;
      const lastValue = values.pop()!;
      if (keys.length > 0) {
        keys[0] = lastKey;
        values[0] = lastValue;
        for (let i = 0; ; ) {
          let least = i;
          if (2 * i + 1 < keys.length && before(2 * i + 1, least)) least = 2 * i + 1;
          if (2 * i + 2 < keys.length && before(2 * i + 2, least)) least = 2 * i + 2;
          if (least === i) break;
          swap(i, least);
          i = least;
        }
      }
      return top;
    },
  };
}

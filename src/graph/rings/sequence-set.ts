/** A set of integer sequences, kept in one growing array; exact, no hash is trusted without comparing. */
export interface SequenceSet {
  /** Adds `values[0 .. length)`; false if it was there. */
  readonly add: (values: Int32Array, length: number) => boolean;
  /** Adds a cycle of distinct values whatever its rotation: it is kept beginning with its smallest value. */
  readonly addCycle: (values: Int32Array, length: number) => boolean;
  /** Copy of all members in order of arrival, each preceded by its length. */
  readonly members: () => Int32Array<ArrayBuffer>;
  readonly clear: () => void;
}

export function createSequenceSet(): SequenceSet {
  // Slots hold a position in the pool plus one; 0 = empty.
  let slots = new Int32Array(1024);
  let pool = new Int32Array(4096);
  let used = 0;
  let size = 0;
  let rotated = new Int32Array(64);

  function find(values: Int32Array, from: number, length: number): number {
    const mask = slots.length - 1;
    let slot = hash(values, from, length) & mask;
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const member = slots[slot]! - 1;
      if (pool[member] !== length) continue;
      let i = 0;
      while (i < length && pool[member + 1 + i] === values[from + i]) i++;
      if (i === length) break;
    }
    return slot;
  }

  function add(values: Int32Array, length: number): boolean {
    const slot = find(values, 0, length);
    if (slots[slot] !== 0) return false;
    while (used + length + 1 > pool.length) {
      const larger = new Int32Array(pool.length * 2);
      larger.set(pool);
      pool = larger;
    }
    slots[slot] = used + 1;
    pool[used] = length;
    for (let i = 0; i < length; i++) pool[used + 1 + i] = values[i]!;
    used += length + 1;
    if (++size * 2 > slots.length) rehash();
    return true;
  }

  function rehash(): void {
    slots = new Int32Array(slots.length * 2);
    for (let member = 0; member < used; member += pool[member]! + 1) {
      slots[find(pool, member + 1, pool[member]!)] = member + 1;
    }
  }

  function addCycle(values: Int32Array, length: number): boolean {
    if (length > rotated.length) rotated = new Int32Array(length * 2);
    let smallest = 0;
    for (let i = 1; i < length; i++) if (values[i]! < values[smallest]!) smallest = i;
    for (let i = 0; i < length; i++) rotated[i] = values[smallest + i < length ? smallest + i : smallest + i - length]!;
    return add(rotated, length);
  }

  function clear(): void {
    if (size === 0) return;
    slots.fill(0);
    used = 0;
    size = 0;
  }

  return { add, addCycle, members: () => pool.slice(0, used), clear };
}

function hash(values: Int32Array, from: number, length: number): number {
  let h = length;
  for (let i = 0; i < length; i++) {
    h = Math.imul(h ^ values[from + i]!, 0x9e3779b1);
    h ^= h >>> 15;
  }
  return h ^ (h >>> 13);
}

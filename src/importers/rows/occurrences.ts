import { createHash } from 'node:crypto';

/** Counts how often each content was seen in one load, so that two equal rows without ids stay two payments. */
export interface OccurrenceCounter {
  /** `h-…`: hash of the content and its occurrence number, the same in whatever order equal rows come. */
  idOf(content: string): string;
}

/**
 * Keeps 12 bytes a content instead of its text: open addressing over 53 bits of its SHA-256.
 * Two contents of equal 53 bits (2 % likely anywhere among 20 million) still differ in the rest of the id.
 */
export function createOccurrenceCounter(): OccurrenceCounter {
  let capacity = 1024;
  let keys = new Float64Array(capacity);
  let counts = new Uint32Array(capacity);
  let used = 0;

  const slotOf = (key: number): number => {
    let slot = key % capacity;
    while (counts[slot] !== 0 && keys[slot] !== key) slot = slot + 1 === capacity ? 0 : slot + 1;
    return slot;
  };

  const grow = (): void => {
    const [oldKeys, oldCounts] = [keys, counts];
    capacity *= 2;
    keys = new Float64Array(capacity);
    counts = new Uint32Array(capacity);
    for (let i = 0; i < oldKeys.length; i++) {
      if (oldCounts[i] === 0) continue;
      const slot = slotOf(oldKeys[i]!);
      keys[slot] = oldKeys[i]!;
      counts[slot] = oldCounts[i]!;
    }
  };

  return {
    idOf(content) {
      const hash = createHash('sha256').update(content).digest('hex').slice(0, 24);
      const key = Number.parseInt(hash.slice(0, 13), 16);
      const slot = slotOf(key);
      if (counts[slot] === 0) used++;
      keys[slot] = key;
      const occurrence = ++counts[slot]!;
      if (used * 2 > capacity) grow();
      return `h-${hash}-${occurrence}`;
    },
  };
}

import type { RingInput } from '../../src/graph/rings/ring-index.ts';
import type { RingOptions } from '../../src/graph/rings/ring-query.ts';

const DAY_MS = 86_400_000;

/** Every temporal simple cycle by trying every walk: the definition, word for word, with no index and no pruning. */
export function bruteRings(input: RingInput, options: RingOptions): number[][] {
  const { from, to, at, day, precision, amount, currency } = input;
  const { windowMs, minLength = 2, maxLength = Infinity, keep = null, through } = options;
  const byDay = (e: number) => precision?.[e] === 1;
  const dayOf = (e: number) => (day ? day[e]! : Math.floor(at[e]! / DAY_MS));
  const span = (a: number, b: number) => (byDay(a) || byDay(b) ? (dayOf(b) - dayOf(a)) * DAY_MS : at[b]! - at[a]!);
  const found: number[][] = [];

  function keeps(previous: number, next: number): boolean {
    if (!keep) return true;
    if (currency && currency[previous] !== currency[next]) return false;
    const left = (ratio: { denominator: number }) => BigInt(amount![next]!) * BigInt(ratio.denominator);
    const right = (ratio: { numerator: number }) => BigInt(amount![previous]!) * BigInt(ratio.numerator);
    return left(keep.min) >= right(keep.min) && left(keep.max) <= right(keep.max);
  }

  function extend(path: number[]): void {
    const last = path[path.length - 1]!;
    for (let e = 0; e < from.length; e++) {
      if (from[e] !== to[last] || from[e] === to[e] || span(last, e) <= 0 || !keeps(last, e)) continue;
      const ring = [...path, e];
      if (to[e] === from[path[0]!]) {
        const inWindow = span(path[0]!, e) <= windowMs;
        const passes = through === undefined || ring.some((hop) => from[hop] === through);
        if (inWindow && passes && ring.length >= minLength && ring.length <= maxLength) found.push(ring);
      } else if (ring.length < maxLength && !path.some((hop) => from[hop] === to[e])) extend(ring);
    }
  }

  for (let e = 0; e < from.length; e++) if (from[e] !== to[e]) extend([e]);
  return found;
}

/** Node sequence of a ring, rotated to begin with its smallest node, as text. */
export function cycleOf(input: RingInput, ring: readonly number[]): string {
  const nodes = ring.map((edge) => input.from[edge]!);
  const smallest = nodes.indexOf(Math.min(...nodes));
  return [...nodes.slice(smallest), ...nodes.slice(0, smallest)].join('-');
}

/** mulberry32, the generator used for every seeded test. */
export function seeded(seed: number): () => number {
  let s = seed;
  return () => {
    s = (s + 0x6d2b79f5) | 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

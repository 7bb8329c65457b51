/** A stream of uniform numbers in [0, 1). */
export type Rng = () => number;

/** Finaliser of MurmurHash3 (Appleby): a bijection on 32-bit integers. */
export function mix32(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Hash of up to four integers, as an unsigned 32-bit integer. */
export function hash(a: number, b: number, c = 0, d = 0): number {
  let h = mix32(a ^ 0x9e3779b9);
  h = mix32(h ^ Math.imul(b, 0x85ebca77));
  h = mix32(h ^ Math.imul(c, 0xc2b2ae3d));
  return mix32(h ^ Math.imul(d, 0x27d4eb2f));
}

/** FNV-1a of a stream's name: streams are told apart by name, so a new one shifts no other. */
export function streamOf(name: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < name.length; i += 1) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** A generator of its own for (seed, stream, index): sfc32 (Doty-Humphrey, PractRand). */
export function rngOf(seed: number, stream: number, index = 0, sub = 0): Rng {
  let a = hash(seed, stream, index, sub);
  let b = mix32(a ^ 0x5bd1e995);
  let c = mix32(b + 0x1b873593);
  let counter = 1;
  return () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
}

/** A whole number in [low, high], both included. */
export function between(rng: Rng, low: number, high: number): number {
  return low + Math.floor(rng() * (high - low + 1));
}

export function chance(rng: Rng, probability: number): boolean {
  return rng() < probability;
}

export function pick<T>(rng: Rng, list: readonly T[]): T {
  return list[Math.floor(rng() * list.length)]!;
}

/** Log-normal with the given median; `spread` is the standard deviation of the logarithm. */
export function logNormal(rng: Rng, median: number, spread: number): number {
  const u = 1 - rng();
  const v = rng();
  return median * Math.exp(spread * Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v));
}

/**
 * Walker's alias table (Vose 1991): from two uniform numbers in [0, 1), index i with probability weight[i] / sum,
 * in constant time.
 */
export function aliasTable(weights: Float64Array): (u: number, v: number) => number {
  const n = weights.length;
  let sum = 0;
  for (const weight of weights) sum += weight;
  const threshold = new Float64Array(n);
  const alias = new Uint32Array(n);
  const small: number[] = [];
  const large: number[] = [];
  for (let i = 0; i < n; i += 1) {
    threshold[i] = (weights[i]! * n) / sum;
    (threshold[i]! < 1 ? small : large).push(i);
  }
  while (small.length > 0 && large.length > 0) {
    const poor = small.pop()!;
    const rich = large[large.length - 1]!;
    alias[poor] = rich;
    threshold[rich] = threshold[rich]! + threshold[poor]! - 1;
    if (threshold[rich]! < 1) {
      large.pop();
      small.push(rich);
    }
  }
  for (const rest of small) threshold[rest] = 1;
  for (const rest of large) threshold[rest] = 1;
  return (u, v) => {
    const i = Math.floor(u * n);
    return v < threshold[i]! ? i : alias[i]!;
  };
}

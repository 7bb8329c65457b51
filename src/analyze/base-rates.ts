import { lowerBound } from '../graph/lower-bound.ts';

/** How many entities nearest in number of transfers make the second reference class. */
const PEERS = 200;

/** Entities of one kind with a known value of one indicator, in ascending order of `size`. */
export interface ReferenceClass {
  /** Values in [0, 1]. */
  readonly value: Float64Array;
  /** Number of transfers, ascending. */
  readonly size: Float64Array;
}

/** Base rates of those entities of the class whose value is above 0. */
export interface BaseRates {
  /** Positions in the class, in ascending order. */
  readonly position: Int32Array;
  /** Entities of the whole class with a value at least as high, this one included. */
  readonly reach: Int32Array;
  /** The nearest in number of transfers, and how many of them have a value at least as high. */
  readonly peers: Int32Array;
  readonly peersReach: Int32Array;
  /** √(reach / class · peersReach / peers). */
  readonly p: Float64Array;
}

/**
 * Share of everybody, and of the 200 nearest in number of transfers (all of equal distance belong; fewer entities: everybody),
 * with a value at least as high; their geometric mean is the base rate. Everybody alone raises the large, peers alone forgive a
 * bad hub among its like. O(n + m log n) for m values above 0: values are added to a Fenwick tree from the highest down.
 */
export function baseRates({ value, size }: ReferenceClass, peerCount = PEERS): BaseRates {
  const count = value.length;
  const position = positivePositions(value);
  const byValue = highestFirst(value, position);
  const reach = new Int32Array(position.length);
  const peers = new Int32Array(position.length);
  const peersReach = new Int32Array(position.length);
  const p = new Float64Array(position.length);
  const tree = new Int32Array(count + 1);
  const window = peerWindows(size, peerCount);
  for (let start = 0; start < byValue.length; ) {
    const level = value[position[byValue[start]!]!]!;
    let end = start;
    while (end < byValue.length && value[position[byValue[end]!]!]! === level) add(tree, position[byValue[end++]!]!);
    for (let i = start; i < end; i++) {
      const entry = byValue[i]!;
      const [low, high] = window(position[entry]!);
      reach[entry] = end;
      peers[entry] = high - low;
      peersReach[entry] = prefix(tree, high) - prefix(tree, low);
      p[entry] = Math.sqrt((end / count) * (peersReach[entry]! / peers[entry]!));
    }
    start = end;
  }
  return { position, reach, peers, peersReach, p };
}

/** Indices into `position` by value, highest first, then by position: floats sorted natively, then a counting sort by their ranks. */
function highestFirst(value: Float64Array, position: Int32Array): Int32Array {
  const levels = new Float64Array(position.length);
  for (let i = 0; i < position.length; i++) levels[i] = value[position[i]!]!;
  levels.sort();
  let distinct = 0;
  for (let i = 0; i < levels.length; i++) if (i === 0 || levels[i] !== levels[i - 1]) levels[distinct++] = levels[i]!;
  const rankOf = new Int32Array(position.length);
  const next = new Int32Array(distinct + 1);
  for (let i = 0; i < position.length; i++) {
    const rank = distinct - 1 - lowerBound(levels, value[position[i]!]!, distinct);
    rankOf[i] = rank;
    next[rank + 1]!++;
  }
  for (let rank = 0; rank < distinct; rank++) next[rank + 1]! += next[rank]!;
  const order = new Int32Array(position.length);
  for (let i = 0; i < position.length; i++) order[next[rankOf[i]!]!++] = i;
  return order;
}

/** Positions of the values above 0, ascending. */
export function positivePositions(value: Float64Array): Int32Array {
  let count = 0;
  for (const v of value) if (v > 0) count++;
  const position = new Int32Array(count);
  count = 0;
  for (let i = 0; i < value.length; i++) if (value[i]! > 0) position[count++] = i;
  return position;
}

/** For a position, first and one past the last position of its peers; kept per distinct size. */
function peerWindows(size: Float64Array, peerCount: number): (position: number) => readonly [number, number] {
  const known = new Map<number, readonly [number, number]>();
  return (position) => {
    const own = size[position]!;
    const found = known.get(own);
    if (found) return found;
    let low = position;
    let high = position + 1;
    while (low > 0 && size[low - 1] === own) low--;
    while (high < size.length && size[high] === own) high++;
    while (high - low < peerCount && (low > 0 || high < size.length)) {
      const below = low > 0 ? own - size[low - 1]! : Number.POSITIVE_INFINITY;
      const above = high < size.length ? size[high]! - own : Number.POSITIVE_INFINITY;
      const distance = Math.min(below, above);
      while (low > 0 && own - size[low - 1]! === distance) low--;
      while (high < size.length && size[high]! - own === distance) high++;
    }
    const window = [low, high] as const;
    known.set(own, window);
    return window;
  };
}

function add(tree: Int32Array, position: number): void {
  for (let i = position + 1; i < tree.length; i += i & -i) tree[i]!++;
}

function prefix(tree: Int32Array, end: number): number {
  let sum = 0;
  for (let i = end; i > 0; i -= i & -i) sum += tree[i]!;
  return sum;
}

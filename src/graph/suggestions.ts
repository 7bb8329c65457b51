import { foldName } from '../model/fold.ts';
import { keyOf } from '../model/id.ts';
import type { Projection } from './projection.ts';

/** Why two entities may be one: never a fact, a question to a human. */
export type SuggestionKind = 'same-name' | 'similar-name' | 'similar-address';

export interface Suggestion {
  readonly node: number;
  readonly kind: SuggestionKind;
}

/** Entities that may be the same, the likeliest first: `shown` of `total`. */
export interface Suggestions {
  readonly total: number;
  readonly shown: readonly Suggestion[];
}

/** Words of a name or address under which an entity is found: all of them, and all but one each. */
interface WordIndex {
  /** Hash of the words in the upper, node in the lower 32 bits, ascending. */
  readonly entries: BigUint64Array;
}

const indexes = new WeakMap<Projection, Map<'person' | 'address', WordIndex>>();

/** Shortest word in which one letter may differ: in shorter ones that is another word. */
const LEAST_LETTERS = 4;

/**
 * People with the same or a similar name, addresses with nearly the same words: the words fall together in any order, script and
 * spelling, or one of them differs by a letter or is missing (a patronymic, a city). Numbers must be the same. Other kinds have none.
 * Suggestions are for reading: no rule, tie or score takes them, and nobody is merged by them.
 * Index by the words and by all but one of them (deletion neighbourhoods: Mor, Fraenkel 1982), made when first asked for: O(n log n).
 */
export function suggestionsOf(projection: Projection, node: number, limit: number): Suggestions {
  const kind = projection.nodes.kind(node);
  if (kind !== 'person' && kind !== 'address') return { total: 0, shown: [] };
  const words = wordsOf(projection, node);
  if (words.length < 2) return { total: 0, shown: [] };
  const { entries } = indexOf(projection, kind);
  const found = new Map<number, Suggestion>();
  for (const key of keysOf(words)) {
    const first = BigInt(hash(key)) << 32n;
    for (let i = lowerBound(entries, first); i < entries.length && entries[i]! >> 32n === first >> 32n; i++) {
      const other = Number(entries[i]! & 0xffffffffn);
      if (other === node || found.has(other)) continue;
      const likeness = compareWords(words, wordsOf(projection, other));
      if (!likeness) continue;
      const suggested = kind === 'address' ? 'similar-address' : likeness === 'same' ? 'same-name' : 'similar-name';
      found.set(other, { node: other, kind: suggested });
    }
  }
  const all = [...found.values()].sort((a, b) => rank(a) - rank(b) || a.node - b.node);
  return { total: all.length, shown: all.slice(0, limit) };
}

function rank({ kind }: Suggestion): number {
  return kind === 'same-name' ? 0 : 1;
}

/** Folded words of a person's name or an address, sorted, each once. */
function wordsOf({ nodes }: Projection, node: number): string[] {
  const text = nodes.kind(node) === 'address' ? keyOf(nodes.id(node)) : foldName(nodes.name(node) ?? '');
  return [...new Set(text.split(' '))].filter((word) => word !== '').sort((a, b) => (a < b ? -1 : 1));
}

function keysOf(words: readonly string[]): string[] {
  return [words.join(' '), ...words.map((_, i) => words.filter((__, j) => j !== i).join(' '))];
}

function indexOf(projection: Projection, kind: 'person' | 'address'): WordIndex {
  const known = indexes.get(projection) ?? new Map<'person' | 'address', WordIndex>();
  indexes.set(projection, known);
  const ready = known.get(kind);
  if (ready) return ready;
  const { start, end } = projection.nodes.range[kind];
  const list: bigint[] = [];
  for (let node = start; node < end; node++) {
    const words = wordsOf(projection, node);
    if (words.length < 2) continue;
    for (const key of keysOf(words)) list.push((BigInt(hash(key)) << 32n) | BigInt(node));
  }
  const index = { entries: BigUint64Array.from(list).sort() };
  known.set(kind, index);
  return index;
}

/** Whether two sorted lists of words are the same, differ by one word that is alike or missing, or neither. */
export function compareWords(a: readonly string[], b: readonly string[]): 'same' | 'similar' | null {
  const onlyA = a.filter((word) => !b.includes(word));
  const onlyB = b.filter((word) => !a.includes(word));
  if (onlyA.length === 0 && onlyB.length === 0) return 'same';
  if (onlyA.length > 1 || onlyB.length > 1) return null;
  if (onlyA.length === 1 && onlyB.length === 1) return isAlike(onlyA[0]!, onlyB[0]!) ? 'similar' : null;
  const missing = (onlyA[0] ?? onlyB[0])!;
  return Math.min(a.length, b.length) >= 2 && !/\d/.test(missing) ? 'similar' : null;
}

/** Whether two words without digits differ by one letter, or one is the initial of the other. */
function isAlike(a: string, b: string): boolean {
  if (/\d/.test(a + b)) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 1) return long.startsWith(short);
  if (short.length < LEAST_LETTERS || long.length - short.length > 1) return false;
  let same = 0;
  while (same < short.length && short[same] === long[same]) same++;
  return short.slice(short.length === long.length ? same + 1 : same) === long.slice(same + 1);
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

function lowerBound(entries: BigUint64Array, key: bigint): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (entries[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

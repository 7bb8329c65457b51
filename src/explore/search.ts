import type { z } from 'zod';
import type { searchResult } from '../api/schemas.ts';
import { foldName } from '../model/fold.ts';
import { foldCompanyName } from '../model/fold-company-name.ts';
import { byCodePoint } from '../model/order.ts';
import { searchTerms } from '../model/search-terms.ts';
import { entityView } from '../reports/network/entity-view.ts';
import type { Explorer } from './explorer.ts';

export type SearchResult = z.infer<typeof searchResult>;
type SearchHit = SearchResult['hits'][number];

/** Folded words of all names, sorted: a prefix is a range. */
interface NameIndex {
  words: string[];
  /** Node of each word. */
  nodes: Int32Array;
}

const indexes = new WeakMap<object, NameIndex>();

/**
 * Finds entities: identifiers exactly and by their beginning, names by folded words (Kazakh, Russian and Latin spellings
 * fall together, legal forms are left out). Exact hits first, then by risk, then by name; `total` counts all hits.
 */
export function search(explorer: Explorer, query: string, limit: number): SearchResult {
  const text = query.trim();
  if (text === '') return { query, total: 0, hits: [] };
  const terms = searchTerms(text);
  const find = (id: string) => explorer.projection.nodes.find(id);
  const exact = [...new Set(terms.exact.map(find).filter((node) => node >= 0))];
  const byName = namedNodes(explorer, terms.words);
  const byPrefix = identifierPrefix(explorer, terms.beginnings);
  const others = new Set([...byName, ...byPrefix.nodes]);
  for (const node of exact) others.delete(node);
  const { nodes } = explorer.projection;
  const scoreOf = (node: number) => explorer.run?.entities.get(nodes.id(node))?.score ?? 0;
  const ranked = [...others].map((node) => ({ node, score: scoreOf(node), label: nodes.name(node) ?? nodes.id(node) }));
  ranked.sort((a, b) => b.score - a.score || byCodePoint(a.label, b.label) || a.node - b.node);
  const shown = [
    ...exact.map((node) => ({ node, isExact: true })),
    ...ranked.map(({ node }) => ({ node, isExact: false })),
  ];
  return {
    query,
    total: shown.length + byPrefix.beyond,
    hits: shown.slice(0, limit).map(({ node, isExact }) => searchHit(explorer, node, text, isExact)),
  };
}

/** One entity as a row of search results. */
export function searchHit(explorer: Explorer, node: number, query: string, exact: boolean): SearchHit {
  const { nodes } = explorer.projection;
  const view = entityView(explorer.projection, explorer.run, node);
  const id = nodes.id(node);
  const key = id.slice(id.indexOf(':') + 1);
  const start = view.label.toLowerCase().indexOf(query.toLowerCase());
  return {
    id,
    kind: view.kind,
    label: view.label,
    detail: detailOf(explorer, node, key),
    detailKind: !/^\d{12}$/.test(key)
      ? 'other'
      : view.kind === 'company'
        ? 'bin'
        : view.kind === 'person'
          ? 'iin'
          : 'other',
    score: view.score,
    level: view.level,
    status: view.status,
    cluster: view.cluster,
    exact,
    match: query !== '' && start >= 0 ? [start, start + query.length] : null,
  };
}

function detailOf({ projection }: Explorer, node: number, key: string): string | null {
  const kind = projection.nodes.kind(node);
  return kind === 'address' || kind === 'contact' || key.startsWith('local:') ? null : key;
}

/** Ids of a short prefix that are ranked; those beyond are counted only. */
const PREFIX_LIMIT = 5000;

function identifierPrefix({ projection: { nodes } }: Explorer, beginnings: readonly string[]) {
  const found: number[] = [];
  let all = 0;
  for (const beginning of beginnings) {
    const from = nodes.lowerBound(beginning);
    const to = nodes.lowerBound(`${beginning}\u{10ffff}`);
    all += to - from;
    for (let node = from; node < to && found.length < PREFIX_LIMIT; node++) found.push(node);
  }
  return { nodes: found, beyond: all - found.length };
}

function namedNodes(explorer: Explorer, words: readonly string[]): number[] {
  if (words.length === 0) return [];
  const index = nameIndex(explorer);
  let found: Set<number> | null = null;
  for (const word of words) {
    const matching = new Set<number>();
    for (let i = firstNotBefore(index.words, word); i < index.words.length && index.words[i]!.startsWith(word); i++) {
      const node = index.nodes[i]!;
      if (found === null || found.has(node)) matching.add(node);
    }
    found = matching;
    if (found.size === 0) break;
  }
  return [...(found ?? [])];
}

/** Builds the index of folded words; done once per projection (call it early: 100,000 names take about half a second). */
export function nameIndex({ projection }: Explorer): NameIndex {
  const known = indexes.get(projection);
  if (known) return known;
  const entries: { word: string; node: number }[] = [];
  const take = (node: number, name: string, company: boolean) => {
    for (const word of new Set((company ? foldCompanyName(name) : foldName(name)).split(' '))) {
      if (word !== '') entries.push({ word, node });
    }
  };
  const { nodes, aliases } = projection;
  for (let node = 0; node < nodes.count; node++) {
    const name = nodes.name(node);
    if (name !== null) take(node, name, nodes.kind(node) === 'company');
  }
  for (let i = 0; i < aliases.count; i++) take(aliases.entity[i]!, aliases.name.at(i), true);
  entries.sort((a, b) => (a.word < b.word ? -1 : a.word > b.word ? 1 : a.node - b.node));
  const index = { words: entries.map(({ word }) => word), nodes: Int32Array.from(entries, ({ node }) => node) };
  indexes.set(projection, index);
  return index;
}

function firstNotBefore(words: readonly string[], word: string): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (words[middle]! < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

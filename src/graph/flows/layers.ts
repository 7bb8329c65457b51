import type { Projection } from '../projection.ts';
import { compareToRatio, type Ratio } from '../ratio.ts';
import { elapsedMs, isAfter } from '../time-order.ts';
import { createUnionFind } from '../union-find.ts';
import { type OneOffPairs, oneOffPairs } from './one-off-pairs.ts';

/** Two or three layers of parties, each of which pays nearly all of the next. */
export interface LayerMotif {
  /** Parties of each layer, ascending; the money goes from the first to the last. */
  layers: number[][];
  /** Observed pairs, and the pairs that the layers could have. */
  pairs: number;
  possible: number;
  /** Transfers, in time order. */
  edges: number[];
}

export interface LayerQuery {
  windowMs: number;
  /** Fewest parties of a layer. */
  layer: number;
  /** Least share of the possible pairs between two layers. */
  complete: Ratio;
  /** A party with more new counterparties on one side within a window is a hub: nothing is built over it. */
  maxCounterparties: number;
  /** Most wedges (two payers of one payee) that are looked at. */
  budget: number;
}

/** Motifs that overlap; the one with the most pairs stands for them. */
export interface LayerGroup {
  best: LayerMotif;
  motifs: number;
  /** Transfers of all of them, in time order. */
  edges: number[];
}

export interface LayerMotifs {
  /** Groups in the order of their first transfer. */
  found: LayerGroup[];
  hubs: number;
  truncated: boolean;
  /** Payees that were looked at, of all with a pair. */
  searched: number;
  total: number;
}

/** Each party of a layer deals with at least this many of the next: without it three transfers in a row would be a layer. */
const LEAST_TIES = 2;

/**
 * Near-complete bipartite and three-layer (stack) motifs. Two payers that share two payees within a window are a seed; everybody
 * around it is taken and the least tied are peeled off until the rest is near-complete. Seeds come from wedges, and a hub makes none,
 * so their number is at most pairs × `maxCounterparties`.
 */
export function layerMotifs(projection: Projection, query: LayerQuery): LayerMotifs {
  const { transfers } = projection;
  const pairs = oneOffPairs(projection, query.windowMs);
  const hubs = findHubs(projection, pairs, query);
  const { seeds, truncated, searched, total } = findSeeds(projection, pairs, hubs.isHub, query);
  const build = createBuilder(projection, pairs, hubs.isHub, query);
  const covered = new Map<string, number[]>();
  const motifs: LayerMotif[] = [];
  for (const seed of seeds) {
    const key = `${seed.a},${seed.b}`;
    const within = covered.get(key);
    if (within?.some((first) => Math.abs(elapsedMs(transfers, first, seed.first)) <= query.windowMs)) continue;
    const motif = build(seed);
    if (!motif) continue;
    motifs.push(motif);
    const [top, , third] = motif.layers;
    for (const layer of third ? motif.layers.slice(0, 2) : [top!]) {
      for (const [i, a] of layer.entries()) {
        for (const b of layer.slice(i + 1)) covered.set(`${a},${b}`, [...(covered.get(`${a},${b}`) ?? []), seed.first]);
      }
    }
  }
  return { found: groupOverlapping(motifs), hubs: hubs.count, truncated, searched, total };
}

/** Two payers and the first of the transfers by which they share payees. */
interface Seed {
  a: number;
  b: number;
  first: number;
}

function findHubs(projection: Projection, pairs: OneOffPairs, { windowMs, maxCounterparties }: LayerQuery) {
  const { transfers, nodes } = projection;
  const isHub = new Uint8Array(nodes.count);
  let count = 0;
  for (const { offsets, edges } of [pairs.in, pairs.out]) {
    for (let party = 0; party < nodes.count; party++) {
      if (offsets[party + 1]! - offsets[party]! <= maxCounterparties) continue;
      for (let i = offsets[party]!; i + maxCounterparties < offsets[party + 1]!; i++) {
        const last = edges[i + maxCounterparties]!;
        if (elapsedMs(transfers, pairs.first[edges[i]!]!, pairs.first[last]!) > windowMs) continue;
        if (!isHub[party]) count++;
        isHub[party] = 1;
        break;
      }
    }
  }
  return { isHub, count };
}

/** Slots in which pairs of payers are counted by their hash: only those that may come twice are kept, and few do. */
const SLOTS = 2 ** 26;

function findSeeds(projection: Projection, pairs: OneOffPairs, isHub: Uint8Array, query: LayerQuery) {
  const { transfers, nodes } = projection;
  const { offsets, edges } = pairs.in;
  let truncated = false;
  let searched = 0;
  let total = 0;
  let looked = 0;
  const counted = new Uint8Array(Math.min(SLOTS, 2 ** Math.ceil(Math.log2(64 * (pairs.count + 1)))));
  const slotOf = (a: number, b: number) => {
    const hash = Math.imul(Math.imul(a, 0x9e3779b1) ^ b, 0x85ebca6b);
    return (hash ^ (hash >>> 15)) & (counted.length - 1);
  };
  /** Pairs of payers of one payee whose first transfers lie in one window; hubs are left out. */
  const eachWedge = (payee: number, take: (a: number, b: number, first: number) => void) => {
    if (isHub[payee]) return;
    for (let j = offsets[payee]! + 1; j < offsets[payee + 1]!; j++) {
      for (let i = j - 1; i >= offsets[payee]!; i--) {
        const [one, other] = [edges[i]!, edges[j]!];
        if (elapsedMs(transfers, pairs.first[one]!, pairs.first[other]!) > query.windowMs) break;
        const [u, v] = [pairs.payer[one]!, pairs.payer[other]!];
        if (!isHub[u] && !isHub[v]) take(Math.min(u, v), Math.max(u, v), pairs.first[one]!);
      }
    }
  };
  let last = -1;
  for (let payee = 0; payee < nodes.count; payee++) {
    if (offsets[payee] === offsets[payee + 1]) continue;
    total++;
    if (looked > query.budget) truncated = true;
    if (truncated) continue;
    searched++;
    last = payee;
    eachWedge(payee, (a, b) => {
      looked++;
      const slot = slotOf(a, b);
      if (counted[slot]! < 2) counted[slot]!++;
    });
  }
  const wedges: { a: number[]; b: number[]; first: number[]; payee: number[] } = { a: [], b: [], first: [], payee: [] };
  for (let payee = 0; payee <= last; payee++) {
    eachWedge(payee, (a, b, first) => {
      if (counted[slotOf(a, b)]! < 2) return;
      wedges.a.push(a);
      wedges.b.push(b);
      wedges.first.push(first);
      wedges.payee.push(payee);
    });
  }
  const { a, b, first, payee } = wedges;
  const order = Int32Array.from(a, (_, i) => i).sort(
    (x, y) => a[x]! - a[y]! || b[x]! - b[y]! || first[x]! - first[y]! || payee[x]! - payee[y]!,
  );
  const seeds: Seed[] = [];
  for (let i = 1; i < order.length; i++) {
    const [x, y] = [order[i - 1]!, order[i]!];
    if (a[x] !== a[y] || b[x] !== b[y] || elapsedMs(transfers, first[x]!, first[y]!) > query.windowMs) continue;
    seeds.push({ a: a[x]!, b: b[x]!, first: first[x]! });
  }
  // A motif is anchored at its seed's first transfer: the earliest seed sees most of it.
  seeds.sort((x, y) => x.first - y.first || x.a - y.a || x.b - y.b);
  return { seeds, truncated, searched, total };
}

/** Grows seeds; null where no near-complete motif comes of one. */
function createBuilder(projection: Projection, pairs: OneOffPairs, isHub: Uint8Array, query: LayerQuery) {
  const { transfers } = projection;
  const share = query.complete.numerator / query.complete.denominator;

  /** Pairs of a party within the window that begins with transfer `from`; with `after`, only those that begin later than it. */
  function pairsWithin(csr: OneOffPairs['in'], party: number, from: number, after = -1): number[] {
    const found: number[] = [];
    for (let i = csr.offsets[party]!; i < csr.offsets[party + 1]!; i++) {
      const pair = csr.edges[i]!;
      if (pairs.first[pair]! < from) continue;
      if (elapsedMs(transfers, from, pairs.last[pair]!) > query.windowMs) continue;
      if (after < 0 || isAfter(transfers, after, pairs.first[pair]!)) found.push(pair);
    }
    return found;
  }

  /** Who deals with at least `least` of a layer, ascending. */
  function tiedTo(
    layer: readonly number[],
    pairsOf: (party: number) => number[],
    other: Int32Array,
    least: number,
  ): number[] {
    const ties = new Map<number, number>();
    for (const party of layer) {
      for (const pair of pairsOf(party)) {
        const who = other[pair]!;
        if (!isHub[who]) ties.set(who, (ties.get(who) ?? 0) + 1);
      }
    }
    return [...ties]
      .filter(([, n]) => n >= least)
      .map(([who]) => who)
      .sort((x, y) => x - y);
  }

  /**
   * Takes away whoever has to do with the least share of the other layer, until the rest is near-complete and each has ties enough
   * (greedy peeling after Charikar, *Greedy approximation algorithms for finding dense components*, 2000). The seed stays.
   */
  function peel(
    payers: readonly number[],
    payees: readonly number[],
    seed: ReadonlySet<number>,
    outOf: (party: number) => number[],
  ): { top: number[]; bottom: number[] } {
    const sides = [new Map(payers.map((party) => [party, 0])), new Map(payees.map((party) => [party, 0]))] as const;
    const tied = between(payers, payees, outOf);
    const neighbours = new Map<number, number[]>();
    for (const pair of tied) {
      const [from, to] = [pairs.payer[pair]!, pairs.payee[pair]!];
      sides[0].set(from, sides[0].get(from)! + 1);
      sides[1].set(to, sides[1].get(to)! + 1);
      neighbours.set(from, [...(neighbours.get(from) ?? []), to]);
      neighbours.set(to, [...(neighbours.get(to) ?? []), from]);
    }
    let count = tied.length;
    for (;;) {
      let worst = -1;
      let least = Infinity;
      let isThin = false;
      for (const [i, side] of sides.entries()) {
        for (const [party, ties] of side) {
          if (seed.has(party)) continue;
          if (ties < LEAST_TIES) isThin = true;
          const share = ties / sides[1 - i]!.size;
          if (share > least || (share === least && party < worst)) continue;
          [worst, least] = [party, share];
        }
      }
      const isDense = compareToRatio(count, sides[0].size * sides[1].size, query.complete) >= 0;
      if (worst < 0 || (isDense && !isThin)) break;
      const [own, other] = sides[0].has(worst) ? sides : [sides[1], sides[0]];
      count -= own.get(worst)!;
      own.delete(worst);
      for (const party of neighbours.get(worst) ?? []) {
        if (other.has(party)) other.set(party, other.get(party)! - 1);
      }
    }
    return { top: [...sides[0].keys()], bottom: [...sides[1].keys()] };
  }

  function between(top: readonly number[], bottom: readonly number[], pairsOf: (party: number) => number[]): number[] {
    const isBottom = new Set(bottom);
    return top.flatMap((party) => pairsOf(party).filter((pair) => isBottom.has(pairs.payee[pair]!)));
  }

  return ({ a, b, first }: Seed): LayerMotif | null => {
    const outOf = (party: number) => pairsWithin(pairs.out, party, first);
    const into = (party: number) => pairsWithin(pairs.in, party, first);
    const shared = tiedTo([a, b], outOf, pairs.payee, 2);
    if (shared.length < LEAST_TIES) return null;
    const wide = tiedTo([a, b], outOf, pairs.payee, 1).filter((party) => party !== a && party !== b);
    const grow = (payees: readonly number[]) => {
      const payers = tiedTo(payees, into, pairs.payer, LEAST_TIES).filter((party) => !payees.includes(party));
      return peel(payers, payees, new Set([a, b, ...shared]), outOf);
    };
    const small = grow(wide);
    const { top, bottom } = grow(
      tiedTo(small.top, outOf, pairs.payee, LEAST_TIES).filter((party) => !small.top.includes(party)),
    );
    const upper = between(top, bottom, outOf);
    if (top.length < query.layer || bottom.length < query.layer) return null;
    if (compareToRatio(upper.length, top.length * bottom.length, query.complete) < 0) return null;
    const receipt = new Map<number, number>();
    for (const pair of upper) {
      const known = receipt.get(pairs.payee[pair]!);
      if (known === undefined || pairs.first[pair]! < known) receipt.set(pairs.payee[pair]!, pairs.first[pair]!);
    }
    const onward = (party: number) => pairsWithin(pairs.out, party, first, receipt.get(party)!);
    const third = tiedTo(bottom, onward, pairs.payee, Math.max(LEAST_TIES, Math.ceil(share * bottom.length))).filter(
      (party) => !top.includes(party) && !bottom.includes(party),
    );
    const lower = between(bottom, third, onward);
    const isStack =
      third.length >= query.layer && compareToRatio(lower.length, bottom.length * third.length, query.complete) >= 0;
    const used = isStack ? [...upper, ...lower] : upper;
    return {
      layers: isStack ? [top, bottom, third] : [top, bottom],
      pairs: used.length,
      possible: top.length * bottom.length + (isStack ? bottom.length * third.length : 0),
      edges: [...new Set(used.flatMap(pairs.transfersOf))].sort((x, y) => x - y),
    };
  };
}

/** Joins motifs that share a transfer, so that a dense region is told once. */
function groupOverlapping(motifs: readonly LayerMotif[]): LayerGroup[] {
  const sets = createUnionFind(motifs.length);
  const motifOf = new Map<number, number>();
  for (const [i, { edges }] of motifs.entries()) {
    for (const edge of edges) {
      const other = motifOf.get(edge);
      if (other === undefined) motifOf.set(edge, i);
      else sets.union(other, i);
    }
  }
  const { label, count } = sets.labels();
  const groups: LayerMotif[][] = Array.from({ length: count }, () => []);
  for (const [i, motif] of motifs.entries()) groups[label[i]!]!.push(motif);
  return groups
    .map((group) => ({
      best: group.reduce((best, motif) => (motif.pairs > best.pairs ? motif : best)),
      motifs: group.length,
      edges: [...new Set(group.flatMap(({ edges }) => edges))].sort((x, y) => x - y),
    }))
    .sort((x, y) => x.edges[0]! - y.edges[0]! || x.edges.length - y.edges.length);
}

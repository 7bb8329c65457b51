import type { NodeKind } from '../model/vocabulary.ts';
import { eachValue } from './control.ts';
import { buildCsr } from './csr.ts';
import { growingFloat64, growingInt32, growingRows, growingUint8 } from './growing.ts';
import { createHeap } from './heap.ts';
import type { Projection, RowRef } from './projection.ts';
import { rowOf } from './row-ref.ts';
import { isValidNow } from './valid-now.ts';
import { whitelistedAddresses } from './whitelist.ts';

/** How far apart two firms are that share a value: the surer the tie, the shorter. */
export interface TieLengths {
  person: number;
  account: number;
  contact: number;
  unit: number;
  building: number;
}

export interface DistanceQuery {
  /** Companies to which the distance is taken. */
  sources: Iterable<number>;
  /** Farther than this is not looked at. */
  limit: number;
  lengths: TieLengths;
  /** A value that more firms share says nothing and is no way (as in N01). */
  maxFirms: number;
  /** Neither is an address or a contact that weighs less, 1 / ln(1 + firms that share it) (as in N01: one alone). */
  minWeight: number;
}

/** The shortest way from a company to the nearest source. */
export interface ShortestWay {
  distance: number;
  source: number;
  /** Nodes from the company to the source: firms and what neighbours on the way share. */
  nodes: number[];
  /** Rows of the relations behind each step, in walking order. */
  rows: RowRef[];
}

export interface Distances {
  /** Shortest distance of each company (node − first company) within the limit; Infinity beyond. */
  readonly distance: Float64Array;
  /** 1 for companies about which some tie is known. */
  readonly known: Uint8Array;
  /** Values that were no way because too many firms share them. */
  readonly cut: number;
  wayOf(company: number): ShortestWay;
}

/** What ties come from, as numbers. */
const RELATIONS = ['roles', 'sites', 'contacts', 'holdings'] as const;
type Relation = (typeof RELATIONS)[number];

/**
 * Distances of all companies to the nearest of the given ones over what firms share on the as-of day, by one search from all of them at
 * once (Dijkstra 1959). Two firms are apart by the length of the value they share, half of it on either side. O((firms + ties) log).
 */
export function distancesToFirms(projection: Projection, query: DistanceQuery): Distances {
  const { nodes, companies } = projection;
  const start = nodes.range.company.start;
  const ties = tiesOf(projection, query.lengths);
  const places = companies.count + 2 * nodes.count;
  const byValue = buildCsr(places, ties.value);
  const byFirm = buildCsr(companies.count, ties.firm);
  const isCut = cutValues(projection, ties.firm, byValue, query);
  // Most places are never reached: what is 0 for them takes no memory. A source has no tie to its parent.
  const far = new Float64Array(places);
  const parent = new Int32Array(places);
  const SOURCE = 1;
  const parentTie = (place: number) => parent[place]! - SOURCE - 1;
  const settled = new Uint8Array(places);
  const queue = createHeap();
  const reach = (place: number, at: number, tie: number) => {
    if (at > query.limit || (parent[place] !== 0 && at >= far[place]!)) return;
    far[place] = at;
    parent[place] = tie + SOURCE + 1;
    queue.push(at, place);
  };
  for (const node of query.sources) reach(node - start, 0, -1);
  while (queue.size > 0) {
    const { key, value: place } = queue.pop();
    if (settled[place]) continue;
    settled[place] = 1;
    const isFirm = place < companies.count;
    const { offsets, edges } = isFirm ? byFirm : byValue;
    for (let i = offsets[place]!; i < offsets[place + 1]!; i++) {
      const tie = edges[i]!;
      const value = ties.value[tie]!;
      if (!isCut[value]) reach(isFirm ? value : ties.firm[tie]!, key + ties.half[tie]!, tie);
    }
  }
  const known = new Uint8Array(companies.count);
  for (const firm of ties.firm) known[firm] = 1;
  const distance = new Float64Array(companies.count).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < distance.length; i++) if (parent[i] !== 0) distance[i] = far[i]!;
  return { distance, known, cut: countOf(isCut), wayOf };

  function wayOf(company: number): ShortestWay {
    const path = [start + company];
    const rows: RowRef[] = [];
    let firm = company;
    for (let tie = parentTie(firm); tie >= 0; tie = parentTie(firm)) {
      const onward = parentTie(ties.value[tie]!);
      for (const step of [tie, onward]) rows.push(rowOf(projection[RELATIONS[ties.relation[step]!]!], ties.row[step]!));
      firm = ties.firm[onward]!;
      path.push((ties.value[tie]! - companies.count) % nodes.count, start + firm);
    }
    const distinct = path.filter((node, i) => node !== path[i - 1]);
    return { distance: distance[company]!, source: start + firm, nodes: distinct, rows };
  }
}

/** What each firm has, as ties (firm, value); a building is a value of its own beside the unit of the same node. */
function tiesOf(projection: Projection, lengths: TieLengths) {
  const { nodes, companies, sites } = projection;
  const { start, end } = nodes.range.company;
  const ties = {
    firm: growingInt32(),
    value: growingInt32(),
    half: growingFloat64(),
    relation: growingUint8(),
    row: growingInt32(),
  };
  const rows = growingRows(ties);
  const add = (firm: number, value: number, length: number, relation: Relation, row: number) => {
    const at = rows.next();
    ties.firm.data[at] = firm;
    ties.value.data[at] = companies.count + value;
    ties.half.data[at] = length / 2;
    ties.relation.data[at] = RELATIONS.indexOf(relation);
    ties.row.data[at] = row;
  };
  const lengthOf = { roles: lengths.person, sites: lengths.unit, contacts: lengths.contact, holdings: lengths.account };
  eachValue(projection, (firm, value, isAccountant, relation, row) => {
    if (!isAccountant) add(firm, value, lengthOf[relation], relation, row);
  });
  const exempt = whitelistedAddresses(projection);
  for (let i = 0; i < sites.count; i++) {
    const firm = sites.from[i]!;
    const building = sites.building[i]!;
    if (firm < start || firm >= end || building < 0 || exempt.has(building)) continue;
    if (isValidNow(projection, sites, i)) add(firm - start, nodes.count + building, lengths.building, 'sites', i);
  }
  return rows.finish();
}

function cutValues(
  { nodes, companies }: Projection,
  firm: Int32Array,
  byValue: { offsets: Int32Array; edges: Int32Array },
  { maxFirms, minWeight }: DistanceQuery,
) {
  const isWeak = (kind: NodeKind) => kind === 'address' || kind === 'contact';
  const isCut = new Uint8Array(byValue.offsets.length - 1);
  for (let value = companies.count; value < isCut.length; value++) {
    const begin = byValue.offsets[value]!;
    const end = byValue.offsets[value + 1]!;
    if (end - begin < 2) continue;
    const most = isWeak(nodes.kind((value - companies.count) % nodes.count))
      ? Math.min(maxFirms, Math.floor(Math.exp(1 / minWeight) - 1))
      : maxFirms;
    if (end - begin <= most) continue;
    const firms = new Set<number>();
    for (let i = begin; i < end && firms.size <= most; i++) firms.add(firm[byValue.edges[i]!]!);
    if (firms.size > most) isCut[value] = 1;
  }
  return isCut;
}

function countOf(flags: Uint8Array): number {
  let count = 0;
  for (const flag of flags) count += flag;
  return count;
}

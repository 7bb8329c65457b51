import type { ControlLinks } from './control.ts';
import { buildCsr } from './csr.ts';
import { leiden } from './leiden.ts';
import { createUnionFind } from './union-find.ts';
import { buildWeightedGraph } from './weighted-graph.ts';

/** Companies under common control. */
export interface ControlCommunities {
  /** Community of each company (node − first company); −1 = tied to nobody. */
  readonly community: Int32Array;
  /** Companies of each, ascending; each community is connected, numbered by its smallest member. */
  readonly members: readonly (readonly number[])[];
}

/**
 * Connected communities of the control graph. A component of up to `splitAbove` firms is one community, whatever else the data
 * hold; a larger one is divided by Leiden on its weights (Traag, Waltman, van Eck 2019), each part connected.
 */
export function controlCommunities(companyCount: number, links: ControlLinks, splitAbove: number): ControlCommunities {
  const sets = createUnionFind(companyCount);
  for (let e = 0; e < links.count; e++) sets.union(links.from[e]!, links.to[e]!);
  const { label, count } = sets.labels();
  const size = new Int32Array(count);
  for (let v = 0; v < companyCount; v++) size[label[v]!]!++;
  const part = divideLarge(companyCount, links, label, size, splitAbove);
  const community = new Int32Array(companyCount).fill(-1);
  const members: number[][] = [];
  const numberOf = new Map<number, number>();
  const partSize = new Int32Array(companyCount + count);
  for (let v = 0; v < companyCount; v++) partSize[part[v]!]!++;
  for (let v = 0; v < companyCount; v++) {
    if (partSize[part[v]!]! < 2) continue;
    let number = numberOf.get(part[v]!);
    if (number === undefined) {
      number = members.push([]) - 1;
      numberOf.set(part[v]!, number);
    }
    community[v] = number;
    members[number]!.push(v);
  }
  return { community, members };
}

/** Part of each company: its component's label, or for large components a label above all of those. */
function divideLarge(
  companyCount: number,
  links: ControlLinks,
  label: Int32Array,
  size: Int32Array,
  splitAbove: number,
): Int32Array {
  const part = label.slice();
  const isLarge = (v: number) => size[label[v]!]! > splitAbove;
  const firms = buildCsr(size.length, label, { order: numbersWhere(companyCount, isLarge) });
  const labelOfLink = links.from.map((v) => label[v]!);
  const ties = buildCsr(size.length, labelOfLink, { order: numbersWhere(links.count, (e) => isLarge(links.from[e]!)) });
  const place = new Int32Array(companyCount);
  let next = size.length;
  for (let component = 0; component < size.length; component++) {
    if (size[component]! <= splitAbove) continue;
    const members = firms.edges.subarray(firms.offsets[component]!, firms.offsets[component + 1]!);
    const edges = ties.edges.subarray(ties.offsets[component]!, ties.offsets[component + 1]!);
    for (let i = 0; i < members.length; i++) place[members[i]!] = i;
    const graph = buildWeightedGraph(
      members.length,
      edges.map((e) => place[links.from[e]!]!),
      edges.map((e) => place[links.to[e]!]!),
      Float64Array.from(edges, (e) => links.weight[e]!),
    );
    const { community, count } = leiden(graph);
    for (let i = 0; i < members.length; i++) part[members[i]!] = next + community[i]!;
    next += count;
  }
  return part;
}

function numbersWhere(count: number, holds: (i: number) => boolean): Int32Array {
  const kept = new Int32Array(count);
  let used = 0;
  for (let i = 0; i < count; i++) if (holds(i)) kept[used++] = i;
  return kept.subarray(0, used);
}

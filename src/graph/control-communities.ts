import type { ControlLinks } from './control.ts';
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
  const large: number[][] = [];
  const listOf = new Map<number, number[]>();
  for (let v = 0; v < companyCount; v++) {
    if (size[label[v]!]! <= splitAbove) continue;
    let list = listOf.get(label[v]!);
    if (!list) {
      list = [];
      listOf.set(label[v]!, list);
      large.push(list);
    }
    list.push(v);
  }
  if (large.length === 0) return part;
  const place = new Int32Array(companyCount);
  for (const list of large)
    list.forEach((v, i) => {
      place[v] = i;
    });
  const edgesOf = new Map<number, number[]>();
  for (let e = 0; e < links.count; e++) {
    const component = label[links.from[e]!]!;
    if (size[component]! <= splitAbove) continue;
    const edges = edgesOf.get(component);
    if (edges) edges.push(e);
    else edgesOf.set(component, [e]);
  }
  let next = size.length;
  for (const list of large) {
    const edges = edgesOf.get(label[list[0]!]!)!;
    const graph = buildWeightedGraph(
      list.length,
      Int32Array.from(edges, (e) => place[links.from[e]!]!),
      Int32Array.from(edges, (e) => place[links.to[e]!]!),
      Float64Array.from(edges, (e) => links.weight[e]!),
    );
    const { community, count } = leiden(graph);
    list.forEach((v, i) => {
      part[v] = next + community[i]!;
    });
    next += count;
  }
  return part;
}

import { ownershipGroups } from './ownership.ts';
import type { Projection, RowRef } from './projection.ts';
import { rowOf } from './row-ref.ts';
import { isValidNow } from './valid-now.ts';

/** Active firms at one address. */
export interface RegisteredFirms {
  /** Company nodes, ascending. */
  firms: number[];
  rows: RowRef[];
  /** Distinct ownership groups among them. */
  groups: number;
  /** Node of the building; the address itself where no unit is named. */
  building: number;
}

/** Active firms whose present address is this one. */
export function firmsAt(projection: Projection, address: number): RegisteredFirms {
  const { sites, nodes, companies } = projection;
  const { start, end } = nodes.range.company;
  const group = ownershipGroups(projection);
  const site: RegisteredFirms = { firms: [], rows: [], groups: 0, building: address };
  for (let i = sites.in.offsets[address]!; i < sites.in.offsets[address + 1]!; i++) {
    const edge = sites.in.edges[i]!;
    const firm = sites.from[edge]!;
    if (sites.building[edge]! >= 0) site.building = sites.building[edge]!;
    if (firm < start || firm >= end || !companies.active[firm - start] || !isValidNow(projection, sites, edge))
      continue;
    site.rows.push(rowOf(sites, edge));
    if (site.firms[site.firms.length - 1] !== firm) site.firms.push(firm);
  }
  site.groups =
    site.firms.length < 2 ? site.firms.length : new Set(site.firms.map((firm) => group[firm - start]!)).size;
  return site;
}

/** Active firms in all units of a building. */
export interface BuildingFirms {
  /** Company nodes, ascending. */
  firms: number[];
  rows: RowRef[];
  /** Distinct ownership groups among them. */
  groups: number;
  /** Units with at least one of them. */
  units: number;
}

/** Finds active firms of whole buildings; the index is built when the first one is asked for. */
export function createBuildingCounter(projection: Projection): (building: number) => BuildingFirms {
  const group = ownershipGroups(projection);
  let edgesOf: Map<number, number[]> | null = null;
  const { sites, nodes, companies } = projection;
  const { start, end } = nodes.range.company;
  return (building) => {
    if (!edgesOf) {
      edgesOf = new Map();
      for (let edge = 0; edge < sites.count; edge++) {
        const firm = sites.from[edge]!;
        if (firm < start || firm >= end || !companies.active[firm - start]) continue;
        if (!isValidNow(projection, sites, edge)) continue;
        const edges = edgesOf.get(sites.building[edge]!);
        if (edges) edges.push(edge);
        else edgesOf.set(sites.building[edge]!, [edge]);
      }
    }
    const edges = edgesOf.get(building) ?? [];
    const firms = [...new Set(edges.map((edge) => sites.from[edge]!))].sort((a, b) => a - b);
    return {
      firms,
      rows: edges.map((edge) => rowOf(sites, edge)),
      groups: new Set(firms.map((firm) => group[firm - start]!)).size,
      units: new Set(edges.map((edge) => sites.to[edge]!)).size,
    };
  };
}

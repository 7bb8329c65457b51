import { isStake } from './ownership.ts';
import type { Projection } from './projection.ts';
import { visitStaticRings } from './rings/static-rings.ts';
import { createUnionFind } from './union-find.ts';
import { isValidNow } from './valid-now.ts';

export interface CycleQuery {
  maxLength: number;
  /** Most edge visits of the search. */
  budget: number;
}

/** Cycles of ownership that overlap, as one. */
export interface CycleGroup {
  /** Company nodes, ascending. */
  firms: number[];
  /** How many cycles; each is one way round. */
  cycles: number;
  /** The shortest, in the order of ownership from its smallest firm; the first of equals. */
  shortest: number[];
  /** Role edges of the stakes on all its cycles, ascending. */
  edges: number[];
}

export interface OwnershipCycles {
  groups: CycleGroup[];
  truncated: boolean;
  /** Firms from which all cycles were found, of how many. */
  searched: number;
  total: number;
}

/**
 * Directed cycles of founders' and owners' stakes between companies that hold on the as-of day, with a share above 0 or unknown.
 * A company that is its own founder or owner is a cycle of length 1. Cycles that share a stake are one group.
 */
export function ownershipCycles(projection: Projection, { maxLength, budget }: CycleQuery): OwnershipCycles {
  const { roles, nodes, companies } = projection;
  const { start, end } = nodes.range.company;
  const edges: number[] = [];
  for (let edge = 0; edge < roles.count; edge++) {
    const holder = roles.from[edge]!;
    if (holder < start || holder >= end || !isStake(roles.role[edge]!) || roles.share[edge] === 0) continue;
    if (isValidNow(projection, roles, edge)) edges.push(edge);
  }
  const from = Int32Array.from(edges, (edge) => roles.from[edge]! - start);
  const to = Int32Array.from(edges, (edge) => roles.to[edge]! - start);
  const cycles: number[][] = [];
  for (const [i, firm] of from.entries()) if (firm === to[i] && cycles.at(-1)?.[0] !== firm) cycles.push([firm]);
  const search = { minLength: 2, maxLength, budget };
  const result =
    maxLength < 2
      ? { truncated: false, searchedNodes: companies.count }
      : visitStaticRings({ nodeCount: companies.count, from, to }, search, (ring) => cycles.push([...ring]));
  const stakes = new Map<string, number[]>();
  for (const [i, edge] of edges.entries()) {
    const key = `${from[i]} ${to[i]}`;
    const known = stakes.get(key);
    if (known) known.push(edge);
    else stakes.set(key, [edge]);
  }
  return {
    groups: overlapping(cycles).map((list) => groupOf(list, stakes, start)),
    truncated: result.truncated,
    searched: result.searchedNodes,
    total: companies.count,
  };
}

/** Cycles that share a stake together, groups in the order of their first cycle. */
function overlapping(cycles: readonly number[][]): number[][][] {
  const sets = createUnionFind(cycles.length);
  const cycleOfStake = new Map<string, number>();
  for (const [i, cycle] of cycles.entries()) {
    for (const key of stakesOf(cycle)) {
      const other = cycleOfStake.get(key);
      if (other === undefined) cycleOfStake.set(key, i);
      else sets.union(other, i);
    }
  }
  const groups = new Map<number, number[][]>();
  for (const [i, cycle] of cycles.entries()) {
    const root = sets.find(i);
    const group = groups.get(root);
    if (group) group.push(cycle);
    else groups.set(root, [cycle]);
  }
  return [...groups.values()];
}

function stakesOf(cycle: readonly number[]): string[] {
  return cycle.map((firm, i) => `${firm} ${cycle[(i + 1) % cycle.length]}`);
}

function groupOf(cycles: readonly number[][], stakes: ReadonlyMap<string, number[]>, start: number): CycleGroup {
  const shortest = cycles.reduce((best, cycle) => (cycle.length < best.length ? cycle : best));
  const keys = new Set(cycles.flatMap(stakesOf));
  return {
    firms: [...new Set(cycles.flat())].sort((a, b) => a - b).map((firm) => start + firm),
    cycles: cycles.length,
    shortest: shortest.map((firm) => start + firm),
    edges: [...keys].flatMap((key) => stakes.get(key)!).sort((a, b) => a - b),
  };
}

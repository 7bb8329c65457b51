import { NO_DAY } from '../../model/time.ts';
import { type Relation, ROLES } from '../../model/vocabulary.ts';
import { isCashAccount } from '../cash.ts';
import { createHeap } from '../heap.ts';
import type { Projection, RelationColumns } from '../projection.ts';
import type { Path, PathResult, PathSearch, PathStep } from './path.ts';

/** Length of a step over each kind of shared value (N03): the surer the link, the shorter. */
const STEP_LENGTH = { role: 1, holding: 1, contact: 1.5, unit: 2, building: 3, transfer: 1 } as const;

interface Neighbour {
  node: number;
  length: number;
  step: PathStep;
}

/**
 * The shortest simple paths between two entities over relations valid on the as-of day, least weight first, with the
 * relations behind each step. With `money` transfers may be walked too, either way and in any order of time, but not through
 * tills and cash machines.
 * Search: A* (Hart, Nilsson, Raphael 1968) over partial paths, guided by exact distances to the goal, so paths come out in
 * order of weight.
 */
export function controlPaths(
  projection: Projection,
  start: number,
  goal: number,
  { maxHops, limit, budget }: PathSearch,
  money = false,
): PathResult {
  const isEnd = (node: number) => node === start || node === goal;
  const isPassable = (node: number) => money && (isEnd(node) || !isCash(projection, node));
  const neighboursOf = (node: number) => neighbours(projection, node, isPassable(node));
  const distance = distancesTo(goal, neighboursOf, budget);
  if (distance.get(start) === undefined)
    return { paths: [], none: distance.size >= budget ? 'budget' : 'not-connected' };

  const partial: { node: number; parent: number; hops: number; weight: number; step: PathStep | null }[] = [
    { node: start, parent: -1, hops: 0, weight: 0, step: null },
  ];
  const queue = createHeap();
  queue.push(distance.get(start)!, 0);
  const paths: Path[] = [];
  while (queue.size > 0 && paths.length < limit) {
    if (partial.length > budget) return { paths, none: paths.length > 0 ? null : 'budget' };
    const current = queue.pop().value;
    const { node, hops, weight } = partial[current]!;
    if (node === goal) {
      paths.push(unwind(partial, current, weight));
      continue;
    }
    if (hops === maxHops) continue;
    for (const next of neighboursOf(node)) {
      const rest = distance.get(next.node);
      if (rest === undefined || onPath(partial, current, next.node)) continue;
      const reached = weight + next.length;
      partial.push({ node: next.node, parent: current, hops: hops + 1, weight: reached, step: next.step });
      queue.push(reached + rest, partial.length - 1);
    }
  }
  return { paths, none: paths.length > 0 ? null : 'too-far' };
}

function isCash(projection: Projection, node: number): boolean {
  return projection.nodes.kind(node) === 'account' && isCashAccount(projection, node);
}

/** Dijkstra's distances to the goal, until all that is connected is settled, or `budget` nodes are. */
function distancesTo(goal: number, neighboursOf: (node: number) => Neighbour[], budget: number) {
  const settled = new Map<number, number>();
  const queue = createHeap();
  queue.push(0, goal);
  while (queue.size > 0 && settled.size < budget) {
    const { key, value: node } = queue.pop();
    if (settled.has(node)) continue;
    settled.set(node, key);
    for (const next of neighboursOf(node)) if (!settled.has(next.node)) queue.push(key + next.length, next.node);
  }
  return settled;
}

function onPath(partial: readonly { node: number; parent: number }[], at: number, node: number): boolean {
  for (let i = at; i >= 0; i = partial[i]!.parent) if (partial[i]!.node === node) return true;
  return false;
}

function unwind(
  partial: readonly { node: number; parent: number; step: PathStep | null }[],
  end: number,
  weight: number,
): Path {
  const nodes: number[] = [];
  const steps: PathStep[] = [];
  for (let i = end; i >= 0; i = partial[i]!.parent) {
    nodes.push(partial[i]!.node);
    if (partial[i]!.step) steps.push(partial[i]!.step!);
  }
  return { nodes: nodes.reverse(), steps: steps.reverse(), weight };
}

/** Neighbours over relations valid on the as-of day, one step per neighbour, kind of relation and direction, in node order. */
function neighbours(projection: Projection, node: number, money: boolean): Neighbour[] {
  const found = new Map<string, Neighbour>();
  const add = (other: number, length: number, step: Omit<PathStep, 'edges'>, edge: number) => {
    const key = `${other} ${step.relation} ${step.from}`;
    const known = found.get(key);
    if (known) known.step.edges.push(edge);
    else found.set(key, { node: other, length, step: { ...step, edges: [edge] } });
  };
  const walk = (
    columns: RelationColumns,
    name: PathStep['columns'],
    length: number,
    relationOf: (edge: number) => Relation,
  ) => {
    for (const [csr, other] of [
      [columns.out, columns.to],
      [columns.in, columns.from],
    ] as const) {
      for (let i = csr.offsets[node]!; i < csr.offsets[node + 1]!; i++) {
        const edge = csr.edges[i]!;
        if (columns.toDay[edge] !== NO_DAY && columns.toDay[edge]! <= projection.asOfDay) continue;
        const step = { relation: relationOf(edge), from: columns.from[edge]!, to: columns.to[edge]!, columns: name };
        add(other[edge]!, length, step, edge);
      }
    }
  };
  const { roles, sites, contacts, holdings, transfers } = projection;
  walk(roles, 'roles', STEP_LENGTH.role, (edge) => roleRelation(roles.role[edge]!));
  walk(holdings, 'holdings', STEP_LENGTH.holding, () => 'HOLDS');
  walk(contacts, 'contacts', STEP_LENGTH.contact, () => 'REACHED_BY');
  walk(sites, 'sites', STEP_LENGTH.unit, () => 'REGISTERED_AT');
  for (const { edge, other, from, to } of buildingSteps(projection, node)) {
    add(other, STEP_LENGTH.building, { relation: 'REGISTERED_AT', from, to, columns: 'buildings' }, edge);
  }
  if (money) {
    for (const [csr, other] of [
      [transfers.out, transfers.to],
      [transfers.in, transfers.from],
    ] as const) {
      for (let i = csr.offsets[node]!; i < csr.offsets[node + 1]!; i++) {
        const edge = csr.edges[i]!;
        if (other[edge]! < 0 || other[edge] === node) continue;
        const from = transfers.from[edge]!;
        const to = transfers.to[edge]!;
        add(other[edge]!, STEP_LENGTH.transfer, { relation: 'TRANSFERRED', from, to, columns: 'transfers' }, edge);
      }
    }
  }
  return [...found.values()].sort((a, b) => a.length - b.length || a.node - b.node);
}

/** Relation that a role stands for: FOUNDED, OWNS or MANAGES. */
export function roleRelation(role: number): Relation {
  const name = ROLES[role];
  if (name === 'founder') return 'FOUNDED';
  return name === 'owner' || name === 'beneficiary' ? 'OWNS' : 'MANAGES';
}

/** Steps between an entity and the building of its unit, both ways. */
function* buildingSteps(projection: Projection, node: number) {
  const { sites, asOfDay } = projection;
  for (let i = sites.out.offsets[node]!; i < sites.out.offsets[node + 1]!; i++) {
    const edge = sites.out.edges[i]!;
    const building = sites.building[edge]!;
    if (building < 0 || building === sites.to[edge] || endedBy(sites.toDay[edge]!, asOfDay)) continue;
    yield { edge, other: building, from: node, to: building };
  }
  const inBuilding = sitesOfBuilding(projection);
  for (const edge of inBuilding.get(node) ?? []) {
    if (endedBy(sites.toDay[edge]!, asOfDay)) continue;
    yield { edge, other: sites.from[edge]!, from: sites.from[edge]!, to: node };
  }
}

function endedBy(toDay: number, asOfDay: number): boolean {
  return toDay !== NO_DAY && toDay <= asOfDay;
}

const buildingIndex = new WeakMap<Projection, Map<number, number[]>>();

function sitesOfBuilding(projection: Projection): Map<number, number[]> {
  let index = buildingIndex.get(projection);
  if (!index) {
    index = new Map();
    const { sites } = projection;
    for (let edge = 0; edge < sites.count; edge++) {
      const building = sites.building[edge]!;
      if (building < 0 || building === sites.to[edge]) continue;
      const list = index.get(building);
      if (list) list.push(edge);
      else index.set(building, [edge]);
    }
    buildingIndex.set(projection, index);
  }
  return index;
}

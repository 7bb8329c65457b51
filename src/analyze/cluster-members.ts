import type { Projection } from '../graph/projection.ts';
import { ROLES, type Role } from '../model/vocabulary.ts';
import type { DetectorRuns } from './choose-rules.ts';
import type { Seed } from './cluster-seeds.ts';
import { groupSeeds, type SeedGroup } from './group-seeds.ts';
import { type Holders, isCashEnd } from './holders.ts';

/** Roles that control a company. */
const CONTROLLING: readonly Role[] = ['founder', 'owner', 'executive', 'beneficiary'];
/** Companies of a cluster that a person must control to be a member. */
const LEAST_CONTROLLED = 2;

/** Disjoint clusters: who belongs to which, and which findings lie in it. */
export interface Membership {
  /** Strongest first; rings that belong to no other kind last. */
  readonly groups: readonly SeedGroup[];
  /** Position of the group by node, −1 for none. */
  readonly groupOf: Int32Array;
  /** Members of each group, ascending. */
  readonly members: readonly (readonly number[])[];
  /** Findings of each group with at least half of their subjects inside, by position in `DetectorRuns.drafts`. */
  readonly drafts: readonly (readonly number[])[];
}

/**
 * Members of disjoint clusters: who is on the findings they grow from, persons who control at least two of their companies, accounts
 * that a member holds or that are in their findings. What two could claim goes to the one in which a person controls more companies,
 * else to the stronger. Rings come last: one that touches a member joins the cluster with which it shares most, the others form groups
 * of their own.
 */
export function clusterMembers(
  projection: Projection,
  seeds: readonly Seed[],
  runs: DetectorRuns,
  holders: Holders,
): Membership {
  const groupOf = new Int32Array(projection.nodes.count).fill(-1);
  const groups: SeedGroup[] = [];
  let drafts: number[][] = [];
  const found = (more: readonly SeedGroup[]) => {
    for (const group of more) {
      const position = groups.push(group) - 1;
      for (const node of [...group.core, ...group.rim]) if (groupOf[node]! < 0) groupOf[node] = position;
    }
    extend();
  };
  const extend = () => {
    addControllers(projection, groupOf);
    addHeldAccounts(projection, groupOf, holders);
    do drafts = draftsInside(runs, groupOf, groups.length);
    while (addAccountsOfFindings(projection, runs, drafts, groupOf));
  };
  const isRing = ({ kind }: Seed) => kind === 'laundering-ring';
  found(
    groupSeeds(
      projection,
      seeds.filter((seed) => !isRing(seed)),
      holders,
    ),
  );
  let rings = seeds.filter(isRing).sort((a, b) => b.score - a.score || a.draft - b.draft);
  for (let before = -1; before !== rings.length; ) {
    before = rings.length;
    rings = attachRings(rings, groups, groupOf);
    if (rings.length < before) extend();
  }
  found(groupSeeds(projection, rings, holders));
  const members: number[][] = groups.map(() => []);
  for (let node = 0; node < groupOf.length; node++) if (groupOf[node]! >= 0) members[groupOf[node]!]!.push(node);
  return { groups, groupOf, members, drafts };
}

/** Adds each ring that touches a cluster to the one with which it shares most (ties: the stronger); the others are returned. */
function attachRings(rings: readonly Seed[], groups: readonly SeedGroup[], groupOf: Int32Array): Seed[] {
  return rings.filter((ring) => {
    const shared = new Map<number, number>();
    for (const node of ring.core)
      if (groupOf[node]! >= 0) shared.set(groupOf[node]!, (shared.get(groupOf[node]!) ?? 0) + 1);
    const home = [...shared].sort(([a, n], [b, m]) => m - n || a - b)[0]?.[0];
    if (home === undefined) return true;
    for (const node of ring.core) {
      if (groupOf[node]! >= 0 && groupOf[node] !== home) continue;
      groupOf[node] = home;
      groups[home]!.core.add(node);
      groups[home]!.rim.delete(node);
    }
    return false;
  });
}

function addControllers({ roles, nodes }: Projection, groupOf: Int32Array): void {
  const controlling = new Set(CONTROLLING.map((role) => ROLES.indexOf(role)));
  const { start, end } = nodes.range.person;
  for (let person = start; person < end; person++) {
    if (groupOf[person]! >= 0) continue;
    const companies = new Map<number, Set<number>>();
    for (let i = roles.out.offsets[person]!; i < roles.out.offsets[person + 1]!; i++) {
      const edge = roles.out.edges[i]!;
      const company = roles.to[edge]!;
      const group = groupOf[company]!;
      if (group < 0 || !controlling.has(roles.role[edge]!)) continue;
      const known = companies.get(group);
      if (known) known.add(company);
      else companies.set(group, new Set([company]));
    }
    const best = [...companies].sort(([a, x], [b, y]) => y.size - x.size || a - b)[0];
    if (best && best[1].size >= LEAST_CONTROLLED) groupOf[person] = best[0];
  }
}

function addHeldAccounts(projection: Projection, groupOf: Int32Array, holders: Holders): void {
  const { start, end } = projection.nodes.range.account;
  for (let account = start; account < end; account++) {
    if (groupOf[account]! >= 0 || isCashEnd(projection, account)) continue;
    let best = -1;
    for (const holder of holders.holdersOf(account)) {
      const group = groupOf[holder]!;
      if (group >= 0 && (best < 0 || group < best)) best = group;
    }
    if (best >= 0) groupOf[account] = best;
  }
}

function draftsInside({ drafts }: DetectorRuns, groupOf: Int32Array, groups: number): number[][] {
  const inside: number[][] = Array.from({ length: groups }, () => []);
  const count = new Map<number, number>();
  for (const [position, { subjects }] of drafts.entries()) {
    count.clear();
    for (const node of subjects) {
      const group = groupOf[node]!;
      if (group >= 0) count.set(group, (count.get(group) ?? 0) + 1);
    }
    for (const [group, n] of count) if (2 * n >= subjects.length) inside[group]!.push(position);
  }
  return inside;
}

function addAccountsOfFindings(
  projection: Projection,
  { drafts }: DetectorRuns,
  inside: readonly (readonly number[])[],
  groupOf: Int32Array,
): boolean {
  const { start, end } = projection.nodes.range.account;
  let added = false;
  for (const [group, positions] of inside.entries()) {
    for (const position of positions) {
      for (const node of drafts[position]!.subjects) {
        if (node < start || node >= end || groupOf[node]! >= 0 || isCashEnd(projection, node)) continue;
        groupOf[node] = group;
        added = true;
      }
    }
  }
  return added;
}

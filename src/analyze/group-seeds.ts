import type { Projection } from '../graph/projection.ts';
import type { ClusterKind } from '../model/vocabulary.ts';
import { LEAST_COMPANIES, type Seed } from './cluster-seeds.ts';
import type { Holders } from './holders.ts';

/** A group larger than this is cut into seeds that share at least two of whom they are about (ours). */
export const LARGEST_GROUP = 60;

/** Order of kinds: the first that fits names the cluster. */
const KIND_ORDER: readonly ClusterKind[] = ['cash-out-group', 'exchange-hub', 'shell-cluster', 'laundering-ring'];

/** Seeds that make one cluster, and who is on them. Groups are disjoint. */
export interface SeedGroup {
  kind: ClusterKind;
  readonly seeds: Seed[];
  /** Nodes the findings are about. */
  readonly core: Set<number>;
  /** Nodes that are on it without a finding being about them. */
  readonly rim: Set<number>;
}

/**
 * Joins seeds into disjoint groups, strongest first. Seeds that are about the same account, holder or company are one group, and its
 * kind is the first of its seeds' in the order of kinds. What two groups could claim goes to the stronger.
 */
export function groupSeeds(projection: Projection, seeds: readonly Seed[], holders: Holders): SeedGroup[] {
  const owner = ownerOf(projection, holders);
  const ordered = [...seeds].sort((a, b) => b.score - a.score || a.draft - b.draft);
  const groups = linked(ordered, owner).map(groupOf).sort(byStrength);
  const whole = groups.map(({ core }) => [...core]);
  const groupOfOwner = claim(groups, owner);
  absorbRemnants(groups, whole, groupOfOwner, owner);
  const firms = (nodes: Iterable<number>) =>
    [...nodes].filter((node) => projection.nodes.kind(node) === 'company').length;
  return groups.filter(({ kind, core }) => (kind === 'shell-cluster' ? firms(core) >= LEAST_COMPANIES : core.size > 0));
}

/** Who stands for a node when seeds are joined: of an account its only holder, else the node itself. */
function ownerOf(projection: Projection, holders: Holders): (node: number) => number {
  const { start, end } = projection.nodes.range.account;
  return (node) => {
    if (node < start || node >= end) return node;
    const who = holders.holdersOf(node);
    return who.length === 1 ? who[0]! : node;
  };
}

function linked(seeds: readonly Seed[], owner: (node: number) => number): Seed[][] {
  const owners = seeds.map(({ core }) => [...new Set(core.map(owner))]);
  return components(seeds, owners, 1).flatMap((component) => {
    const size = new Set(component.flatMap((seed) => owners[seed]!)).size;
    const parts =
      size <= LARGEST_GROUP
        ? [component]
        : components(
            component,
            component.map((seed) => owners[seed]!),
            2,
          ).map((part) => part.map((i) => component[i]!));
    return parts.map((part) => part.map((seed) => seeds[seed]!));
  });
}

/** Positions of items joined where two share at least `least` owners (for 2: with an item that owner was seen in before). */
function components(items: readonly unknown[], owners: readonly (readonly number[])[], least: 1 | 2): number[][] {
  const parent = Int32Array.from(items, (_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root]!;
    while (parent[i] !== root) [i, parent[i]] = [parent[i]!, root];
    return root;
  };
  const first = new Map<string | number, number>();
  for (let i = 0; i < items.length; i++) {
    for (const key of least === 1 ? owners[i]! : pairs(owners[i]!)) {
      const seen = first.get(key);
      if (seen === undefined) first.set(key, i);
      else {
        const [a, b] = [find(seen), find(i)];
        parent[Math.max(a, b)] = Math.min(a, b);
      }
    }
  }
  const groups = new Map<number, number[]>();
  for (let i = 0; i < items.length; i++) {
    const root = find(i);
    const group = groups.get(root);
    if (group) group.push(i);
    else groups.set(root, [i]);
  }
  return [...groups.values()];
}

/** Neighbouring pairs of a sorted list of owners, all pairs of a short one. */
function* pairs(owners: readonly number[]): Iterable<string> {
  const sorted = [...owners].sort((a, b) => a - b);
  const reach = sorted.length <= 50 ? sorted.length : 1;
  for (let i = 0; i < sorted.length; i++) {
    for (let j = i + 1; j <= Math.min(sorted.length - 1, i + reach); j++) yield `${sorted[i]},${sorted[j]}`;
  }
}

function groupOf(seeds: readonly Seed[]): SeedGroup {
  const core = new Set(seeds.flatMap((seed) => seed.core));
  const rim = new Set(seeds.flatMap((seed) => seed.rim).filter((node) => !core.has(node)));
  const kind = KIND_ORDER.find((k) => seeds.some((seed) => seed.kind === k))!;
  return { kind, seeds: [...seeds], core, rim };
}

function byStrength(a: SeedGroup, b: SeedGroup): number {
  return (
    KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) ||
    b.seeds[0]!.score - a.seeds[0]!.score ||
    a.seeds[0]!.draft - b.seeds[0]!.draft
  );
}

/** Gives each node to the first group that claims it: what a finding is about before what is merely on it. */
function claim(groups: readonly SeedGroup[], owner: (node: number) => number): Map<number, SeedGroup> {
  const groupOfOwner = new Map<number, SeedGroup>();
  for (const part of ['core', 'rim'] as const) {
    for (const group of groups) {
      for (const node of group[part]) {
        const who = owner(node);
        const taken = groupOfOwner.get(who);
        if (taken === undefined) groupOfOwner.set(who, group);
        else if (taken !== group) group[part].delete(node);
      }
    }
  }
  return groupOfOwner;
}

/**
 * A group that lost most of whom it was about is no group of its own: what is left belongs to the one that took most of it
 * (a ring that touches a cluster belongs to it).
 */
function absorbRemnants(
  groups: readonly SeedGroup[],
  whole: readonly (readonly number[])[],
  groupOfOwner: ReadonlyMap<number, SeedGroup>,
  owner: (node: number) => number,
): void {
  const absorbedBy = new Map<SeedGroup, SeedGroup>();
  const standing = (group: SeedGroup): SeedGroup => {
    const by = absorbedBy.get(group);
    return by ? standing(by) : group;
  };
  groups.forEach((group, i) => {
    const owners = new Set(whole[i]!.map(owner));
    const left = new Set([...group.core].map(owner)).size;
    if (left >= 2 && left * 2 > owners.size) return;
    const taken = new Map<SeedGroup, number>();
    for (const who of owners) {
      const by = standing(groupOfOwner.get(who)!);
      if (by !== group) taken.set(by, (taken.get(by) ?? 0) + 1);
    }
    const most = Math.max(0, ...taken.values());
    const heir = groups.find((other) => taken.get(other) === most && most > 0);
    if (!heir) return;
    for (const node of group.core) heir.core.add(node);
    for (const node of group.rim) if (!heir.core.has(node)) heir.rim.add(node);
    heir.seeds.push(...group.seeds);
    group.core.clear();
    group.rim.clear();
    absorbedBy.set(group, heir);
  });
}

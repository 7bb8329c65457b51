import { type ControlQuery, controlLinks } from './control.ts';
import { controlCommunities } from './control-communities.ts';
import { ownershipGroups } from './ownership.ts';
import type { Projection } from './projection.ts';

/** How firms under common control are looked for. */
export interface ControlSettings extends ControlQuery {
  /** Firms above which a connected group is divided into communities. */
  splitAbove: number;
}

/** N01's defaults (ours), for it and for the rules that build on its clusters. */
export const COMMON_CONTROL: ControlSettings = { maxFirms: 200, minWeight: 0.5, minShared: 1, splitAbove: 50 };
/** Fewest unrelated groups of firms that make a cluster (domain: N01). */
export const CONTROLLED_FIRMS = 3;

/** Firms under common control; positions are node − first company. */
export interface ControlledGroups {
  /** Community of each company, −1 = tied to nobody. */
  readonly community: Int32Array;
  readonly members: readonly (readonly number[])[];
  /** Ownership groups in each community: those without a common owner. */
  readonly owners: Int32Array;
  /** Nodes that too many firms share, left out, ascending. */
  readonly cut: Int32Array;
}

const known = new WeakMap<Projection, { key: string; groups: ControlledGroups }>();

/** Finds the communities once for all rules that ask with the same settings. */
export function controlledGroups(projection: Projection, settings: ControlSettings = COMMON_CONTROL): ControlledGroups {
  const key = [settings.maxFirms, settings.minWeight, settings.minShared, settings.splitAbove].join(' ');
  const before = known.get(projection);
  if (before?.key === key) return before.groups;
  const links = controlLinks(projection, settings);
  const { community, members } = controlCommunities(projection.companies.count, links, settings.splitAbove);
  const owner = ownershipGroups(projection);
  const owners = Int32Array.from(members, (firms) => new Set(firms.map((firm) => owner[firm]!)).size);
  const groups = { community, members, owners, cut: links.cut };
  known.set(projection, { key, groups });
  return groups;
}

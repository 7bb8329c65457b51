import { ROLES } from '../model/vocabulary.ts';
import type { Projection, RowRef } from './projection.ts';
import { rowOf } from './row-ref.ts';
import { createUnionFind } from './union-find.ts';
import { isValidNow } from './valid-now.ts';

const FOUNDER = ROLES.indexOf('founder');
const OWNER = ROLES.indexOf('owner');
const BENEFICIARY = ROLES.indexOf('beneficiary');
const EXECUTIVE = ROLES.indexOf('executive');

/** Least share (percent) by which an owning company draws a firm into its group: a beneficial owner's share in Kazakh law; ours here. */
const GROUP_SHARE = 25;

const groupsOf = new WeakMap<Projection, Int32Array>();
const partiesOf = new WeakMap<Projection, Int32Array>();

/** Whether a role code means a stake in the company: founder, owner, beneficiary. */
export function isStake(role: number): boolean {
  return role === FOUNDER || role === OWNER || role === BENEFICIARY;
}

/**
 * Ownership group of each company (by node − first company), as a number below the number of groups: companies joined by
 * a company that founded or owns them now, with at least a quarter or an unknown share. People join nobody here: one
 * person behind many firms is what the rules about people look for.
 */
export function ownershipGroups(projection: Projection): Int32Array {
  const known = groupsOf.get(projection);
  if (known) return known;
  const { nodes, roles, companies } = projection;
  const { start, end } = nodes.range.company;
  const sets = createUnionFind(companies.count);
  for (let i = 0; i < roles.count; i++) {
    const holder = roles.from[i]!;
    if (holder < start || holder >= end || !isStake(roles.role[i]!) || !isValidNow(projection, roles, i)) continue;
    if (roles.share[i]! < GROUP_SHARE) continue;
    sets.union(holder - start, roles.to[i]! - start);
  }
  const groups = sets.labels().label;
  groupsOf.set(projection, groups);
  return groups;
}

/**
 * Related party of every node, as a number: companies and people joined by a common head, founder or
 * owner, or by one ownership group. Two nodes with different parties are unrelated (domain: conventions).
 */
export function relatedParties(projection: Projection): Int32Array {
  const known = partiesOf.get(projection);
  if (known) return known;
  const { nodes, roles } = projection;
  const sets = createUnionFind(nodes.count);
  for (let i = 0; i < roles.count; i++) {
    const role = roles.role[i]!;
    if ((role === EXECUTIVE || isStake(role)) && isValidNow(projection, roles, i)) {
      sets.union(roles.from[i]!, roles.to[i]!);
    }
  }
  const parties = sets.labels().label;
  partiesOf.set(projection, parties);
  return parties;
}

/** Rows of the company-held stakes in these firms: why several of them count as one group. */
export function stakeRows(projection: Projection, firms: readonly number[]): RowRef[] {
  const { roles, nodes } = projection;
  const rows: RowRef[] = [];
  for (const firm of firms) {
    for (let i = roles.in.offsets[firm]!; i < roles.in.offsets[firm + 1]!; i++) {
      const edge = roles.in.edges[i]!;
      if (nodes.kind(roles.from[edge]!) !== 'company' || !isStake(roles.role[edge]!)) continue;
      if (roles.share[edge]! < GROUP_SHARE || !isValidNow(projection, roles, edge)) continue;
      rows.push(rowOf(roles, edge));
    }
  }
  return rows;
}

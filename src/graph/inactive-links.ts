import { ROLES } from '../model/vocabulary.ts';
import type { Projection, RowRef } from './projection.ts';
import { rowOf } from './row-ref.ts';
import { isValidNow } from './valid-now.ts';

const FOUNDER = ROLES.indexOf('founder');
const EXECUTIVE = ROLES.indexOf('executive');

/** Someone behind active firms whom the law keeps from registering, and why. */
export interface InactiveLink {
  holder: number;
  /** Active firms that the holder heads or founded now (for an inactive holder: of which it is the sole founder). */
  firms: number[];
  /** Inactive entities that the holder heads or of which it is the sole founder now. */
  inactive: number[];
  /** True where the holder itself is an inactive legal entity. */
  isInactive: boolean;
  /** Rows of the roles and list entries behind it. */
  roleRows: RowRef[];
  listRows: RowRef[];
}

/** Rows of the valid entries of the given lists, by company (node − first company); the as-of day decides. */
export function listedCompanies(projection: Projection, lists: readonly string[]): Map<number, RowRef[]> {
  const { listings, nodes } = projection;
  const { start, end } = nodes.range.company;
  const codes = new Set(lists.map((list) => listings.codes.indexOf(list)));
  const rows = new Map<number, RowRef[]>();
  for (let i = 0; i < listings.count; i++) {
    const entity = listings.entity[i]!;
    if (entity < start || entity >= end || !codes.has(listings.list[i]!) || !isValidNow(projection, listings, i))
      continue;
    const row: RowRef = { table: 'lists', row: listings.row[i]! };
    const known = rows.get(entity);
    if (known) known.push(row);
    else rows.set(entity, [row]);
  }
  return rows;
}

/**
 * Finds (a) heads and sole founders of inactive entities who also head or founded an active firm, and (b) inactive entities that
 * are the sole founder of an active firm. Only roles and list entries that hold on the as-of day count.
 */
export function inactiveLinks(projection: Projection, inactive: ReadonlyMap<number, RowRef[]>): InactiveLink[] {
  const { roles, nodes, companies } = projection;
  const start = nodes.range.company.start;
  const suspects = new Set<number>();
  for (const entity of inactive.keys()) {
    for (const edge of boundRoles(projection, entity)) suspects.add(roles.from[edge]!);
    suspects.add(entity);
  }
  const links: InactiveLink[] = [];
  for (const holder of [...suspects].sort((a, b) => a - b)) {
    const link: InactiveLink = {
      holder,
      firms: [],
      inactive: [],
      isInactive: inactive.has(holder),
      roleRows: [],
      listRows: [],
    };
    for (let i = roles.out.offsets[holder]!; i < roles.out.offsets[holder + 1]!; i++) {
      const edge = roles.out.edges[i]!;
      const role = roles.role[edge]!;
      if ((role !== FOUNDER && role !== EXECUTIVE) || !isValidNow(projection, roles, edge)) continue;
      const firm = roles.to[edge]!;
      const isBound = role === EXECUTIVE || isSoleFounder(projection, edge);
      if (inactive.has(firm)) {
        if (!isBound) continue;
        if (link.inactive[link.inactive.length - 1] !== firm) {
          link.inactive.push(firm);
          link.listRows.push(...inactive.get(firm)!);
        }
      } else if (companies.active[firm - start]) {
        if (link.firms[link.firms.length - 1] !== firm) link.firms.push(firm);
      } else continue;
      link.roleRows.push(rowOf(roles, edge));
    }
    if (link.isInactive) link.listRows.push(...inactive.get(holder)!);
    const kept = link.inactive.length > 0 ? link : soleFoundersOnly(projection, link);
    if (kept.firms.length > 0 && (kept.isInactive || kept.inactive.length > 0)) links.push(kept);
  }
  return links;
}

/** Roles by which someone is bound to an entity: its heads and, where there is one founder only, that founder. */
function boundRoles(projection: Projection, entity: number): number[] {
  const { roles } = projection;
  const bound: number[] = [];
  for (let i = roles.in.offsets[entity]!; i < roles.in.offsets[entity + 1]!; i++) {
    const edge = roles.in.edges[i]!;
    if (!isValidNow(projection, roles, edge)) continue;
    if (roles.role[edge] === EXECUTIVE || (roles.role[edge] === FOUNDER && isSoleFounder(projection, edge)))
      bound.push(edge);
  }
  return bound;
}

/** Whether nobody else is a founder of the same company now. */
function isSoleFounder(projection: Projection, founderEdge: number): boolean {
  const { roles } = projection;
  if (roles.role[founderEdge] !== FOUNDER) return false;
  const firm = roles.to[founderEdge]!;
  for (let i = roles.in.offsets[firm]!; i < roles.in.offsets[firm + 1]!; i++) {
    const edge = roles.in.edges[i]!;
    if (roles.role[edge] !== FOUNDER || roles.from[edge] === roles.from[founderEdge]) continue;
    if (isValidNow(projection, roles, edge)) return false;
  }
  return true;
}

/** An inactive holder that heads no inactive entity binds only the firms of which it is the sole founder. */
function soleFoundersOnly(projection: Projection, link: InactiveLink): InactiveLink {
  const { roles } = projection;
  const firms = new Set(link.firms);
  const kept: InactiveLink = { ...link, firms: [], roleRows: [] };
  for (let i = roles.out.offsets[link.holder]!; i < roles.out.offsets[link.holder + 1]!; i++) {
    const edge = roles.out.edges[i]!;
    const firm = roles.to[edge]!;
    if (!firms.has(firm) || !isValidNow(projection, roles, edge) || !isSoleFounder(projection, edge)) continue;
    if (kept.firms[kept.firms.length - 1] !== firm) kept.firms.push(firm);
    kept.roleRows.push(rowOf(roles, edge));
  }
  return kept;
}

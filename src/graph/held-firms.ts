import { unknownValues } from './known-values.ts';
import { ownershipGroups } from './ownership.ts';
import type { Projection, RowRef } from './projection.ts';
import { rowOf } from './row-ref.ts';
import { isValidNow } from './valid-now.ts';

/** By node: how many active firms the holder has in one role now, and in how many ownership groups they lie. */
export interface HeldCounts {
  readonly firms: Int32Array;
  readonly groups: Int32Array;
}

/** Counts distinct active firms of every holder of a role (index into ROLES), as of the projection's day. */
export function countHeldFirms(projection: Projection, role: number): HeldCounts {
  const { nodes, roles, companies } = projection;
  const first = nodes.range.company.start;
  const group = ownershipGroups(projection);
  const seenBy = new Int32Array(companies.count).fill(-1);
  const firms = new Int32Array(nodes.count);
  const groups = new Int32Array(nodes.count);
  for (let holder = 0; holder < nodes.count; holder++) {
    let last = -1;
    for (let i = roles.out.offsets[holder]!; i < roles.out.offsets[holder + 1]!; i++) {
      const edge = roles.out.edges[i]!;
      const firm = roles.to[edge]!;
      if (firm === last || !counts(projection, edge, role)) continue;
      last = firm;
      firms[holder]!++;
      const groupOfFirm = group[firm - first]!;
      if (seenBy[groupOfFirm] === holder) continue;
      seenBy[groupOfFirm] = holder;
      groups[holder]!++;
    }
  }
  return { firms, groups };
}

/** The firms that `countHeldFirms` counted for one holder, ascending, with the rows of the roles. */
export function heldFirms(projection: Projection, holder: number, role: number): { firms: number[]; rows: RowRef[] } {
  const { roles } = projection;
  const firms: number[] = [];
  const rows: RowRef[] = [];
  for (let i = roles.out.offsets[holder]!; i < roles.out.offsets[holder + 1]!; i++) {
    const edge = roles.out.edges[i]!;
    if (!counts(projection, edge, role)) continue;
    rows.push(rowOf(roles, edge));
    if (firms[firms.length - 1] !== roles.to[edge]) firms.push(roles.to[edge]!);
  }
  return { firms, rows };
}

function counts(projection: Projection, edge: number, role: number): boolean {
  const { roles, companies, nodes } = projection;
  if (roles.role[edge] !== role || !isValidNow(projection, roles, edge)) return false;
  return companies.active[roles.to[edge]! - nodes.range.company.start] === 1;
}

/** By node, how much a count says: x / (x + warn) for holders with a firm and, the most of its holders, for the firms. */
export function heldValues(projection: Projection, count: Int32Array, role: number, warn: number): Float64Array {
  const { roles, nodes } = projection;
  const values = unknownValues(nodes.count);
  for (let edge = 0; edge < roles.count; edge++) {
    if (!counts(projection, edge, role)) continue;
    const holder = roles.from[edge]!;
    const firm = roles.to[edge]!;
    const value = count[holder]! / (count[holder]! + warn);
    values[holder] = value;
    if (!(values[firm]! >= value)) values[firm] = value;
  }
  return values;
}

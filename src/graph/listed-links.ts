import { ROLES } from '../model/vocabulary.ts';
import { eachValue } from './control.ts';
import { buildCsr } from './csr.ts';
import { growingInt32, growingRows, growingUint8 } from './growing.ts';
import type { Projection, RowRef } from './projection.ts';
import { rowOf } from './row-ref.ts';
import { isValidNow } from './valid-now.ts';

const OWNER = ROLES.indexOf('owner');
const BENEFICIARY = ROLES.indexOf('beneficiary');

export interface LinkQuery {
  maxHops: number;
  /** Values shared by more firms than this say nothing and are cut (as in common control). */
  maxFirms: number;
  /** Least weight 1 / ln(1 + firms) of an address unit or contact; people and accounts need none. */
  minWeight: number;
}

/** How near every firm is to a listed one, and the way there. */
export interface ListedLinks {
  /** By company (node − first company): hops to the nearest listed firm, 0 for these themselves, −1 beyond the limit. */
  readonly hops: Int8Array;
  /** Values that too many firms share. */
  readonly cut: number;
  /** The shortest way from a firm to a listed one: firm, shared value, firm, …, with the rows of each relation. */
  wayOf(company: number): { nodes: number[]; rows: RowRef[] };
}

type Source = 'roles' | 'sites' | 'contacts' | 'holdings';
const SOURCES: readonly Source[] = ['roles', 'sites', 'contacts', 'holdings'];

/**
 * Breadth-first search from all listed firms at once over what firms share on the as-of day: heads, founders and owners, address units,
 * contacts, accounts. Every value is walked once, so that the cost is that of the relations. Of equally short ways the one over the
 * smallest nodes.
 * @param listed company positions, ascending
 */
export function listedLinks(projection: Projection, listed: readonly number[], query: LinkQuery): ListedLinks {
  const { nodes, companies } = projection;
  const shares = sharesOf(projection);
  const firmsOf = buildCsr(nodes.count, shares.value);
  const valuesOf = buildCsr(companies.count, shares.firm);
  const walkable = new Uint8Array(nodes.count);
  let cut = 0;
  for (let value = 0; value < nodes.count; value++) {
    if (firmsOf.offsets[value + 1]! - firmsOf.offsets[value]! < 2) continue;
    const firms = new Set<number>();
    for (let i = firmsOf.offsets[value]!; i < firmsOf.offsets[value + 1]!; i++)
      firms.add(shares.firm[firmsOf.edges[i]!]!);
    if (firms.size < 2) continue;
    if (isWalkable(projection, value, firms.size, query)) walkable[value] = 1;
    else cut++;
  }
  const hops = new Int8Array(companies.count).fill(-1);
  // The share by which a firm was reached: its own end and the end towards the listed firm.
  const ownShare = new Int32Array(companies.count).fill(-1);
  const nearShare = new Int32Array(companies.count).fill(-1);
  let level = [...listed];
  for (const firm of level) hops[firm] = 0;
  for (let hop = 1; hop <= query.maxHops && level.length > 0; hop++) {
    const next: number[] = [];
    for (const firm of level) {
      for (let i = valuesOf.offsets[firm]!; i < valuesOf.offsets[firm + 1]!; i++) {
        const near = valuesOf.edges[i]!;
        const value = shares.value[near]!;
        if (!walkable[value]) continue;
        walkable[value] = 0;
        for (let j = firmsOf.offsets[value]!; j < firmsOf.offsets[value + 1]!; j++) {
          const own = firmsOf.edges[j]!;
          const other = shares.firm[own]!;
          if (hops[other] !== -1) continue;
          hops[other] = hop;
          ownShare[other] = own;
          nearShare[other] = near;
          next.push(other);
        }
      }
    }
    level = next.sort((a, b) => a - b);
  }
  const start = nodes.range.company.start;
  return {
    hops,
    cut,
    wayOf(company) {
      const way = { nodes: [start + company], rows: [] as RowRef[] };
      for (let firm = company; hops[firm]! > 0; ) {
        const near = nearShare[firm]!;
        for (const share of [ownShare[firm]!, near]) {
          way.rows.push(rowOf(projection[SOURCES[shares.source[share]!]!], shares.edge[share]!));
        }
        firm = shares.firm[near]!;
        const value = shares.value[near]!;
        // A company that founded or heads another is itself the value that both have.
        for (const node of [value, start + firm]) if (way.nodes.at(-1) !== node) way.nodes.push(node);
      }
      return way;
    },
  };
}

function isWalkable({ nodes }: Projection, value: number, firms: number, { maxFirms, minWeight }: LinkQuery): boolean {
  if (firms > maxFirms) return false;
  const kind = nodes.kind(value);
  return (kind !== 'address' && kind !== 'contact') || 1 / Math.log(1 + firms) >= minWeight;
}

/** What each firm has now, as columns sorted by value and firm: the value's node, and the relation that says so. */
function sharesOf(projection: Projection) {
  const { nodes, roles } = projection;
  const { start, end } = nodes.range.company;
  const columns = { firm: growingInt32(), value: growingInt32(), source: growingUint8(), edge: growingInt32() };
  const rows = growingRows(columns);
  const add = (company: number, node: number, of: Source, row: number) => {
    const at = rows.next();
    columns.firm.data[at] = company;
    columns.value.data[at] = node;
    columns.source.data[at] = SOURCES.indexOf(of);
    columns.edge.data[at] = row;
  };
  eachValue(projection, (company, node, isAccountant, of, row) => {
    if (!isAccountant) add(company, node, of, row);
  });
  for (let row = 0; row < roles.count; row++) {
    if (roles.role[row] !== OWNER && roles.role[row] !== BENEFICIARY) continue;
    if (!isValidNow(projection, roles, row)) continue;
    const holder = roles.from[row]!;
    add(roles.to[row]! - start, holder, 'roles', row);
    if (holder >= start && holder < end) add(holder - start, holder, 'roles', row);
  }
  return rows.finish();
}

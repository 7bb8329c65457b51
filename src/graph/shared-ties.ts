import { eachValue } from './control.ts';
import { buildCsr } from './csr.ts';
import type { Projection, RowRef } from './projection.ts';
import { rowOf } from './row-ref.ts';

/** Values that firms of one community have in common, by kind, and the rows that say so. */
export interface SharedTies {
  readonly holders: Ties;
  readonly units: Ties;
  readonly contacts: Ties;
  readonly accounts: Ties;
}

export interface Ties {
  /** Nodes shared by at least two of the firms, ascending. */
  readonly values: readonly number[];
  readonly rows: readonly RowRef[];
}

const KIND = {
  account: 'accounts',
  address: 'units',
  contact: 'contacts',
  company: 'holders',
  person: 'holders',
} as const;

/**
 * Collects what the firms of each community share, in one pass over the relations.
 * @param community by company (node − first company), −1 = none
 * @param cut nodes that too many firms share
 */
export function sharedTies(
  projection: Projection,
  community: Int32Array,
  count: number,
  cut: Int32Array,
): SharedTies[] {
  const { nodes } = projection;
  const isCut = new Uint8Array(nodes.count);
  for (const node of cut) isCut[node] = 1;
  const found = {
    community: [] as number[],
    value: [] as number[],
    company: [] as number[],
    relation: [] as Source[],
    row: [] as number[],
  };
  eachValue(projection, (company, value, isAccountant, relation, row) => {
    if (community[company]! < 0 || isAccountant || isCut[value]) return;
    found.community.push(community[company]!);
    found.value.push(value);
    found.company.push(company);
    found.relation.push(relation);
    found.row.push(row);
  });
  const byValue = buildCsr(nodes.count, Int32Array.from(found.value)).edges;
  const { offsets, edges } = buildCsr(count, Int32Array.from(found.community), { order: byValue });
  return Array.from({ length: count }, (_, number) => {
    const ties = { holders: noTies(), units: noTies(), contacts: noTies(), accounts: noTies() };
    for (let begin = offsets[number]!, end = begin; begin < offsets[number + 1]!; begin = end) {
      const first = edges[begin]!;
      let isShared = false;
      while (end < offsets[number + 1]! && found.value[edges[end]!] === found.value[first]) {
        if (found.company[edges[end]!] !== found.company[first]) isShared = true;
        end++;
      }
      if (!isShared) continue;
      const kind = ties[KIND[nodes.kind(found.value[first]!)]];
      kind.values.push(found.value[first]!);
      for (let i = begin; i < end; i++) {
        const at = edges[i]!;
        kind.rows.push(rowOf(projection[found.relation[at]!], found.row[at]!));
      }
    }
    return ties;
  });
}

type Source = 'roles' | 'sites' | 'contacts' | 'holdings';

function noTies(): { values: number[]; rows: RowRef[] } {
  return { values: [], rows: [] };
}

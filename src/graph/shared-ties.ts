import { eachValue } from './control.ts';
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
  const isCut = new Set(cut);
  const seen: Map<number, { companies: Set<number>; rows: RowRef[] }>[] = Array.from(
    { length: count },
    () => new Map(),
  );
  eachValue(projection, (company, value, isAccountant, relation, row) => {
    const number = community[company]!;
    if (number < 0 || isAccountant || isCut.has(value)) return;
    let entry = seen[number]!.get(value);
    if (!entry) {
      entry = { companies: new Set(), rows: [] };
      seen[number]!.set(value, entry);
    }
    entry.companies.add(company);
    entry.rows.push(rowOf(projection[relation], row));
  });
  return seen.map((values) => {
    const ties = {
      holders: { values: [] as number[], rows: [] as RowRef[] },
      units: { values: [] as number[], rows: [] as RowRef[] },
      contacts: { values: [] as number[], rows: [] as RowRef[] },
      accounts: { values: [] as number[], rows: [] as RowRef[] },
    };
    for (const [value, { companies, rows }] of [...values].sort((a, b) => a[0] - b[0])) {
      if (companies.size < 2) continue;
      const kind = ties[KIND[nodes.kind(value)]];
      kind.values.push(value);
      kind.rows.push(...rows);
    }
    return ties;
  });
}

import { nodesOf } from './nodes.ts';
import type { AliasColumns, CompanyColumns, NodeColumns, Projection } from './projection.ts';
import { type PackedStrings, stringColumn } from './string-column.ts';

/** A projection without its functions: typed arrays and plain values that can go to another thread. */
export interface PackedProjection extends Omit<Projection, 'nodes' | 'companies' | 'aliases' | 'inputs'> {
  readonly nodes: NodeColumns;
  readonly companies: Omit<CompanyColumns, 'text'>;
  readonly aliases: Omit<AliasColumns, 'name'> & { readonly name: PackedStrings };
  readonly inputs: readonly string[];
}

/** What a projection is made of; no array is copied. */
export function packProjection(projection: Projection): PackedProjection {
  const { text: _, ...companies } = projection.companies;
  return {
    ...projection,
    nodes: projection.nodes.columns,
    companies,
    aliases: { ...projection.aliases, name: projection.aliases.name.packed },
    inputs: [...projection.inputs],
  };
}

/** A projection over what it is made of; no array is copied. What rules keep for later of one is not kept for another. */
export function unpackProjection(packed: PackedProjection): Projection {
  const { texts } = packed.companies;
  return {
    ...packed,
    nodes: nodesOf(packed.nodes),
    companies: { ...packed.companies, text: (code) => texts[code] ?? '' },
    transfers: { ...packed.transfers },
    invoices: { ...packed.invoices },
    aliases: { ...packed.aliases, name: stringColumn(packed.aliases.name) },
    inputs: new Set(packed.inputs),
  };
}

import { TamyrError } from '../model/errors.ts';
import { openDuckDbStore } from './duckdb/duckdb-store.ts';
import type { GraphStore } from './graph-store.ts';
import { isNeo4jAddress } from './neo4j/address.ts';

export interface OpenOptions {
  /** Open for reading only; the store must exist. */
  readOnly?: boolean;
}

/** Opens the store that an address of the command line names: `duckdb:FILE`, `neo4j://HOST`. */
export async function openStore(address: string, options: OpenOptions = {}): Promise<GraphStore> {
  if (isNeo4jAddress(address)) {
    // Whoever has no Neo4j does not wait for its driver to be loaded.
    const { openNeo4jStore } = await import('./neo4j/neo4j-store.ts');
    return openNeo4jStore(address, options);
  }
  const scheme = /^([a-z0-9+]+):/.exec(address)?.[1];
  const rest = address.slice((scheme?.length ?? -1) + 1);
  switch (scheme) {
    case 'duckdb':
      if (rest !== '') return openDuckDbStore(rest, options);
      break;
  }
  throw new TamyrError({
    code: 'bad-store-address',
    what: `"${address}" is no address of a store.`,
    where: '--store',
    expected: 'duckdb:FILE or neo4j://HOST[:PORT][?database=NAME&namespace=NAME]',
    todo: 'For example --store duckdb:./tamyr.duckdb',
  });
}

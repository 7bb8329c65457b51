import { TamyrError } from '../model/errors.ts';
import { openDuckDbStore } from './duckdb/duckdb-store.ts';
import type { GraphStore } from './graph-store.ts';

export interface OpenOptions {
  /** Open for reading only; the store must exist. */
  readOnly?: boolean;
}

/** Opens the store that an address of the command line names: `duckdb:FILE`. */
export async function openStore(address: string, options: OpenOptions = {}): Promise<GraphStore> {
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
    expected: 'duckdb:FILE',
    todo: 'For example --store duckdb:./tamyr.duckdb',
  });
}

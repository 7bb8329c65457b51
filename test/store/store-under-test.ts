import type { GraphStore } from '../../src/store/graph-store.ts';

/** Opens a store in a folder: a new one at the first call, the same one again after `close`. */
export type OpenInFolder = (folder: string) => Promise<GraphStore>;

/** A new store for each test. */
export interface StoreUnderTest {
  readonly store: GraphStore;
  readonly open: OpenInFolder;
  /** How many random histories are tried. */
  readonly rounds: number;
  /** Rows of a load that is larger than what the adapter handles at once; divisible by 3. */
  readonly many: number;
  /** Closes the store and opens the same one again. */
  reopen(): Promise<void>;
  /** Throws the store away and opens a new one. */
  renew(): Promise<void>;
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe } from 'vitest';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { journalContract } from './contract-journal.ts';
import { readingContract } from './contract-reading.ts';
import { repetitionContract } from './contract-repetition.ts';
import { runContract } from './contract-runs.ts';
import { snapshotContract } from './contract-snapshots.ts';
import { visibilityContract } from './contract-visibility.ts';
import type { OpenInFolder, StoreUnderTest } from './store-under-test.ts';

/**
 * What every adapter of the port promises; an adapter's own test calls it with the way to open a store. `rounds`: random
 * histories to try, fewer where a load goes to a server. `many`: rows of a load that is larger than what the adapter handles at once.
 */
export function storeContract(
  name: string,
  open: OpenInFolder,
  { rounds = 8, many }: { rounds?: number; many: number },
): void {
  describe(`${name}: the store's contract`, () => {
    let folder: string;
    let store: GraphStore;

    async function begin(): Promise<void> {
      folder = mkdtempSync(join(tmpdir(), 'tamyr-store-'));
      store = await open(folder);
    }

    async function end(): Promise<void> {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    }

    const under: StoreUnderTest = {
      get store() {
        return store;
      },
      open,
      rounds,
      many,
      async reopen() {
        await store.close();
        store = await open(folder);
      },
      async renew() {
        await end();
        await begin();
      },
    };

    beforeEach(begin);
    afterEach(end);
    visibilityContract(under);
    repetitionContract(under);
    snapshotContract(under);
    readingContract(under);
    runContract(under);
    journalContract(under);
  });
}

import { beforeEach } from 'vitest';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { storeContract } from '../store/contract.ts';
import { addressOf, emptyNamespace, namespaceFor } from './namespaces.ts';

/** Namespaces are made anew by emptying them: making a layout takes longer than most tests. Most tests open one store, some two. */
const NAMESPACES = ['contract-a', 'contract-b', 'contract-c'].map(namespaceFor);
/** Folders that the test at hand has opened a store in, in that order. */
let folders: string[] = [];
beforeEach(() => {
  folders = [];
});

async function openIn(folder: string) {
  const known = folders.indexOf(folder);
  const namespace = NAMESPACES[known < 0 ? folders.length : known]!;
  if (known < 0) {
    folders.push(folder);
    await emptyNamespace(namespace);
  }
  return openNeo4jStore(addressOf(namespace));
}

// Several batches of writing, and of reading back.
storeContract('neo4j', openIn, { rounds: 1, many: 9_000 });

import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { storeContract } from '../store/contract.ts';
import { addressOf, emptyNamespace, namespaceFor } from './namespaces.ts';

/** Namespaces are made anew by emptying them: making a layout takes longer than most tests. */
const NAMESPACES = ['contract-a', 'contract-b', 'contract-c'].map(namespaceFor);
const folders: string[] = [];

async function openIn(folder: string) {
  if (!folders.includes(folder)) {
    folders.push(folder);
    await emptyNamespace(namespaceOf(folder));
  }
  return openNeo4jStore(addressOf(namespaceOf(folder)));
}

// Several batches of writing, and of reading back.
storeContract('neo4j', openIn, { rounds: 2, many: 9_000 });

/** Tests open at most two stores at a time, so that the third last folder's namespace is free again. */
function namespaceOf(folder: string): string {
  return NAMESPACES[folders.indexOf(folder) % NAMESPACES.length]!;
}

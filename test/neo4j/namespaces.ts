import neo4j from 'neo4j-driver';
import { afterAll, inject } from 'vitest';
import { parseNeo4jAddress } from '../../src/store/neo4j/address.ts';
import { connectNeo4j, type Neo4jConnection } from '../../src/store/neo4j/connect.ts';
import { LABELS } from '../../src/store/neo4j/vocabulary.ts';
import { deleteAll, dropNamespaces } from './drop-namespaces.ts';
import { namespacePrefix } from './namespace-prefix.ts';
import { takeSlot } from './slots.ts';

const mine: string[] = [];
/** This file's own among those that run side by side. */
let slot: number | null = null;

/**
 * A namespace for something of a test file. Files that run one after the other share a few, of which each takes the first ones and
 * empties them: a layout takes seconds to make, and a server that knows the queries of a namespace need not plan them again.
 */
export function namespaceFor(name: string): string {
  if (!mine.includes(name)) mine.push(name);
  slot ??= holdSlot();
  return `${namespacePrefix()}s${slot}${'abcdefgh'[mine.indexOf(name)]}`;
}

function holdSlot(): number {
  const taken = takeSlot();
  // Hooks end in the reverse order: this is the last, when the file's own have let go of the server.
  afterAll(taken.release);
  return taken.slot;
}

/** A namespace in which there is nothing, not even a layout, unless the test makes it: then it has to drop it. */
export function bareNamespace(name: string): string {
  return `${namespacePrefix()}${name}`;
}

/** The address of a namespace on the tests' server, and the environment that its credentials come from. */
export function addressOf(namespace: string, uri = inject('neo4j').uri): string {
  const { username, password } = inject('neo4j');
  process.env.NEO4J_USERNAME = username;
  process.env.NEO4J_PASSWORD = password;
  return `${uri}?namespace=${namespace}`;
}

/** A connection to a namespace. */
export function connectTo(namespace: string, uri?: string): Neo4jConnection {
  return connectNeo4j(parseNeo4jAddress(addressOf(namespace, uri)));
}

/** Makes a namespace's store as new: all its nodes go, its layout stays. */
export async function emptyNamespace(namespace: string): Promise<void> {
  await withDriver(async (run) => {
    for (const label of LABELS) {
      // One label a query: one query for all of them takes minutes to plan.
      if (label !== 'TamyrStore') await run(deleteAll(`${namespace}_${label}`));
    }
    await run(`MATCH (s:${namespace}_TamyrStore) SET s = {key: s.key, version: s.version, seq: 0, file: 0}`);
  });
}

/** Removes a namespace with all its nodes, constraints and indexes. */
export async function dropNamespace(namespace: string): Promise<void> {
  await withDriver((run) => dropNamespaces(run, `${namespace}_`));
}

async function withDriver(work: (run: (text: string) => Promise<string[]>) => Promise<void>): Promise<void> {
  const { uri, username, password } = inject('neo4j');
  const driver = neo4j.driver(uri, neo4j.auth.basic(username, password));
  const session = driver.session();
  try {
    await work(async (text) => (await session.run(text)).records.map((record) => String(record.get(0))));
  } finally {
    await session.close();
    await driver.close();
  }
}

import { createHash } from 'node:crypto';
import neo4j from 'neo4j-driver';
import { inject } from 'vitest';
import { parseNeo4jAddress } from '../../src/store/neo4j/address.ts';
import { connectNeo4j, type Neo4jConnection } from '../../src/store/neo4j/connect.ts';
import { LABELS } from '../../src/store/neo4j/vocabulary.ts';

/** The name of a test's own namespace: the same at every run, another in every checkout, so that many can share one server. */
export function namespaceFor(name: string): string {
  return `t${createHash('sha256')
    .update(`${import.meta.dirname} ${name}`)
    .digest('hex')
    .slice(0, 10)}`;
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
    await removeNodes(run, namespace);
    await run(`MATCH (s:${namespace}_TamyrStore) SET s = {key: s.key, version: s.version, seq: 0, file: 0}`);
  });
}

async function removeNodes(run: (text: string) => Promise<string[]>, namespace: string): Promise<void> {
  for (const label of LABELS) {
    if (label === 'TamyrStore') continue;
    await run(`MATCH (n:${namespace}_${label}) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS`);
  }
}

/** Removes a namespace with all its nodes, constraints and indexes. */
export async function dropNamespace(namespace: string): Promise<void> {
  await withDriver(async (run) => {
    await removeNodes(run, namespace);
    await run(`MATCH (s:${namespace}_TamyrStore) DELETE s`);
    for (const [kind, all] of [
      ['CONSTRAINT', 'CONSTRAINTS'],
      ['INDEX', 'INDEXES'],
    ]) {
      const found = await run(`SHOW ${all} YIELD name WHERE name STARTS WITH '${namespace}_' RETURN name`);
      for (const name of found) await run(`DROP ${kind} \`${name}\` IF EXISTS`);
    }
  });
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

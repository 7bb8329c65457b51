import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import type { TestProject } from 'vitest/node';
import { dropNamespaces } from './drop-namespaces.ts';
import { namespacePrefix } from './namespace-prefix.ts';
import { freeSlots } from './slots.ts';

declare module 'vitest' {
  interface ProvidedContext {
    neo4j: TestServer;
  }
}

/** A server that the tests may use; each test file keeps to namespaces of its own. */
export interface TestServer {
  uri: string;
  username: string;
  password: string;
}

/** The project's script: it is JavaScript, so that it runs before anything is compiled. */
interface Script {
  provideNeo4j(options: {
    port?: number;
    home?: string;
    java?: readonly string[];
    settings?: Readonly<Record<string, string>>;
  }): Promise<TestServer & { started: boolean }>;
  releaseNeo4j(options: { home: string }): Promise<boolean>;
}

/** For a server that lives for a minute: compiling everything as well as possible would take longer than it saves. */
export const SHORT_LIVED = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'] as const;

/**
 * Statements are planned once for each namespace. Tests fill and empty them all the time, which would have everything planned again
 * every ten seconds.
 */
const PLAN_ONCE = {
  'server.memory.query_cache.per_db_cache_num_entries': '10000',
  'dbms.cypher.min_replan_interval': '1h',
} as const;

/** The server of all tests lives long enough for the better compiler: four of their files took 258 instead of 306 s. */
const LONG_LIVED = ['-XX:+UseSerialGC'] as const;

const { neo4jCache } = (await import(new URL('../../scripts/neo4j-answers.js', import.meta.url).href)) as {
  neo4jCache(): string;
};

/** Where tests have their server's data: what a user has in his own is left alone, and theirs is not in his way. */
export function testHome(name: string): string {
  return join(neo4jCache(), `home-${name}`);
}

const HOME = testHome('tests');
const PORT = 7697;

const script = (await import(new URL('../../scripts/neo4j.js', import.meta.url).href)) as Script;
let started = false;
let foreign: TestServer | null = null;

/** Before the tests of this folder: the server of `NEO4J_URI`, else the project's own, in Docker or by Java and Maven. There is no running without one. */
export async function setup(project: TestProject): Promise<void> {
  freeSlots();
  const { NEO4J_URI: uri, NEO4J_USERNAME: username = 'neo4j', NEO4J_PASSWORD: password } = process.env;
  if (uri) {
    if (!password) throw new Error('NEO4J_URI is set, NEO4J_PASSWORD is not');
    foreign = { uri, username, password };
    project.provide('neo4j', foreign);
    return;
  }
  const server = await script.provideNeo4j({ port: PORT, home: HOME, java: LONG_LIVED, settings: PLAN_ONCE });
  started = server.started;
  project.provide('neo4j', { uri: server.uri, username: server.username, password: server.password });
}

/** Stops the server where `setup` started it; somebody else's is left as it was. */
export async function teardown(): Promise<void> {
  if (started) await script.releaseNeo4j({ home: HOME });
  if (!foreign) return;
  const driver = neo4j.driver(foreign.uri, neo4j.auth.basic(foreign.username, foreign.password));
  const session = driver.session();
  await dropNamespaces(
    async (text) => (await session.run(text)).records.map((r) => String(r.get(0))),
    namespacePrefix(),
  );
  await session.close();
  await driver.close();
}

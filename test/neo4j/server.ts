import type { TestProject } from 'vitest/node';

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
  startNeo4j(options: { port?: number }): Promise<TestServer & { started: boolean }>;
  stopNeo4j(): Promise<boolean>;
}

const script = (await import(new URL('../../scripts/neo4j.js', import.meta.url).href)) as Script;
let started = false;

/** Before the tests of this folder: the server of `NEO4J_URI`, else the project's own. There is no running without one. */
export async function setup(project: TestProject): Promise<void> {
  const { NEO4J_URI: uri, NEO4J_USERNAME: username = 'neo4j', NEO4J_PASSWORD: password } = process.env;
  if (uri) {
    if (!password) throw new Error('NEO4J_URI is set, NEO4J_PASSWORD is not');
    project.provide('neo4j', { uri, username, password });
    return;
  }
  const server = await script.startNeo4j({ port: 7687 });
  started = server.started;
  project.provide('neo4j', { uri: server.uri, username: server.username, password: server.password });
}

/** Stops the server where `setup` started it. */
export async function teardown(): Promise<void> {
  if (started) await script.stopNeo4j();
}

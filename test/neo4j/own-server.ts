import { mkdirSync } from 'node:fs';
import { parseNeo4jAddress } from '../../src/store/neo4j/address.ts';
import { connectNeo4j } from '../../src/store/neo4j/connect.ts';
import { SHORT_LIVED, type TestServer } from './server.ts';

interface Options {
  home: string;
  port?: number;
  heap?: string;
  settings?: Record<string, string>;
  java?: readonly string[];
  inside?: readonly string[];
}

interface Script {
  startNeo4j(options: Options): Promise<TestServer & { pid: number; port: number }>;
  stopNeo4j(options: { home: string }): Promise<boolean>;
}

const script = (await import(new URL('../../scripts/neo4j-by-maven.js', import.meta.url).href)) as Script;

/** A server that a test may stop, kill and set up as it likes. */
export interface OwnServer {
  /** Its address, with the credentials put into the environment. */
  address(): string;
  readonly port: number;
  start(settings?: Record<string, string>): Promise<void>;
  stop(): Promise<void>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
}

/**
 * A server with a home of its own, not started yet.
 * @param inside a command that it is started through
 */
export function ownServer(home: string, { always = {}, inside = [] as readonly string[] } = {}): OwnServer {
  mkdirSync(home, { recursive: true });
  let running: Awaited<ReturnType<Script['startNeo4j']>> | null = null;
  return {
    address() {
      process.env.NEO4J_USERNAME = running!.username;
      process.env.NEO4J_PASSWORD = running!.password;
      return running!.uri;
    },
    get port() {
      return running!.port;
    },
    async start(settings = {}) {
      const port = running?.port ?? 0;
      const options = { home, port, heap: '512m', java: SHORT_LIVED, inside };
      running = await script.startNeo4j({ ...options, settings: { ...always, ...settings } });
      // A server that has just started plans its first query for longer than a person would wait.
      const connection = connectNeo4j(parseNeo4jAddress(this.address()));
      await connection.read(connection.text('store', 'find-store'), {}, { patient: true });
      await connection.close();
    },
    async stop() {
      await script.stopNeo4j({ home });
    },
    async kill() {
      const { pid } = running!;
      process.kill(pid, 'SIGKILL');
      while (isThere(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
    },
  };
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

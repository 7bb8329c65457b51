import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Neo4j server of the bench's own, empty at first; throws where Java or Maven are missing. */
export interface PeerServer {
  uri: string;
  username: string;
  password: string;
  /** Stops it and removes its data. */
  stop(): Promise<void>;
}

/** What `neo4j-admin database import full` is to read. */
interface Import {
  folder: string;
  options: string[];
}

interface Scripts {
  startNeo4j(options: object): Promise<{ uri: string; username: string; password: string }>;
  stopNeo4j(options: object): Promise<boolean>;
  importNeo4j(options: object): Promise<void>;
}

interface Ready {
  untilReady(server: { uri: string; username: string; password: string }): Promise<void>;
}

/** Starts it from the project's own script, after an offline import where there is something to import. */
export async function startPeerServer(imported: Import | null = null): Promise<PeerServer> {
  const home = join(tmpdir(), `tamyr-bench-neo4j-${process.pid}-${imported ? 'imported' : 'empty'}`);
  const settings = { 'dbms.memory.transaction.total.max': '2g', 'server.memory.pagecache.size': '3g' };
  const scripts = (await import(new URL('scripts/neo4j-by-maven.js', `file://${process.cwd()}/`).href)) as Scripts;
  if (imported) await scripts.importNeo4j({ home, heap: '2g', ...imported });
  const { uri, username, password } = await scripts.startNeo4j({ home, heap: '2g', settings });
  const { untilReady } = (await import(new URL('scripts/neo4j-answers.js', `file://${process.cwd()}/`).href)) as Ready;
  await untilReady({ uri, username, password });
  return {
    ...{ uri, username, password },
    async stop() {
      await scripts.stopNeo4j({ home });
      rmSync(home, { recursive: true, force: true });
    },
  };
}

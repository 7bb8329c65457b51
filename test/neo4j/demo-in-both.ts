import { join } from 'node:path';
import { type Explorer, openExplorer } from '../../src/explore/explorer.ts';
import { load } from '../../src/load.ts';
import { runAnalysis } from '../../src/run-analysis.ts';
import { openDuckDbStore } from '../../src/store/duckdb/duckdb-store.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';
import type { Neo4jConnection } from '../../src/store/neo4j/connect.ts';
import { openNeo4jLoadSession } from '../../src/store/neo4j/load-session.ts';
import { prepareDatabase } from '../../src/store/neo4j/migrate.ts';
import { temporaryFolder } from '../run-tamyr.ts';
import { connectTo, emptyNamespace } from './namespaces.ts';

const DEMO = join(import.meta.dirname, '..', '..', 'datasets', 'demo');

/** The bundled data in an embedded store, analyzed, and in a namespace of Neo4j, as facts alone. */
export interface DemoInBoth {
  explorer: Explorer;
  connection: Neo4jConnection;
  open(namespace: string): Promise<void>;
  close(): Promise<void>;
}

/** Nothing is opened before `open`. */
export function demoInBoth(): DemoInBoth {
  const folder = temporaryFolder();
  let embedded: GraphStore;
  const demo = {
    async open(namespace: string) {
      await emptyNamespace(namespace);
      demo.connection = connectTo(namespace);
      const { connection } = demo;
      await prepareDatabase(connection, false);
      const inNeo4j = { startLoad: (options) => openNeo4jLoadSession(connection, options) } as GraphStore;
      embedded = await openDuckDbStore(join(folder.path, 'demo.duckdb'));
      for (const store of [embedded, inNeo4j]) await load(store, { paths: [DEMO] });
      await runAnalysis(embedded, { baseline: join(DEMO, 'base-rates.jsonl'), workers: 1 });
      demo.explorer = await openExplorer(embedded);
    },
    async close() {
      await demo.explorer?.close();
      await embedded?.close();
      await demo.connection?.close();
      folder.remove();
    },
  } as DemoInBoth;
  return demo;
}

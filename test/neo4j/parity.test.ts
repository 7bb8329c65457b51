import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { writeGenerated } from '../../src/generate/write.ts';
import { load } from '../../src/load.ts';
import { canonicalJson } from '../../src/model/canonical-json.ts';
import type { RunDocument } from '../../src/model/finding.ts';
import { runAnalysis } from '../../src/run-analysis.ts';
import { digestOfStore } from '../../src/store/digest.ts';
import { openDuckDbStore } from '../../src/store/duckdb/duckdb-store.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { temporaryFolder } from '../run-tamyr.ts';
import { disagreements } from './library-agreement.ts';
import { addressOf, connectTo, emptyNamespace, namespaceFor } from './namespaces.ts';

const DATA = process.env.TAMYR_TEST_DATA;
/** Public datasets that are small enough for every run; the others are compared by hand with the same lines. */
const DATASETS = (process.env.TAMYR_PARITY ?? 'rift_mule,amlsim_100,bods_neo4j_demo').split(',');

describe('the same files in both stores', () => {
  const namespace = namespaceFor('parity');
  const folder = temporaryFolder();

  afterAll(() => folder.remove());

  /** Digest of all facts with where they come from, and the whole run but its timings. */
  async function found(
    store: GraphStore,
    path: string,
    mapping?: string,
  ): Promise<{ facts: string; run: string; document: Pick<RunDocument, 'run' | 'findings'> }> {
    try {
      await load(store, { paths: [path], ...(mapping && existsSync(mapping) && { mapping }) });
      const { run } = await runAnalysis(store, { workers: 1 });
      const { timings: _, ...document } = (await store.readRun(run.id))!;
      return { facts: await digestOfStore(store), run: canonicalJson(document), document };
    } finally {
      await store.close();
    }
  }

  async function compare(name: string, path: string, mapping?: string): Promise<number> {
    const embedded = await found(await openDuckDbStore(join(folder.path, `${name}.duckdb`)), path, mapping);
    await emptyNamespace(namespace);
    const inNeo4j = await found(await openNeo4jStore(addressOf(namespace)), path, mapping);
    expect(inNeo4j.facts).toBe(embedded.facts);
    expect(inNeo4j.run).toBe(embedded.run);
    const { run, findings } = embedded.document;
    const connection = connectTo(namespace);
    const apart = await disagreements(connection, run.asOf, findings).finally(() => connection.close());
    expect(apart, 'saved queries find what their rules find').toEqual([]);
    return findings.length;
  }

  test('made data: the same facts, the same run', async () => {
    const made = join(folder.path, 'made');
    await writeGenerated(made, { companies: 150, transactions: 2_000, seed: 5, schemeShare: 0.1 });
    expect(await compare('made', made)).toBeGreaterThan(0);
  });

  test.skipIf(DATA === undefined).each(DATASETS)('%s', async (name) => {
    await compare(name, join(DATA!, name), join('datasets', 'mappings', `${name}.yaml`));
  });
});

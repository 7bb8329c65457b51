/**
 * The same files in both stores: `npm run bench -- neo4j-parity [SET …]` loads and analyzes made data and each public data set (default: all
 * of `$TAMYR_TEST_DATA`) in an embedded store and in a Neo4j of its own, and compares a digest of all facts with where they come from and
 * a digest of the whole run but its timings. Ends with 1 where any differs. Java and Maven are needed.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeGenerated } from '../src/generate/write.ts';
import { load } from '../src/load.ts';
import { canonicalJson } from '../src/model/canonical-json.ts';
import { shortDigest } from '../src/model/digest.ts';
import { runAnalysis } from '../src/run-analysis.ts';
import { digestOfStore } from '../src/store/digest.ts';
import { openDuckDbStore } from '../src/store/duckdb/duckdb-store.ts';
import type { GraphStore } from '../src/store/graph-store.ts';
import { openNeo4jStore } from '../src/store/neo4j/neo4j-store.ts';
import { printTable } from './measure.ts';
import { startPeerServer } from './peers/neo4j-server.ts';

interface Found {
  rows: number;
  findings: number;
  facts: string;
  run: string;
}

/** All that have rows. */
const SETS = [
  'amlsim_100',
  'amlsim_20k/20K_cycle200',
  'amlsim_20k/20K_fanin200',
  'bitcoin_otc_alpha',
  'bods_neo4j_demo',
  'fincen_files',
  'ftm_opensanctions',
  'panama_power_players',
  'rift_mule',
] as const;
const MADE = { companies: 1_000, transactions: 20_000, seed: 5 };
const data = process.env.TAMYR_TEST_DATA;
const folder = mkdtempSync(join(tmpdir(), 'tamyr-parity-'));
let compared = 0;
const server = await startPeerServer();
process.env.NEO4J_USERNAME = server.username;
process.env.NEO4J_PASSWORD = server.password;
try {
  const table = [['data', 'rows accepted', 'findings', 'digest of facts', 'digest of the run', 'equal']];
  const made = join(folder, 'made');
  await writeGenerated(made, MADE);
  table.push(await compare('made', made));
  for (const set of setsWanted()) table.push(await compare(set, join(data!, set)));
  console.log('');
  printTable(table);
  if (table.slice(1).some((row) => row.at(-1) !== 'yes')) process.exitCode = 1;
} finally {
  await server.stop();
  rmSync(folder, { recursive: true });
}

function setsWanted(): readonly string[] {
  const named = process.argv.slice(2);
  return data === undefined ? [] : named.length > 0 ? named : SETS;
}

async function compare(name: string, path: string): Promise<string[]> {
  const mapping = join('datasets', 'mappings', `${name.split('/')[0]}.yaml`);
  const mapped = existsSync(mapping) ? mapping : undefined;
  try {
    const own = await foundIn(await openDuckDbStore(join(folder, `${name.replaceAll('/', '-')}.duckdb`)), path, mapped);
    const address = `${server.uri}?namespace=p${compared++}`;
    const theirs = await foundIn(await openNeo4jStore(address), path, mapped);
    const isEqual = canonicalJson(own) === canonicalJson(theirs);
    console.log(`${name}: ${isEqual ? 'equal' : `${canonicalJson(own)} and ${canonicalJson(theirs)}`}`);
    return [name, String(own.rows), String(own.findings), own.facts, own.run, isEqual ? 'yes' : 'NO'];
  } catch (error) {
    console.log(`${name}: ${(error as Error).message}`);
    return [name, '–', '–', '–', '–', 'not read'];
  }
}

/** What a store holds and finds after one load and one analysis. */
async function foundIn(store: GraphStore, path: string, mapping: string | undefined): Promise<Found> {
  try {
    const { files } = await load(store, { paths: [path], ...(mapping && { mapping }) });
    const { run } = await runAnalysis(store);
    const { timings: _, ...document } = (await store.readRun(run.id))!;
    return {
      rows: files.reduce((sum, { accepted }) => sum + accepted, 0),
      findings: document.findings.length,
      facts: shortDigest(await digestOfStore(store)),
      run: shortDigest(canonicalJson(document)),
    };
  } finally {
    await store.close();
  }
}

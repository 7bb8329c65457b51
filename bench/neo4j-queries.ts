/**
 * Interactive queries on a store in Neo4j: `npm run bench -- neo4j-queries [transfers]` (default 1 M, 100,000 accounts). Starts a server of its own
 * (Java and Maven are needed), loads through the store's load session, and asks for neighbourhoods and money paths of seeded random accounts
 * with one client and with twenty: p50, p95 and p99 in ms, and how many ran into the bound of time.
 */
import { mulberry32 } from '../src/graph/mulberry32.ts';
import { parseNeo4jAddress } from '../src/store/neo4j/address.ts';
import { connectNeo4j } from '../src/store/neo4j/connect.ts';
import { INTERACTIVE_QUERIES, runQuery } from '../src/store/neo4j/run-query.ts';
import { printTable } from './measure.ts';
import { fillNeo4j } from './peers/fill-neo4j.ts';
import { startPeerServer } from './peers/neo4j-server.ts';

const rows = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 1_000_000);
const CLIENTS = [1, 20];
const ASKED = { neighbourhood: 400, 'money-neighbourhood': 400, 'money-path': 40 } as const;
/** Questions before the clock counts: the server plans and reads its first pages. */
const WARM = 20;

const server = await startPeerServer();
process.env.NEO4J_USERNAME = server.username;
process.env.NEO4J_PASSWORD = server.password;
const connection = connectNeo4j(parseNeo4jAddress(`${server.uri}?namespace=q${rows}`));
try {
  const accounts = await fillNeo4j(connection, rows);
  const table = [['query', 'clients', 'p50 ms', 'p95 ms', 'p99 ms', 'failed', 'of']];
  for (const [name, count] of Object.entries(ASKED)) {
    const random = mulberry32(1);
    const pick = () => accounts[Math.floor(random() * accounts.length)]!;
    const question = (): Record<string, string> =>
      name === 'money-path' ? { from: pick(), to: pick() } : { id: pick() };
    await askAll(name, Array.from({ length: WARM }, question), 1);
    for (const clients of CLIENTS) {
      const { ms, failed } = await askAll(name, Array.from({ length: count }, question), clients);
      const at = (share: number) => ms[Math.min(ms.length - 1, Math.floor(ms.length * share))]?.toFixed(0) ?? '–';
      table.push([name, String(clients), at(0.5), at(0.95), at(0.99), String(failed), String(count)]);
    }
  }
  console.log(`\n${rows} transfers among ${accounts.length} accounts\n`);
  printTable(table);
} finally {
  await connection.close();
  await server.stop();
}

/** Milliseconds of each question that was answered, ascending. */
async function askAll(name: string, questions: Record<string, string>[], clients: number) {
  const query = INTERACTIVE_QUERIES.find((known) => known.name === name)!;
  const ms: number[] = [];
  let failed = 0;
  let next = 0;
  const client = async () => {
    while (next < questions.length) {
      const question = questions[next++]!;
      const began = performance.now();
      try {
        await runQuery(connection, query, question);
        ms.push(performance.now() - began);
      } catch {
        failed++;
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { ms: ms.sort((a, b) => a - b), failed };
}

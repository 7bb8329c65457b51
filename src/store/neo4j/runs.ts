import { randomBytes } from 'node:crypto';
import { canonicalJson } from '../../model/canonical-json.ts';
import type { ComposedRun, Run, RunDocument } from '../../model/finding.ts';
import type { JsonLines } from '../../model/json-lines.ts';
import { conflictingRun, digestOfRun, linesOfPart, RUN_PARTS } from '../run-parts.ts';
import type { Neo4jConnection } from './connect.ts';

/** Characters of the documents that one node holds; a transaction of that size is small for every server. */
const CHARACTERS_PER_NODE = 1_000_000;
const decoder = new TextDecoder();

/** Keeps a run, its parts as canonical JSON: the parts first, then the run in one step that makes them seen. */
export async function saveRun(connection: Neo4jConnection, document: ComposedRun): Promise<void> {
  const { id } = document.run;
  const parts = RUN_PARTS.map((part) => linesOfPart(document, part));
  const run = canonicalJson(document.run);
  const digest = digestOfRun(run, parts);
  const [known] = await connection.read<{ digest: string }>(connection.text('store', 'read-run'), { run: id });
  if (known) {
    if (known.digest !== digest) throw conflictingRun(id);
    return;
  }
  const written: bigint[] = [];
  for (const [i, part] of RUN_PARTS.entries()) {
    const nodes = inNodes(parts[i]!);
    written.push(BigInt(nodes.length));
    for (const [position, documents] of nodes.entries()) {
      const parameters = { run: id, part, position: BigInt(position), documents };
      await connection.write(connection.text('store', 'save-run-part'), parameters);
    }
  }
  await connection.transact('write', async (query) => {
    const [kept] = await query<{ digest: string }>(connection.text('store', 'save-run'), {
      ...{ run: id, digest, document: run, parts: written },
      timings: JSON.stringify(document.timings),
    });
    if (kept!.digest !== digest) throw conflictingRun(id);
  });
}

/** Kept runs, oldest first. */
export async function readRuns(connection: Neo4jConnection): Promise<Run[]> {
  const rows = await connection.read<{ document: string }>(connection.text('store', 'read-runs'));
  return rows.map((row) => JSON.parse(row.document) as Run);
}

/** A whole run; null where the store has none of that id. */
export async function readRun(connection: Neo4jConnection, id: string): Promise<RunDocument | null> {
  const [row] = await connection.read<{ document: string; timings: string; parts: number[] }>(
    connection.text('store', 'read-run'),
    { run: id },
  );
  if (!row) return null;
  const parts: Record<string, unknown[]> = {};
  for (const [i, part] of RUN_PARTS.entries()) {
    const documents: unknown[] = [];
    for (let position = 0; position < row.parts[i]!; position++) {
      const parameters = { run: id, part, position: BigInt(position) };
      const [node] = await connection.read<{ documents: string[] }>(
        connection.text('store', 'read-run-part'),
        parameters,
      );
      for (const text of node!.documents) documents.push(JSON.parse(text));
    }
    if (documents.length > 0 || part !== 'baseRates') parts[part] = documents;
  }
  return { run: JSON.parse(row.document), ...parts, timings: JSON.parse(row.timings) } as RunDocument;
}

/** The key for masked ids: made at the first call, the same ever after. */
export async function readSecret(connection: Neo4jConnection): Promise<string> {
  const [known] = await connection.read<{ secret: string | null }>(connection.text('store', 'read-secret'));
  if (known?.secret) return known.secret;
  const secret = randomBytes(32).toString('hex');
  const [made] = await connection.write<{ secret: string }>(connection.text('store', 'make-secret'), { secret });
  return made!.secret;
}

function inNodes({ chunks }: JsonLines): string[][] {
  const nodes: string[][] = [];
  let room = 0;
  for (const chunk of chunks) {
    for (const line of decoder.decode(chunk.subarray(0, -1)).split('\n')) {
      if (room < line.length || nodes.length === 0) {
        nodes.push([]);
        room = CHARACTERS_PER_NODE;
      }
      nodes.at(-1)!.push(line);
      room -= line.length;
    }
  }
  return nodes;
}

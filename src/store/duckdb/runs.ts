import { randomBytes } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import { canonicalJson } from '../../model/canonical-json.ts';
import type { ComposedRun, Run, RunDocument } from '../../model/finding.ts';
import { packLines } from '../packed-texts.ts';
import { conflictingRun, digestOfRun, linesOfPart, RUN_PARTS } from '../run-parts.ts';
import { columnWriter } from './chunk-writer.ts';
import { literal } from './columns.ts';
import { query, queryNumber } from './query.ts';

/** Keeps a run in one transaction, its parts as canonical JSON; the same id with other content is refused. */
export async function saveRun(connection: DuckDBConnection, document: ComposedRun): Promise<void> {
  const { id } = document.run;
  const parts = RUN_PARTS.map((part) => linesOfPart(document, part));
  const run = canonicalJson(document.run);
  const digest = digestOfRun(run, parts);
  await connection.run('BEGIN');
  try {
    const [known] = await query<{ digest: string }>(connection, 'SELECT digest FROM runs WHERE run = $1', [id]);
    if (known && known.digest !== digest) throw conflictingRun(id);
    if (!known) {
      const seq = await queryNumber(connection, 'SELECT coalesce(max(seq) + 1, 1) FROM runs');
      await connection.run('INSERT INTO runs VALUES ($1, $2, $3, $4, $5)', [
        seq,
        id,
        digest,
        run,
        JSON.stringify(document.timings),
      ]);
      const appender = await connection.createAppender('run_parts');
      const write = columnWriter(appender, ['text', 'text', 'integer', 'text']);
      RUN_PARTS.forEach((part, i) => {
        let position = 0;
        for (const chunk of parts[i]!.chunks) {
          const lines = packLines(chunk);
          const n = lines.cells.length / 4;
          const positions = new Int32Array(n);
          for (let k = 0; k < n; k++) positions[k] = position++;
          write([new Array<string>(n).fill(id), new Array<string>(n).fill(part), positions, lines], n);
        }
      });
      appender.closeSync();
    }
    await connection.run('COMMIT');
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Kept runs, oldest first. */
export async function readRuns(connection: DuckDBConnection): Promise<Run[]> {
  const rows = await query<{ document: string }>(connection, 'SELECT document FROM runs ORDER BY seq');
  return rows.map((row) => JSON.parse(row.document) as Run);
}

/** A whole run; null where the store has none of that id. */
export async function readRun(connection: DuckDBConnection, id: string): Promise<RunDocument | null> {
  const [row] = await query<{ document: string; timings: string }>(
    connection,
    'SELECT document, timings FROM runs WHERE run = $1',
    [id],
  );
  if (!row) return null;
  const parts: Record<string, unknown[]> = {};
  for (const part of RUN_PARTS) {
    const lines = await query<{ document: string }>(
      connection,
      `SELECT document FROM run_parts WHERE run = $1 AND part = ${literal(part)} ORDER BY position`,
      [id],
    );
    if (lines.length > 0 || part !== 'baseRates') parts[part] = lines.map((line) => JSON.parse(line.document));
  }
  return { run: JSON.parse(row.document), ...parts, timings: JSON.parse(row.timings) } as RunDocument;
}

/** The key for masked ids: made at the first call, the same ever after. */
export async function readSecret(connection: DuckDBConnection): Promise<string> {
  const read = () => query<{ value: string }>(connection, "SELECT value FROM settings WHERE key = 'secret'");
  const [known] = await read();
  if (known) return known.value;
  const secret = randomBytes(32).toString('hex');
  await connection.run("INSERT INTO settings VALUES ('secret', $1)", [secret]);
  return secret;
}

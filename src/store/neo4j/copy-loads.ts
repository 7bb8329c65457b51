import { NO_DAY } from '../../model/time.ts';
import type { WorkConnection } from '../duckdb/fact-rows.ts';
import type { Neo4jConnection } from './connect.ts';
import type { Origin } from './details.ts';

/**
 * Copies published loads and their files into a private database: they tell what was loaded before, and rank extracts.
 * Answers each file with where its facts come from.
 * @param upTo the newest load that counts
 */
export async function copyLoads(
  connection: Neo4jConnection,
  work: WorkConnection,
  upTo = Number.POSITIVE_INFINITY,
): Promise<Map<number, Origin>> {
  const sources = new Map<number, string>();
  const loads = await connection.read<Record<string, number | string | null>>(
    connection.text('store', 'read-loads'),
    {},
    { patient: true },
  );
  for (const { seq, load, source, snapshot, files, rows, accepted } of loads) {
    if ((seq as number) > upTo) continue;
    sources.set(seq as number, source as string);
    await work.run('INSERT INTO loads VALUES ($1, $2, $3, $4, $5, $6, $7)', [
      ...[seq!, load!, source!, snapshot ?? NO_DAY, files!],
      ...[BigInt(rows!), BigInt(accepted!)],
    ]);
  }
  const origins = new Map<number, Origin>();
  const files = await connection.read<{ file: Record<string, number | string> }>(
    connection.text('store', 'read-files'),
    {},
    { patient: true },
  );
  for (const { file } of files) {
    const source = sources.get(file.seq as number);
    if (source === undefined) continue;
    const { name, digest, reading, encoding } = file;
    origins.set(file.file as number, {
      ...{ seq: file.seq as number, source },
      ...{ name: name as string, digest: digest as string },
    });
    const numbers = ['rows', 'accepted', 'duplicate', 'rejected', 'skipped', 'blank', 'defects'].map((key) =>
      BigInt(file[key]!),
    );
    await work.run('INSERT INTO files VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)', [
      ...[file.file!, file.seq!, name!, digest!, reading!, BigInt(file.bytes!), encoding!],
      ...numbers,
    ]);
  }
  return origins;
}

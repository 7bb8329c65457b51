import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SCHEMA = join(import.meta.dirname, '..', '..', 'cypher', 'schema');

/** How the namespaces of the tests begin: the same at every run, another in every checkout and for every layout, so that many can share one server. */
export function namespacePrefix(): string {
  const hash = createHash('sha256').update(import.meta.dirname);
  for (const name of readdirSync(SCHEMA).sort()) hash.update(readFileSync(join(SCHEMA, name)));
  return `t${hash.digest('hex').slice(0, 8)}`;
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMappedImporter } from '../../../src/importers/mapped.ts';
import { readMapping } from '../../../src/importers/mapping/read-mapping.ts';
import { TABLE_ROWS } from '../../../src/importers/rows/all-tables.ts';
import { type Collected, collect } from '../collect.ts';

export const TEMPLATES = join('datasets', 'mappings', 'templates');

/** Reads files as the template of that name describes them. */
export async function readTemplate(name: string, files: Record<string, string | Uint8Array>): Promise<Collected> {
  const path = join(TEMPLATES, `${name}.yaml`);
  const text = await readFile(path, 'utf8');
  return collect(createMappedImporter(readMapping(text, path, TABLE_ROWS), text), files);
}

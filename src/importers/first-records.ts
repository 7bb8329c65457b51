import type { InputFile } from './importer.ts';
import { examineFile } from './text/examine-file.ts';
import { plainName } from './text/file-bytes.ts';
import { isTableFile, openRecords, READABLE } from './text/open-records.ts';
import type { RecordGroup, TextLayout } from './text/records.ts';

const WITH_HEADER: TextLayout = { delimiter: null, header: true, columns: null, skipLines: 0 };

/** The first records of a table, as far as a format can be told by them; null where the file is no table that can be read. */
export async function firstRecords(file: InputFile, layout: TextLayout = WITH_HEADER): Promise<RecordGroup | null> {
  if (!READABLE.some((ending) => plainName(file.name).endsWith(ending))) return null;
  try {
    const encoding = isTableFile(file.name) ? null : (await examineFile(file, null)).encoding;
    const groups = openRecords(file, { encoding, layout, json: { columns: [] }, jsonPath: '' });
    for await (const group of groups) if (group.columns.length > 0) return group;
  } catch {
    // Whoever is asked to read it will say what is wrong with it.
  }
  return null;
}

import { sha256 } from '../../model/digest.ts';
import type { Claim, InputFile, ReadOptions } from '../importer.ts';
import type { RowWriter } from '../rows/row-writer.ts';
import { requireEncoding } from '../text/charsets.ts';
import { decodeText } from '../text/decode.ts';
import { digestOfFile, fileBytes, plainName } from '../text/file-bytes.ts';
import { readJsonArray, readJsonLines } from '../text/json-records.ts';
import { measureOf } from '../text/measure.ts';
import type { RecordGroup } from '../text/records.ts';

const LOOKED_AT_CHARS = 1 << 16;

/** A JSON object as it was parsed. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether the file's name is one of a JSON document or of JSON lines. */
export function isJsonName(name: string): boolean {
  return /\.(json|jsonl|ndjson)$/.test(plainName(name));
}

/** How a JSON file begins: enough of it to tell what it is. */
export async function beginningOf(file: InputFile): Promise<string> {
  let text = '';
  for await (const chunk of fileBytes(file.path, file.name)) {
    text += chunk.toString('utf8');
    if (text.length >= LOOKED_AT_CHARS) break;
  }
  return text.slice(0, LOOKED_AT_CHARS).replace(/^\uFEFF/, '');
}

/** Claims JSON files by how they begin (`why` says what was seen, null = not this format), or all of them where the user named the format. */
export async function claimJson(
  files: readonly InputFile[],
  { reading, forced, why }: { reading: string; forced: boolean; why(beginning: string): string | null },
): Promise<Claim[]> {
  const claims: Claim[] = [];
  for (const file of files) {
    if (!isJsonName(file.name)) continue;
    // A file that cannot be read is nobody's; whoever names the format is told what is wrong with it.
    const seen = why(await beginningOf(file).catch(() => ''));
    if (seen !== null || forced) claims.push({ file, why: seen ?? 'you named the format', reading });
  }
  return claims;
}

/** Claims of files that are read together: what one means depends on the others, so the same bytes beside others are read anew. */
export async function readTogether(claims: Claim[]): Promise<Claim[]> {
  if (claims.length < 2) return claims;
  const digests = await Promise.all(claims.map(({ file }) => digestOfFile(file.path)));
  const all = sha256(digests.sort().join());
  return claims.map((claim) => ({ ...claim, reading: `${claim.reading} ${all}` }));
}

/** Opens a file of JSON objects: one array (at `path`), or one object a line, whatever the file's name says. */
export async function* openJson(
  file: InputFile,
  { encoding, onBytes }: Pick<ReadOptions, 'encoding' | 'onBytes'>,
  path = '',
): AsyncGenerator<RecordGroup, void, undefined> {
  const isArray = path !== '' || (await beginningOf(file)).trimStart().startsWith('[');
  const measure = measureOf(requireEncoding(encoding ?? 'utf-8', file.name));
  const bytes = fileBytes(file.path, file.name, ({ length }) => onBytes?.(length));
  const text = decodeText(bytes, encoding, file.name, measure);
  const layout = { columns: [] };
  yield* isArray ? readJsonArray(text, layout, path, file.name, measure) : readJsonLines(text, layout, measure);
}

/** Hands the objects of a file on, one row each; `take` says whether a record came of it (else the row counts as skipped). */
export async function readObjects(
  file: InputFile,
  writer: RowWriter,
  options: Pick<ReadOptions, 'encoding' | 'onBytes'>,
  take: (object: JsonObject) => boolean,
): Promise<void> {
  writer.beginPass();
  for await (const group of openJson(file, options)) {
    writer.takeGroup(group, '');
    for (let i = 0; i < group.count; i++) {
      const raw = group.raw(i);
      writer.beginRecord(group, i);
      if (take(JSON.parse(raw) as JsonObject)) writer.endRow();
      else writer.skipRow();
    }
    await writer.flush();
  }
}

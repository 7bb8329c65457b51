import { TamyrError } from '../../model/errors.ts';
import type { InputFile } from '../importer.ts';
import { readParquet } from '../sheets/read-parquet.ts';
import { readXlsx } from '../sheets/read-xlsx.ts';
import { requireEncoding } from './charsets.ts';
import { readCsv } from './csv-reader.ts';
import { decodeText } from './decode.ts';
import { fileBytes, plainName } from './file-bytes.ts';
import { type JsonLayout, readJsonArray, readJsonLines } from './json-records.ts';
import { measureOf } from './measure.ts';
import type { RecordGroup, TextLayout } from './records.ts';

/** Endings of files that can be read, besides their `.gz`. */
export const READABLE = ['.csv', '.tsv', '.txt', '.jsonl', '.ndjson', '.json', '.xlsx', '.parquet'] as const;

export interface OpenOptions {
  encoding: string | null;
  layout: TextLayout;
  json: JsonLayout;
  /** Where the array stands in a JSON document. */
  jsonPath: string;
  /** Which sheet of a workbook; null = the first that is visible. */
  sheet?: string | null;
  onBytes?: (bytes: number) => void;
}

/** Opens a file as records, by the ending of its name. */
export function openRecords(file: InputFile, options: OpenOptions): AsyncGenerator<RecordGroup, void, undefined> {
  const name = plainName(file.name);
  if (isTableFile(file.name)) {
    if (/\.gz$/i.test(file.name)) throw packedTwice(file.name);
    return name.endsWith('.xlsx') ? readXlsx(file, options) : readParquet(file, options.onBytes);
  }
  const measure = measureOf(requireEncoding(options.encoding ?? 'utf-8', file.name));
  const bytes = fileBytes(file.path, file.name, ({ length }) => options.onBytes?.(length));
  const text = decodeText(bytes, options.encoding, file.name, measure);
  if (name.endsWith('.jsonl') || name.endsWith('.ndjson')) return readJsonLines(text, options.json, measure);
  if (name.endsWith('.json')) return readJsonArray(text, options.json, options.jsonPath, file.name, measure);
  return readCsv(text, options.layout, file.name, measure);
}

/** Whether the file is no text: a workbook or Parquet, whose character set needs no guess. */
export function isTableFile(name: string): boolean {
  return /\.(xlsx|parquet)$/.test(plainName(name));
}

function packedTwice(name: string): TamyrError {
  return new TamyrError({
    code: 'packed-twice',
    what: 'The file is compressed in itself and by gzip around it.',
    where: name,
    expected: 'an .xlsx or .parquet file',
    todo: `Unpack it first: gunzip ${name}`,
  });
}

import { TamyrError } from '../../model/errors.ts';
import type { InputFile } from '../importer.ts';
import { readParquet } from '../sheets/read-parquet.ts';
import { readXlsx } from '../sheets/read-xlsx.ts';
import { requireEncoding } from './charsets.ts';
import { readCsv } from './csv-reader.ts';
import { decodeText, piecesOfUtf8 } from './decode.ts';
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
  /** Whether, of a CSV file with these columns, plain records are wanted as bytes. */
  wantsPlain?: (columns: readonly string[]) => boolean;
}

/** Opens a file as records, by the ending of its name. */
export function openRecords(file: InputFile, options: OpenOptions): AsyncGenerator<RecordGroup, void, undefined> {
  const name = plainName(file.name);
  if (isTableFile(file.name)) {
    if (/\.gz$/i.test(file.name)) throw packedTwice(file.name);
    return name.endsWith('.xlsx') ? readXlsx(file, options) : readParquet(file, options.onBytes);
  }
  const charset = requireEncoding(options.encoding ?? 'utf-8', file.name);
  const measure = measureOf(charset);
  const bytes = fileBytes(file.path, file.name, ({ length }) => options.onBytes?.(length));
  if (options.wantsPlain && isCsv(name) && charset.decoder === 'utf-8') {
    const pieces = piecesOfUtf8(bytes, file.name, options.encoding === null ? null : measure, measure);
    return readCsv(pieces, options.layout, file.name, measure, options.wantsPlain);
  }
  const text = decodeText(bytes, options.encoding, file.name, measure);
  if (name.endsWith('.jsonl') || name.endsWith('.ndjson')) return readJsonLines(text, options.json, measure);
  if (name.endsWith('.json')) return readJsonArray(text, options.json, options.jsonPath, file.name, measure);
  return readCsv(text, options.layout, file.name, measure);
}

function isCsv(name: string): boolean {
  return !/\.(jsonl|ndjson|json)$/.test(name);
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

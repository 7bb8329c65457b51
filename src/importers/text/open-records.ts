import type { InputFile } from '../importer.ts';
import { readCsv } from './csv-reader.ts';
import { decodeText } from './decode.ts';
import { fileBytes, plainName } from './file-bytes.ts';
import { type JsonLayout, readJsonArray, readJsonLines } from './json-records.ts';
import type { RecordGroup, TextLayout } from './records.ts';

/** Endings of files that can be read, besides their `.gz`. */
export const READABLE = ['.csv', '.tsv', '.txt', '.jsonl', '.ndjson', '.json'] as const;

export interface OpenOptions {
  encoding: string | null;
  layout: TextLayout;
  json: JsonLayout;
  /** Where the array stands in a JSON document. */
  jsonPath: string;
  onBytes?: (bytes: number) => void;
}

/** Opens a file as records, by the ending of its name. */
export function openRecords(file: InputFile, options: OpenOptions): AsyncGenerator<RecordGroup, void, undefined> {
  const name = plainName(file.name);
  const text = decodeText(fileBytes(file.path, file.name, options.onBytes), options.encoding, file.name);
  if (name.endsWith('.jsonl') || name.endsWith('.ndjson')) return readJsonLines(text, options.json);
  if (name.endsWith('.json')) return readJsonArray(text, options.json, options.jsonPath, file.name);
  return readCsv(text, options.layout, file.name);
}

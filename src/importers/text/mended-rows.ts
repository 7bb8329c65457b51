import { basename } from 'node:path';
import type { InputFile } from '../importer.ts';
import type { RejectCode } from '../reject-codes.ts';
import { guessDelimiter } from './csv-reader.ts';
import { newRecordScan, scanRecord } from './csv-scan.ts';
import { fileBytes } from './file-bytes.ts';
import { readJsonLines } from './json-records.ts';
import { openRecords } from './open-records.ts';
import type { RecordGroup, TextLayout } from './records.ts';

/** Columns of `rejects.csv`; `header` and `raw` are the record that names the columns and the row, as they stand in the file. */
export const REJECT_COLUMNS = [
  'file',
  'line',
  'action',
  'table',
  'column',
  'code',
  'value',
  'expected',
  'last_line',
  'first_byte',
  'bytes',
  'header',
  'raw',
] as const;

/** Columns without which a row cannot be loaded again. */
const NEEDED = ['file', 'action', 'table', 'header', 'raw'] as const;
const LAYOUT: TextLayout = { delimiter: null, header: true, columns: null, skipLines: 0 };

/** A refused row that a person has mended. */
export interface MendedRow {
  /** Name of the file that it was refused from, and what the load took it for. */
  origin: string;
  table: string;
  header: string;
  raw: string;
}

/** The cells of a mended row, or why it has none. */
export type MendedCells =
  | { columns: readonly string[]; cells: readonly string[] }
  | { code: RejectCode; value: string; expected: string };

/** Whether a file is a list of refused rows: a `rejects….csv` with the columns that are needed. */
export async function isRejectsFile({ path, name }: InputFile): Promise<boolean> {
  if (!/^rejects.*\.csv$/i.test(basename(name))) return false;
  for await (const chunk of fileBytes(path, name)) {
    const first = chunk
      .toString('utf8')
      .split(/[\r\n]/, 1)[0]!
      .replace(/^\uFEFF/, '');
    const columns = cut(first, guessDelimiter(first)) ?? [];
    return NEEDED.every((column) => columns.includes(column));
  }
  return false;
}

/** Reads a list of refused rows; of each record the mended row, null for one that was not refused whole. */
export async function* readRejectsFile(
  file: InputFile,
  options: { encoding: string | null; onBytes?: (bytes: number) => void },
): AsyncGenerator<{ group: RecordGroup; rows: (MendedRow | null)[] }, void, undefined> {
  for await (const group of openRecords(file, { ...options, layout: LAYOUT, json: { columns: [] }, jsonPath: '' })) {
    const width = group.columns.length;
    const at = new Map(group.columns.map((column, i) => [column, i]));
    const cell = (i: number, column: (typeof NEEDED)[number]) => plain(group.cells[i * width + at.get(column)!]!);
    const rows = Array.from({ length: group.count }, (_, i) =>
      cell(i, 'action') === 'row'
        ? { origin: cell(i, 'file'), table: cell(i, 'table'), header: cell(i, 'header'), raw: cell(i, 'raw') }
        : null,
    );
    yield { group, rows };
  }
}

/** Takes away the apostrophe that kept a spreadsheet from reading a formula. */
function plain(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

/** Cuts a mended row into cells as its file was cut. */
export async function cutMendedRow({ header, raw }: MendedRow, layout: TextLayout = LAYOUT): Promise<MendedCells> {
  if (header === '' && raw.trimStart().startsWith('{')) return cutObject(raw);
  const delimiter = layout.delimiter ?? guessDelimiter(header === '' ? raw : header);
  const columns = layout.columns ?? (header === '' ? null : cut(header, delimiter))?.map((name) => name.trim());
  const cells = cut(raw, delimiter);
  if (!columns || !cells)
    return { code: 'unclosed-quote', value: raw.slice(0, 40), expected: 'a row as the file had it' };
  if (columns.length === cells.length) return { columns, cells };
  return { code: 'wrong-column-count', value: String(cells.length), expected: `${columns.length} columns` };
}

/** The cells of one record; null where it is broken or more than one. */
function cut(record: string, delimiter: string): string[] | null {
  const cells: string[] = [];
  const scan = newRecordScan();
  scanRecord(record, 0, true, delimiter.charCodeAt(0), cells, 0, scan);
  return scan.outcome === 'record' && scan.next >= record.length ? cells : null;
}

async function cutObject(raw: string): Promise<MendedCells> {
  async function* once() {
    yield raw.replace(/[\r\n]+/g, ' ');
  }
  for await (const { columns, count, cells, broken } of readJsonLines(once(), { columns: [] })) {
    if (count === 1) return { columns, cells: [...cells] };
    if (broken[0]) return { code: 'bad-json', value: broken[0].value, expected: 'a JSON object' };
  }
  return { code: 'bad-json', value: '', expected: 'a JSON object' };
}

import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { TamyrError } from '../model/errors.ts';
import { generate } from './generate.ts';
import { type Cell, TABLE_COLUMNS, TABLE_NAMES, type TableName } from './tables.ts';
import type { GenerateOptions } from './world.ts';

export interface WriteOptions extends GenerateOptions {
  /** Called every 50,000 rows and at the end. */
  onProgress?: (progress: { rows: number; transactions: number }) => void;
}

/** What was written: rows per table. */
export interface GenerateResult {
  rows: Record<TableName, number>;
}

const FLUSH_CHARACTERS = 1 << 18;
const PROGRESS_ROWS = 50_000;

/**
 * Writes a generated country to a folder as canonical CSV tables, with `labels_entities.csv` and
 * `labels_transactions.csv`; the same options give the same bytes. Throws a TamyrError where the folder cannot be made.
 */
export async function writeGenerated(dir: string, options: WriteOptions): Promise<GenerateResult> {
  const { onProgress, ...generateOptions } = options;
  // Wrong options are found before anything is written.
  const rows = generate(generateOptions);
  let current = rows.next();
  const files = await openTables(dir);
  const counts = Object.fromEntries(TABLE_NAMES.map((table) => [table, 0])) as Record<TableName, number>;
  let total = 0;
  try {
    while (!current.done) {
      const { table, cells } = current.value;
      const file = files[table];
      file.text += csvLine(cells, TABLE_COLUMNS[table].length);
      counts[table] += 1;
      total += 1;
      if (file.text.length > FLUSH_CHARACTERS) await flush(file);
      if (total % PROGRESS_ROWS === 0) onProgress?.({ rows: total, transactions: counts.transactions });
      current = rows.next();
    }
    for (const table of TABLE_NAMES) await flush(files[table]);
  } finally {
    for (const table of TABLE_NAMES) await files[table].handle.close();
  }
  onProgress?.({ rows: total, transactions: counts.transactions });
  return { rows: counts };
}

interface TableFile {
  handle: FileHandle;
  text: string;
}

async function openTables(dir: string): Promise<Record<TableName, TableFile>> {
  try {
    await mkdir(dir, { recursive: true });
    const files = {} as Record<TableName, TableFile>;
    for (const table of TABLE_NAMES) {
      const handle = await open(join(dir, `${table}.csv`), 'w');
      files[table] = { handle, text: `${TABLE_COLUMNS[table].join(',')}\n` };
    }
    return files;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TamyrError(
      {
        code: 'generate-output',
        what: `the folder "${dir}" cannot be written: ${reason}`,
        where: '--out',
        expected: 'a folder that can be made and written',
        todo: 'choose another folder or mend its permissions',
        exitCode: 3,
      },
      { cause },
    );
  }
}

async function flush(file: TableFile): Promise<void> {
  if (file.text === '') return;
  await file.handle.write(file.text);
  file.text = '';
}

/** A line of CSV (RFC 4180, line feed at the end) with exactly `width` cells. */
function csvLine(cells: readonly Cell[], width: number): string {
  let line = '';
  for (let i = 0; i < width; i += 1) {
    const cell = cells[i];
    if (i > 0) line += ',';
    if (cell !== undefined) line += cell;
  }
  // Nearly all lines need no quotes: one look at the whole line is cheaper than one at each cell.
  return needsQuotes(line, width) ? `${cells.map(quoted).join(',')}${','.repeat(width - cells.length)}\n` : `${line}\n`;
}

function needsQuotes(line: string, width: number): boolean {
  let commas = 0;
  for (let i = 0; i < line.length; i += 1) {
    const code = line.charCodeAt(i);
    if (code === 44) commas += 1;
    else if (code === 34 || code === 10 || code === 13) return true;
  }
  return commas !== width - 1;
}

function quoted(cell: Cell): string {
  const text = String(cell ?? '');
  return /[",\n\r]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

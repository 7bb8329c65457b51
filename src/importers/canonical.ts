import { basename } from 'node:path';
import { TamyrError } from '../model/errors.ts';
import { FACT_TABLE_NAMES, type FactTable } from '../model/facts.ts';
import type { Importer } from './importer.ts';
import { nearest } from './nearest.ts';
import { TABLE_ROWS } from './rows/all-tables.ts';
import { createCellReader, type Layout } from './rows/cells.ts';
import { createPlainCells } from './rows/plain-cells.ts';
import { createRowWriter } from './rows/row-writer.ts';
import type { TableRow, TakePlain, TakeRecord } from './rows/table-row.ts';
import { requireColumnTypes } from './sheets/column-types.ts';
import { plainName } from './text/file-bytes.ts';
import { isTableFile, openRecords } from './text/open-records.ts';
import type { TextLayout } from './text/records.ts';

const ENDINGS = ['.csv', '.jsonl', '.xlsx', '.parquet'];
const LAYOUT: TextLayout = { delimiter: null, header: true, columns: null, skipLines: 0 };

/** Tamyr's own tables, recognised by the beginning of the file's name: `transactions-2024-01.csv.gz`. */
export const canonical: Importer = {
  name: 'canonical',
  async recognises(files) {
    return files.flatMap((file) => {
      const table = tableOf(file.name);
      if (table === null) return [];
      const claim = { file, why: `its name begins with "${table}"`, reading: `canonical/1 ${table}` };
      return [isTableFile(file.name) ? { ...claim, encoding: 'utf-8' } : claim];
    });
  },
  async read({ file }, number, sink, options) {
    const table = TABLE_ROWS[tableOf(file.name)!];
    const writer = createRowWriter(number, sink);
    let columns: readonly string[] | null = null;
    let width = 0;
    let cells = createCellReader(table.table, { at: new Map(), extras: [] }, writer);
    let take: TakeRecord = () => {};
    const rows = writer.recordsOf(table.table);
    let plainCells = createPlainCells(0);
    let takePlain: TakePlain = () => false;
    const groups = openRecords(file, {
      encoding: options.encoding,
      layout: LAYOUT,
      json: { columns: [...table.required, ...table.optional], rename: (key) => columnOf(table, key) },
      jsonPath: '',
      ...(options.onBytes ? { onBytes: options.onBytes } : {}),
      ...(table.preparePlain
        ? { wantsPlain: (written) => canonicalLayout(table.table, written)?.extras.length === 0 }
        : {}),
    });
    writer.beginPass();
    for await (const group of groups) {
      if (group.columns !== columns) {
        columns = group.columns;
        width = columns.length;
        const layout = layoutOf(table, columns, file.name);
        if (group.types) requireColumnTypes(table.table, layout.at, group.types, file.name);
        cells = createCellReader(table.table, layout, writer);
        take = table.prepare(cells, options.occurrences);
        plainCells = createPlainCells(width);
        takePlain = table.preparePlain?.(plainCells, layout.at) ?? takePlain;
      }
      writer.takeGroup(group, table.table);
      for (let i = 0; i < group.count; i++) {
        if (group.plain) {
          plainCells.use(group.plain, i);
          if (takePlain(rows, group.line[i]!)) {
            writer.takeRecord(group, i);
            continue;
          }
          cells.use(group.plain.cells(i), 0);
        } else cells.use(group.cells, i * width);
        writer.beginRecord(group, i);
        take();
        writer.endRow();
      }
      await writer.flush();
    }
    if (columns === null) throw noHeader(table, file.name);
    return writer.finish();
  },
};

/** The table whose name the file's name begins with, followed by no further letter. */
function tableOf(name: string): FactTable | null {
  const plain = plainName(basename(name));
  if (!ENDINGS.some((ending) => plain.endsWith(ending))) return null;
  return FACT_TABLE_NAMES.find((table) => plain.startsWith(table) && !/^[a-z]/.test(plain.slice(table.length))) ?? null;
}

/** Where a table's columns stand among those of a file; null where they are not those of the table. */
export function canonicalLayout(table: FactTable, columns: readonly string[]): Layout | null {
  try {
    return layoutOf(TABLE_ROWS[table], columns, '');
  } catch (error) {
    if (error instanceof TamyrError) return null;
    throw error;
  }
}

/** The table's name for a column as the file writes it: known names in any case, aliases; others as they are. */
function columnOf(table: TableRow, written: string): string {
  const folded = written.trim().toLowerCase();
  const name = table.aliases?.[folded] ?? folded;
  return table.required.includes(name) || table.optional.includes(name) ? name : written;
}

/** Where the table's columns stand among the file's; missing required ones, and one column twice, are errors. */
function layoutOf(table: TableRow, columns: readonly string[], file: string): Layout {
  const known = new Set([...table.required, ...table.optional]);
  const at = new Map<string, number>();
  const extras: { name: string; at: number }[] = [];
  columns.forEach((written, i) => {
    const name = columnOf(table, written);
    if (!known.has(name)) extras.push({ name: ownName(written, i, extras), at: i });
    else if (!at.has(name)) at.set(name, i);
    else if (table.aliases && written.trim().toLowerCase() in table.aliases) extras.push({ name: written, at: i });
    else throw columnTwice(name, columns, file);
  });
  const missing = table.required.filter((name) => !at.has(name));
  if (missing.length > 0) {
    const free = columns.filter((_, i) => ![...at.values()].includes(i));
    throw missingColumns(table, { missing, free, columns }, file);
  }
  return { at, extras };
}

/** The name under which an unknown column is kept: no two of one file share it. */
function ownName(written: string, at: number, extras: readonly { name: string }[]): string {
  const name = written === '' ? `column ${at + 1}` : written;
  return extras.some((other) => other.name === name) ? `${name} (column ${at + 1})` : name;
}

/** @param free the columns that the table does not know: only they can be misspelt ones */
function missingColumns(
  table: TableRow,
  { missing, free, columns }: Record<'missing' | 'free' | 'columns', readonly string[]>,
  file: string,
): TamyrError {
  const hints = missing.flatMap((name) => {
    const near = nearest(name, free);
    return near === null ? [] : [`rename "${near}" to "${name}" if that is what it holds`];
  });
  const several = missing.length > 1;
  return new TamyrError({
    code: 'missing-columns',
    what: `The ${table.table} table lacks the required column${several ? 's' : ''} ${missing.map((m) => `"${m}"`).join(', ')}.`,
    where: `${file}, whose columns are: ${columns.join(', ')}`,
    expected: `the columns ${table.required.join(', ')}${table.aliases ? ` (${Object.entries(table.aliases).map(([a, b]) => `${a} = ${b}`)})` : ''}`,
    todo: `${hints.length > 0 ? `${capitalised(hints.join('; '))}, or d` : 'D'}escribe the file in a mapping and load it with --mapping.`,
  });
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function columnTwice(name: string, columns: readonly string[], file: string): TamyrError {
  return new TamyrError({
    code: 'column-twice',
    what: `The column "${name}" stands twice in the header.`,
    where: `${file}, whose columns are: ${columns.join(', ')}`,
    expected: 'every column once',
    todo: 'Rename one of the two.',
  });
}

function noHeader(table: TableRow, file: string): TamyrError {
  return new TamyrError({
    code: 'no-header',
    what: 'The file is empty: not even a header.',
    where: file,
    expected: `a first line with the columns ${table.required.join(', ')}`,
  });
}

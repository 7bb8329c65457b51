import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TABLE_COLUMNS } from '../../src/generate/tables.ts';
import { mulberry32 } from '../../src/graph/mulberry32.ts';
import type { Tables } from '../generate/read-generated.ts';

/** Writes tables as CSV into a new folder, without the labels; a seed above 0 puts the rows of each table into another order. */
export function writeTables(
  folder: string,
  tables: Tables,
  { seed = 0, only }: { seed?: number; only?: readonly string[] } = {},
): void {
  mkdirSync(folder);
  const random = mulberry32(seed);
  for (const [table, rows] of Object.entries(tables)) {
    if (table.startsWith('labels_') || (only && !only.includes(table))) continue;
    const ordered = rows.map((row) => ({ row, key: seed === 0 ? 0 : random() })).sort((a, b) => a.key - b.key);
    const columns = TABLE_COLUMNS[table as keyof Tables];
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const lines = ordered.map(({ row }) => columns.map((column) => cell(row[column] ?? '')).join(','));
    writeFileSync(join(folder, `${table}.csv`), `${[columns.join(','), ...lines].join('\n')}\n`);
  }
}

import type { Cell } from './run-tables.ts';

/** UTF-8 mark by which spreadsheets recognise the encoding. */
export const BOM = '\ufeff';

/**
 * A line of CSV (RFC 4180). Text that a spreadsheet would run as a formula (begins with `=`, `+`, `-`, `@`, a tab or a
 * return; OWASP, CSV injection) gets an apostrophe in front.
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n;]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

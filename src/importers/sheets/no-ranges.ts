import type { BrokenRecord, RecordGroup } from '../text/records.ts';

/** A workbook or Parquet file keeps no row as a stretch of bytes: nothing can be said of where one lies. */
export const NO_BYTES: Pick<BrokenRecord, 'start' | 'bytes'> = { start: Number.NaN, bytes: Number.NaN };
export const NO_RANGES: Pick<RecordGroup, 'start' | 'bytes' | 'blankBytes' | 'headerBytes'> = {
  start: new Float64Array(0),
  bytes: new Int32Array(0),
  blankBytes: Number.NaN,
  headerBytes: Number.NaN,
};

/** Cells as a line of CSV: how a refused row is shown, and mended. */
export function csvLine(cells: readonly string[]): string {
  return cells
    .map((cell) => (/[",\r\n]/.test(cell ?? '') ? `"${cell.replaceAll('"', '""')}"` : (cell ?? '')))
    .join(',');
}

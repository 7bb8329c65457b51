import { TamyrError } from '../../model/errors.ts';
import type { FileNote, InputFile } from '../importer.ts';
import type { BrokenRecord, RecordGroup, TextLayout } from '../text/records.ts';
import { csvLine, NO_BYTES, NO_RANGES } from './no-ranges.ts';
import { createSheetReader, type SheetMarks, type SheetRow } from './sheet-rows.ts';
import { chooseSheet, readWorkbook, type Sheet, type Workbook } from './workbook.ts';
import { notAWorkbook, openZip } from './zip-parts.ts';

const GROUP_ROWS = 4096;

export interface XlsxOptions {
  layout: TextLayout;
  /** Name of the sheet; null = the first that is visible. */
  sheet?: string | null;
  onBytes?: (bytes: number) => void;
}

/**
 * Reads a sheet of an XLSX workbook as records, streaming; `line` is the sheet's row. Formulas give the values kept with
 * them, dates come as ISO 8601, numbers with all their digits. Rows that the sheet leaves out between others are blank ones.
 */
export async function* readXlsx(
  file: InputFile,
  { layout, sheet: wanted, onBytes }: XlsxOptions,
): AsyncGenerator<RecordGroup, void, undefined> {
  const zip = await openZip(file.path, file.name);
  try {
    const workbook = await readWorkbook(zip, file.name);
    const sheet = chooseSheet(workbook, wanted ?? null, file.name);
    const rows = createRowGatherer(layout);
    const reader = createSheetReader(workbook, file.name, rows.take);
    const { bytes, size } = await zip.stream(sheet.part);
    bytes.setEncoding('utf8');
    let told = 0;
    let seen = 0;
    try {
      for await (const chunk of bytes as AsyncIterable<string>) {
        reader.write(chunk);
        seen += chunk.length;
        const share = Math.min(file.bytes, Math.floor((file.bytes * seen) / Math.max(1, size)));
        onBytes?.(share - told);
        told = share;
        if (rows.full()) yield rows.group();
      }
      reader.close();
    } catch (cause) {
      throw cause instanceof TamyrError ? cause : notAWorkbook(file.name, cause as Error);
    }
    onBytes?.(file.bytes - told);
    if (rows.begun()) yield { ...rows.group(), notes: notesOf(workbook, sheet, reader.marks, rows.headerRow()) };
  } finally {
    zip.close();
  }
}

function createRowGatherer({ header, columns: named, skipLines }: TextLayout) {
  let columns: readonly string[] | null = header ? null : named;
  let headerRow = skipLines;
  let lastRow = skipLines;
  let number = 0;
  let records: SheetRow[] = [];
  let numbers: number[] = [];
  let broken: BrokenRecord[] = [];
  let blank = 0;

  return {
    begun: () => columns !== null,
    headerRow: () => headerRow,
    full: () => records.length >= GROUP_ROWS || broken.length >= GROUP_ROWS,
    take(found: SheetRow): void {
      const { row, cells } = found;
      if (row <= skipLines) return;
      const isBlank = cells.every((cell) => cell.trim() === '');
      if (columns === null) {
        if (isBlank) return;
        columns = named ?? cells.map((cell) => cell.trim());
        headerRow = row;
        lastRow = row;
        return;
      }
      blank += Math.max(0, row - lastRow - 1);
      lastRow = Math.max(lastRow, row);
      if (isBlank) {
        blank++;
        return;
      }
      number++;
      const extra = cells.slice(columns.length).filter((cell) => cell !== '').length;
      if (extra === 0) {
        records.push(found);
        numbers.push(number);
        return;
      }
      const width = columns.length;
      broken.push({
        line: row,
        lastLine: row,
        code: 'wrong-column-count',
        value: String(cells.length),
        expected: `${width} ${width === 1 ? 'column' : 'columns'}`,
        raw: csvLine(cells),
        ...NO_BYTES,
      });
    },
    group(): RecordGroup {
      const width = columns!.length;
      const taken = records;
      const cells = new Array<string>(taken.length * width).fill('');
      taken.forEach((record, i) => {
        for (let c = 0; c < record.cells.length && c < width; c++) cells[i * width + c] = record.cells[c] ?? '';
      });
      const group: RecordGroup = {
        ...NO_RANGES,
        columns: columns!,
        header: csvLine(columns!),
        count: taken.length,
        cells,
        line: Int32Array.from(taken, ({ row }) => row),
        row: Int32Array.from(numbers),
        raw: (i) => csvLine(taken[i]!.cells),
        broken,
        blank,
      };
      records = [];
      numbers = [];
      broken = [];
      blank = 0;
      return group;
    },
  };
}

function notesOf({ sheets }: Workbook, read: Sheet, marks: SheetMarks, headerRow: number): FileNote[] {
  const notes: FileNote[] = sheets
    .filter((sheet) => sheet !== read)
    .map(({ name, hidden }) => ({ code: hidden ? 'hidden-sheet' : 'other-sheet', value: name, count: 1 }));
  const merged = marks.merged.filter((lastRow) => lastRow > headerRow).length;
  const value = read.name;
  if (merged > 0) notes.push({ code: 'merged-cells', value, count: merged });
  if (marks.formulas > 0) notes.push({ code: 'formula-cells', value, count: marks.formulas });
  if (marks.formulasWithoutValue > 0) {
    notes.push({ code: 'formula-without-value', value, count: marks.formulasWithoutValue });
  }
  if (marks.errors > 0) notes.push({ code: 'error-cells', value, count: marks.errors });
  return notes;
}

import { numberText } from './number-format.ts';
import { createXmlReader } from './parse-xml.ts';
import { plainText, type Workbook } from './workbook.ts';

/** A row of a sheet: its number there, and its cells from column A on; blanks are ''. */
export interface SheetRow {
  row: number;
  cells: string[];
}

/** What was seen in a sheet besides its values. */
export interface SheetMarks {
  formulas: number;
  formulasWithoutValue: number;
  errors: number;
  /** Last rows of merged cells. */
  merged: number[];
}

const MAX_ROWS = 1_048_576;
const MAX_COLUMNS = 16_384;

/** Reads a sheet's XML piece by piece; `take` gets every row that the sheet has, in its order. */
export function createSheetReader(workbook: Workbook, name: string, take: (row: SheetRow) => void) {
  const { texts, formats, since1904 } = workbook;
  const marks: SheetMarks = { formulas: 0, formulasWithoutValue: 0, errors: 0, merged: [] };
  let row = 0;
  let cells: string[] = [];
  let column = 0;
  let type = 'n';
  let style = 0;
  let hasFormula = false;
  let value = '';
  let reading = false;
  let aside = 0;

  const endCell = (): void => {
    const text = textOfCell();
    if (hasFormula) {
      marks.formulas++;
      if (value === '') marks.formulasWithoutValue++;
    }
    if (text !== '' && column >= 0 && column < MAX_COLUMNS) {
      while (cells.length < column) cells.push('');
      cells[column] = text;
    }
    column++;
  };
  const textOfCell = (): string => {
    if (value === '') return '';
    if (type === 's') return texts[Number(value)] ?? '';
    if (type === 'str' || type === 'inlineStr') return plainText(value);
    if (type === 'b') return value === '1' || value === 'true' ? 'true' : 'false';
    if (type === 'd') return value;
    if (type !== 'e') return numberText(value, formats[style] ?? null, since1904);
    marks.errors++;
    return '';
  };

  const reader = createXmlReader(name, {
    open(tag, attributes) {
      switch (tag) {
        case 'row':
          row = attributes.r ? Number(attributes.r) : row + 1;
          cells = [];
          column = 0;
          break;
        case 'c':
          if (attributes.r) column = columnOf(attributes.r);
          type = attributes.t ?? 'n';
          style = Number(attributes.s ?? 0);
          hasFormula = false;
          value = '';
          break;
        case 'f':
          hasFormula = true;
          break;
        case 'rPh':
          aside++;
          break;
        case 'v':
        case 't':
          reading = aside === 0;
          break;
        case 'mergeCell': {
          const last = /:[A-Z]+(\d+)$/.exec(attributes.ref ?? '')?.[1];
          if (last) marks.merged.push(Number(last));
        }
      }
    },
    text(piece) {
      if (reading) value += piece;
    },
    close(tag) {
      if (tag === 'v' || tag === 't') reading = false;
      else if (tag === 'rPh') aside--;
      else if (tag === 'c') endCell();
      else if (tag === 'row' && row >= 1 && row <= MAX_ROWS) take({ row, cells });
    },
  });
  return { marks, write: reader.write, close: reader.close };
}

/** 0 for `A1`, 27 for `AB3`. */
function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i);
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
}

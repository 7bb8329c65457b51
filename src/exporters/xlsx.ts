import { escapeMarkup } from '../reports/escape.ts';
import type { Exporter, ReportSource } from './exporter.ts';
import { type Cell, RUN_TABLES, type RunTable } from './output/run-tables.ts';
import { zipOf } from './output/zip.ts';

/** Rows that a sheet can hold, its head and a last line about what did not fit included. */
const MAX_ROWS = 1_048_576;
/** Letters that a cell can hold. */
const MAX_CELL = 32_767;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';
const BOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

/** One workbook with a sheet for each table of the run (Office Open XML, ECMA-376). Text cells are text: none can be a formula. */
export const xlsxExporter: Exporter = {
  format: 'xlsx',
  files: ['run.xlsx'],
  async write(source, out) {
    const sheets = [];
    for (const table of RUN_TABLES) sheets.push(await sheetXml(table, source));
    const names = RUN_TABLES.map(({ name }) => name);
    await out.write(
      'run.xlsx',
      zipOf([
        { name: '[Content_Types].xml', content: bytes(contentTypes(names.length)) },
        { name: '_rels/.rels', content: bytes(relationships([['officeDocument', 'xl/workbook.xml']])) },
        { name: 'xl/workbook.xml', content: bytes(workbook(names)) },
        {
          name: 'xl/_rels/workbook.xml.rels',
          content: bytes(relationships(names.map((_, i) => ['worksheet', `worksheets/sheet${i + 1}.xml`]))),
        },
        ...sheets.map((content, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, content })),
      ]),
    );
  },
};

/** A sheet with a frozen head; where the rows do not fit, the last line says how many are missing. */
async function sheetXml({ name, columns, rows }: RunTable, source: ReportSource): Promise<Uint8Array> {
  const parts = [
    bytes(
      `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><sheetData>${rowXml(columns)}`,
    ),
  ];
  let count = 1;
  let left = 0;
  let batch = '';
  for await (const row of rows(source)) {
    if (count >= MAX_ROWS - 1) {
      left++;
      continue;
    }
    count++;
    batch += rowXml(row);
    if (batch.length < 1 << 16) continue;
    parts.push(bytes(batch));
    batch = '';
  }
  const rest = left > 0 ? rowXml([`${left} more rows do not fit a sheet; ${name}.csv has them all`]) : '';
  parts.push(bytes(`${batch}${rest}</sheetData></worksheet>`));
  return Buffer.concat(parts);
}

function rowXml(cells: readonly Cell[]): string {
  return `<row>${cells.map(cellXml).join('')}</row>`;
}

function cellXml(cell: Cell): string {
  if (cell === null || cell === '') return '<c/>';
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
  const text = cell.length > MAX_CELL ? `${cell.slice(0, MAX_CELL - 1)}…` : cell;
  return `<c t="inlineStr"><is><t xml:space="preserve">${escapeMarkup(text)}</t></is></c>`;
}

function workbook(names: readonly string[]): string {
  const sheets = names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

function relationships(targets: readonly (readonly string[])[]): string {
  const list = targets.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;
}

function contentTypes(sheets: number): string {
  const parts = Array.from(
    { length: sheets },
    (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${SHEET_TYPE}"/>`,
  );
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${BOOK_TYPE}"/>${parts.join('')}</Types>`;
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

import { zipOf } from '../../../src/exporters/output/zip.ts';

/** A cell as a spreadsheet writes it: a text, a number (with a style), or the XML of the cell's inside with its type. */
export type TestCell = string | number | null | { n: string | number; style: number } | { xml: string; type?: string };

export interface TestSheet {
  name: string;
  state?: 'hidden' | 'veryHidden';
  /** Rows from 1 on; null leaves the row out. */
  rows: (readonly TestCell[] | null)[];
  merged?: readonly string[];
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';

/** A workbook with shared texts and the styles 0 General, then those given as format texts. */
export function workbookOf(
  sheets: readonly TestSheet[],
  { formats = [], date1904 = false }: { formats?: readonly string[]; date1904?: boolean } = {},
): Uint8Array {
  const texts: string[] = [];
  const sheetXml = sheets.map((sheet) => sheetOf(sheet, texts));
  const relations = sheets.map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`));
  const workbook = `<workbook ${MAIN} xmlns:r="${OFFICE}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${sheets
    .map(
      ({ name, state }, i) =>
        `<sheet name="${escapeXml(name)}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`,
    )
    .join('')}</sheets></workbook>`;
  const numFmts = formats.map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${escapeXml(code)}"/>`).join('');
  const xfs = ['<xf numFmtId="0"/>', ...formats.map((_, i) => `<xf numFmtId="${164 + i}"/>`)].join('');
  const parts: Record<string, string> = {
    '_rels/.rels': `<Relationships ${PACKAGE}>${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': workbook,
    'xl/_rels/workbook.xml.rels': `<Relationships ${PACKAGE}>${relations.join('')}${relation('rS', 'styles', 'styles.xml')}${relation('rT', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    'xl/styles.xml': `<styleSheet ${MAIN}><numFmts>${numFmts}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${xfs}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst ${MAIN}>${texts.map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('')}</sst>`,
    ...Object.fromEntries(sheetXml.map((xml, i) => [`xl/worksheets/sheet${i + 1}.xml`, xml])),
  };
  return zipOf(Object.entries(parts).map(([name, xml]) => ({ name, content: Buffer.from(HEAD + xml) })));
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
}

function sheetOf({ rows, merged = [] }: TestSheet, texts: string[]): string {
  const known = new Map<string, number>();
  const shared = (text: string): number => {
    if (!known.has(text)) known.set(text, texts.push(text) - 1);
    return known.get(text)!;
  };
  const xml = rows.map((cells, r) => {
    if (cells === null) return '';
    const inside = cells.map((cell, c) => {
      const ref = `${columnName(c)}${r + 1}`;
      if (cell === null) return '';
      if (typeof cell === 'string') return `<c r="${ref}" t="s"><v>${shared(cell)}</v></c>`;
      if (typeof cell === 'number') return `<c r="${ref}"><v>${cell}</v></c>`;
      if ('n' in cell) return `<c r="${ref}" s="${cell.style}"><v>${cell.n}</v></c>`;
      return `<c r="${ref}"${cell.type ? ` t="${cell.type}"` : ''}>${cell.xml}</c>`;
    });
    return `<row r="${r + 1}">${inside.join('')}</row>`;
  });
  const merges =
    merged.length > 0 ? `<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>` : '';
  return `<worksheet ${MAIN}><sheetData>${xml.join('')}</sheetData>${merges}</worksheet>`;
}

function columnName(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

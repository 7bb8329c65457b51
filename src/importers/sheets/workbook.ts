import { posix } from 'node:path';
import { TamyrError } from '../../model/errors.ts';
import { nearest } from '../nearest.ts';
import { builtInFormat, type NumberFormat, numberFormatOf } from './number-format.ts';
import { parseXml } from './parse-xml.ts';
import { notAWorkbook, type ZipParts } from './zip-parts.ts';

export interface Sheet {
  name: string;
  part: string;
  hidden: boolean;
}

/** What all sheets of a workbook share. */
export interface Workbook {
  sheets: readonly Sheet[];
  since1904: boolean;
  /** By style number of a cell. */
  formats: readonly NumberFormat[];
  texts: readonly string[];
}

export async function readWorkbook(zip: ZipParts, name: string): Promise<Workbook> {
  const root = await relationsOf(zip, '', name);
  const part = [...root.values()].find(({ type }) => type.endsWith('/officeDocument'))?.part ?? 'xl/workbook.xml';
  if (!zip.has(part)) throw notAWorkbook(name, new Error('it has no workbook inside'));
  const relations = await relationsOf(zip, part, name);
  const ofType = (type: string) => [...relations.values()].find((relation) => relation.type.endsWith(type))?.part ?? '';
  const sheets: Sheet[] = [];
  let since1904 = false;
  parseXml(await zip.text(part), name, {
    open(tag, attributes) {
      if (tag === 'workbookPr') since1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
      if (tag !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1] ?? '';
      const relation = relations.get(id);
      if (!relation?.type.endsWith('/worksheet')) return;
      const hidden = (attributes.state ?? 'visible') !== 'visible';
      sheets.push({ name: attributes.name ?? '', part: relation.part, hidden });
    },
  });
  return {
    sheets,
    since1904,
    formats: formatsOf(await zip.text(ofType('/styles')), name),
    texts: await textsOf(zip, ofType('/sharedStrings'), name),
  };
}

/** The sheet of that name, hidden or not; without a name the first that is visible. */
export function chooseSheet({ sheets }: Workbook, wanted: string | null, file: string): Sheet {
  const found = wanted === null ? sheets.find(({ hidden }) => !hidden) : sheets.find(({ name }) => name === wanted);
  if (found) return found;
  const names = sheets.map(({ name, hidden }) => (hidden ? `${name} (hidden)` : name));
  const near =
    wanted === null
      ? null
      : nearest(
          wanted,
          sheets.map(({ name }) => name),
        );
  throw new TamyrError({
    code: 'no-such-sheet',
    what: wanted === null ? 'The workbook has no visible sheet.' : `The workbook has no sheet "${wanted}".`,
    where: file,
    expected: `one of its sheets: ${names.join(', ') || 'none'}`,
    ...(near && { todo: `Did you mean "${near}"?` }),
  });
}

async function relationsOf(zip: ZipParts, part: string, name: string) {
  const folder = posix.dirname(part);
  const relations = new Map<string, { type: string; part: string }>();
  const path = posix.join(folder === '.' ? '' : folder, '_rels', `${posix.basename(part)}.rels`);
  parseXml(await zip.text(path), name, {
    open(tag, { Id = '', Type = '', Target = '', TargetMode = '' }) {
      if (tag !== 'Relationship' || TargetMode === 'External') return;
      relations.set(Id, { type: Type, part: Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target) });
    },
  });
  return relations;
}

function formatsOf(styles: string, name: string): NumberFormat[] {
  const own = new Map<number, NumberFormat>();
  const formats: NumberFormat[] = [];
  let inCells = false;
  parseXml(styles, name, {
    open(tag, { numFmtId = '0', formatCode = '' }) {
      if (tag === 'numFmt') own.set(Number(numFmtId), numberFormatOf(formatCode));
      else if (tag === 'cellXfs') inCells = true;
      else if (tag === 'xf' && inCells) {
        const id = Number(numFmtId);
        formats.push(own.has(id) ? own.get(id)! : builtInFormat(id));
      }
    },
    close(tag) {
      if (tag === 'cellXfs') inCells = false;
    },
  });
  return formats;
}

/** Texts that cells name by number. */
async function textsOf(zip: ZipParts, part: string, name: string): Promise<string[]> {
  const texts: string[] = [];
  const text = createTextGatherer((whole) => texts.push(whole), 'si');
  parseXml(await zip.text(part), name, text);
  return texts;
}

/** Gathers the runs of rich texts; what is only their pronunciation (`rPh`) is none of them. */
function createTextGatherer(take: (text: string) => void, item: string) {
  let text = '';
  let inText = false;
  let aside = 0;
  return {
    open(tag: string): void {
      if (tag === item) text = '';
      else if (tag === 'rPh') aside++;
      else if (tag === 't') inText = aside === 0;
    },
    text(piece: string): void {
      if (inText) text += piece;
    },
    close(tag: string): void {
      if (tag === 't') inText = false;
      else if (tag === 'rPh') aside--;
      else if (tag === item) take(plainText(text));
    },
  };
}

/** `_x000D_` stands for a sign that XML cannot hold. */
export function plainText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

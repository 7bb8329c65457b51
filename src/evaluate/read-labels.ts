import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { TamyrError } from '../model/errors.ts';
import type { EntityLabel, Labels, TransactionLabel } from './evaluate.ts';

/**
 * Reads `labels_entities.csv` and `labels_transactions.csv` (or the same with `.gz`) from a folder. The columns `part` and
 * `difficulty` may be missing. Throws a TamyrError that names the missing file, column or the id that cannot be read.
 */
export async function readLabels(dir: string): Promise<Labels> {
  const entities = await readTable(dir, 'labels_entities', ['entity_id', 'scheme_id', 'scheme_kind']);
  const transactions = await readTable(dir, 'labels_transactions', ['transaction_id', 'scheme_id', 'scheme_kind']);
  return {
    entities: entities.rows.map(
      ({ cells, line }): EntityLabel => ({
        entityId: entityIdOf(cells.entity_id!, `${entities.file}:${line}`),
        schemeId: cells.scheme_id!,
        schemeKind: cells.scheme_kind!,
        part: cells.part ?? '',
        difficulty: cells.difficulty ?? '',
      }),
    ),
    transactions: transactions.rows.map(
      ({ cells }): TransactionLabel => ({
        transactionId: cells.transaction_id!,
        schemeId: cells.scheme_id!,
        schemeKind: cells.scheme_kind!,
      }),
    ),
  };
}

interface LabelTable {
  file: string;
  rows: { line: number; cells: Record<string, string> }[];
}

async function readTable(dir: string, table: string, required: readonly string[]): Promise<LabelTable> {
  const { file, text } = await readText(dir, table);
  const records = parseCsv(text, file);
  const header = records[0]?.cells ?? [];
  const missing = required.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    throw new TamyrError({
      code: 'labels-column',
      what: `column ${missing.map((column) => `"${column}"`).join(', ')} is missing`,
      where: `${file}:1`,
      expected: `a header with ${required.join(', ')}; found ${header.join(', ') || 'nothing'}`,
      todo: 'add the column to the file or give a mapping for it',
    });
  }
  const rows: LabelTable['rows'] = [];
  for (const { line, cells } of records.slice(1)) {
    if (cells.length === 1 && cells[0]!.trim() === '') continue;
    const named = Object.fromEntries(header.map((column, i) => [column, (cells[i] ?? '').trim()]));
    const blank = required.find((column) => named[column] === '');
    if (blank !== undefined) {
      throw new TamyrError({
        code: 'labels-cell',
        what: `"${blank}" is blank`,
        where: `${file}:${line}`,
        expected: `a value in each of ${required.join(', ')}`,
        todo: 'complete the row or remove it',
      });
    }
    rows.push({ line, cells: named });
  }
  return { file, rows };
}

async function readText(dir: string, table: string): Promise<{ file: string; text: string }> {
  for (const ending of ['.csv', '.csv.gz']) {
    const file = join(dir, `${table}${ending}`);
    try {
      const bytes = await readFile(file);
      return { file, text: (ending === '.csv' ? bytes : gunzipSync(bytes)).toString('utf8').replace(/^\uFEFF/u, '') };
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') continue;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new TamyrError(
        { code: 'labels-unreadable', what: `"${file}" cannot be read: ${reason}`, where: file, exitCode: 3 },
        { cause },
      );
    }
  }
  throw new TamyrError({
    code: 'labels-missing',
    what: `there is no ${table}.csv`,
    where: dir,
    expected: 'a folder with labels_entities.csv and labels_transactions.csv (or .csv.gz)',
    todo: 'give the folder that "tamyr generate" wrote, or one with such files',
    exitCode: 3,
  });
}

/** Records of a CSV text (RFC 4180) with the line on which each begins. */
function parseCsv(text: string, file: string): { line: number; cells: string[] }[] {
  const records: { line: number; cells: string[] }[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const record = { line, cells: [] as string[] };
    let ended = false;
    while (!ended) {
      let cell = '';
      if (text[at] === '"') {
        at += 1;
        for (;;) {
          if (at >= text.length) throw unclosedQuote(file, record.line);
          if (text[at] === '"' && text[at + 1] !== '"') break;
          if (text[at] === '"') at += 1;
          if (text[at] === '\n') line += 1;
          cell += text[at];
          at += 1;
        }
        at += 1;
      }
      while (at < text.length && text[at] !== ',' && text[at] !== '\n') {
        if (text[at] !== '\r') cell += text[at];
        at += 1;
      }
      record.cells.push(cell);
      ended = text[at] !== ',';
      at += 1;
    }
    line += 1;
    records.push(record);
  }
  return records;
}

function unclosedQuote(file: string, line: number): TamyrError {
  return new TamyrError({
    code: 'labels-quote',
    what: 'a quoted cell is not closed',
    where: `${file}:${line}`,
    expected: 'a closing " before the end of the file',
    todo: 'close the quote, or write it twice inside the cell',
  });
}

/** A full entity id; a bare twelve-digit number is a company when its fifth digit is 4, 5 or 6, else a person. */
function entityIdOf(text: string, where: string): string {
  if (/^\d{12}$/u.test(text)) return `${'456'.includes(text[4]!) ? 'company' : 'person'}:${text}`;
  if (/^(company|person|account|address|contact):\S/u.test(text)) return text;
  throw new TamyrError({
    code: 'labels-entity-id',
    what: `"${text}" is no entity id`,
    where,
    expected: 'kind:key such as company:940140000385 or account:KZ…, or a bare BIN or IIN of twelve digits',
    todo: 'write the kind before the key',
  });
}

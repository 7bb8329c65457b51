import { TamyrError } from '../model/errors.ts';
import { firstRecords } from './first-records.ts';
import type { Claim, Importer, InputFile, ReadOptions } from './importer.ts';
import { findHeader, type ListHeader } from './kgd/find-header.ts';
import { hasListColumns, LIST_LAYOUTS, layoutOfList, listOfName } from './kgd/list-layouts.ts';
import { roleOfTitles, takeEntry } from './kgd/take-entry.ts';
import { createPayments, PAYMENT_COLUMNS } from './kgd/take-payments.ts';
import { createFactTaker } from './rows/fact-taker.ts';
import { createRowWriter, type RowWriter } from './rows/row-writer.ts';
import { isTableFile, openRecords } from './text/open-records.ts';
import type { RecordGroup, TextLayout } from './text/records.ts';

/** Columns by position: what they are is told by the list, not by their titles. */
const BY_POSITION: TextLayout = {
  delimiter: null,
  header: false,
  columns: Array.from({ length: 64 }, (_, i) => String(i + 1)),
  skipLines: 0,
};
const WITH_HEADER: TextLayout = { delimiter: null, header: true, columns: null, skipLines: 0 };
/** Words of the committee's titles: taxpayer, and the number that came before the BIN. */
const TAXPAYER = /налогоплательщик|салық төлеуші|РНН|СТН/iu;
const LIST_WIDTHS = new Set(Object.values(LIST_LAYOUTS).map(({ columns }) => columns.length));

/**
 * Lists of unreliable taxpayers of the State Revenue Committee (kgd.gov.kz) as workbooks with title rows in two languages, and
 * its tables of payments to the budget. Which list a file is comes from its name or from the user, never from its columns.
 */
export function createKgdImporter(): Importer {
  const headers = new Map<string, ListHeader | 'payments' | 'named'>();

  return {
    name: 'kgd',
    async recognises(files, { forced, list }) {
      const claims: Claim[] = [];
      for (const file of files) {
        const claim = /\.xlsx$/i.test(file.name) ? await claimList(file, list, forced) : null;
        const found = claim ?? (await claimNamed(file, list));
        if (found) claims.push(found);
        else if (forced && /\.xlsx$/i.test(file.name)) throw notAList(file);
      }
      return claims;
    },
    async read(claim, number, sink, options) {
      const writer = createRowWriter(number, sink);
      writer.beginPass();
      const header = headers.get(claim.file.name)!;
      if (typeof header === 'string') await readNamed(claim, writer, options);
      else await readList(claim, header, writer, options);
      return writer.finish();
    },
  };

  async function claimList(file: InputFile, asked: string | null, forced: boolean): Promise<Claim | null> {
    const group = await firstRecords(file, BY_POSITION);
    const header = group === null ? null : findHeader(rowsOf(group));
    if (header === null) return null;
    const code = listOfName(file.name) ?? asked;
    // A table of somebody else's may have a BIN, too: only what looks like the committee's is worth stopping for.
    const isTheirs = forced || asked !== null || TAXPAYER.test(header.titles.join(' '));
    if (code === null) {
      if (isTheirs && (forced || LIST_WIDTHS.has(header.width))) throw unknownList(file);
      return null;
    }
    const { columns, binAt } = layoutOfList(code);
    if (header.width !== columns.length || !header.numbersAt.includes(binAt)) {
      if (isTheirs) throw otherColumns(file, code, header);
      return null;
    }
    headers.set(file.name, header);
    const from = listOfName(file.name) === null ? 'you named the list' : "the file's name tells the list";
    const why = `its titles name BIN or IIN above ${columns.length} columns; ${from} ${code}`;
    return { file, why, reading: `kgd/1 ${code}`, encoding: 'utf-8' };
  }

  /** Tables under the names that the committee's interface or other programs give the columns. */
  async function claimNamed(file: InputFile, asked: string | null): Promise<Claim | null> {
    const group = await firstRecords(file);
    const names = new Set(group?.columns.map((name) => name.trim().toLowerCase()));
    const encoding = isTableFile(file.name) && { encoding: 'utf-8' };
    if (PAYMENT_COLUMNS.every((name) => names.has(name))) {
      headers.set(file.name, 'payments');
      const why = `it has the columns ${PAYMENT_COLUMNS.join(', ')} of payments to the budget`;
      return { file, why, reading: 'kgd/1 payments', ...encoding };
    }
    if (!hasListColumns(names)) return null;
    const code = listOfName(file.name) ?? asked;
    if (code === null) throw unknownList(file);
    headers.set(file.name, 'named');
    const why = `it has the columns bin, owner_iin and a taxpayer's name; the list is ${code}`;
    return { file, why, reading: `kgd/1 ${code}`, ...encoding };
  }
}

function* cellsOf(group: RecordGroup): Generator<{ row: number; cells: readonly string[]; at: number }> {
  const width = group.columns.length;
  for (let i = 0; i < group.count; i++) {
    yield { row: group.line[i]!, cells: group.cells.slice(i * width, (i + 1) * width), at: i };
  }
}

function rowsOf(group: RecordGroup) {
  return [...cellsOf(group)];
}

async function readList(claim: Claim, header: ListHeader, writer: RowWriter, options: ReadOptions): Promise<void> {
  const code = claim.reading.split(' ')[1]!;
  const layout = layoutOfList(code);
  const list = { code, layout, role: roleOfTitles(header.titles) };
  const target = { take: createFactTaker(writer, options.occurrences), writer };
  const groups = openRecords(claim.file, {
    encoding: null,
    layout: { ...BY_POSITION, skipLines: header.firstRow - 1 },
    json: { columns: [] },
    jsonPath: '',
    ...(options.onBytes && { onBytes: options.onBytes }),
  });
  for await (const group of groups) {
    writer.takeGroup(group, 'lists');
    for (const { cells, at } of cellsOf(group)) {
      writer.beginRecord(group, at);
      const extra = cells.slice(layout.columns.length).filter((cell) => cell !== '').length;
      const width = layout.columns.length;
      if (extra > 0) writer.refuse('lists', '', 'wrong-column-count', String(width + extra), `${width} columns`);
      else takeEntry(Object.fromEntries(layout.columns.map((name, i) => [name, cells[i]!.trim()])), list, target);
      writer.endRow();
    }
    await writer.flush();
  }
}

/** The layout's name of a column; one program writes the number of an order as the owner's. */
function nameOf(written: string, code: string): string {
  const name = written.trim().toLowerCase();
  return code === 'INACTIVE' && name === 'owner_no' ? 'order_no' : name;
}

async function readNamed({ file, reading }: Claim, writer: RowWriter, options: ReadOptions): Promise<void> {
  const code = reading.split(' ')[1]!;
  const payments = code === 'payments' ? createPayments(writer, options.occurrences) : null;
  const list = { code, layout: layoutOfList(code), role: 'executive' } as const;
  const target = { take: createFactTaker(writer, options.occurrences), writer };
  const groups = openRecords(file, {
    encoding: options.encoding,
    layout: WITH_HEADER,
    json: { columns: [], rename: (name) => name.trim().toLowerCase() },
    jsonPath: '',
    ...(options.onBytes && { onBytes: options.onBytes }),
  });
  for await (const group of groups) {
    const names = group.columns.map((name) => nameOf(name, code));
    writer.takeGroup(group, payments ? 'tax_returns' : 'lists');
    for (const { cells, at } of cellsOf(group)) {
      writer.beginRecord(group, at);
      const entry = Object.fromEntries(names.map((name, i) => [name, cells[i]!.trim()]));
      if (payments) payments.add(entry);
      else takeEntry(entry, list, target);
      writer.endRow();
    }
    await writer.flush();
  }
  await payments?.finish();
}

function unknownList({ name }: InputFile): TamyrError {
  return new TamyrError({
    code: 'unknown-list',
    what: 'The file is a list of the State Revenue Committee, and its name does not tell which one.',
    where: name,
    expected: `one of ${Object.keys(LIST_LAYOUTS).join(', ')} in the file's name: two lists have equal columns`,
    todo: 'Say which it is (--list WRONG_ADDRESS, say) or rename the file.',
  });
}

function otherColumns({ name }: InputFile, code: string, { width, titles }: ListHeader): TamyrError {
  const { columns, binAt } = layoutOfList(code);
  return new TamyrError({
    code: 'list-columns',
    what: `The file has ${width} columns, or its BIN stands elsewhere than in the list ${code}.`,
    where: `${name}, whose titles are: ${titles.join(' | ')}`,
    expected: `${columns.length} columns: ${columns.join(', ')}, with the BIN in column ${binAt + 1}`,
    todo: 'Check which list it is; if the committee changed its columns, describe the file in a mapping.',
  });
}

function notAList({ name }: InputFile): TamyrError {
  return new TamyrError({
    code: 'no-list',
    what: 'No row of the first sheet has titles with БИН, БСН, ИИН or ЖСН.',
    where: name,
    expected: 'a list as kgd.gov.kz publishes it: title rows, then one firm a row',
    todo: 'Describe the file in a mapping and load it with --mapping.',
  });
}

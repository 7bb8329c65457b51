import { isTwelveDigits } from '../model/bin.ts';
import { firstRecords } from './first-records.ts';
import type { Claim, Importer, InputFile } from './importer.ts';
import { beginningOf, isJsonName, openJson } from './json/json-file.ts';
import { registerDay } from './partial-date.ts';
import { createFactTaker, type TakeFact } from './rows/fact-taker.ts';
import { isSoleTraderNumber } from './rows/references.ts';
import { createRowWriter } from './rows/row-writer.ts';
import { isTableFile, type OpenOptions, openRecords } from './text/open-records.ts';

/** Columns that make a file this register; the others may be absent. */
const TELLING = ['bin', 'nameru', 'namekz', 'datereg', 'director'];
/** Where the document is an answer of the portal's interface, its rows stand here. */
const ELEMENTS = /^\s*\{[^[\]]*"(elements|data|content|hits)"\s*:\s*\[/;
const TAKEN = new Set('bin nameru namekz datereg statusru addressru okedru director'.split(' '));
const OPTIONS = {
  encoding: null,
  layout: { delimiter: null, header: true, columns: null, skipLines: 0 },
  json: { columns: [] },
  jsonPath: '',
} satisfies OpenOptions;

/**
 * The open register of legal entities (data.egov.kz, `gbd_ul`): BIN, names, status, activity and address in Russian and
 * Kazakh, registration date and the director's name. It has neither founders nor IINs: the director is a person of that
 * company alone. Both languages of a row are one fact: the Kazakh address is kept beside the Russian one, not as another.
 */
export function createEgovImporter(): Importer {
  return {
    name: 'egov',
    async recognises(files, { forced }) {
      const claims: Claim[] = [];
      for (const file of files) {
        const names = (await columnsOf(file)).map((name) => name.trim().toLowerCase());
        const found = TELLING.filter((name) => names.includes(name));
        if (found.length < TELLING.length && !(forced && names.includes('bin'))) continue;
        const why = `it has the columns ${found.join(', ')} of the open register of legal entities`;
        claims.push({ file, why, reading: 'egov/1', ...(isTableFile(file.name) && { encoding: 'utf-8' }) });
      }
      return claims;
    },
    async read({ file }, number, sink, { encoding, onBytes, occurrences }) {
      const writer = createRowWriter(number, sink);
      writer.beginPass();
      const take = createFactTaker(writer, occurrences);
      const groups = isJsonName(file.name)
        ? openJson(file, { encoding, ...(onBytes && { onBytes }) }, await pathOf(file))
        : openRecords(file, { ...OPTIONS, encoding, ...(onBytes && { onBytes }) });
      for await (const group of groups) {
        const names = group.columns.map((name) => name.trim().toLowerCase());
        writer.takeGroup(group, 'companies');
        for (let i = 0; i < group.count; i++) {
          const base = i * names.length;
          writer.beginRecord(group, i);
          takeCompany(rowOf(names, group.cells, base), take);
          writer.endRow();
        }
        await writer.flush();
      }
      return writer.finish();
    },
  };
}

async function columnsOf(file: InputFile): Promise<readonly string[]> {
  if (!isJsonName(file.name)) return (await firstRecords(file))?.columns ?? [];
  const beginning = await beginningOf(file).catch(() => '');
  return TELLING.filter((name) => new RegExp(`"${name}"\\s*:`, 'i').test(beginning));
}

async function pathOf(file: InputFile): Promise<string> {
  return ELEMENTS.exec(await beginningOf(file))?.[1] ?? '';
}

/** Cells by name; where two columns differ only in capitals, the first that is not blank: objects need not agree on them. */
function rowOf(names: readonly string[], cells: readonly string[], base: number): Record<string, string> {
  const row: Record<string, string> = {};
  names.forEach((name, c) => {
    row[name] ||= cells[base + c]!.trim();
  });
  return row;
}

function takeCompany(row: Readonly<Record<string, string>>, take: TakeFact): void {
  const value = (name: string) => (row[name] === '-' || row[name] === '—' ? '' : (row[name] ?? ''));
  const bin = value('bin').replace(/\s/g, '');
  const name = value('nameru') || value('namekz');
  const address = value('addressru') || value('addresskz');
  const oked = /^\d{5}(?=\D|$)/.exec(value('okedru') || value('okedkz'))?.[0] ?? '';
  const director = value('director');
  const isName = /\p{L}.*\p{L}/u.test(director) && !/[\d:]/.test(director);
  const keep: Record<string, string> = {};
  for (const [column, text] of Object.entries(row)) {
    if (!TAKEN.has(column) && text !== '' && text !== address) keep[column] = text;
  }
  if (value('okedru') !== '' && value('okedru') !== oked) keep.okedru = value('okedru');
  if (director !== '' && !isName) keep.director = director;
  const status = value('statusru') || value('statuskz');
  take('companies', { id: bin, name, registered_at: registerDay(value('datereg')), status, oked, address }, keep);
  if (!isTwelveDigits(bin)) return;
  const company = isSoleTraderNumber(bin) ? `person:${bin}` : `company:${bin}`;
  if (value('namekz') !== '' && value('namekz') !== name) take('names', { entity_id: company, name: value('namekz') });
  if (isName) take('roles', { company_id: company, holder_name: director, holder_kind: 'person', role: 'executive' });
}

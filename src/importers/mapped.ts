import { basename } from 'node:path';
import { sha256 } from '../model/digest.ts';
import { TamyrError } from '../model/errors.ts';
import type { Claim, Importer, InputFile, ReadOptions } from './importer.ts';
import type { MakeRecords } from './mapping/compile-entry.ts';
import { compileRecords } from './mapping/compile-records.ts';
import { fileOfLookup, lookupsOf, readAnswers } from './mapping/lookup.ts';
import type { Lookup, Mapping, TableMapping } from './mapping/mapping.ts';
import { matchingFiles, namesFile } from './mapping/matching-files.ts';
import { scopeOf } from './mapping/scope.ts';
import { createRowWriter, type RowWriter } from './rows/row-writer.ts';
import { digestOfFile } from './text/file-bytes.ts';
import { cutMendedRow, isRejectsFile, type MendedRow, readRejectsFile } from './text/mended-rows.ts';
import { isTableFile, openRecords } from './text/open-records.ts';

/** Reads files as a mapping describes them. `text` is the mapping file's: it is part of what the load remembers. */
export function createMappedImporter(mapping: Mapping, text: string): Importer {
  const lookups = lookupsOf(mapping);
  const answers = new Map<Lookup, ReadonlyMap<string, string>>();
  const entriesOf = new Map<string, TableMapping[]>();

  return {
    name: 'mapping',
    async recognises(files) {
      // A pattern such as *.csv does not mean a list of refused rows: only its own name does.
      const named = new Set(mapping.tables.map(({ glob }) => glob));
      const mended = (await rejectsAmong(files)).filter(({ name }) => !named.has(name) && !named.has(basename(name)));
      const tables = files.filter((file) => !mended.includes(file));
      for (const entry of mapping.tables) {
        // Mended rows may come without the files that they were refused from.
        if (mended.length > 0 && !tables.some(({ name }) => namesFile(entry, name))) continue;
        const matched = matchingFiles(entry, tables);
        for (const { name } of matched) entriesOf.set(name, [...(entriesOf.get(name) ?? []), entry]);
      }
      const helpers = lookups.map((lookup) => fileOfLookup(lookup, files));
      const digests = await Promise.all(helpers.map(({ path }) => digestOfFile(path)));
      const reading = `mapping/1 ${sha256(text + digests.join())}`;
      for (const [i, lookup] of lookups.entries()) {
        answers.set(lookup, await readAnswers(lookup, helpers[i]!, (inner) => answers.get(inner)!));
      }
      const claims: Claim[] = files
        .filter(({ name }) => entriesOf.has(name))
        .map((file) => ({ file, why: `the mapping ${mapping.file} names it`, reading, encoding: encodingOf(file) }));
      for (const file of mended) {
        claims.push({ file, why: 'it is the list of what an earlier load refused', reading: `rejects/1 ${reading}` });
      }
      const others = new Set(helpers.filter(({ name }) => !entriesOf.has(name)));
      for (const file of others)
        claims.push({ file, why: 'values are looked up in it', reading, encoding: null, helper: true });
      return claims;
    },
    async read({ file }, number, sink, options) {
      const writer = createRowWriter(number, sink);
      if (!entriesOf.has(file.name)) {
        await readMended(file, writer, options);
        return writer.finish();
      }
      for (const pass of passesOf(entriesOf.get(file.name)!)) await readPass(file, pass, writer, options);
      return writer.finish();
    },
  };

  function encodingOf({ name }: InputFile): string | null {
    return isTableFile(name) ? 'utf-8' : entriesOf.get(name)![0]!.read.encoding;
  }

  /** Entries that read a refused row: those of the file that it was refused from, and of its table. */
  function entriesFor({ origin, table }: MendedRow): TableMapping[] {
    const matching = mapping.tables.filter((entry) => namesFile(entry, origin));
    return passesOf(matching).find((entries) => entries.some((entry) => entry.table === table)) ?? [];
  }

  async function readMended(file: InputFile, writer: RowWriter, options: ReadOptions) {
    const makers = new Map<string, MakeRecords>();
    writer.beginPass();
    for await (const { group, rows } of readRejectsFile(file, options)) {
      writer.takeGroup(group, '');
      for (const [i, row] of rows.entries()) {
        writer.beginRecord(group, i);
        const entries = row ? entriesFor(row) : [];
        if (row === null) {
          writer.skipRow();
          continue;
        }
        writer.standFor(row);
        const cut = await cutMendedRow(row, entries[0]?.read.layout);
        if ('code' in cut) writer.refuse(row.table, 'raw', cut.code, cut.value, cut.expected);
        else if (entries.length === 0) {
          writer.refuse(row.table, 'file', 'not-mendable', row.origin, 'a file that the mapping names');
        } else {
          const key = JSON.stringify([row.origin, row.table, cut.columns]);
          let make = makers.get(key);
          if (!make) {
            const scope = scopeOf(cut.columns, row.origin, (lookup) => answers.get(lookup)!);
            make = compileRecords(entries, scope, writer, options.occurrences);
            makers.set(key, make);
          }
          if (!make({ cells: cut.cells, base: 0, row: group.row[i]! })) {
            writer.skipRow();
            continue;
          }
        }
        writer.endRow();
      }
      await writer.flush();
    }
  }

  async function readPass(file: InputFile, entries: readonly TableMapping[], writer: RowWriter, options: ReadOptions) {
    const { read } = entries[0]!;
    let columns: readonly string[] | null = null;
    let make: MakeRecords = () => false;
    const groups = openRecords(file, {
      encoding: read.encoding ?? options.encoding,
      layout: read.layout,
      json: { columns: [], inside: true },
      jsonPath: read.jsonPath,
      sheet: read.sheet,
      ...(options.onBytes ? { onBytes: options.onBytes } : {}),
    });
    const table = entries[0]!.table;
    writer.beginPass();
    const { maxRecords = Number.POSITIVE_INFINITY } = options;
    reading: for await (const group of groups) {
      if (group.columns !== columns) {
        columns = group.columns;
        const scope = scopeOf(columns, file.name, (lookup) => answers.get(lookup)!);
        make = compileRecords(entries, scope, writer, options.occurrences);
      }
      writer.takeGroup(group, table);
      const row = { cells: group.cells, base: 0, row: 0 };
      for (let i = 0; i < group.count; i++) {
        if (group.row[i]! > maxRecords) break reading;
        row.base = i * columns.length;
        row.row = group.row[i]!;
        writer.beginRecord(group, i);
        if (make(row)) writer.endRow();
        else writer.skipRow();
      }
      await writer.flush();
    }
    if (columns === null) throw noHeader(file);
  }
}

async function rejectsAmong(files: readonly InputFile[]): Promise<InputFile[]> {
  const found = await Promise.all(files.map(isRejectsFile));
  return files.filter((_, i) => found[i]);
}

/** Entries that cut a file into the same records are read together: a row is taken whole or not at all. */
function passesOf(entries: readonly TableMapping[]): TableMapping[][] {
  const passes = new Map<string, TableMapping[]>();
  for (const entry of entries) {
    const key = JSON.stringify(entry.read);
    passes.set(key, [...(passes.get(key) ?? []), entry]);
  }
  return [...passes.values()];
}

function noHeader(file: InputFile): TamyrError {
  return new TamyrError({
    code: 'no-header',
    what: 'The file is empty: not even a header.',
    where: file.name,
    expected: 'a first line that names the columns, or read: {header: false, columns: […]}',
  });
}

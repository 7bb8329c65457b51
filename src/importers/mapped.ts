import { sha256 } from '../model/digest.ts';
import { TamyrError } from '../model/errors.ts';
import type { Claim, Importer, InputFile, ReadOptions } from './importer.ts';
import type { MakeRecords } from './mapping/compile-entry.ts';
import { compileRecords } from './mapping/compile-records.ts';
import { fileOfLookup, lookupsOf, readAnswers } from './mapping/lookup.ts';
import type { Lookup, Mapping, TableMapping } from './mapping/mapping.ts';
import { matchingFiles } from './mapping/matching-files.ts';
import { scopeOf } from './mapping/scope.ts';
import { createRowWriter, type RowWriter } from './rows/row-writer.ts';
import { digestOfFile } from './text/file-bytes.ts';
import { isTableFile, openRecords } from './text/open-records.ts';

/** Reads files as a mapping describes them. `text` is the mapping file's: it is part of what the load remembers. */
export function createMappedImporter(mapping: Mapping, text: string): Importer {
  const lookups = lookupsOf(mapping);
  const answers = new Map<Lookup, ReadonlyMap<string, string>>();
  const entriesOf = new Map<string, TableMapping[]>();

  return {
    name: 'mapping',
    async recognises(files) {
      for (const entry of mapping.tables) {
        const matched = matchingFiles(entry, files);
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
      const others = new Set(helpers.filter(({ name }) => !entriesOf.has(name)));
      for (const file of others)
        claims.push({ file, why: 'values are looked up in it', reading, encoding: null, helper: true });
      return claims;
    },
    async read({ file }, number, sink, options) {
      const writer = createRowWriter(number, sink);
      for (const pass of passesOf(entriesOf.get(file.name)!)) await readPass(file, pass, writer, options);
      return writer.finish();
    },
  };

  function encodingOf({ name }: InputFile): string | null {
    return isTableFile(name) ? 'utf-8' : entriesOf.get(name)![0]!.read.encoding;
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
    const { maxRecords = Number.POSITIVE_INFINITY } = options;
    reading: for await (const group of groups) {
      if (group.columns !== columns) {
        columns = group.columns;
        const scope = scopeOf(columns, file.name, (lookup) => answers.get(lookup)!);
        make = compileRecords(entries, scope, writer, options.occurrences);
      }
      writer.broken(group.broken, table);
      writer.blank(group.blank);
      for (const { code, value, count } of group.notes ?? []) writer.note(code, value, count);
      const row = { cells: group.cells, base: 0, row: 0 };
      for (let i = 0; i < group.count; i++) {
        if (group.row[i]! > maxRecords) break reading;
        row.base = i * columns.length;
        row.row = group.row[i]!;
        writer.beginRow(group.line[i]!, () => group.raw(i));
        if (make(row)) writer.endRow();
        else writer.skipRow();
      }
      await writer.flush();
    }
    if (columns === null) throw noHeader(file);
  }
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

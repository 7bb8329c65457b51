import { readFile } from 'node:fs/promises';
import type { InputFile } from '../importers/importer.ts';
import { compileEntry } from '../importers/mapping/compile-entry.ts';
import type { Failure } from '../importers/mapping/evaluate.ts';
import { fileOfLookup, lookupsOf, readAnswers } from '../importers/mapping/lookup.ts';
import type { Lookup, TableMapping } from '../importers/mapping/mapping.ts';
import { matchingFiles } from '../importers/mapping/matching-files.ts';
import { readMapping, type TableColumns } from '../importers/mapping/read-mapping.ts';
import { scopeOf } from '../importers/mapping/scope.ts';
import { openRecords } from '../importers/text/open-records.ts';
import { TamyrError } from '../model/errors.ts';
import { findInput } from './find-input.ts';

/** A record by column; columns that the mapping leaves out are ''. */
export type MappedRecord = Record<string, string>;

/**
 * Reads tables that are no facts (labels, say) through a mapping file, into memory. A cell that cannot be read is an error:
 * what is compared must be whole.
 */
export async function readMapped(
  paths: readonly string[],
  mappingPath: string,
  tables: Readonly<Record<string, TableColumns>>,
): Promise<Record<string, MappedRecord[]>> {
  const mapping = readMapping(await readFile(mappingPath, 'utf8'), mappingPath, tables);
  const { files } = await findInput(paths);
  const answers = new Map<Lookup, ReadonlyMap<string, string>>();
  for (const lookup of lookupsOf(mapping)) {
    answers.set(lookup, await readAnswers(lookup, fileOfLookup(lookup, files), (inner) => answers.get(inner)!));
  }
  const records = Object.fromEntries(Object.keys(tables).map((table) => [table, [] as MappedRecord[]]));
  for (const entry of mapping.tables) {
    const { required, optional } = tables[entry.table]!;
    const take = (record: MappedRecord) => records[entry.table]!.push(record);
    for (const file of matchingFiles(entry, files)) {
      await readEntry(file, { entry, required, all: [...required, ...optional], answers, take });
    }
  }
  return records;
}

interface EntryJob {
  entry: TableMapping;
  required: readonly string[];
  all: readonly string[];
  answers: ReadonlyMap<Lookup, ReadonlyMap<string, string>>;
  take(record: MappedRecord): void;
}

async function readEntry(file: InputFile, { entry, required, all, answers, take }: EntryJob): Promise<void> {
  const { layout, encoding, jsonPath, sheet } = entry.read;
  const names = [...entry.columns.keys()];
  let line = 0;
  const fail = (column: string, { value, expected }: Failure): never => {
    throw new TamyrError({
      code: 'unreadable-cell',
      what: value === '' ? `The ${column} is blank.` : `The ${column} "${value}" cannot be read.`,
      where: `${file.name}:${line}, for ${entry.table}`,
      expected,
    });
  };
  for await (const group of openRecords(file, {
    encoding,
    layout,
    json: { columns: [], inside: true },
    jsonPath,
    sheet,
  })) {
    const broken = group.broken[0];
    if (broken) {
      line = broken.line;
      fail('row', { code: broken.code, value: broken.raw, expected: broken.expected });
    }
    const make = compileEntry(
      entry,
      scopeOf(group.columns, file.name, (lookup) => answers.get(lookup)!),
      {
        requires: (column) => required.includes(column),
        refuse: fail,
        defect: fail,
        take(cells) {
          const record = Object.fromEntries(all.map((name) => [name, '']));
          names.forEach((name, i) => {
            record[name] = cells[i]!;
          });
          for (const name of required) {
            if (record[name] === '') fail(name, { code: 'blank-required', value: '', expected: 'a value' });
          }
          take(record);
        },
      },
    );
    const row = { cells: group.cells, base: 0, row: 0 };
    for (let i = 0; i < group.count; i++) {
      line = group.line[i]!;
      row.base = i * group.columns.length;
      row.row = group.row[i]!;
      make(row);
    }
  }
}

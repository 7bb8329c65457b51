import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { profileFile } from '../../importers/mapping-init/profile-file.ts';
import { suggestTables } from '../../importers/mapping-init/suggest-table.ts';
import { writeMapping } from '../../importers/mapping-init/write-mapping.ts';
import { type CheckedFile, checkMapping, type MappingCheck } from '../../load/check-mapping.ts';
import { findReadable } from '../../load/find-readable.ts';
import { TamyrError } from '../../model/errors.ts';
import { positiveInteger, print, printJson } from '../common.ts';

export function register(program: Command): void {
  const mapping = program
    .command('mapping')
    .summary('describe files with other columns')
    .description('Helps with mapping files, which say how tables with other columns become the canonical ones.')
    .addHelpText(
      'after',
      `
Examples:
  $ tamyr mapping init export.csv                     look at a file and write mapping.yaml
  $ tamyr mapping init bank-export/ --out bank.yaml
  $ tamyr mapping check bank.yaml bank-export/        what would come out of the first rows
  $ tamyr load --mapping bank.yaml bank-export/`,
    );
  mapping
    .command('init')
    .summary('write a first mapping for unknown files')
    .description(
      'Looks at the first rows of files and writes a commented first mapping. Samples in it show shapes, not values.',
    )
    .argument('<path...>', 'files and folders')
    .option('--out <file>', 'where to write it; - is standard output', 'mapping.yaml')
    .option('--source <name>', 'name of the source (default: from the first file)')
    .option('--rows <n>', 'rows of each file to look at', '1000')
    .option('--force', 'write over a file that is there already')
    .action(init);
  mapping
    .command('check')
    .summary('show what a mapping makes of the first rows')
    .description('Reads the first rows of each file with a mapping and shows what would come out. Nothing is stored.')
    .argument('<mapping>', 'the mapping file')
    .argument('<path...>', 'files and folders, as for tamyr load')
    .option('--rows <n>', 'rows of each file to read', '1000')
    .option('--json', 'print one JSON document on stdout and nothing else there')
    .action(check);
}

interface InitOptions {
  out: string;
  source?: string;
  rows: string;
  force?: boolean;
}

async function init(paths: string[], options: InitOptions): Promise<void> {
  const rows = positiveInteger('--rows', options.rows);
  if (options.out !== '-' && existsSync(options.out) && !options.force) {
    throw new TamyrError({
      code: 'file-exists',
      what: `There is a file "${options.out}" already; it was left as it is.`,
      where: resolve(options.out),
      expected: 'a new file',
      todo: 'Name another one with --out, or write over it with --force.',
    });
  }
  const { files, unreadable } = await findReadable(paths);
  const described = [];
  for (const file of files) {
    const profile = await profileFile(file, rows);
    described.push({ profile, tables: suggestTables(file.name, profile.columns, profile.header) });
  }
  const source = options.source ?? basename(files[0]!.name).replace(/\..*$/, '');
  const text = writeMapping(source, described);
  if (options.out === '-') {
    process.stdout.write(text);
    return;
  }
  await writeFile(options.out, text);
  const open = text.match(/# TODO|column {3}# TODO/g)?.length ?? 0;
  print(
    [
      `Wrote ${options.out}: ${described.map(({ profile, tables }) => `${profile.file.name} as ${tables.map(({ table }) => table).join(' and ')}`).join(', ')}`,
      ...(open > 0 ? [`  marked TODO, because it needs an answer: ${open} ${open === 1 ? 'place' : 'places'}`] : []),
      ...(unreadable.length > 0 ? [`  left aside, of a kind that cannot be read: ${unreadable.join(', ')}`] : []),
      `  next: tamyr mapping check ${options.out} ${paths.join(' ')}`,
    ].join('\n'),
  );
}

async function check(mapping: string, paths: string[], options: { rows: string; json?: boolean }): Promise<void> {
  const found = await checkMapping(mapping, paths, positiveInteger('--rows', options.rows));
  if (options.json) printJson(found);
  else print(summary(found));
}

function summary({ files, ignored }: MappingCheck): string {
  const lines = files.flatMap(describe);
  if (ignored.length > 0) lines.push(`not named by the mapping: ${ignored.join(', ')}`);
  return lines.join('\n');
}

function describe({ file, encoding, rows, rejected, skipped, blank, defects, tables, reasons }: CheckedFile): string[] {
  const counts = [
    `${rows - rejected - skipped - blank} of ${rows} rows taken`,
    ...(rejected > 0 ? [`${rejected} rejected`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(blank > 0 ? [`${blank} blank`] : []),
    ...(defects > 0 ? [`${defects} ${defects === 1 ? 'cell' : 'cells'} emptied`] : []),
  ];
  return [
    `${file} (${encoding}): ${counts.join(', ')}`,
    ...tables.flatMap(({ table, records, examples }) => [
      `  ${table}: ${records} ${records === 1 ? 'record' : 'records'}`,
      ...examples.map(({ line, values }) => `    line ${line}: ${cells(values)}`),
    ]),
    ...reasons.flatMap(({ code, action, count, text, samples }) => [
      `  ${action === 'row' ? 'rejected' : 'emptied'} ${count}× ${code}: ${text.en}`,
      ...samples.map(
        ({ line, column, value, expected }) =>
          `    line ${line}${column === '' ? '' : `, ${column}`}: "${value}", expected ${expected}`,
      ),
      ...(samples.length < count ? [`    … (${samples.length} of ${count})`] : []),
    ]),
  ];
}

function cells(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join(' · ');
}

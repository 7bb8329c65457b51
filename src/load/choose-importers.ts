import { readFile } from 'node:fs/promises';
import { createBodsImporter } from '../importers/bods.ts';
import { canonical } from '../importers/canonical.ts';
import { createEgovImporter } from '../importers/egov.ts';
import { createFtmImporter } from '../importers/ftm.ts';
import type { Asked, Claim, Importer, InputFile } from '../importers/importer.ts';
import { createKgdImporter } from '../importers/kgd.ts';
import { createMappedImporter } from '../importers/mapped.ts';
import { readMapping } from '../importers/mapping/read-mapping.ts';
import { rejects } from '../importers/rejects.ts';
import { TABLE_ROWS } from '../importers/rows/all-tables.ts';
import { TamyrError } from '../model/errors.ts';
import { FACT_TABLE_NAMES } from '../model/facts.ts';
import { byCodePoint } from '../model/order.ts';

/** Importers in the order in which they are asked; the first that recognises a file reads it. */
function allImporters(): Importer[] {
  return [canonical, createFtmImporter(), createBodsImporter(), createKgdImporter(), createEgovImporter(), rejects];
}

/** How the user wants files to be read. */
export interface FormatChoice {
  paths: readonly string[];
  /** A mapping file: the only importer, then. */
  mapping?: string;
  /** Name of an importer; `auto` asks them all. */
  format?: string;
  /** Code of an official list, where the names of its files do not tell it. */
  list?: string;
}

/** A file and who reads it. */
export interface ClaimedFile {
  importer: Importer;
  claim: Claim;
}

export interface ChosenImporters {
  importers: readonly Importer[];
  asked: Asked;
  /** Name that the mapping gives to its source. */
  mappingSource: string | null;
}

/** Importers that may read the files; a mapping or a format that cannot be had is a `TamyrError`. */
export async function importersFor({
  format = 'auto',
  mapping: path,
  list = '',
}: FormatChoice): Promise<ChosenImporters> {
  const asked: Asked = { forced: format !== 'auto', list: list === '' ? null : list };
  if (path !== undefined) {
    const text = await readMappingText(path);
    const mapping = readMapping(text, path, TABLE_ROWS);
    return { importers: [createMappedImporter(mapping, text)], asked, mappingSource: mapping.source };
  }
  const importers = allImporters();
  if (format === 'auto') return { importers, asked, mappingSource: null };
  const named = importers.filter(({ name }) => name === format);
  if (named.length > 0) return { importers: named, asked, mappingSource: null };
  throw new TamyrError({
    code: 'unknown-format',
    what: `There is no format "${format}".`,
    where: '--format',
    expected: `auto, ${importers.map(({ name }) => name).join(', ')}`,
  });
}

async function readMappingText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new TamyrError(
      {
        code: 'no-such-path',
        what: `The mapping "${path}" cannot be read: ${(cause as Error).message}.`,
        where: '--mapping',
        expected: 'a YAML file that exists and may be read',
        exitCode: 3,
      },
      { cause },
    );
  }
}

/** Asks the importers in turn which files are theirs. */
export async function claimFiles(
  files: readonly InputFile[],
  { importers, asked }: Pick<ChosenImporters, 'importers' | 'asked'>,
) {
  const claimed: ClaimedFile[] = [];
  let left = [...files];
  for (const importer of importers) {
    const claims = await importer.recognises(left, asked);
    const taken = new Set(claims.map(({ file }) => file.name));
    for (const claim of claims) if (!claim.helper) claimed.push({ importer, claim });
    left = left.filter(({ name }) => !taken.has(name));
  }
  claimed.sort((a, b) => byCodePoint(a.claim.file.name, b.claim.file.name));
  return { claimed, ignored: left.map(({ name }) => name) };
}

/** Says what was looked at and what would have been read. */
export function nothingRecognised(request: FormatChoice, files: readonly InputFile[], importers: readonly Importer[]) {
  const names = files.slice(0, 10).map(({ name }) => name);
  const more = files.length > names.length ? ` and ${files.length - names.length} more` : '';
  return new TamyrError({
    code: 'nothing-recognised',
    what: `None of the ${files.length} files there is in a format that Tamyr knows.`,
    where: `${request.paths.join(', ')}${names.length > 0 ? `: ${names.join(', ')}${more}` : ' (no files)'}`,
    expected: `files of the formats ${importers.map(({ name }) => name).join(', ')}; canonical files are named ${FACT_TABLE_NAMES.join(', ')} and end in .csv, .csv.gz, .jsonl, .xlsx or .parquet`,
    todo: 'Rename the files, or describe them in a mapping and load them with --mapping.',
  });
}

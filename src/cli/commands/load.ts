import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { type LoadReport, load } from '../../load.ts';
import { TamyrError } from '../../model/errors.ts';
import { type Day, parseDay } from '../../model/time.ts';
import { type CommonOptions, print, printJson, withCommon, withStore } from '../common.ts';
import { loadProgressLine } from '../load-progress.ts';
import { withProgress } from '../progress.ts';

interface LoadOptions extends CommonOptions {
  mapping?: string;
  format: string;
  list?: string;
  encoding?: string;
  source?: string;
  snapshot?: string;
  maxRejects?: string;
  out?: string;
}

export function register(program: Command): void {
  withCommon(program.command('load').summary('load files or folders'))
    .description(
      'Loads tables into the store. Nothing of a load is visible until all of it is read; the same file is never loaded twice.',
    )
    .argument('<path...>', 'files and folders')
    .option('--mapping <file>', 'YAML file that maps other columns to the tables')
    .option('--format <name>', 'auto, canonical, ftm, bods, kgd or egov', 'auto')
    .option('--list <code>', 'which official list the files are (PSEUDO_COMPANY …), where their names do not tell')
    .option('--encoding <name>', 'encoding of the files, where it is not UTF-8')
    .option('--source <name>', 'name of the source that the facts come from')
    .option('--snapshot <date>', 'these files are the whole of the source on this day: what is gone from them ends')
    .option('--max-rejects <n>', 'exit with 1 where more rows than this are refused')
    .option('--out <dir>', 'folder for rejects.csv and the load report (default: beside the store)')
    .addHelpText(
      'after',
      `
Examples:
  $ tamyr load extracts/
  $ tamyr load transactions.csv.gz companies.csv
  $ tamyr load --mapping bank.yaml bank-export/
  $ tamyr load --source justice --snapshot 2026-11-01 register/`,
    )
    .action(runLoad);
}

async function runLoad(paths: string[], options: LoadOptions): Promise<void> {
  const snapshot = snapshotDay(options);
  const maxRejects = wholeNumber('--max-rejects', options.maxRejects);
  const started = performance.now();
  const report = await withProgress((tell) =>
    withStore(options, (store) =>
      load(store, {
        paths,
        format: options.format,
        snapshot,
        rejectsDir: options.out ?? join(folderOf(options.store), 'tamyr-loads'),
        onProgress: (state) => tell(loadProgressLine(state, performance.now() - started)),
        ...(maxRejects !== undefined && { maxRejects }),
        ...(options.mapping !== undefined && { mapping: options.mapping }),
        ...(options.list !== undefined && { list: options.list }),
        ...(options.encoding !== undefined && { encoding: options.encoding }),
        ...(options.source !== undefined && { source: options.source }),
      }),
    ),
  );
  if (options.json) printJson(documentOf(report));
  else print(summary(report, options.mapping, (performance.now() - started) / 1000));
  if (report.tooManyRejects) process.exitCode = 1;
}

/** The report without what only this command needs. */
function documentOf({ tooManyRejects: _, ...document }: LoadReport): Omit<LoadReport, 'tooManyRejects'> {
  return document;
}

function snapshotDay({ snapshot, source }: LoadOptions): Day | null {
  if (snapshot === undefined) return null;
  const day = parseDay(snapshot);
  const where = '--snapshot';
  if (day === null) {
    throw new TamyrError({
      code: 'bad-option',
      what: `"${snapshot}" is no date.`,
      where,
      expected: 'a day such as 2026-11-01',
    });
  }
  if (source === undefined) {
    const what = 'A snapshot needs the name of its source: only facts of that source are ended by it.';
    throw new TamyrError({ code: 'bad-option', what, where, todo: 'Add --source NAME.' });
  }
  return day;
}

function wholeNumber(where: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new TamyrError({ code: 'bad-option', what: `"${text}" is no whole number.`, where, expected: '0 or more' });
}

function folderOf(store: string): string {
  return store.startsWith('duckdb:') ? dirname(resolve(store.slice('duckdb:'.length))) : process.cwd();
}

function summary(report: LoadReport, mapping: string | undefined, seconds: number): string {
  const lines = report.files.map((file) => {
    const counts = [
      `${count(file.accepted)} of ${counted(file.rows, 'row')} accepted`,
      ...(['duplicate', 'rejected', 'skipped', 'blank'] as const)
        .filter((key) => file[key] > 0)
        .map((key) => `${count(file[key])} ${key}`),
      ...(file.defects > 0 ? [`${counted(file.defects, 'cell')} emptied`] : []),
    ];
    const again = file.alreadyLoaded ? ` (this file was loaded before, as ${file.alreadyLoaded})` : '';
    const guessed = file.guessedFrom
      ? `\n    taken for ${file.encoding}, as in: ${file.guessedFrom} (--encoding names another)`
      : '';
    const read = `\n    read as ${file.importer}: ${file.why}`;
    const notes = file.notes.map(({ value, count: n, text }) => `\n    ${count(n)} × ${value}: ${text.en}`);
    return `  ${file.file}: ${counts.join(', ')}${again}${guessed}${read}${notes.join('')}`;
  });
  const rows = report.files.reduce((sum, file) => sum + file.rows, 0);
  const speed = `${counted(rows, 'row')} in ${seconds.toFixed(1)} s, ${count(Math.round(rows / seconds))} rows/s`;
  const snapshot = report.snapshot
    ? [
        `  the whole of the source: ${counted(report.snapshot.began, 'fact')} began, ${count(report.snapshot.ended)} ended`,
      ]
    : [];
  const head = report.published
    ? `Loaded ${report.load}: ${speed}`
    : 'Nothing new: these files are in the store already';
  const { company, person, account } = report.byReference;
  const byReference =
    company + person + account > 0
      ? [
          `  known by reference only: ${counted(company, 'company', 'companies')}, ${counted(person, 'person')}, ${counted(account, 'account')}`,
        ]
      : [];
  const ignored = report.ignored.length > 0 ? [`  not recognised, left aside: ${fewOf(report.ignored)}`] : [];
  const rejects = report.rejects
    ? [
        `  what was refused and why: ${report.rejects} (a page to read: load-report.html beside it)`,
        ...(report.files.some(({ rejected }) => rejected > 0)
          ? [
              `  mend the rows in it and load it again: tamyr load ${mapping ? `--mapping ${mapping} ` : ''}${report.rejects}`,
            ]
          : []),
      ]
    : [];
  return [head, ...lines, ...snapshot, ...byReference, ...ignored, ...rejects].join('\n');
}

const NAMES_SHOWN = 5;

/** The first names, and how many more there are (all of them are in the report). */
function fewOf(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).join(', ');
  return names.length > NAMES_SHOWN ? `${shown} … (${NAMES_SHOWN} of ${count(names.length)}; --json lists all)` : shown;
}

/** A number with its noun: `1 row`, `2 rows`. */
function counted(n: number, one: string, other = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : other}`;
}

function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

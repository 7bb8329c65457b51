import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { readLabels } from '../../evaluate/read-labels.ts';
import { evaluationTable } from '../../evaluate/table.ts';
import { evaluateRun } from '../../explore/evaluation.ts';
import { type Explorer, openExplorer } from '../../explore/explorer.ts';
import { load } from '../../load.ts';
import { TamyrError } from '../../model/errors.ts';
import type { ComposedRun } from '../../model/finding.ts';
import { runAnalysis } from '../../run-analysis.ts';
import { openStore } from '../../store/open-store.ts';
import { print, printJson } from '../common.ts';
import { type Tell, withProgress } from '../progress.ts';
import { portOf, serve } from '../serve-store.ts';
import { writeRunReport } from '../write-run-report.ts';

interface DemoOptions {
  port: string;
  serve: boolean;
  dir: string;
  json?: boolean;
}

const CLUSTERS_SHOWN = 5;

export function register(program: Command): void {
  program
    .command('demo')
    .summary('see what Tamyr finds in a bundled data set')
    .description(
      'Loads a bundled made-up country into a store of its own, analyzes it, writes the report and opens the explorer.',
    )
    .option('--port <n>', 'port on 127.0.0.1; 0 for any free one', '7300')
    .option('--no-serve', 'stop after the report')
    .option('--dir <dir>', 'folder for the demo’s store and report', 'tamyr-demo')
    .option('--json', 'print one JSON document on stdout and nothing else there (with --no-serve)')
    .addHelpText('after', '\nExamples:\n  $ tamyr demo\n  $ tamyr demo --port 0\n  $ tamyr demo --no-serve')
    .action(runDemo);
}

async function runDemo(options: DemoOptions): Promise<void> {
  const port = portOf(options.port);
  const data = fileURLToPath(new URL('../../../datasets/demo/', import.meta.url));
  const dir = resolve(options.dir);
  await mkdir(dir, { recursive: true });
  const address = `duckdb:${join(dir, 'demo.duckdb')}`;
  await freshStore(address, dir);
  const made = await withProgress((tell) => makeDemo({ address, data, report: join(dir, 'report') }, tell));
  if (options.json) printJson(made.document);
  else print(made.text);
  if (options.serve && !options.json) await serve({ store: address, port });
}

/** Loads, analyzes, reports and evaluates; answers what there is to say of it. */
async function makeDemo(
  { address, data, report }: { address: string; data: string; report: string },
  tell: Tell,
): Promise<{ document: object; text: string }> {
  const store = await openStore(address);
  try {
    tell('Loading the demo data …');
    const loaded = await load(store, { paths: [data], source: 'demo' });
    const run = await runAnalysis(store, {
      baseline: join(data, 'base-rates.jsonl'),
      onProgress: ({ stage }) => tell(`Analyzing: ${stage} …`),
    });
    const explorer = await openExplorer(store);
    try {
      tell('Writing the report …');
      await writeRunReport(explorer, report, ['html', 'csv', 'json']);
      const evaluation = await evaluateRun(explorer, await readLabels(data));
      const rows = loaded.files.reduce((sum, file) => sum + file.accepted, 0);
      return {
        document: { store: address, run: run.run.id, report, evaluation },
        text: describe(explorer, run, rows, report, evaluationTable(evaluation)),
      };
    } finally {
      await explorer.close();
    }
  } finally {
    await store.close();
  }
}

/** Removes what an earlier demo left, unless another process holds it: the error then says who. */
async function freshStore(address: string, dir: string): Promise<void> {
  const file = address.slice('duckdb:'.length);
  try {
    await (await openStore(address)).close();
  } catch (error) {
    if (!(error instanceof TamyrError) || error.code === 'store-busy') throw error;
  }
  for (const path of [file, `${file}.wal`, `${file}.blocks`, join(dir, 'report')])
    await rm(path, { recursive: true, force: true });
}

function describe(
  { projection }: Explorer,
  { run, clusters }: ComposedRun,
  rows: number,
  report: string,
  table: string,
): string {
  const { company, person, account } = projection.nodes.range;
  const size = ({ start, end }: { start: number; end: number }) => end - start;
  return [
    `A made-up country of ${size(company)} companies, ${size(person)} people and ${size(account)} accounts; ${rows} rows, ${projection.transfers.count} transfers.`,
    '',
    `Tamyr found ${clusters.length} clusters in the data of ${run.asOf}. The ${Math.min(CLUSTERS_SHOWN, clusters.length)} with the highest score:`,
    ...clusters
      .slice(0, CLUSTERS_SHOWN)
      .map(({ score, title, summary }, i) => `  ${i + 1}. ${score.toFixed(2)}  ${title.en}\n           ${summary.en}`),
    '',
    'Because the data is made up, it is known what was planted, and the result can be compared with it:',
    '',
    table,
    '',
    `Report: ${join(report, 'index.html')}`,
  ].join('\n');
}

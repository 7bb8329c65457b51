import type { Command } from 'commander';
import { type AnalysisResult, analyzeInWorker, type WorkerRunOptions } from '../../analyze-in-worker.ts';
import { readSettings } from '../../detectors/options.ts';
import { detectors } from '../../detectors/registry.ts';
import { nearest } from '../../importers/nearest.ts';
import { TamyrError } from '../../model/errors.ts';
import { parseDay } from '../../model/time.ts';
import type { AnalysisProgress } from '../../run-analysis.ts';
import { type CommonOptions, positiveInteger, print, printJson, withCommon } from '../common.ts';
import { withProgress } from '../progress.ts';

interface AnalyzeOptions extends CommonOptions {
  asOf?: string;
  only?: string;
  set: string[];
  previous?: string;
  baseline?: string;
  rates?: string;
  workers?: string;
}

export function register(program: Command): void {
  withCommon(program.command('analyze').summary('look for networks in what is loaded'))
    .description(
      'Runs the rules over everything loaded, scores entities, forms clusters, and keeps the result as a new run.',
    )
    .option('--as-of <date>', 'the day to look at; later facts are unseen (default: the latest day of the data)')
    .option('--only <codes>', 'rules to run, such as M07,N01 (default: all)')
    .option(
      '--set <rule.option=value>',
      'change an option of a rule; may be repeated',
      (value, all: string[]) => [...all, value],
      [],
    )
    .option('--previous <run>', 'run to compare with for lineage, or none (default: the newest)')
    .option('--baseline <run|file>', 'take base rates from a kept run, or from the base-rates.jsonl of a report')
    .option('--rates <file>', 'exchange rates for thresholds in KZT: CSV with the columns from, currency, kzt')
    .option(
      '--workers <n>',
      'threads that run the rules; the result is the same for any number (default: one per core, at most 4; one for 10 million transfers and more, to save memory)',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ tamyr analyze
  $ tamyr analyze --as-of 2026-06-30 --only M07,N01
  $ tamyr analyze --set M07.window=72h --set R01.warn=20
  $ tamyr analyze --rates rates.csv      (lines such as 2026-01-01,USD,512.35)
Rules and their options: tamyr indicators`,
    )
    .action(async (options: AnalyzeOptions) => {
      const result = await analyze(options);
      if (options.json) printJson(runDocument(result));
      else print(summary(result));
    });
}

async function analyze(options: AnalyzeOptions): Promise<AnalysisResult> {
  const asOf = options.asOf === undefined ? undefined : parseDay(options.asOf);
  if (asOf === null) {
    const what = `"${options.asOf}" is no date.`;
    throw new TamyrError({ code: 'bad-option', what, where: '--as-of', expected: 'a day such as 2026-06-30' });
  }
  const chosen: WorkerRunOptions = {
    set: settings(options.set),
    ...(asOf !== undefined && { asOf }),
    ...(options.only !== undefined && { only: knownCodes(options.only) }),
    ...(options.previous !== undefined && { previous: options.previous }),
    ...(options.baseline !== undefined && { baseline: options.baseline }),
    ...(options.rates !== undefined && { rates: options.rates }),
    ...(options.workers !== undefined && { workers: positiveInteger('--workers', options.workers) }),
  };
  return withProgress((tell) => analyzeInWorker(options.store, chosen, (state) => tell(describe(state))).result);
}

function describe({ stage, done, total, indicator }: AnalysisProgress): string {
  if (stage === 'read') return 'Reading the data …';
  if (stage === 'detect') return `Rule ${indicator}, ${done + 1} of ${total} …`;
  return stage === 'resolve' ? `Looking up source rows, ${done} of ${total} …` : 'Keeping the run …';
}

function knownCodes(text: string): string[] {
  const codes = detectors.map(({ indicator }) => indicator);
  return text.split(',').map((part) => {
    const code = part.trim().toUpperCase();
    if (codes.includes(code)) return code;
    const near = nearest(code, codes);
    throw new TamyrError({
      code: 'unknown-rule',
      what: `There is no rule "${part.trim()}".`,
      where: '--only',
      expected: `one of ${codes.join(', ')}`,
      ...(near && { todo: `Did you mean ${near}?` }),
    });
  });
}

/** `M07.window=72h` as settings by rule; all of them are checked before anything runs. */
function settings(given: readonly string[]): Record<string, Record<string, string>> {
  readSettings(detectors, given);
  const byRule: Record<string, Record<string, string>> = {};
  for (const setting of given) {
    const [, rule, option, value] = /^([^.=]+)\.([^.=]+)=(.*)$/s.exec(setting.trim()) as unknown as [
      string,
      string,
      string,
      string,
    ];
    const { indicator } = detectors.find(({ indicator, name }) => indicator === rule.toUpperCase() || name === rule)!;
    (byRule[indicator] ??= {})[option] = value;
  }
  return byRule;
}

/** What `--json` prints. */
function runDocument({ run }: AnalysisResult) {
  const { id, asOf, counts, byIndicator, notRun } = run;
  return { run: id, asOf, findings: counts.findings, clusters: counts.clusters, byIndicator, notRun, lines: run.lines };
}

const CLUSTERS_SHOWN = 10;

function summary({ run, clusters }: AnalysisResult): string {
  const found = Object.entries(run.byIndicator).filter(([, count]) => count > 0);
  const lines = [
    `Run ${run.id}, data as of ${run.asOf}: ${run.counts.findings} findings, ${run.counts.clusters} clusters`,
    `  findings by rule: ${found.map(([code, count]) => `${code} ${count}`).join(', ') || 'none'}`,
    ...run.notRun.map(({ indicator, why }) => `  ${indicator} was not run: ${why}`),
    ...clusters
      .slice(0, CLUSTERS_SHOWN)
      .map(
        ({ score, kind, title, members }, i) =>
          `${String(i + 1).padStart(4)}. ${score.toFixed(2)}  ${kind}, ${members.length} members: ${title.en}`,
      ),
  ];
  if (clusters.length > CLUSTERS_SHOWN)
    lines.push(`      ${CLUSTERS_SHOWN} of ${clusters.length} clusters, highest score first`);
  if (clusters.length === 0) lines.push(`No cluster was found in the data of ${run.asOf}.`);
  return lines.join('\n');
}

import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { compareEvaluations } from '../../evaluate/compare-evaluations.ts';
import { comparisonTable } from '../../evaluate/comparison-table.ts';
import type { Evaluation } from '../../evaluate/evaluate.ts';
import { goalsOf } from '../../evaluate/goals.ts';
import { readLabels } from '../../evaluate/read-labels.ts';
import { evaluationTable } from '../../evaluate/table.ts';
import { evaluateRun } from '../../explore/evaluation.ts';
import { readMappedLabels } from '../../load/mapped-labels.ts';
import { TamyrError } from '../../model/errors.ts';
import { type CommonOptions, print, printJson, withCommon, withExplorer } from '../common.ts';

interface EvaluateCommandOptions extends CommonOptions {
  labels: string;
  mapping?: string;
  against?: string;
}

export function register(program: Command): void {
  withCommon(program.command('evaluate').summary('compare a run with labels'))
    .description(
      'Says how much of what was planted a run found: recall by scheme, precision by rule, honest entities above the line, AUC.',
    )
    .argument('[run]', 'run to evaluate (default: the newest)')
    .requiredOption('--labels <dir>', 'folder with labels_entities.csv and labels_transactions.csv')
    .option('--mapping <file>', 'YAML file that says how other files hold the labels')
    .option('--against <file>', 'stored evaluation (what --json printed); exit code 1 where the run is worse than it')
    .addHelpText(
      'after',
      '\nExamples:\n  $ tamyr generate --out data/ && tamyr load data/ && tamyr analyze\n  $ tamyr evaluate --labels data/',
    )
    .action(async (run: string | undefined, options: EvaluateCommandOptions) => {
      const labels = options.mapping
        ? await readMappedLabels(options.labels, options.mapping)
        : await readLabels(options.labels);
      const evaluation = await withExplorer(run === undefined ? options : { ...options, run }, async (explorer) => {
        return await evaluateRun(explorer, labels);
      });
      const compared = options.against
        ? compareEvaluations(await readEvaluation(options.against), evaluation)
        : undefined;
      if (options.json) printJson(compared ? { ...evaluation, compared } : evaluation);
      else
        print(
          [evaluationTable(evaluation), ...(compared ? [comparisonTable(compared, goalsOf(evaluation))] : [])].join(
            '\n',
          ),
        );
      if (compared?.some(({ worse }) => worse)) process.exitCode = 1;
    });
}

async function readEvaluation(file: string): Promise<Evaluation> {
  try {
    const evaluation = JSON.parse(await readFile(file, 'utf8')) as Evaluation;
    if (Array.isArray(evaluation.schemes) && Array.isArray(evaluation.indicators)) return evaluation;
  } catch (cause) {
    throw unreadable(file, { cause });
  }
  throw unreadable(file);
}

function unreadable(file: string, options?: ErrorOptions): TamyrError {
  return new TamyrError(
    {
      code: 'stored-evaluation',
      what: `"${file}" holds no evaluation`,
      where: '--against',
      expected: 'a file with what "tamyr evaluate --json" printed',
      todo: 'make it: tamyr evaluate --labels DIR --json > FILE',
      exitCode: 3,
    },
    options,
  );
}

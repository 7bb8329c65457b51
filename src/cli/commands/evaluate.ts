import type { Command } from 'commander';
import { readLabels } from '../../evaluate/read-labels.ts';
import { evaluationTable } from '../../evaluate/table.ts';
import { evaluateRun } from '../../explore/evaluation.ts';
import { readMappedLabels } from '../../load/mapped-labels.ts';
import { type CommonOptions, print, printJson, withCommon, withExplorer } from '../common.ts';

interface EvaluateCommandOptions extends CommonOptions {
  labels: string;
  mapping?: string;
}

export function register(program: Command): void {
  withCommon(program.command('evaluate').summary('compare a run with labels'))
    .description(
      'Says how much of what was planted a run found: recall by scheme, precision by rule, honest entities above the line, AUC.',
    )
    .argument('[run]', 'run to evaluate (default: the newest)')
    .requiredOption('--labels <dir>', 'folder with labels_entities.csv and labels_transactions.csv')
    .option('--mapping <file>', 'YAML file that says how other files hold the labels')
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
      if (options.json) printJson(evaluation);
      else print(evaluationTable(evaluation));
    });
}

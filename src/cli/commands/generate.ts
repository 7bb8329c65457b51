import type { Command } from 'commander';
import { writeGenerated } from '../../generate/write.ts';
import { TamyrError } from '../../model/errors.ts';
import { type CommonOptions, positiveInteger, print, printJson, withCommon } from '../common.ts';
import { withProgress } from '../progress.ts';

interface GenerateCommandOptions extends CommonOptions {
  out: string;
  companies: string;
  transactions: string;
  seed: string;
  schemeShare?: string;
}

export function register(program: Command): void {
  withCommon(program.command('generate').summary('write labelled synthetic data'))
    .description(
      'Writes a made-up country as canonical tables: honest firms, planted schemes, honest look-alikes, and labels that say which is which.',
    )
    .requiredOption('--out <dir>', 'folder to write to')
    .option('--companies <n>', 'number of companies', '2000')
    .option('--transactions <n>', 'number of transactions', '40000')
    .option('--seed <n>', 'the same seed gives the same bytes', '1')
    .option(
      '--scheme-share <share>',
      'share of companies in planted schemes, 0 to 0.2 (default: 0.004, as in a country)',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  $ tamyr generate --out data/\n  $ tamyr generate --out big/ --companies 100000 --transactions 1000000 --seed 7',
    )
    .action(async (options: GenerateCommandOptions) => {
      const seed = Number(options.seed);
      if (!Number.isSafeInteger(seed) || seed < 0) {
        throw new TamyrError({
          code: 'bad-option',
          what: `"${options.seed}" is no seed.`,
          where: '--seed',
          expected: 'a whole number from 0',
        });
      }
      const chosen = {
        companies: positiveInteger('--companies', options.companies),
        transactions: positiveInteger('--transactions', options.transactions),
        seed,
        ...(options.schemeShare === undefined ? {} : { schemeShare: Number(options.schemeShare) }),
      };
      const { rows } = await withProgress((tell) =>
        writeGenerated(options.out, { ...chosen, onProgress: (state) => tell(`Writing, ${state.rows} rows …`) }),
      );
      if (options.json) printJson({ out: options.out, rows });
      else
        print(
          `Wrote ${options.out}:\n${Object.entries(rows)
            .map(([table, count]) => `  ${table}: ${count} rows`)
            .join('\n')}`,
        );
    });
}

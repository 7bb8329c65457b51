import type { Command } from 'commander';
import { writtenDefault } from '../../detectors/options.ts';
import { detectors } from '../../detectors/registry.ts';
import { TamyrError } from '../../model/errors.ts';
import { indicatorsMarkdown } from '../../reports/indicators-markdown.ts';
import { type CommonOptions, print, printJson, withCommon } from '../common.ts';

export function register(program: Command): void {
  withCommon(program.command('indicators').summary('list the rules, their sources and options'))
    .description('Lists the rules that analyze runs: what each looks for, its source, what it needs, and its options.')
    .option('--format <format>', 'text, or md for the page of the documentation', 'text')
    .addHelpText(
      'after',
      '\nExamples:\n  $ tamyr indicators\n  $ tamyr indicators --json\n  $ tamyr indicators --format md',
    )
    .action((options: CommonOptions & { format: string }) => {
      if (options.format === 'md') return print(indicatorsMarkdown(detectors).trimEnd());
      if (options.format !== 'text') {
        const what = `"${options.format}" is no format of this list.`;
        throw new TamyrError({ code: 'bad-option', what, where: '--format', expected: 'text or md' });
      }
      if (options.json) {
        printJson({
          indicators: detectors.map(({ detect: _, ...catalogue }) => catalogue),
        });
        return;
      }
      for (const { indicator, name, texts, source, options: specs } of detectors) {
        print(`${indicator}  ${name}: ${texts.title.en}`);
        print(`     source: ${source}`);
        for (const [option, spec] of Object.entries(specs)) {
          print(
            `     --set ${indicator}.${option}=${writtenDefault(spec)}   ${spec.text.en}${spec.ours ? ' (our proposal)' : ''}`,
          );
        }
      }
    });
}

import type { Command } from 'commander';
import type { OptionSpec } from '../../detectors/detector.ts';
import { detectors } from '../../detectors/registry.ts';
import { type CommonOptions, print, printJson, withCommon } from '../common.ts';

export function register(program: Command): void {
  withCommon(program.command('indicators').summary('list the rules, their sources and options'))
    .description('Lists the rules that analyze runs: what each looks for, its source, what it needs, and its options.')
    .addHelpText('after', '\nExamples:\n  $ tamyr indicators\n  $ tamyr indicators --json')
    .action((options: CommonOptions) => {
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
            `     --set ${indicator}.${option}=${written(spec)}   ${spec.text.en}${spec.ours ? ' (our proposal)' : ''}`,
          );
        }
      }
    });
}

/** A default as it would be given to `--set`. */
function written({ default: value, unit }: OptionSpec): string {
  if (typeof value === 'object') return value.join(',');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'number') return value;
  if (unit === 'ms') return value % 86_400_000 === 0 ? `${value / 86_400_000}d` : `${value / 3_600_000}h`;
  if (unit === 'minor') return value % 100_000_000 === 0 ? `${value / 100_000_000}m` : String(value / 100);
  return unit === 'days' ? `${value}d` : String(value);
}

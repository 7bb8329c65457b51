import { type Command, Option } from 'commander';
import { type PathDocument, pathDocumentOf } from '../../explore/path-document.ts';
import { formatMinor } from '../../model/money.ts';
import { type CommonOptions, positiveInteger, print, printJson, withCommon, withExplorer } from '../common.ts';

interface PathOptions extends CommonOptions {
  kind: 'control' | 'money' | 'any';
  maxHops: string;
  limit: string;
}

const NONE = {
  'not-connected': 'There is no path: the two are not connected in the data.',
  'too-far': 'There is no path within the given number of hops; a longer one exists. Raise --max-hops.',
  budget: 'No path was found before the search gave up; one may exist.',
} as const;

export function register(program: Command): void {
  withCommon(program.command('path').summary('evidenced paths between two entities'))
    .description(
      'Shows how two entities are connected, each hop with its interval and source rows. Money paths respect time.',
    )
    .argument('<a>', 'BIN, IIN, account, or a full id such as company:940140000385')
    .argument('<b>', 'the other end')
    .addOption(new Option('--kind <kind>', 'what may connect them').choices(['control', 'money', 'any']).default('any'))
    .option('--max-hops <n>', 'longest path', '6')
    .option('--limit <n>', 'most paths to show', '5')
    .addHelpText(
      'after',
      '\nExamples:\n  $ tamyr path 940140000385 990140004654\n  $ tamyr path --kind money account:KZ86… account:KZ12…',
    )
    .action(async (a: string, b: string, options: PathOptions) => {
      const question = {
        from: a,
        to: b,
        kind: options.kind,
        maxHops: positiveInteger('--max-hops', options.maxHops),
        limit: positiveInteger('--limit', options.limit),
      };
      const document = await withExplorer(options, async (explorer) => {
        return await pathDocumentOf(explorer, question);
      });
      if (options.json) printJson(document);
      else print(describe(document));
    });
}

function describe(document: PathDocument): string {
  if (document.none !== null) return NONE[document.none];
  return document.paths
    .map((path, i) => {
      const hops = path.hops.map((hop) => {
        const amount = hop.amount
          ? `, ${formatMinor(hop.amount.minor, hop.amount.currency)} ${hop.amount.currency}`
          : '';
        const sources = hop.sources.map(({ file, line }) => `${file}:${line}`);
        const shown = sources.slice(0, 3).join(', ') + (sources.length > 3 ? ` (3 of ${sources.length} rows)` : '');
        const interval =
          (hop.interval.from ?? hop.interval.to) ? ` ${hop.interval.from ?? '…'} – ${hop.interval.to ?? 'today'}` : '';
        return `   ${hop.from} -${hop.relation}-> ${hop.to}${amount}${interval}   [${shown}]`;
      });
      return [`${i + 1}. ${path.nodes.length - 1} hops: ${path.nodes.join(' · ')}`, ...hops].join('\n');
    })
    .join('\n');
}

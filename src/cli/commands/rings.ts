import { type Command, Option } from 'commander';
import { readOptions } from '../../detectors/options.ts';
import { detectors } from '../../detectors/registry.ts';
import {
  type RingCountDocument,
  type RingListDocument,
  type RingQuestion,
  ringCounts,
  ringList,
} from '../../explore/rings-document.ts';
import { ratioOfDecimal } from '../../graph/ratio.ts';
import { TamyrError } from '../../model/errors.ts';
import { formatMinor } from '../../model/money.ts';
import {
  type CommonOptions,
  duration,
  positiveInteger,
  print,
  printJson,
  withCommon,
  withExplorer,
} from '../common.ts';

interface RingCommandOptions extends CommonOptions {
  level: 'account' | 'holder';
  window: string;
  length: string;
  keep: string;
  order: 'time' | 'any';
  count?: boolean;
  limit: string;
}

export function register(program: Command): void {
  const m07 = readOptions(detectors.find((detector) => detector.indicator === 'M07')!, {});
  withCommon(program.command('rings').summary('search money rings by themselves'))
    .description(
      'Finds transfers that come back to where they began: distinct accounts, strictly increasing times, within a window.',
    )
    .addOption(
      new Option('--level <level>', 'accounts, or holders with all their accounts')
        .choices(['account', 'holder'])
        .default('account'),
    )
    .option(
      '--window <duration>',
      'longest time from first to last transfer: 90m, 72h, 30d',
      `${Number(m07.window) / 86_400_000}d`,
    )
    .option('--length <range>', 'number of transfers: 3..6, 4, 2..max', '3..6')
    .option('--keep <range>', 'share of the amount that each hop keeps, 0.8..1.0, or off', '0.8..1')
    .addOption(
      new Option('--order <order>', 'time, or any for rings whatever the times')
        .choices(['time', 'any'])
        .default('time'),
    )
    .option('--count', 'print counts by length instead of the rings')
    .option('--limit <n>', 'rings to list, or all', '25')
    .addHelpText(
      'after',
      `
Examples:
  $ tamyr rings --window 72h
  $ tamyr rings --count --keep off --length 2..max --window 72h
  $ tamyr rings --level holder --limit all --json`,
    )
    .action(async (options: RingCommandOptions) => {
      const question = questionOf(options);
      const document = await withExplorer(options, async (explorer) => {
        return options.count ? await ringCounts(explorer, question) : await ringList(explorer, question);
      });
      if (options.json) printJson(document);
      else print('lengths' in document ? describeCounts(document) : describeRings(document));
    });
}

function questionOf(options: RingCommandOptions): RingQuestion {
  const length = /^(\d+)(?:\.\.(\d+|max))?$/.exec(options.length);
  const minLength = Number(length?.[1]);
  const maxLength =
    length?.[2] === undefined ? minLength : length[2] === 'max' ? Number.POSITIVE_INFINITY : Number(length[2]);
  if (!length || minLength < 2 || maxLength < minLength)
    throw badOption('--length', options.length, 'a length from 2 such as 4, a range 3..6, or 2..max');
  return {
    level: options.level,
    windowMs: duration('--window', options.window),
    minLength,
    maxLength,
    keep: keepBounds(options.keep),
    timeOrder: options.order === 'time',
    limit: options.limit === 'all' ? Number.POSITIVE_INFINITY : positiveInteger('--limit', options.limit),
  };
}

function keepBounds(text: string): RingQuestion['keep'] {
  if (text === 'off') return null;
  const range = /^(\d+(?:\.\d+)?)\.\.(\d+(?:\.\d+)?)$/.exec(text);
  if (!range || Number(range[1]) > Number(range[2]))
    throw badOption('--keep', text, 'a range such as 0.8..1.0, or off');
  return { min: ratioOfDecimal(range[1]!), max: ratioOfDecimal(range[2]!), text };
}

function badOption(where: string, value: string, expected: string): TamyrError {
  return new TamyrError({ code: 'bad-option', what: `"${value}" cannot be read.`, where, expected });
}

function describeCounts({ lengths, truncated }: RingCountDocument): string {
  const rows = lengths.map(
    ({ length, instances, rings }) =>
      `${String(length).padStart(6)} ${String(instances ?? '–').padStart(12)} ${String(rings).padStart(12)}`,
  );
  const cut = truncated ? ['The search was cut short; the counts are at least these.'] : [];
  return ['length    instances        rings', ...rows, ...cut].join('\n');
}

function describeRings({ rings, shown, total, truncated }: RingListDocument): string {
  const lines = rings.map(({ nodes, amount, from, to, kept }) => {
    const money = amount ? `${formatMinor(amount.minor, amount.currency)} ${amount.currency}` : '';
    const share = kept === null ? '' : `, ${Math.round(kept * 100)} % came back`;
    return `${money}  ${from ?? ''} – ${to ?? ''}${share}\n   ${[...nodes, nodes[0]].join(' → ')}`;
  });
  return [...lines, `${shown} of ${total} rings, largest first${truncated ? '; the search was cut short' : ''}`].join(
    '\n',
  );
}

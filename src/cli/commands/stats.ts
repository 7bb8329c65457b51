import type { Command } from 'commander';
import { type StatsDocument, statsOf } from '../../explore/stats.ts';
import { formatMinor } from '../../model/money.ts';
import { type CommonOptions, positiveInteger, print, printJson, withCommon, withExplorer } from '../common.ts';

interface StatsOptions extends CommonOptions {
  top: string;
  by?: string;
}

export function register(program: Command): void {
  withCommon(program.command('stats').summary('what is in the store'))
    .description(
      'Counts entities, relations and transactions; hubs, components, shared addresses, persons with many companies.',
    )
    .option('--top <n>', 'rows of each list', '10')
    .option('--by <key>', 'building: count shared addresses by building instead of full address')
    .addHelpText('after', '\nExamples:\n  $ tamyr stats\n  $ tamyr stats --by building --top 20 --json')
    .action(async (options: StatsOptions) => {
      const document = await withExplorer(options, async (explorer) => {
        return statsOf(explorer.projection, {
          top: positiveInteger('--top', options.top),
          byBuilding: options.by === 'building',
        });
      });
      if (options.json) printJson(document);
      else print(describe(document));
    });
}

function describe({
  entities,
  relations,
  transactions,
  components,
  hubs,
  sharedAddresses,
  multiCompanyPersons,
}: StatsDocument): string {
  const counts = (object: Record<string, number>) =>
    Object.entries(object)
      .map(([key, value]) => `${key} ${value}`)
      .join(', ');
  const list = (rows: StatsDocument['hubs']['byTransactions']) =>
    rows.map(
      ({ label, id, value }) =>
        `    ${typeof value === 'number' ? value : `${formatMinor(value.minor, value.currency)} ${value.currency}`}  ${label}  ${id}`,
    );
  const over = ({ over: bands }: { over: Record<string, number> }) =>
    Object.entries(bands)
      .map(([n, count]) => `more than ${n}: ${count}`)
      .join(', ');
  return [
    `Entities: ${counts(entities)}`,
    `Relations: ${counts(relations)}`,
    `Transactions: ${transactions.count}${transactions.from ? `, ${transactions.from} – ${transactions.to}` : ''}`,
    ...transactions.volume.map(({ minor, currency }) => `  volume: ${formatMinor(minor, currency)} ${currency}`),
    `Components: control ${components.control.count} (largest ${components.control.largest}), money ${components.money.count} (largest ${components.money.largest})`,
    'Accounts with the most transactions:',
    ...list(hubs.byTransactions),
    'Accounts with the most counterparties:',
    ...list(hubs.byCounterparties),
    `Addresses by companies: ${over(sharedAddresses)}`,
    ...list(sharedAddresses.top),
    `Persons by companies: ${over(multiCompanyPersons)}`,
    ...list(multiCompanyPersons.top),
  ].join('\n');
}

import type { Command } from 'commander';
import { exporters } from '../../exporters/registry.ts';
import { type CommonOptions, positiveInteger, print, printJson, withCommon, withExplorer } from '../common.ts';
import { withProgress } from '../progress.ts';
import { writeRunReport } from '../write-run-report.ts';

interface ReportCommandOptions extends CommonOptions {
  out: string;
  format: string;
  pages?: string;
}

export function register(program: Command): void {
  const formats = exporters.map(({ format }) => format).join(',');
  withCommon(program.command('report').summary('write the cluster reports of a run'))
    .description(
      'Writes a run’s clusters as pages to read and print, and as tables and JSON to work on. Opens from disk without a server.',
    )
    .argument('[run]', 'run to report (default: the newest)')
    .requiredOption('--out <dir>', 'folder to write to')
    .option('--format <names>', `any of ${formats}, separated by commas`, 'html,csv,json')
    .option(
      '--pages <n>',
      'clusters that get a page of their own, or all (default: 200; the index says how many of how many)',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  $ tamyr report --out report/\n  $ tamyr report r-0123456789abcdef --out report/ --format json',
    )
    .action(async (run: string | undefined, options: ReportCommandOptions) => {
      const pages =
        options.pages === undefined
          ? {}
          : { pages: options.pages === 'all' ? ('all' as const) : positiveInteger('--pages', options.pages) };
      const chosen = run === undefined ? options : { ...options, run };
      const written = await withProgress((tell) =>
        withExplorer(chosen, async (explorer) => {
          tell('Writing the report …');
          const report = await writeRunReport(explorer, options.out, options.format.split(','), pages);
          return { run: explorer.run!.run.id, out: options.out, ...report };
        }),
      );
      if (options.json) printJson(written);
      else
        print(
          `Report of ${written.run} in ${written.out}: ${written.files.join(', ')}${written.pages ? `, ${written.pages.written} of ${written.pages.total} cluster pages` : ''}`,
        );
    });
}

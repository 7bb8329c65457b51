import type { Command } from 'commander';
import { runAnalysis } from '../../run-analysis.ts';
import { type CommonOptions, withCommon, withStore } from '../common.ts';
import { startProgress } from '../progress.ts';
import { portOf, serve } from '../serve-store.ts';

interface ServeOptions extends CommonOptions {
  port: string;
  run?: string;
}

export function register(program: Command): void {
  withCommon(program.command('serve').summary('open the explorer in a browser'))
    .description('Serves the explorer and its API on this machine only. Without a run it analyzes first.')
    .option('--port <n>', 'port on 127.0.0.1; 0 for any free one', '7474')
    .option('--run <run>', 'run to show (default: the newest)')
    .addHelpText('after', '\nExamples:\n  $ tamyr serve\n  $ tamyr serve --port 0 --store duckdb:case.duckdb')
    .action(async (options: ServeOptions) => {
      const port = portOf(options.port);
      await withStore(options, async (store) => {
        if ((await store.runs()).length > 0) return;
        const progress = startProgress();
        await runAnalysis(store, {
          onProgress: ({ stage }) => progress.update(`No run yet; analyzing first: ${stage} …`),
        });
        progress.done();
      });
      await serve({ store: options.store, port, ...(options.run !== undefined && { run: options.run }) });
    });
}

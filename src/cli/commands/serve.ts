import type { Command } from 'commander';
import { analyzeInWorker } from '../../analyze-in-worker.ts';
import { type CommonOptions, withCommon, withStore } from '../common.ts';
import { withProgress } from '../progress.ts';
import { portOf, serve } from '../serve-store.ts';

interface ServeOptions extends CommonOptions {
  port: string;
  run?: string;
}

export function register(program: Command): void {
  withCommon(program.command('serve').summary('open the explorer in a browser'))
    .description('Serves the explorer and its API on this machine only. Without a run it analyzes first.')
    .option('--port <n>', 'port on 127.0.0.1; 0 for any free one', '7300')
    .option('--run <run>', 'run to show (default: the newest)')
    .addHelpText('after', '\nExamples:\n  $ tamyr serve\n  $ tamyr serve --port 0 --store duckdb:case.duckdb')
    .action(async (options: ServeOptions) => {
      const port = portOf(options.port);
      const runs = await withStore(options, (store) => store.runs());
      if (runs.length === 0) await analyzeFirst(options.store);
      await serve({ store: options.store, port, ...(options.run !== undefined && { run: options.run }) });
    });
}

/** Makes the store's first run, on a thread of its own so that the program stays responsive. */
async function analyzeFirst(store: string): Promise<void> {
  await withProgress((tell) => {
    const job = analyzeInWorker(store, {}, ({ stage }) => tell(`No run yet; analyzing first: ${stage} …`));
    return job.result;
  });
}
